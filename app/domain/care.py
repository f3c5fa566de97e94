"""How the window behaves for the person who sits before it: what is softened, when it locks.

Plain data; kept in the vault (`app.usecases.settings.caring`), nowhere on the computer. The
defaults are the safest choices, and hold whenever no vault is open.
"""

from __future__ import annotations

from dataclasses import dataclass

IDLE_MINUTES = (1, 3, 5, 10, 30)
"""After how many minutes without keys or mouse the vault can lock."""

AT_ONCE = (0, 3, 5, 10, 20)
"""After how many uncovered in one go a pause can be offered; 0 for never."""


@dataclass(frozen=True, slots=True)
class Care:
    """What a person chose.

    `grey`: pictures and films without colours. `silent`: films and sounds begin muted. `at_once`:
    a pause is offered after so many were uncovered in one go. `hold`: a picture is seen only while
    it is held; else until it is pressed again. `idle_minutes`: lock after so long. `hide`: the
    window is hidden from screen capture where the system can do that.
    """

    grey: bool = True
    silent: bool = True
    at_once: int = 5
    hold: bool = True
    idle_minutes: int = 10
    hide: bool = True
