"""Care and safety: the neutral page, the settings, and what is left to others to look at."""
