"""Counts what an import does as it goes, and gives its report at the end."""

from __future__ import annotations

from collections.abc import Iterable

from app.collect.course import DoneChat, DonePage
from app.domain.evidence.intake import IntakeReport, NotUnderstood, Refused


class Tally:
    """The growing report of one import."""

    def __init__(self, import_id: str) -> None:
        self.import_id = import_id
        self.rooms: set[str] = set()
        self.accounts: set[str] = set()
        self.messages = 0
        self.sightings = 0
        self.links = 0
        self._new = 0
        self._again = 0
        self._bytes = 0
        self._refused: list[Refused] = []
        self._not_understood: list[NotUnderstood] = []

    def kept(self, size: int, *, is_new: bool, sightings: int) -> None:
        """A file came in, new or once more."""
        self._bytes += size
        self.sightings += sightings
        if is_new:
            self._new += 1
        else:
            self._again += 1

    def refuse(self, path: str, code: str) -> None:
        """A file did not get in."""
        self._refused.append(Refused(path, code))

    def unread(self, records: Iterable[NotUnderstood]) -> None:
        """Parts of a taken file were not understood."""
        self._not_understood.extend(records)

    def chat(self, done: DoneChat) -> None:
        """A chat was read, now or before the import was stopped."""
        self.messages += done.messages
        self.sightings += done.sightings
        self.links += done.links
        self.rooms |= set(done.rooms)
        self.accounts |= set(done.accounts)
        self.unread(done.unread)

    def page(self, done: DonePage) -> None:
        """A page or a mail was read, now or before the import was stopped."""
        self.links += done.links
        self.unread(done.unread)

    def report(self) -> IntakeReport:
        """Everything so far."""
        return IntakeReport(
            import_id=self.import_id,
            items_taken=self._new,
            items_again=self._again,
            messages_taken=self.messages,
            sightings_made=self.sightings,
            rooms_seen=len(self.rooms),
            accounts_seen=len(self.accounts),
            links_found=self.links,
            bytes_taken=self._bytes,
            refused=tuple(self._refused),
            not_understood=tuple(self._not_understood),
        )
