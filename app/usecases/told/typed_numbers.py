"""Keeps resident registration numbers out of what a person types with links in it.

Thirteen digits in a row inside a link mostly are another number and stay, as in every copy
(`app.domain.text.rrn.mask_rrn`); a number anywhere else is refused (DESIGN promise 10).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from app.collect.links import find_links
from app.domain.text.rrn import find_rrn, mask_rrn
from app.errors import InputProblem

_DIGITS = 13


def refuse_numbers(text: str, links: Iterable[str] = ()) -> None:
    """Let a typed text pass; `links` are its links as they stand in it, where they are known.

    Raises InputProblem INP-022 a resident registration number.
    """
    numbers = find_rrn(text)
    if not numbers:
        return
    known = {*links, *(one.original for one in find_links(text))}
    inside = [match.span() for one in known for match in re.finditer(re.escape(one), text)]
    for start, end in numbers:
        in_link = any(first <= start and end <= last for first, last in inside)
        if not in_link or end - start != _DIGITS:
            raise InputProblem("INP-022")


def refuse_in_link(*forms: str) -> None:
    """Let a link pass in each of its forms, as typed and as kept.

    Raises InputProblem INP-150 a resident registration number written with its dash.
    """
    if any(mask_rrn(form, in_address=True) != form for form in forms):
        raise InputProblem("INP-150")
