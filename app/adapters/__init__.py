"""Where the program meets what the system brings along; one module each, loaded when it is used."""
