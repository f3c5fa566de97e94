"""Who can help, and what the law says: dated facts that can be looked up without a vault."""
