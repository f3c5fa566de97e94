"""The page on what was agreed to, per recipient and per item."""
