"""Fields of a report's form, one kind a file.

Here is the table that says which kind of answer gets which.
"""
