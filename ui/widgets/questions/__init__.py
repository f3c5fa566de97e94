"""Questions over or between the pages."""
