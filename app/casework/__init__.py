"""What people do with a case: the order of time, later redaction, similar pictures.

The follow-up ledger.
"""
