"""One item.

Covered picture, what the file says of itself, where it was seen with its three times, its custody
log.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.domain.custody import Act
from app.domain.evidence.found_words import fact_in_words, fact_value_in_words
from app.domain.text.textsafe import visible, visible_name
from app.i18n import N_
from ui.context import Context
from ui.pages.item.rows import ITEM_ROWS, Shown
from ui.pages.page import Page
from ui.setting_aside import set_aside
from ui.widgets.card import Card, fact, pair
from ui.widgets.hash_text import HashText
from ui.widgets.inside_card import InsideCard
from ui.widgets.pictures.covered_picture import CoveredPicture
from ui.widgets.progress import exact_size
from ui.widgets.words import Words
from ui.wording import KINDS, METHODS, clock, full_moment

if TYPE_CHECKING:
    from app.domain.case.exchanges import PeerEntry
    from app.domain.custody import CustodyEntry
    from app.domain.evidence.items import Sighting
    from app.usecases.items.evidence import ItemDetails

PICTURE = QSize(380, 250)
MOST_SHOWN = 50
FACT_LENGTH = 200

ACTS = {
    Act.ITEM_TAKEN: N_("Taken in, unchanged"),
    Act.ITEM_SEEN_AGAIN: N_("The same file came in once more"),
    Act.ITEM_MADE: N_("Working copy made"),
    Act.CHAT_IMPORTED: N_("Read as a chat export"),
    Act.WORDS_READ: N_("Words in pictures read by a program"),
    Act.LABEL_NOTED: N_("Label written down"),
    Act.LIKENESS_DECIDED: N_("Compared with another picture"),
    Act.PAGE_READ: N_("Page or mail read"),
    Act.PART_STATED: N_("Said what it is for"),
    Act.PART_WITHDRAWN: N_("What it is for taken back"),
    Act.LOOK_LEFT: N_("Left to somebody else to look at"),
    Act.LOOK_SAID: N_("What is seen written down"),
    Act.LOOK_TAKEN_BACK: N_("Left to nobody any more"),
    Act.BUNDLE_MADE: N_("Put into a bundle"),
    Act.ITEM_SET_ASIDE: N_("Set aside for a week"),
    Act.ITEM_BROUGHT_BACK: N_("Brought back"),
}


class ItemPage(Page):
    """Everything that is known of one item."""

    place = "evidence"

    def __init__(self, context: Context) -> None:
        self._details: ItemDetails | None = None
        self._words = ""
        super().__init__(context)

    def build(self) -> None:
        """Picture to the left, facts to the right, sightings and log below."""
        tr = self.context.tr
        self.head_button(lambda: tr("Set it aside"), self._set_aside, filled=False)
        self.head_button(
            lambda: tr("Back to what is collected"),
            lambda: self.context.go("evidence"),
            filled=False,
        )
        self._picture = CoveredPicture(size=PICTURE)
        self._picture.setFixedSize(PICTURE)
        self._picture.wanted.connect(self._read_picture)
        self._facts, self._seen, self._log = Card(spacing=6), Card(spacing=6), Card(spacing=6)
        self._more = tuple(Card(spacing=6) for _ in ITEM_ROWS)
        self._inside = InsideCard(self.context)
        row = QHBoxLayout()
        row.setSpacing(16)
        left = QVBoxLayout()
        left.addWidget(self._picture)
        left.addStretch(1)
        row.addLayout(left)
        row.addWidget(self._facts, 1)
        self.desk.addLayout(row)
        self.desk.addWidget(self._inside)
        for card in self._more:
            card.hide()
            self.desk.addWidget(card)
        self.desk.addWidget(self._seen)
        self.desk.addWidget(self._log)

    def refresh(self, subject: object = None) -> None:
        """Read one item; without a name, the one that was shown."""
        from app.usecases.items.evidence import details
        from app.usecases.items.looks import words_of

        item = subject if isinstance(subject, str) else None
        if item is None and self._details is not None:
            item = self._details.item.id
        case = self.context.session.case
        if item is not None and case is not None:
            known, here = item, case.id
            self.context.with_vault(
                lambda vault, _job: (details(vault, known, here), words_of(vault, here, known)),
                lambda told: self._show(*told),
                owner=self,
            )

    def retext(self) -> None:
        """What came from the vault too."""
        super().retext()
        if self._details is not None:
            self._show(self._details, self._words)

    def clear(self) -> None:
        """Let go of everything."""
        self._details, self._words = None, ""
        self._picture.set_jpeg(None)
        self._picture.caption("", "")
        self.title.say("")
        for card in (self._facts, self._inside, *self._more, self._seen, self._log):
            card.empty()

    def _set_aside(self) -> None:
        if self._details is not None:
            item = self._details.item.id

            def leave() -> None:
                self.clear()
                self.context.go("evidence")

            set_aside(self.context, [item], self, leave)

    def _read_picture(self) -> None:
        from app.usecases.items.evidence import preview

        if self._details is not None:
            item = self._details.item.id
            self.context.with_vault(
                lambda vault, _job: preview(vault, item), self._picture.set_jpeg, owner=self
            )

    def _show(self, details: ItemDetails, words: str) -> None:
        if self._details is None or self._details.item.id != details.item.id:
            self._picture.set_jpeg(None)
        self._details, self._words = details, words
        tr, item, texts = self.context.tr, details.item, self.context.language.texts
        self.title.say(visible_name(item.name, 48))
        what = visible(words, FACT_LENGTH) if words else tr(KINDS[item.kind])
        self._picture.caption(what, tr("Hold to see it"))
        self._facts.empty()
        self._facts.add(
            Words(tr("The file"), "strong"),
            pair(tr("Kind"), f"{tr(KINDS[item.kind])} · {item.media_type}"),
            pair(tr("Size"), exact_size(item.size)),
            pair(tr("Taken in"), clock(item.added_ms)),
            Words("SHA-256", "quiet"),
            HashText(item.sha256),
        )
        if item.origin:
            path = visible_name(item.origin, FACT_LENGTH)
            self._facts.add(fact(tr("Path inside the folder"), path))
        if details.facts:
            self._facts.add(Words(tr("What the file says of itself"), "strong"))
        for name, value in sorted(details.facts.items()):
            said = fact_value_in_words(name, value, FACT_LENGTH, texts)
            self._facts.add(fact(fact_in_words(name, texts), said))
        self._facts.inside.addStretch(1)
        self._inside.show_inside(details.inside)
        self._show_more(details)
        self._show_seen(details.sightings)
        self._show_log(details.custody)
        self._show_peers(details.peers)

    def _show_more(self, details: ItemDetails) -> None:
        shown = Shown(self.context, details, self.refresh)
        for card, (title, makers) in zip(self._more, ITEM_ROWS, strict=True):
            card.empty()
            rows = [made for make in makers if (made := make(shown)) is not None]
            card.setVisible(bool(rows))
            if rows:
                card.add(Words(self.context.tr(title), "strong"), *rows)

    def _show_seen(self, sightings: tuple[Sighting, ...]) -> None:
        tr = self.context.tr
        self._seen.empty()
        self._seen.setVisible(bool(sightings))  # an export has none: its messages were seen
        self._seen.add(Words(tr("Where it was seen"), "strong"))
        for sighting in sightings[:MOST_SHOWN]:
            parts = [tr(METHODS[sighting.method]), visible_name(sighting.position, 60)]
            self._seen.add(Words(" · ".join(part for part in parts if part)))
            if sighting.note:
                said = " · ".join(one for one in (sighting.note, sighting.where) if one)
                self._seen.add(fact(tr("By a person's word"), visible(said, FACT_LENGTH)))
            times = (
                (tr("Shown by the platform"), sighting.shown),
                (tr("Captured"), sighting.captured),
                (tr("Entered into the vault"), sighting.entered),
            )
            self._seen.add(
                *(Words(f"{name}: {full_moment(at, self.context)}", "quiet") for name, at in times)
            )

    def _show_log(self, entries: tuple[CustodyEntry, ...]) -> None:
        tr = self.context.tr
        self._log.empty()
        self._log.add(Words(tr("Custody log"), "strong"))
        for entry in entries[:MOST_SHOWN]:
            said = ACTS.get(entry.act)
            name = tr(said) if said else entry.act.value
            self._log.add(pair(f"{entry.number}  {name}", clock(entry.at_ms), right_role="quiet"))

    def _show_peers(self, entries: tuple[PeerEntry, ...]) -> None:
        """What the logs of other vaults that worked on the case tell, by their own clocks."""
        tr = self.context.tr
        if entries:
            self._log.add(Words(tr("Custody log of the other side"), "strong"))
        known = {act.value: said for act, said in ACTS.items()}
        for entry in entries[:MOST_SHOWN]:
            name = tr(known[entry.act]) if entry.act in known else visible_name(entry.act, 40)
            self._log.add(pair(f"{entry.number}  {name}", clock(entry.at_ms), right_role="quiet"))
