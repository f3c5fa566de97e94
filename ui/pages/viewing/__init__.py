"""Looking at one item, large, and listening to it; covered, grey and silent until asked for."""
