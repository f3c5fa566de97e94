"""Rooms, accounts and messages of imported chats."""
