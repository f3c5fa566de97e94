"""Rooms, accounts, and messages marked in them."""
