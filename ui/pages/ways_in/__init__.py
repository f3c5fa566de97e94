"""Pages of the ways to open the vault."""
