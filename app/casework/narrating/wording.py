"""One thing that happened as one or two sentences of a paper: when, who, where, what, how.

In the plain style of a written statement, with neutral words and nobody blamed. English texts stand
here, the Korean ones in their catalogue with their particles (`{who:이/가}`). Evidence text is made
visible and quoted; resident registration numbers are covered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import StrEnum

from app.casework.narrating.happened import Happened, Kind
from app.casework.narrating.names import Names
from app.casework.narrating.times_in_words import doubt_in_words, minute_in_words, when_in_words
from app.domain.evidence.items import ItemKind
from app.domain.text.particles import Word
from app.domain.text.rrn import mask_rrn
from app.domain.text.textsafe import one_line
from app.domain.told.people import MarkKind
from app.domain.told.told_in_words import MARK_KINDS
from app.i18n import N_, Texts

_QUOTE = 160
_TOLD = 2_000

Values = dict[str, Word]


class Teller(StrEnum):
    """Whose account it is: told by the person herself, or by somebody for her."""

    SELF = "self"
    OTHER = "other"


_COUNTED = (ItemKind.PICTURE, ItemKind.VIDEO, ItemKind.AUDIO, ItemKind.DOCUMENT)
"""Kinds that are counted by their own word; all others are files."""

_SENTENCES: dict[Kind, str] = {
    Kind.POSTED: N_("{when}, {who} posted {what} in {room}."),
    Kind.AGAIN: N_("{when}, the same was posted in several places ({what}): {room}."),
    Kind.EXPORTED: N_("{when}: an export of {what} from {room} is kept."),
    Kind.CLEARED: N_("{when}, by the record, messages in {room} were cleared."),
    Kind.TIMER: N_("{when}, {room} was set so that messages vanish after a time."),
    Kind.MOVED: N_("{when}, {room} became another chat room."),
    Kind.SHOWN: N_("{when}, by the time it shows: {what}, kept as evidence."),
    Kind.DATED: N_("{when}, by the time written in the files: {what}, kept as evidence."),
    Kind.KEPT: N_("{when}, {i} put {what} without a time of their own into safe keeping."),
    Kind.SAVED: N_("{when}, {i} saved {what}."),
    Kind.NOTED: N_("{when}: {text}"),
    Kind.MORE: N_("More was written down that is not told here one by one."),
}


def sentence(one: Happened, names: Names, texts: Texts, teller: Teller) -> str:
    """The words for one thing, in the language of `texts`; never with a line break in them."""
    said = _Sentence(one, names, texts, teller).words()
    return mask_rrn(" ".join(said.split()))


class _Sentence:
    """What the sentences of one thing share."""

    def __init__(self, one: Happened, names: Names, texts: Texts, teller: Teller) -> None:
        self._one, self._names, self._texts = one, names, texts
        self._until = one.last_ms if one.last_ms > one.order_ms else None
        self._values: Values = {
            "when": when_in_words(one.when, self._until, texts),
            "i": Word(texts.tr("I") if teller is Teller.SELF else texts.tr("the victim")),
            "room": names.each(one.rooms) if one.kind is Kind.AGAIN else names.room(one.rooms),
            "what": self._what(),
        }

    def words(self) -> str:
        own = _OWN.get(self._one.kind)
        parts = list(own(self)) if own else [self._plain()]
        if self._one.kind is not Kind.KEPT:
            parts.append(doubt_in_words(self._one.when, self._texts))
        return " ".join(part for part in parts if part)

    def _tr(self, message: str, **more: str) -> str:
        values = self._values | {key: Word(value) for key, value in more.items()}
        return self._texts.tr(message, **values)

    def _said(self, key: str, limit: int = _QUOTE) -> str:
        return one_line(self._one.said.get(key, ""), limit)

    def _who(self) -> Word:
        return self._names.who(self._one)

    def _plain(self) -> str:
        more = {"text": _stopped(self._text())} if self._one.text else {}
        if self._one.kind is Kind.POSTED:
            more["who"] = self._who()
        return self._tr(_SENTENCES[self._one.kind], **more)

    def _text(self, limit: int = _TOLD) -> str:
        return one_line(self._one.text, limit)

    def _what(self) -> Word:
        """What was posted or kept, counted: pictures, videos, sound, files; or messages."""
        ntr = self._texts.ntr
        if self._one.kind is Kind.EXPORTED:
            return Word(ntr("{count} message", "{count} messages", self._one.count))
        counts = [self._one.tally.get(kind, 0) for kind in _COUNTED]
        pictures, videos, sounds, documents = counts
        files = sum(self._one.tally.values()) - sum(counts)
        parts = (
            pictures and ntr("{count} picture", "{count} pictures", pictures),
            videos and ntr("{count} video", "{count} videos", videos),
            sounds and ntr("{count} sound recording", "{count} sound recordings", sounds),
            documents and ntr("{count} document", "{count} documents", documents),
            files and ntr("{count} file", "{count} files", files),
        )
        return Word(", ".join(part for part in parts if part))

    def message(self) -> Iterator[str]:
        """A message that the person marked: threats and demands, with its words."""
        one, threat = self._one, self._one.kind is Kind.THREATENED
        count = f"{one.count:,}"
        if one.count > 1 and threat:
            yield self._tr(N_("{when}, {who} sent {count} threatening messages in {room}."),
                           who=self._who(), count=count)  # fmt: skip
        elif threat:
            yield self._tr(N_("{when}, {who} sent a threatening message in {room}."),
                           who=self._who())  # fmt: skip
        elif one.count > 1:
            yield self._tr(N_("{when}, {who} sent {count} messages that ask for money in {room}."),
                           who=self._who(), count=count)  # fmt: skip
        else:
            yield self._tr(N_("{when}, {who} sent a message that asks for money in {room}."),
                           who=self._who())  # fmt: skip
        if one.text.strip():
            words = self._names.quoted(self._text(_QUOTE))
            first = N_("The first one says: {text}.") if one.count > 1 else N_("It says: {text}.")
            yield self._tr(first, text=words)

    def room(self) -> Iterator[str]:
        """A room that was made, renamed, or left for another."""
        one, after, before = self._one, self._said("after"), self._said("before")
        acted = bool(one.accounts)
        if one.kind is Kind.MADE:
            if acted:
                yield self._tr(N_("{when}, {who} made {room}."), who=self._who())
            else:
                yield self._tr(N_("{when}, {room} was made."))
        elif one.kind is Kind.RENAMED:
            platform = self._names.platform_of(one.rooms)
            if one.count > 1:
                yield self._tr(N_("{when}, {room} was renamed {count} times."),
                               count=f"{one.count:,}")  # fmt: skip
            elif before:
                yield self._tr(
                    N_("{when}, a {platform} chat room was renamed from “{before}” to {after}."),
                    platform=platform, before=before, after=self._names.quoted(after),
                )  # fmt: skip
            else:
                yield self._tr(N_("{when}, a {platform} chat room was renamed {after}."),
                               platform=platform, after=self._names.quoted(after))  # fmt: skip
        else:
            who = self._who() if acted else self._texts.tr("an unidentified person")
            yield self._tr(N_("{when}, {who} posted a link to the next chat room in {room}."),
                           who=who)  # fmt: skip
            if after and one.count == 1:
                yield self._tr(N_("The link is: {link}"), link=after)

    def capture(self) -> Iterator[str]:
        """A picture of the screen, with the time it shows told apart."""
        where, kind = self._said("where", 80), self._one.kind
        if kind is Kind.CAPTURED and where:
            yield self._tr(N_("{when}, {i} took {what} of the screen of “{where}”."), where=where)
        elif kind is Kind.CAPTURED:
            yield self._tr(N_("{when}, {i} took {what} of the screen."))
        elif kind is Kind.FILMED:
            yield self._tr(N_("{when}, {i} recorded the screen ({what})."))
        elif kind is Kind.PHOTOGRAPHED:
            yield self._tr(N_("{when}, {i} photographed a screen ({what})."))
        else:
            yield self._tr(_SENTENCES[Kind.SAVED])
        shown = self._one.shown
        if shown is not None and shown.at_ms is not None and self._one.count == 1:
            time = minute_in_words(shown, self._texts)
            yield self._tr(N_("The time that is seen on it is {time}."), time=time)

    def links(self) -> Iterator[str]:
        """Addresses that were written down."""
        if self._one.count > 1:
            yield self._tr(N_("{when}, {i} wrote down {count} addresses of posts."),
                           count=f"{self._one.count:,}")  # fmt: skip
        else:
            yield self._tr(N_("{when}, {i} wrote down this address: {link}"), link=self._text())

    def incident(self) -> Iterator[str]:
        """A line of the log: her words, and what belongs to them."""
        if self._one.text.strip():
            yield self._tr(_SENTENCES[Kind.NOTED], text=_stopped(self._text()))
        else:
            yield self._tr(N_("{when}, something happened that is in the incident log."))
        for key, words in _BESIDE:
            said = self._said(key)
            if said:
                yield self._tr(words, said=self._names.quoted(said))

    def money(self) -> Iterator[str]:
        """A demand or a payment."""
        one = self._one
        person = one.said.get("person", "")
        who = self._names.person(person) if person else ""
        sum_ = self._sum()
        if one.kind is Kind.ASKED and who:
            yield self._tr(N_("{when}, {who} asked for {sum}."), who=who, sum=sum_)
        elif one.kind is Kind.ASKED:
            yield self._tr(N_("{when}, {sum} was asked for."), sum=sum_)
        elif who:
            yield self._tr(N_("{when}, {i} sent {sum} to {who}."), who=who, sum=sum_)
        else:
            yield self._tr(N_("{when}, {i} sent {sum}."), sum=sum_)
        for key, words in _MONEY:
            said = self._said(key)
            if said:
                yield self._tr(words, said=self._names.quoted(said))
        yield _stopped(self._text())

    def _sum(self) -> str:
        amount, currency = self._said("amount", 60), self._said("currency", 20)
        if not amount:
            return self._texts.tr("money")
        beside = "" if currency.startswith(("원", "만", "억")) else " "
        return f"{amount}{beside}{currency}".strip()

    def part(self) -> Iterator[str]:
        """The photo a fake was made from, a tip-off, what followed."""
        place, teller = self._said("place"), self._said("teller")
        kind = self._one.kind
        if kind is Kind.SOURCE_PHOTO and place:
            yield self._tr(
                N_("{when}, the photo that the fake seems to be made from was on “{place}”."),
                place=place,
            )
        elif kind is Kind.SOURCE_PHOTO:
            yield self._tr(N_("{when}, the photo that the fake seems to be made from was posted."))
        elif kind is Kind.TIP_OFF and teller:
            yield self._tr(
                N_("{when}, {teller} gave word of this."), teller=self._names.quoted(teller)
            )
        elif kind is Kind.TIP_OFF:
            yield self._tr(N_("{when}, {i} was told of this."))
        else:
            yield self._tr(N_("{when}: a record of what followed from this is kept."))
        if kind is Kind.TIP_OFF and place:
            yield self._tr(N_("It came by {said}."), said=self._names.quoted(place))
        audience = self._said("audience")
        if audience:
            yield self._tr(N_("Those who could see it: {said}."), said=self._names.quoted(audience))
        yield _stopped(self._text())

    def seen(self) -> Iterator[str]:
        """What somebody goes by."""
        kind = MarkKind(self._one.said["goes_by"])
        yield self._tr(
            N_("{when}, {i} saw that {who} goes by this: {platform} {kind} {value}."),
            who=self._names.person(self._one.said.get("person", "")),
            platform=self._said("platform", 40),
            kind=self._texts.tr(MARK_KINDS[kind]),
            value=self._names.quoted(self._said("value")),
        )


_BESIDE = (
    ("place", N_("Place: {said}.")),
    ("witness", N_("Seen by: {said}.")),
    ("technology", N_("What seems to have been used: {said}.")),
    ("officer", N_("It was reported; the report was taken by {said}.")),
    ("number", N_("The number of the report is {said}.")),
)
_MONEY = (
    ("to_whom", N_("It was to go to {said}.")),
    ("reference", N_("The number of the transaction is {said}.")),
)
_OWN: dict[Kind, Callable[[_Sentence], Iterator[str]]] = {
    Kind.THREATENED: _Sentence.message,
    Kind.DEMANDED: _Sentence.message,
    Kind.MADE: _Sentence.room,
    Kind.RENAMED: _Sentence.room,
    Kind.NEXT_ROOM: _Sentence.room,
    Kind.CAPTURED: _Sentence.capture,
    Kind.FILMED: _Sentence.capture,
    Kind.PHOTOGRAPHED: _Sentence.capture,
    Kind.SAVED: _Sentence.capture,
    Kind.LINKS: _Sentence.links,
    Kind.INCIDENT: _Sentence.incident,
    Kind.ASKED: _Sentence.money,
    Kind.PAID: _Sentence.money,
    Kind.SOURCE_PHOTO: _Sentence.part,
    Kind.TIP_OFF: _Sentence.part,
    Kind.EFFECT: _Sentence.part,
    Kind.SEEN: _Sentence.seen,
}


def _stopped(text: str) -> str:
    """A told text with a full stop at its end, where it has none."""
    return text if not text or text[-1] in ".?!…" else f"{text}."
