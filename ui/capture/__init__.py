"""Captures the screen into memory, never into a file. Knows no vault: pages keep what it gives."""
