"""Reports: interview, answers, account of events, consents, documents, the directory."""
