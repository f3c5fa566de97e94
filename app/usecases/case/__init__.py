"""A case as a whole: its home, its sheet, its timeline, search, minor mode, exchange."""
