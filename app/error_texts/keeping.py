"""Backups, deleting, rescue, what waits, versions (VLT-035 to VLT-069)."""

from __future__ import annotations

from app.error_texts.text import ErrorText

TEXTS: dict[str, ErrorText] = {}
