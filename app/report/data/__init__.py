"""The dated data files of reports, strictly read: templates, recipients, law, portals."""
