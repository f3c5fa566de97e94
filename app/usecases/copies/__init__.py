"""Working copies made of items: covered, cut, put down in words. Originals stay."""
