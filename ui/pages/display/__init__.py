"""How the screen looks: size of texts, colours, language."""
