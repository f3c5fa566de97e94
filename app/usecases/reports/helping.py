"""Whom a person can turn to. Nothing here calls or opens anything."""

from __future__ import annotations

from app.report.data.recipients import Recipient, help_page

Contactable = Recipient
"""A body with its contacts, hours and the date of the facts."""


def where_to_turn() -> tuple[Contactable, ...]:
    """Bodies that a person may turn to, the most urgent first."""
    return help_page()
