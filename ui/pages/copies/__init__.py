"""Pages that make working copies."""
