"""What a vault remembers of how its owner likes it: care, looks, the place left off."""
