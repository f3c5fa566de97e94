"""A report's form to the left, the evidence to the right; a value goes where the person writes.

F6 goes from one side to the other, Ctrl+[ and Ctrl+] move the border between them.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QScrollArea, QSplitter, QVBoxLayout, QWidget

from app.i18n import N_
from ui.context import Context
from ui.pages.desk.beside_panel import BesidePanel
from ui.pages.page import EDGE
from ui.pages.reports.form import FormPage
from ui.theme.scale import scaled
from ui.widgets.form.base import FormField
from ui.widgets.form.evidence import EvidenceField
from ui.widgets.form.kept import KeptBox, KeptLine
from ui.widgets.form.texts import DateField

if TYPE_CHECKING:
    from app.usecases.reports.beside import Value
    from app.usecases.reports.reporting import Template

STEP = 40
LEFT, RIGHT = 600, 400
GAP = 8


class BesidePage(FormPage):
    """The form page with a panel beside it. What is typed is kept just as there."""

    other_view = ("form", N_("The form alone"))

    def __init__(self, context: Context) -> None:
        self._line: KeptLine | KeptBox | None = None
        self._field: FormField | None = None
        super().__init__(context)
        self._panel = BesidePanel(context)
        self._panel.taken.connect(self._take)
        self._sides = QSplitter(Qt.Orientation.Horizontal)
        self._sides.setChildrenCollapsible(False)
        self._put_beside()
        for keys, by in (("Ctrl+[", -STEP), ("Ctrl+]", STEP)):
            QShortcut(QKeySequence(keys), self, partial(self._move, by))
        QShortcut(QKeySequence("F6"), self, self._change_sides)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_changed)

    def _put_beside(self) -> None:
        area, outside = self.findChild(QScrollArea), self.layout()
        if not isinstance(outside, QVBoxLayout) or area is None:
            raise TypeError(outside)
        outside.replaceWidget(area, self._sides)
        self._sides.addWidget(area)
        self._sides.addWidget(self._panel)
        self._sides.setStretchFactor(0, LEFT)
        self._sides.setStretchFactor(1, RIGHT)
        self.desk.setContentsMargins(0, 0, 2 * GAP, EDGE - GAP)
        self._sides.setSizes([LEFT, RIGHT])
        outside.setStretchFactor(self._sides, 1)

    def refresh(self, subject: object = None) -> None:
        """Show the report, and the shelf anew."""
        super().refresh(subject)
        self._panel.refresh()

    def retext(self) -> None:
        """The panel too."""
        super().retext()
        self._panel.retext()

    def clear(self) -> None:
        """Let go of everything."""
        super().clear()
        self._forget()
        self._panel.clear()

    def _show(self, template: Template) -> None:
        self._forget()
        super()._show(template)

    def _forget(self) -> None:
        self._line = self._field = None

    def _focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        """Remember the field that was written in last."""
        if not isinstance(new, KeptLine | KeptBox) or not self.isAncestorOf(new):
            return
        field = next((one for one in self._fields.values() if one.isAncestorOf(new)), None)
        if field is not None:
            self._line, self._field = new, field
            self._panel.say_target(field.question)

    def _take(self, values: Sequence[Value], source: str) -> None:
        """Put the value that fits best where the person wrote last."""
        from app.usecases.reports.beside import ValueKind

        named = next((one for one in values if one.kind is ValueKind.ITEM), None)
        if named is not None and (len(values) == 1 or self._line is None):
            self._name_item(named.text)
            return
        texts = [one for one in values if one.kind is not ValueKind.ITEM]
        line, field = self._line, self._field
        if line is None or field is None or not texts:
            self._panel.say_target("")
            return
        dates = [one for one in texts if one.kind is ValueKind.DATE]
        value = dates[0] if dates and isinstance(field, DateField) else texts[0]
        _put(line, value.text, source)
        field.edited.emit()
        self._panel.tell(source)

    def _name_item(self, item: str) -> None:
        """Choose the item in the field that names evidence, where the form has one."""
        field = next((f for f in self._fields.values() if isinstance(f, EvidenceField)), None)
        if field is None:
            self._panel.say_target("")
            return
        chosen = field.answer()
        known = chosen if isinstance(chosen, list) else []
        if item not in known:
            field.show_answer([*known, item])
            field.edited.emit()
        self._panel.say_target(field.question)

    def _move(self, by: int) -> None:
        left, right = self._sides.sizes()
        self._sides.setSizes([left + scaled(by), right - scaled(by)])

    def _change_sides(self) -> None:
        here = QApplication.focusWidget()
        if here is None or not self._panel.isAncestorOf(here):
            self._panel.view.setFocus()
            return
        first = (one for field in self._fields.values() for one in field.findChildren(KeptLine))
        back = self._line or next(first, None)
        if back is not None:
            back.setFocus()


def _put(line: KeptLine | KeptBox, text: str, source: str) -> None:
    """A line gets the value alone; in a box its source stands behind it."""
    if isinstance(line, KeptLine):
        line.insert(" ".join(text.split()))
        return
    line.insertPlainText(f"{text} ({source})" if source else text)
