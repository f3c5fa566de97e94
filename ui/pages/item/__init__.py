"""One item's page, and pages that tell of one item."""
