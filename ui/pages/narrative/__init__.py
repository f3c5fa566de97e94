"""The account of events, line by line: what was drafted, in the person's own hands."""
