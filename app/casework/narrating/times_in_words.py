"""Times in a sentence: Korean time as Korean papers write it, and how surely it is known.

Korean papers give the minute with 경, what is less sure with 무렵, and a sentence where it is not
sure at all; foreign ones have UTC beside it (facts: domain 10). No time is made surer than it is.
"""

from __future__ import annotations

from datetime import datetime

from app.domain.text.particles import Word
from app.domain.text.textsafe import one_line
from app.domain.times.times import Certainty, Moment, TimeSource
from app.i18n import Texts

_TYPED = 60


def when_in_words(moment: Moment | None, until_ms: int | None, texts: Texts) -> Word:
    """When something was, for the beginning of a sentence; with `until_ms` from when to when."""
    tr = texts.tr
    start = None if moment is None else moment.kst
    if moment is None or start is None:
        if moment is not None and moment.original:
            typed = one_line(moment.original, _TYPED)
            return Word(tr("At a time written down as {text}", text=_quoted(typed, texts)))
        return Word(tr("At a time that is not written down"))
    end = None if until_ms is None else Moment(until_ms, moment.source, moment.certainty).kst
    if end is not None and _minute(end) != _minute(start):
        return Word(_span(start, end, moment, texts))
    return Word(_one(start, moment, texts))


def doubt_in_words(moment: Moment | None, texts: Texts) -> str:
    """A sentence of its own where a time is not sure; nothing where it is."""
    if moment is None:
        return ""
    start = moment.kst
    if start is None or (moment.certainty is Certainty.APPROXIMATE and _is_day(start)):
        return texts.tr("The date is not exact.") if moment.source is TimeSource.PERSON else ""
    if moment.certainty in {Certainty.APPROXIMATE, Certainty.UNKNOWN}:
        return texts.tr("The time is not exact.") if moment.source is TimeSource.PERSON else ""
    if moment.certainty is Certainty.ZONE_ASSUMED:
        return texts.tr("The record names no time zone; Korean time is assumed.")
    return ""


def minute_in_words(moment: Moment, texts: Texts) -> Word:
    """A time in the middle of a sentence, to the minute."""
    kst = moment.kst
    return Word("" if kst is None else _clock(kst, texts))


def _one(start: datetime, moment: Moment, texts: Texts) -> str:
    tr, certainty = texts.tr, moment.certainty
    if certainty is Certainty.DAY:
        return tr("On {time}", time=_day(start, texts))
    if certainty in {Certainty.APPROXIMATE, Certainty.UNKNOWN}:
        whole = _day(start, texts) if _is_day(start) else _clock(start, texts)
        return tr("Some time around {time}", time=whole)
    return tr("At about {time}", time=_clock(start, texts))


def _span(start: datetime, end: datetime, moment: Moment, texts: Texts) -> str:
    tr = texts.tr
    if moment.certainty is Certainty.DAY:
        return tr("From {start} to {end}", start=_day(start, texts), end=_day(end, texts))
    last = _later(start, end, texts)
    return tr("From about {start} to about {end}", start=_clock(start, texts), end=last)


def _later(start: datetime, end: datetime, texts: Texts) -> str:
    """The end of a span; in Korean without what its beginning said already."""
    if texts.language != "ko" or start.year != end.year:
        return _clock(end, texts)
    if start.date() == end.date():
        return _hands(end)
    return f"{end.month}월 {end.day}일 {_hands(end)}"


def _quoted(text: str, texts: Texts) -> Word:
    return Word(f"'{text}'" if texts.language == "ko" else f"“{text}”")


def _day(at: datetime, texts: Texts) -> str:
    if texts.language == "ko":
        return f"{at.year}년 {at.month}월 {at.day}일"
    return at.date().isoformat()


def _clock(at: datetime, texts: Texts) -> str:
    if texts.language == "ko":
        return f"{_day(at, texts)} {_hands(at)}"
    utc = at - (at.utcoffset() or at - at)
    beside = f"{utc:%H:%M}" if utc.date() == at.date() else f"{utc:%Y-%m-%d %H:%M}"
    return f"{at:%Y-%m-%d %H:%M} KST ({beside} UTC)"


def _hands(at: datetime) -> str:
    return f"{at.hour}시 {at.minute}분" if at.minute else f"{at.hour}시"


def _is_day(at: datetime) -> bool:
    """Whether nothing but the day was said: a day typed alone begins at midnight."""
    return not (at.hour or at.minute or at.second)


def _minute(at: datetime) -> datetime:
    return at.replace(second=0, microsecond=0)
