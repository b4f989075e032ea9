"""Their own paper: a form handed out by a bureau, read, matched to our fields, made a template.

grid (materials) → places (where something may be written) → matching → mapping file → template.
"""
