"""Let sound come out of the computer, once a person asked for it. No file, no recording of it."""

from __future__ import annotations

from app.adapters.loudspeaker import Loudspeaker

__all__ = ["Loudspeaker", "open_loudspeaker"]


def open_loudspeaker() -> Loudspeaker:
    """A way out for samples as `domain.sights` has them. May block for a moment.

    Raises InputProblem INP-160 where no sound comes out of this computer.
    """
    return Loudspeaker()
