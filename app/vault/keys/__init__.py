"""The ways into a vault: key slots on disk, what a person brings, and the keys that follow."""
