"""Colours, the style sheet built from them, fonts and icons. Knows no page and no use case."""
