"""Why a picture or a film itself is needed: a line that can be left out, for the custody log."""

from __future__ import annotations

from app.domain.text.rrn import find_rrn
from app.errors import InputProblem

LENGTH = 500


def need(why: str) -> str:
    """The line as it is logged, empty where nothing was said.

    Raises InputProblem COL-095 longer than 500 characters, INP-022 a resident registration number.
    """
    said = " ".join(why.split())
    if len(said) > LENGTH:
        raise InputProblem("COL-095", limit=LENGTH)
    if find_rrn(said):
        raise InputProblem("INP-022")
    return said
