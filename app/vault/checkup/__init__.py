"""Reading everything back, and saying what is damaged or strange."""
