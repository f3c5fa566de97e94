"""What each system tells of sleep and of its locked screen; `ui.sleep_lock` acts on it."""
