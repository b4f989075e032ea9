"""Intake: what the applicant wrote is read, normalised, checked and admitted.

source       a file or workspace folder -> Draft, with the place of every value
normalise    one normal form for texts, identifiers and numbers; empty fields fall away
identifiers  统一社会信用代码, 公民身份号码, phones
checks       what the schema cannot say: characters, identifiers, repeated numbers
words        a schema mismatch -> a Chinese finding
build        admitted JSON -> Application
admit        the stage itself
"""
