"""The application as an Excel workbook: made from the schema, read back, and marked.

layout   sheets, groups and columns, from the schema
making   a workbook, blank or filled, for one application or a roster of many
reading  a workbook -> Drafts, each value with its cell
mark     a copy of the user's workbook with every finding at its cell
"""
