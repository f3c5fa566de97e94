"""Verified copies of a vault on another disk."""
