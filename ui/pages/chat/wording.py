"""A line of a chat in words: what stands in it, what is said of it, what a screen reader hears.

Texts of the evidence are made visible here and nowhere changed.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath

from app.domain.chats.chat_lines import ChatLine, Gap
from app.domain.chats.chats import Media, MessageKind
from app.domain.chats.roomlife_words import DEEDS, HAPPENINGS
from app.domain.evidence.media_words import ABSENT, ANY_ABSENT, ANY_ROLE, ROLES
from app.domain.text.textsafe import LINES, one_line, visible, visible_name
from ui.context import Context
from ui.wording import kst

TEXT_LENGTH = 4_000
NAME_LENGTH = 60
LINE_LENGTH = 120
ANSWER_LENGTH = 60
ACCOUNT_LENGTH = 40
MOST_MEDIA = 6
WEEKDAYS = ("월", "화", "수", "목", "금", "토", "일")


@dataclass(frozen=True)
class MediaWords:
    """A file of a message: its caption, the item where it was taken in, else what became of it."""

    caption: str
    item: str | None
    absent: str = ""


@dataclass(frozen=True)
class LineWords:
    """Everything that is drawn of a line, as texts; what is empty is not drawn."""

    day: str
    gaps: tuple[str, ...]
    sender: str
    account: str
    when: str
    notes: tuple[str, ...]
    answered: str
    text: str
    media: tuple[MediaWords, ...]
    more_media: str
    deeds: str
    service: bool
    own: bool

    def spoken(self) -> str:
        """What a screen reader says: everything that is drawn, from top to bottom."""
        files = (
            ": ".join(part for part in (one.caption, one.absent) if part) for one in self.media
        )
        parts = (
            self.day,
            *self.gaps,
            self.sender,
            self.account,
            self.when,
            *self.notes,
            self.answered,
            self.text,
            *files,
            self.more_media,
            self.deeds,
        )
        return ", ".join(part for part in parts if part)


def words_of(line: ChatLine, context: Context) -> LineWords:
    """The words of a line in the screen's language."""
    tr, message = context.tr, line.message
    at_ms = message.shown.at_ms if message.shown else None
    service = message.kind is MessageKind.SERVICE
    told = "" if line.happening is None else tr(HAPPENINGS[line.happening])
    text = visible(message.text, TEXT_LENGTH, keep=LINES).strip("\n")
    if message.kind is MessageKind.UNSUPPORTED:
        text = tr("Something was here that the export does not give.")
    elif service:
        told = told or one_line(message.action, 40)
        text = " · ".join(part for part in (told, one_line(message.text, LINE_LENGTH)) if part)
    notes = []
    if message.forwarded_from:
        name = visible_name(message.forwarded_from, NAME_LENGTH)
        notes.append(tr("Passed on from {name}", name=name))
    return LineWords(
        day=long_day(at_ms, context) if line.new_day else "",
        gaps=tuple(gap_in_words(gap, context) for gap in line.gaps),
        sender=sender_of(line, context),
        account=one_line(line.account_id, ACCOUNT_LENGTH),
        when=tr("no time") if at_ms is None else f"{kst(at_ms):%H:%M}",
        notes=tuple(notes),
        answered=answered_in_words(line, context),
        text=text,
        media=tuple(media_in_words(one, context) for one in message.media[:MOST_MEDIA]),
        more_media=_more(len(message.media) - MOST_MEDIA, context),
        deeds=" · ".join(tr(DEEDS[one]) for one in line.deeds),
        service=service,
        own=line.own,
    )


def sender_of(line: ChatLine, context: Context) -> str:
    """The name shown with the message, or a word for none."""
    return visible_name(line.message.sender, NAME_LENGTH) or context.tr("Account without a name")


def long_day(at_ms: int | None, context: Context) -> str:
    """A day as a divider says it: `2024년 8월 27일 화요일` or `Tuesday, 27 August 2024`."""
    if at_ms is None:
        return context.tr("no time")
    moment = kst(at_ms)
    if context.language.texts.language == "ko":
        weekday = WEEKDAYS[moment.weekday()]
        return f"{moment.year}년 {moment.month}월 {moment.day}일 {weekday}요일"
    return f"{moment:%A}, {moment.day} {moment:%B} {moment.year}"


def gap_in_words(gap: Gap, context: Context) -> str:
    """That the export has no message with these numbers: no more is known of them."""
    if gap.first == gap.last:
        return context.tr("The export has no number {number}", number=gap.first)
    return context.tr(
        "The export has no numbers from {first} to {last}", first=gap.first, last=gap.last
    )


def answered_in_words(line: ChatLine, context: Context) -> str:
    """Who and what is answered, in one line; the number alone where it was not found near."""
    answered = line.answered
    if answered is None:
        return ""
    if answered.message is None:
        return context.tr("Answers number {number}", number=one_line(answered.number, 24))
    name = visible_name(answered.sender, NAME_LENGTH)
    said = one_line(answered.text, ANSWER_LENGTH) or context.tr("(no words)")
    return context.tr("Answers {name}: {text}", name=name, text=said)


def media_in_words(one: Media, context: Context) -> MediaWords:
    """A file of a message in words."""
    role = context.tr(ROLES.get(one.role, ANY_ROLE))
    if one.item is None:
        return MediaWords(role, None, context.tr(ABSENT.get(one.absent, ANY_ABSENT)))
    name = visible_name(PurePosixPath(one.named).name, 32)
    return MediaWords(f"{role} · {name}" if name else role, one.item)


def _more(count: int, context: Context) -> str:
    return context.ntr("{count} more file", "{count} more files", count) if count > 0 else ""
