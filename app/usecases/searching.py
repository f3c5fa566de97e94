"""Find words in messages, notes, saved pages and mails."""

from __future__ import annotations

from app.errors import InputProblem
from app.usecases.vaults import OpenVault
from app.vault import Hit, SearchPage

__all__ = ["Hit", "SearchPage", "search"]


def search(
    vault: OpenVault, words: str, case_id: str | None = None, *, limit: int = 50, offset: int = 0
) -> SearchPage:
    """Places that hold all the words, in part or whole, newest last.

    Raises InputProblem INP-010 and INP-003.
    """
    if not words.strip():
        raise InputProblem("INP-010")
    if case_id is not None:
        vault.cases.get(case_id)
    return vault.search.find(words, case=case_id, limit=max(1, limit), offset=max(0, offset))
