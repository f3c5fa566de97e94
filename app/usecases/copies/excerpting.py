"""Cut a part out of a chat that is kept: a working copy, the source stays as it is.

Resident registration numbers are covered in the copy (facts: domain 9.2).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.collect.chats.excerpt_lines import (
    FORMAT,
    HeadLine,
    Line,
    LineStream,
    MediaLine,
    MessageLine,
    RoomLine,
)
from app.domain.chats.chats import Media, Message
from app.domain.custody import Act
from app.domain.evidence.excerpts import Span
from app.domain.evidence.items import Item, ItemKind, Method
from app.domain.text.rrn import mask_rrn
from app.errors import InputProblem
from app.jobs import Job
from app.usecases.intake.adding import Added, add_bytes
from app.usecases.vault.vaults import OpenVault

__all__ = ["Span", "cut_excerpt"]

PAGE = 500
RELATION = "excerpt"


def cut_excerpt(
    vault: OpenVault,
    case_id: str,
    item_id: str,
    job: Job,
    *,
    span: Span | None = None,
    messages: Sequence[str] = (),
) -> Added:
    """Make a new item of the messages of a chat that lie in a span, or of chosen ones.

    The source is its parent and stays whole. Where `messages` are given (their identifiers), only
    these count. Raises InputProblem COL-052 where the item gave this case no messages, COL-051
    where none is left, INP-011 for what is not in the case or was set aside, and as `add_bytes`.
    """
    if not vault.copies.shows_in(item_id, vault.cases.get(case_id).id):
        raise InputProblem("INP-011", id=item_id)
    part = _Part(vault, case_id, vault.items.get(item_id), span or Span(), frozenset(messages), job)
    if not any(True for _one in vault.chats.of_source(case_id, item_id, after=0, limit=1)):
        raise InputProblem("COL-052")
    if not any(True for _one in part.messages()):
        raise InputProblem("COL-051")
    with LineStream(part.lines) as stream:
        return add_bytes(
            vault,
            case_id,
            stream,
            job,
            name=f"{mask_rrn(part.item.name)}.part.jsonl",
            kind=ItemKind.CHAT,
            method=Method.WORKING_COPY,
            parent=item_id,
            relation=RELATION,
            act=Act.ITEM_MADE,
            details={
                "parent": item_id, "parent_sha256": part.item.sha256, "relation": RELATION,
            },
        )  # fmt: skip


class _Part:
    """The messages that are cut out."""

    def __init__(
        self,
        vault: OpenVault,
        case: str,
        item: Item,
        span: Span,
        chosen: frozenset[str],
        job: Job,
    ) -> None:
        self._vault = vault
        self._case = case
        self.item = item
        self._span = span
        self._chosen = chosen
        self._job = job

    def messages(self) -> Iterator[Message]:
        """In the order of the source; one without a time goes with the one before it."""
        after, inside = 0, dict[str, bool]()
        while page := self._vault.chats.of_source(
            self._case, self.item.id, after=after, limit=PAGE
        ):
            self._job.check()
            after = page[-1][0]
            for _row, one in page:
                at_ms = one.shown.at_ms if one.shown is not None else None
                if at_ms is not None:
                    inside[one.room] = self._span.holds(at_ms)
                if self._chosen and one.id not in self._chosen:
                    continue
                if inside.get(one.room, self._span.from_ms is None):
                    yield one

    def lines(self) -> Iterator[Line]:
        """The excerpt."""
        source, span = self.item, self._span
        yield HeadLine(
            format=FORMAT,
            source=mask_rrn(source.name),
            sha256=source.sha256,
            size=source.size,
            importer=self._importer(),
            item=source.id,
            from_ms=span.from_ms,
            to_ms=span.to_ms,
            chosen=bool(self._chosen),
        )
        rooms = {room.id: room for room in self._vault.chats.rooms(self._case)}
        accounts = {one.id: one.native_id for one in self._vault.chats.accounts(self._case)}
        told: set[str] = set()
        for one in self.messages():
            if one.room not in told and one.room in rooms:
                told.add(one.room)
                room = rooms[one.room]
                title = mask_rrn(room.title)
                yield RoomLine(room.id, room.platform.value, room.native_id, title, room.kind, "")
            yield self._line(one, accounts.get(one.account or "", ""))

    def _importer(self) -> str:
        for entry in self._vault.custody.of_subject(self.item.id):
            if entry.act is Act.CHAT_IMPORTED and "importer" in entry.details:
                return str(entry.details["importer"])
        return ""

    def _line(self, one: Message, sender_id: str) -> MessageLine:
        return MessageLine(
            room=one.room,
            position=one.position,
            kind=one.kind.value,
            native_id=one.native_id,
            sender_id=sender_id,
            sender=mask_rrn(one.sender),
            text=mask_rrn(one.text),
            shown=one.shown,
            changed=one.changed,
            forwarded_from=mask_rrn(one.forwarded_from),
            reply_to=one.reply_to,
            action=one.action,
            media=tuple(self._media(file) for file in one.media),
            details={name: mask_rrn(said) for name, said in one.details.items()},
        )

    def _media(self, file: Media) -> MediaLine:
        sha256 = self._vault.items.get(file.item).sha256 if file.item is not None else ""
        return MediaLine(file.role, mask_rrn(file.named), absent=file.absent, sha256=sha256)
