"""How evidence comes in: files, captures, links, memos, what waited outside."""
