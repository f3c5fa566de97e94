"""What comes after a report left: filings, links' fates, replies."""
