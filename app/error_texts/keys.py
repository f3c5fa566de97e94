"""The ways to open a vault, and the recovery kit (VLT-017 to VLT-034)."""

from __future__ import annotations

from app.error_texts.text import ErrorText

TEXTS: dict[str, ErrorText] = {}
