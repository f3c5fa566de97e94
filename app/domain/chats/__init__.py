"""What imported chats show: rooms, accounts, messages, links."""
