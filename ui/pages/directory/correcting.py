"""The form for what a centre knows better of an entry: a line for each way, and a remark."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from app.i18n import N_
from ui.context import Context
from ui.widgets.buttons import QUIET, SECONDARY, Button
from ui.widgets.card import Card
from ui.widgets.told_form import Asked, ToldForm
from ui.widgets.words import Words

if TYPE_CHECKING:
    from app.usecases.reports.directory import Entry, WayIn

TYPED = ("phone", "text", "web", "email")
"""Kinds that have a line; the others stay as they are."""
ASKED = (
    Asked("phone", N_("Phone"), hint=N_("Several with a comma between them")),
    Asked("text", N_("Text message")),
    Asked("web", N_("Web address")),
    Asked("email", N_("E-mail")),
    Asked("note", N_("Remarks"), long=True),
)


class CorrectingForm(Card):
    """`keep` gives the contacts and the remark; `left` when nothing should change."""

    keep = Signal(object, str)
    left = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._others: tuple[WayIn, ...] = ()
        self._remarks: dict[tuple[str, str], str] = {}
        self._lead, about = Words("", "strong"), Words("", "soft")
        self._about = about
        self.form = ToldForm(context, ASKED)
        self._problem = Words("", "care")
        self._problem.hide()
        self._keep, self._leave = Button("", SECONDARY), Button("", QUIET)
        self._keep.clicked.connect(self._press)
        self._leave.clicked.connect(self.left)
        self.add(self._lead, about, self.form, self._problem)
        self.add_row(self._keep, self._leave)
        self.retext()

    def retext(self) -> None:
        """All texts in the language in use now."""
        tr = self._context.tr
        self._about.say(
            tr("What you write stands in this vault, for all its cases. It stays over updates.")
        )
        self._keep.say(tr("Keep this correction"))
        self._leave.say(tr("Leave it as it is"))
        self.form.retext()

    def show_entry(self, entry: Entry) -> None:
        """Begin with what is in use."""
        language = self._context.language.texts.language
        self._lead.say(entry.body.name.in_language(language))
        self._others = tuple(way for way in entry.ways if way.kind not in (*TYPED, "none"))
        self._remarks = {
            (way.kind, way.value): way.note.in_language(language) if way.note else ""
            for way in entry.ways
        }
        lines = {
            kind: ", ".join(way.value for way in entry.ways if way.kind == kind) for kind in TYPED
        }
        self.form.show_values({**lines, "note": entry.correction.note if entry.correction else ""})
        self.show_problem("")

    def show_problem(self, text: str) -> None:
        """A sentence beside the form; empty takes it away."""
        self._problem.say(text)
        self._problem.setVisible(bool(text))

    def forget(self) -> None:
        """Let go of what was typed."""
        self._others, self._remarks = (), {}
        self._lead.say("")
        self.form.show_values({})
        self.show_problem("")

    def _press(self) -> None:
        said = self.form.values()
        contacts = [
            (kind, value.strip(), self._remarks.get((kind, value.strip()), ""))
            for kind in TYPED
            for value in said[kind].split(",")
            if value.strip()
        ]
        contacts.extend(
            (way.kind, way.value, self._remarks.get((way.kind, way.value), ""))
            for way in self._others
        )
        self.keep.emit(contacts, said["note"])
