"""What part an item plays in a case, by the person's word (evidence E-08, E-11 to E-13, E-18)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.domain.times.times import Moment


class Part(StrEnum):
    """The parts there are; an item may play several."""

    SOURCE_PHOTO = "source_photo"  # the photo that a fake was made from
    TIP_OFF = "tip_off"  # how somebody told of it
    SHOWS_ME = "shows_me"  # by which the person can be recognised
    EFFECT = "effect"  # what followed: medical, school, work
    PAYMENT = "payment"  # a record of money asked for or paid


@dataclass(frozen=True, slots=True)
class ItemPart:
    """One item in one part.

    `place` is where it was posted or came, `audience` who could see it, `teller` who told, `event`
    when that was; what does not fit a part stays empty.
    """

    case: str
    item: str
    part: Part
    made_ms: int
    place: str = ""
    audience: str = ""
    teller: str = ""
    event: Moment | None = None
    note: str = ""
