"""A room as a chat: what was said, by whom and when, with what stands about it."""
