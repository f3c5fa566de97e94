"""Reports, the account of events, consents."""
