"""The interview: one question a screen, in an order that a person under stress can bear."""
