"""The ways through the pages of one area, for the gallery and the rules of all pages."""
