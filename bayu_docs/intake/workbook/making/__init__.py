"""A workbook written: cover with live counters, a sheet a section, drop-downs and hints."""
