"""The application judged by the call: one rule, one check, one code."""
