"""The case in the order of time."""
