"""Reads the guide's data, once, and holds it against itself.

Raises `FormatProblem` RPT-003 with the file's name where a file is not what it should be, and
`InputProblem` INP-005 for a guide that there is not.
"""

from __future__ import annotations

from functools import cache

from app.errors import FormatProblem, InputProblem
from app.guide.shape import Drawing, Guide, Limit, Pressing, Topic
from app.paths import resources
from app.report.data.dated import check_facts, read_file
from app.report.data.model import Strict


class _Topics(Strict, frozen=True, kw_only=True):
    everywhere: tuple[Pressing, ...]
    topics: tuple[Topic, ...]


class _Drawings(Strict, frozen=True, kw_only=True):
    drawings: tuple[Drawing, ...]


class _Limits(Strict, frozen=True, kw_only=True):
    limits: tuple[Limit, ...]


@cache
def guides() -> dict[str, Guide]:
    """All guides by identifier, in the order in which they are shown."""
    folder = resources() / "guide" / "guides"
    found = sorted(
        (read_file(path, Guide) for path in sorted(folder.glob("*.toml"))),
        key=lambda one: one.place,
    )
    check_facts(tuple(found), tuple(one.id for one in found), "guides")
    known = {one.id for one in found}
    for one in found:
        drawn = {step.drawing for step in one.steps} - {""}
        if not one.steps or not known.issuperset(one.leads_to) or not drawn <= set(drawings()):
            raise FormatProblem("RPT-003", name=f"{one.id}.toml")
    return {one.id: one for one in found}


def guide(guide_id: str) -> Guide:
    """One guide."""
    known = guides()
    if guide_id not in known:
        raise InputProblem("INP-005", id=guide_id, known=", ".join(known))
    return known[guide_id]


@cache
def drawings() -> dict[str, Drawing]:
    """All drawings by identifier; every stroke lies on its drawing's grid."""
    found = read_file(resources() / "guide" / "drawings.toml", _Drawings).drawings
    whole = all(_on_the_grid(one) for one in found)
    if not whole or len({one.id for one in found}) != len(found):
        raise FormatProblem("RPT-003", name="drawings.toml")
    return {one.id: one for one in found}


@cache
def topics() -> dict[str, Topic]:
    """What each page is for, by the page's name."""
    found = _read_topics().topics
    known = set(guides())
    whole = all(one.can and known.issuperset(one.guides) for one in found)
    if not whole or len({one.page for one in found}) != len(found):
        raise FormatProblem("RPT-003", name="topics.toml")
    return {one.page: one for one in found}


def keys_everywhere() -> tuple[Pressing, ...]:
    """Keys that do the same on every page."""
    return _read_topics().everywhere


@cache
def limits() -> tuple[Limit, ...]:
    """What the program can't do, in the order in which it is shown."""
    found = read_file(resources() / "guide" / "limits.toml", _Limits).limits
    if len({one.id for one in found}) != len(found):
        raise FormatProblem("RPT-003", name="limits.toml")
    return found


@cache
def _read_topics() -> _Topics:
    return read_file(resources() / "guide" / "topics.toml", _Topics)


def _on_the_grid(one: Drawing) -> bool:
    """An arrow's `at` is two points, any other's a place and a size."""
    for stroke in one.strokes:
        left, top, across, down = stroke.at
        right, bottom = (across, down) if stroke.kind == "arrow" else (left + across, top + down)
        if min(left, top, right, bottom) < 0 or right > one.width or bottom > one.height:
            return False
    return True
