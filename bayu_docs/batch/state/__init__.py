"""The campaign's state: who stands where, what was decided, by whose hand, and what is allowed.

values      what a clerk typed -> the value of a column
life        what was decided -> where the application stands
ground      the call, the district, the day: what the rules stand on
faults      what no state may hold, with its clause
settle      changes wished for -> those that are allowed, and why the others are not
cautions    what is allowed and should be seen
store       the SQLite file: rows are added, never changed
campaign    all of it behind one door
"""
