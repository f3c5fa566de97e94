"""Time stamps where a case is handed over."""
