"""Whose public keys bundles can be sealed for, and a key of one's own."""
