"""Copying out of a damaged vault what can still be read."""
