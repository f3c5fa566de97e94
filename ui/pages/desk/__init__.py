"""Pages of a counsellor's desk."""
