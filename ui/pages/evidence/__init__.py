"""What was collected: the page itself, and what is close to it."""
