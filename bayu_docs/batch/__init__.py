"""The district's desk and the letters by the hundred: many applications at once."""
