"""What a person tells: the log, notes, payments, people."""
