"""The account of events, drafted from what the vault knows: facts, runs of them, sentences."""
