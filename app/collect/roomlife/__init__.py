"""Reads out of an import's records what happened to rooms and who was in them."""
