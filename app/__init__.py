"""The product without a screen: vault, collecting, casework, reports, bundles. No Qt below here."""
