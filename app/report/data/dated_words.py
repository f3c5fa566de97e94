"""How sure a fact is, in one short line: when it was checked, and a soft word where it is old."""

from __future__ import annotations

from datetime import date

from app.i18n import N_, Texts
from app.report.data.dated import Dated

CHECKED = N_("Checked on {date}")
NOT_CHECKED = N_("No source was found; ask before relying on it")
MAY_HAVE_CHANGED = N_("may have changed")
NOT_ADVICE = N_("This is not legal advice. The police and the court decide.")
"""Stands wherever the law is shown."""


def checked(fact: Dated, texts: Texts, today: date) -> str:
    """`Checked on 2025-04-17`, with `may have changed` once it wants another look."""
    if fact.unsure:
        return texts.tr(NOT_CHECKED)
    said = texts.tr(CHECKED, date=fact.as_of)
    return f"{said} · {texts.tr(MAY_HAVE_CHANGED)}" if fact.stale(today) else said
