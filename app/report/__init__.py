"""Reports: a dated template, the facts of a case and answers become one tree, and documents.

No vault and no network here: everything arrives as plain data (`facts.CaseFacts`), and leaves as
bytes in memory.
"""
