"""Working copies of pictures, pages and films: made in the limited worker, told piece by piece."""
