"""A vault as a whole: made, found, opened, checked, backed up, rescued, given up."""
