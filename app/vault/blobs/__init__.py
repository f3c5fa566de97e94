"""Payloads on disk, the journal of their names, and the spare copy of their headers."""
