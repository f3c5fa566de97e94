"""The encrypted index: its file, its pages, its state outside, and how values stand in it."""
