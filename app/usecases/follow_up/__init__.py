"""What comes after: filings, days that count, fates of links, replies."""
