"""Help: the panel beside each page, the guides in steps, and what this app can't do."""
