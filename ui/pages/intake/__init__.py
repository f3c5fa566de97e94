"""Pages where evidence comes in."""
