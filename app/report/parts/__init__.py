"""The sections that a report tree is built of."""
