"""The five minutes before a room vanishes."""
