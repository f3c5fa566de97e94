"""Readers of chat exports, one module a format, and the hand-written list of them in `registry`."""
