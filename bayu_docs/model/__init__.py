"""The plain values that travel between the stages: frozen dataclasses, no behaviour of a stage."""
