"""Reusable parts of pages. They know colours and texts they are given; no use case, no session."""
