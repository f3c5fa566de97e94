"""Times and periods."""
