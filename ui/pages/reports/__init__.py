"""Reports: the list, the form, documents."""
