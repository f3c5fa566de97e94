"""Turns what was read of a saved page or a mail into what a case holds: facts, words, links, times.

The worker reads the stored bytes; here its word is cut and checked. One transaction for each item,
with a custody entry that says it was read into this case: a page that is in two cases has its links
in both. What the file says of itself stays apart from what the person says.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec

from app.collect.course import Course, DonePage, path_text
from app.collect.links import normalise
from app.collect.media import MediaWorker
from app.collect.media.allowance import PAGES
from app.collect.media.inspection import told_hashes
from app.collect.tally import Tally
from app.domain.chats.chats import Link, LinkStanding
from app.domain.custody import Act
from app.domain.evidence.intake import NotUnderstood
from app.domain.evidence.items import Case, Item, ItemKind
from app.domain.evidence.likeness import PictureHash
from app.domain.evidence.pages import LINKS_LIMIT, PARTS_LIMIT, TEXT_LIMIT, PageInside, PageRead
from app.domain.ids import new_id
from app.domain.text.textsafe import LINES, visible
from app.jobs import Job
from app.vault import Vault

_KINDS = (ItemKind.WEB, ItemKind.DOCUMENT)
_FACTS = 64
_FACT_LIMIT = 4_000
_PROBLEMS = 500
_HASHES = 64 * 1024


def has_inside(item: Item) -> bool:
    """Whether an item is a page or a mail."""
    return item.kind in _KINDS and item.media_type in PAGES


def was_read(vault: Vault, case: Case, item: Item) -> bool:
    """Whether a page or mail was read into a case, and is still there since."""
    read = False
    for entry in vault.custody.of_subject(item.id):
        if entry.act is Act.ITEM_DESTROYED:
            read = False
        elif entry.act is Act.PAGE_READ and entry.case == case.id:
            read = True
    return read


def keep_inside(vault: Vault, item: Item, worker: MediaWorker, job: Job) -> None:
    """Keep the words and facts of a page or mail whose links came along with a case file."""
    with vault.items.open(item.id) as src:
        seen = worker.inspect(src, item.kind, item.media_type, job.check)
    if seen.page is not None:
        with vault.transaction():
            vault.insides.keep(item.id, _facts(seen.page), _inside(seen.page))


class PageIntake:
    """Reads pages and mails into one case."""

    def __init__(
        self, vault: Vault, case: Case, job: Job, tally: Tally, course: Course, worker: MediaWorker
    ) -> None:
        self._vault = vault
        self._case = case
        self._job = job
        self._tally = tally
        self._course = course
        self._worker = worker

    def take(self, item: Item, path: Path) -> None:
        """Read one, if this case does not have it yet; `path` is its place in the import."""
        before = self._course.pages.get(path)
        if before is not None:
            self._tally.page(before)
            return
        if was_read(self._vault, self._case, item):
            known = self._vault.insides.get(item.id)
            if known is not None:
                with self._vault.transaction():
                    self._times(item, known)
            return
        self._job.phase("collect.page", None, "", item.name)
        with self._vault.items.open(item.id) as src:
            seen = self._worker.inspect(src, item.kind, item.media_type, self._job.check)
        if seen.page is None:
            why = f"page_not_read: {seen.problem}"
            self._keep(item, path, PageRead(problems=(NotUnderstood("", why),)), ())
        else:
            self._keep(item, path, seen.page, self._hashes(item))

    def _hashes(self, item: Item) -> Sequence[PictureHash]:
        """What compares the pictures inside with others; none in minor mode, or if it fails."""
        if self._case.minor_mode:
            return ()
        with self._vault.items.open(item.id) as src:
            told, problem = self._worker.ask(
                src, item.media_type, "hashes", limit=_HASHES, tick=self._job.check
            )
        try:
            return () if problem else told_hashes(told)
        except msgspec.DecodeError:
            return ()

    def _keep(self, item: Item, path: Path, read: PageRead, hashes: Sequence[PictureHash]) -> None:
        vault = self._vault
        inside = _inside(read)
        unread = [
            NotUnderstood(f"{item.name}: {one.where}" if one.where else item.name, one.what)
            for one in inside.problems
        ]
        with vault.transaction():
            vault.insides.keep(item.id, _facts(read), inside)
            vault.likenesses.keep_hashes(item.id, hashes)
            found = vault.links.add_many(self._links(item, read))
            self._times(item, inside)
            counts = {"links": found, "parts": len(inside.parts)}
            told: dict[str, str | int] = {**counts, "import": self._tally.import_id}
            vault.custody.append(Act.PAGE_READ, item.id, self._case.id, told)
            done = DonePage(path_text(path), found, unread)
            self._course.mark(done)
        self._tally.page(done)

    def _links(self, item: Item, read: PageRead) -> list[Link]:
        """The links of a page, normalised without opening. Each was seen in it, at a position."""
        links = []
        now = self._vault.now_ms()
        for one in read.links[:LINKS_LIMIT]:
            found = normalise(one.target)
            if found is not None:
                links.append(
                    Link(
                        new_id("link"), self._case.id, found.normal, one.original,
                        LinkStanding.OBSERVED, found.host, found.kind, now, None, item.id,
                        one.position,
                    )
                )  # fmt: skip
        return links

    def _times(self, item: Item, inside: PageInside) -> None:
        """Say of the sightings of the file itself when the page was saved, or the mail sent."""
        for sighting in self._vault.sightings.of_item(item.id):
            if sighting.case != self._case.id or sighting.message is not None:
                continue
            if sighting.captured is None and inside.recorded is not None:
                self._vault.sightings.update_captured(sighting.id, inside.recorded)
            if sighting.shown is None and inside.sent is not None:
                self._vault.sightings.update_shown(sighting.id, inside.sent)


def _inside(read: PageRead) -> PageInside:
    return PageInside(
        read.text[:TEXT_LIMIT],
        read.parts[:PARTS_LIMIT],
        read.problems[:_PROBLEMS],
        read.recorded,
        read.sent,
    )


def _facts(read: PageRead) -> dict[str, str]:
    """The worker's word, made visible and cut."""
    return {
        name[:40]: visible(said, _FACT_LIMIT, keep=LINES)
        for name, said in list(read.facts.items())[:_FACTS]
        if said.strip() and not name.startswith("inside.")
    }
