"""What of a case travels between two vaults: its records, table by table, strictly read.

Knows tables and identifiers, neither files nor how two states are merged (`app.exchange`).
FORMAT.md, section "Case file".
"""
