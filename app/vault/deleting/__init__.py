"""Setting aside, destroying items, and ending a whole vault."""
