"""A saved page or a mail, inert: its words, its parts, its recorded address and times."""
