"""A case as a whole, and what is counted over cases."""
