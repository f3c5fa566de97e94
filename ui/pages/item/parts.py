"""What part one item plays in the case, by the person's word. Its picture is not shown here."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from app.domain.evidence.parts import Part
from app.domain.text.textsafe import visible_name
from app.domain.times.typed_times import typed_moment
from app.domain.told.told_in_words import PARTS
from app.i18n import N_
from ui.context import Context
from ui.pages.item.row import row
from ui.pages.page import Page
from ui.pages.told.incidents import SURE, TIME_HINT, time_told
from ui.session import Changed
from ui.widgets.buttons import PRIMARY, SECONDARY, Button
from ui.widgets.card import Card
from ui.widgets.told_form import Asked, ToldForm
from ui.widgets.words import Words

if TYPE_CHECKING:
    from app.domain.evidence.items import Item
    from app.domain.evidence.parts import ItemPart
    from app.jobs import Job
    from app.usecases.vault.vaults import OpenVault

ASKED = (
    Asked("part", N_("What it is for"), choices=tuple((one.value, PARTS[one]) for one in Part)),
    Asked("teller", N_("Who told you")),
    Asked("place", N_("Where it was posted, or how it came")),
    Asked("audience", N_("Who could see it")),
    Asked("when", N_("When it was posted or told"), hint=TIME_HINT),
    Asked("about", N_("How sure is the time"), choices=SURE),
    Asked("note", N_("Remarks"), long=True),
)
FITS = {
    "teller": (Part.TIP_OFF,),
    "place": (Part.SOURCE_PHOTO, Part.TIP_OFF),
    "audience": (Part.SOURCE_PHOTO,),
}
"""Fields that only some parts have."""


class PartsPage(Page):
    """The parts of one item."""

    place = "evidence"

    def __init__(self, context: Context) -> None:
        self._item, self._name = "", ""
        self._parts: tuple[ItemPart, ...] = ()
        super().__init__(context, narrow=True)

    def build(self) -> None:
        """A form for one part, and the parts that were said."""
        tr = self.context.tr
        self.head_button(lambda: tr("Back to the item"), self._back, filled=False)
        card = Card()
        about = Words("", "soft")
        self.say(
            about.say,
            lambda: tr("Say what this is for, as far as you like. Links in it are never opened."),
        )
        self.form = ToldForm(self.context, ASKED)
        self.form.edited.connect(self._fit)
        self._shown_part = self.form.values()["part"]
        self._problem = Words("", "care")
        self._problem.hide()
        self.keep = Button("", PRIMARY)
        self.keep.clicked.connect(self._keep)
        self.say(self.keep.say, lambda: tr("Keep it"))
        later = Button("", SECONDARY)
        later.clicked.connect(self._back)
        self.say(later.say, lambda: tr("Later"))
        card.add(about, self.form, self._problem)
        card.add_row(self.keep, later)
        self._list = Card(spacing=4)
        self._list.hide()
        self.desk.addWidget(card)
        self.desk.addWidget(self._list)
        self._fit()

    def show_problem(self, text: str) -> None:
        """A sentence below the form."""
        self._problem.say(text)
        self._problem.setVisible(bool(text))

    def refresh(self, subject: object = None) -> None:
        """Read one item's parts; without a name, those of the one that was shown."""
        if isinstance(subject, str):
            self._item = subject
        case, item = self.context.session.case, self._item
        if case is None or not item:
            return

        def read(vault: OpenVault, _job: Job) -> tuple[Item, tuple[ItemPart, ...]]:
            from app.usecases.items.evidence import details
            from app.usecases.items.parts import list_parts

            return details(vault, item, case.id).item, list_parts(vault, case.id, item=item)

        self.context.with_vault(read, lambda known: self._show(*known), owner=self)

    def retext(self) -> None:
        """Form and list too."""
        super().retext()
        self._say_title()
        self.form.retext()
        self._show_list()

    def clear(self) -> None:
        """Let go of everything."""
        self._item, self._name, self._parts = "", "", ()
        self._say_title()
        self.form.show_values({})
        self.show_problem("")
        self._show_list()

    def _say_title(self) -> None:
        tr, name = self.context.tr, visible_name(self._name, 48)
        self.title.say(tr("What {name} is for", name=name) if name else "")

    def _show(self, item: Item, parts: tuple[ItemPart, ...]) -> None:
        self._name, self._parts = item.name, parts
        self._say_title()
        self._show_list()
        chosen = parts[-1].part.value if parts else self.form.values()["part"]
        self._show_part(chosen)

    def _show_part(self, chosen: str) -> None:
        said = next((one for one in self._parts if one.part.value == chosen), None)
        told = {"part": chosen}
        if said is not None:
            told |= time_told("when", said.event)
            told |= {key: getattr(said, key) for key in ("teller", "place", "audience", "note")}
        self.form.show_values(told)
        self._shown_part = chosen
        self._fit()

    def _fit(self) -> None:
        chosen = self.form.values()["part"]
        if chosen != self._shown_part:
            self._show_part(chosen)
        for key, parts in FITS.items():
            self.form.hide_field(key, Part(chosen) not in parts)

    def _show_list(self) -> None:
        self._list.empty()
        tr = self.context.tr
        for said in self._parts:
            self._list.add(
                row(tr(PARTS[said.part]), tr("Take it out"), partial(self._take_out, said))
            )
        self._list.setVisible(bool(self._parts))

    def _keep(self) -> None:
        case, item, said = self.context.session.case, self._item, self.form.values()
        if case is None or not item:
            return
        part = Part(said["part"])
        fits = {key: said[key] if part in parts else "" for key, parts in FITS.items()}

        def work(vault: OpenVault, _job: Job) -> None:
            from app.usecases.items.parts import state_part

            event = typed_moment(said["when"], about=bool(said["about"]))
            state_part(vault, case.id, item, part, event=event, note=said["note"], **fits)

        def kept(_done: None) -> None:
            self.show_problem("")
            self.context.session.tell(Changed.NOTES)
            self._back()

        self.context.with_vault(work, kept, owner=self, place=self, must_finish=True)

    def _take_out(self, said: ItemPart) -> None:
        def work(vault: OpenVault, _job: Job) -> None:
            from app.usecases.items.parts import withdraw_part

            withdraw_part(vault, said.case, said.item, said.part)

        self.context.with_vault(work, lambda _done: self.refresh(), owner=self, place=self)

    def _back(self) -> None:
        if self._item:
            self.context.go("item", self._item)
