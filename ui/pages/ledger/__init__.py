"""What happens next: dates, what was handed in, where links stand, figures."""
