"""Comparing an opened index with what is kept outside it: the log's newest head, the pages' seal.

Changes nothing unless the person chose to go on with an older vault; then the custody log says so.
See FORMAT.md, section "Opening".
"""

from __future__ import annotations

from dataclasses import replace

from app.domain.custody import Act
from app.errors import IntegrityProblem
from app.vault.failures import translated
from app.vault.index.state import NOTHING_SAID, State
from app.vault.parts import Parts
from app.vault.stores.custody import index_state

NOT_AS_SAID = frozenset(("VLT-009", "VLT-013", "VLT-035", "VLT-036"))
"""The codes of what an opening refuses unless the person says so."""


def compared(parts: Parts, *, accept_older: bool) -> Parts:
    """Compare, and let the index say from now on what becomes of it; the parts.

    Looking only, what does not fit is a notice. Raises IntegrityProblem VLT-009 (the log is older),
    VLT-013 (no head can be read), VLT-035 (other pages), VLT-036 (another write-ahead log).
    """
    newest = parts.heads.newest()
    said = NOTHING_SAID if newest is None else index_state(newest.facts)
    if parts.look_only:
        code = _looked(parts)
        return replace(parts, notices=(*parts.notices, code)) if code else parts
    code = _difference(parts)
    if code and not accept_older:
        raise IntegrityProblem(code)
    if code:
        # First the entry, then what is said outside: a kill in between asks the person again.
        details: dict[str, str | int] = {} if newest is None else {"expected": newest.number}
        with parts.index.transaction():
            parts.custody.append(Act.OLDER_ACCEPTED, "", None, details)
        said = replace(said, state=State.UNKNOWN, pages="")
        parts.heads.facts = replace(parts.heads.facts, state="", pages="")
        number, head = parts.custody.head
        with translated(parts.path.name):
            parts.heads.overrule(number, bytes.fromhex(head), parts.clock())
    parts.index.keep_state(parts.custody, said)
    return parts


def _difference(parts: Parts) -> str:
    """The code of what does not fit, the log's before the pages': it says more."""
    newest = parts.heads.newest()
    if newest is None:
        return "VLT-013"
    if parts.custody.head_at(newest.number) != newest.head:
        return "VLT-009"
    return parts.index.compare(index_state(newest.facts))


def _looked(parts: Parts) -> str:
    try:
        return _difference(parts)
    except IntegrityProblem as problem:
        return problem.code
