"""Any Word file against GB/T 9704-2012: its parts by sense, then one rule, one check, one code."""
