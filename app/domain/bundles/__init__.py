"""Whom a bundle is sealed for, and time stamps of it."""
