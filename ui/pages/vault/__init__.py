"""Pages of the vault as a whole: check-up, backup, rescue, giving it up."""
