"""Fields for each Word template, and the proof that every one of them reached the paper."""
