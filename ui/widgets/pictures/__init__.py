"""Pictures of evidence: covered, shown while held, marked, laid out."""
