"""What each error code says: one clear sentence and one next step, in English; Korean in `errors.po`.

A code never changes its meaning. Sentences may hold `{name}` places, filled from the error's values.
One module a group of codes.
"""

from __future__ import annotations

from app.error_texts import (
    alike,
    capture,
    consent,
    copies,
    desk,
    directory,
    documents,
    exchange,
    general,
    interview,
    keeping,
    keys,
    ledger,
    minor,
    narrative,
    onefile,
    pages,
    papers,
    parts,
    people,
    quiet,
    reading,
    receipts,
    recipients_keys,
    roomlife,
    stamps,
    vault,
    viewing,
    work,
)
from app.error_texts.text import ErrorText
from app.errors import OngiError
from app.i18n import Texts

__all__ = ["TEXTS", "ErrorText", "next_step", "sentence"]

TEXTS: dict[str, ErrorText] = {
    **general.TEXTS,
    **vault.TEXTS,
    **keys.TEXTS,
    **keeping.TEXTS,
    **work.TEXTS,
    **viewing.TEXTS,
    **minor.TEXTS,
    **capture.TEXTS,
    **consent.TEXTS,
    **alike.TEXTS,
    **copies.TEXTS,
    **people.TEXTS,
    **quiet.TEXTS,
    **pages.TEXTS,
    **reading.TEXTS,
    **roomlife.TEXTS,
    **ledger.TEXTS,
    **papers.TEXTS,
    **documents.TEXTS,
    **interview.TEXTS,
    **narrative.TEXTS,
    **directory.TEXTS,
    **stamps.TEXTS,
    **receipts.TEXTS,
    **exchange.TEXTS,
    **onefile.TEXTS,
    **parts.TEXTS,
    **recipients_keys.TEXTS,
    **desk.TEXTS,
}


def sentence(error: OngiError, texts: Texts) -> str:
    """The sentence of an error in a language; a code without one counts as a bug's.

    The value `why` is itself a message of the catalogues (`app.report.data.shapes` has them).
    """
    values = {
        name: texts.tr(value) if name == "why" and isinstance(value, str) else value
        for name, value in error.values.items()
    }
    return texts.tr(TEXTS.get(error.code, TEXTS["BUG-001"]).sentence, **values)


def next_step(error: OngiError, texts: Texts) -> str:
    """What to do next, in a language."""
    return texts.tr(TEXTS.get(error.code, TEXTS["BUG-001"]).next_step, **error.values)
