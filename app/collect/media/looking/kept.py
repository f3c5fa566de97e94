"""What the worker keeps open between two questions of one sitting. In the worker only.

A film or a large picture would else be opened and decoded anew for each step. Another sitting's
name lets go of it first, so that two are never held at a time.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

_kept: dict[str, object] = {}
_sitting = [""]


def kept(sitting: str, name: str, make: Callable[[], T], kind: type[T]) -> T:
    """What is open under this name, or made now; without a sitting's name nothing is kept."""
    if not sitting or sitting != _sitting[0]:
        let_go()
    found = _kept.get(name)
    if isinstance(found, kind):
        return found
    made = make()
    if sitting:
        _sitting[0] = sitting
        _kept[name] = made
    return made


def let_go() -> None:
    """Keep nothing any more."""
    _kept.clear()
    _sitting[0] = ""
