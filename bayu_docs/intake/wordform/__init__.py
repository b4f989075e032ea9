"""The application as a Word form, filled in Word or WPS and read back.

shape      the shipped form's tables: which cell holds which fields, and what is printed in it
entries    what stands on the paper, field by field and row by row
ticks      boxes, and what is drawn in them
cells      a cell -> its fields, and what was typed beside them
tables     a document -> its entries
rows       which row of the paper is which row of the data the form was made from
assemble   entries + the data the form keeps -> data, places and findings
read       a .docx -> Draft
"""
