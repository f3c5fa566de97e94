"""The home of a case."""
