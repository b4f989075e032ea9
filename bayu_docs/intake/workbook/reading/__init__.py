"""A workbook read: heads and labels found by their words, every value with its cell."""
