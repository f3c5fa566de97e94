"""Pages on which a person tells things."""
