"""Intake: what the applicant wrote is read, normalised, checked and admitted.

source       a file or workspace folder -> Drafts, with the place of every value
jsonfile     JSON (its text in jsontext)
workbook     an Excel workbook, made and read
wordform     the Word form, read
typed        what a person types into a cell -> the value its field asks for
normalise    one normal form for texts, identifiers and numbers; empty fields fall away
identifiers  统一社会信用代码, 公民身份号码, phones
checks       what the schema cannot say: characters, identifiers, repeated numbers
words        a schema mismatch -> a Chinese finding
build        admitted JSON -> Application
admit        the stage itself
differences  two versions of the data compared, in the form's words
"""
