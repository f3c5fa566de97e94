"""What both sides changed: two versions side by side. Later is always fine."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from app.domain.case.version_words import KINDS, Line, lines_of
from app.domain.text.textsafe import LINES, one_line, visible
from ui.context import Context
from ui.pages.page import Page
from ui.session import Changed
from ui.widgets.buttons import SECONDARY, Button
from ui.widgets.card import Card
from ui.widgets.columns import Columns
from ui.widgets.empty import EmptyNote
from ui.widgets.words import Words
from ui.wording import clock

if TYPE_CHECKING:
    from app.usecases.case.deciding import Choice, TwoVersions

NAME, SHORT_NAME = 60, 20
LONGEST = 600
Shown = tuple[str, str, bool]
"""The name of a line (a message id, or empty), its text, whether the other side says another."""


class ConflictsPage(Page):
    """A card each."""

    place = "case"

    def __init__(self, context: Context) -> None:
        self._found: tuple[TwoVersions, ...] = ()
        super().__init__(context)

    def build(self) -> None:
        """The empty page; cards come with the data."""
        tr = self.context.tr
        self.say(self.title.say, lambda: tr("What both sides changed"))
        self.head_button(
            lambda: tr("Take a case in"), lambda: self.context.go("case_in"), filled=False
        )
        self._about = Words("", "soft")
        self.say(
            self._about.say,
            lambda: tr(
                "What stands in this vault stays until you choose. Both versions are kept, so you "
                "can do it later as well."
            ),
        )
        self._problem = Words("", "care")
        self._problem.hide()
        self._empty = EmptyNote("case")
        self.say(
            self._empty.sentence.say,
            lambda: tr("Nothing waits for you to choose."),
        )
        self._column = Card("plain", spacing=16)
        self._column.inside.setContentsMargins(0, 0, 0, 0)
        for widget in (self._about, self._problem, self._column, self._empty):
            self.desk.addWidget(widget)

    def refresh(self, subject: object = None) -> None:
        """Read them anew."""
        from app.usecases.case.deciding import list_conflicts

        case = self.context.session.case
        if case is not None:
            self.context.with_vault(
                lambda vault, _job: list_conflicts(vault, case.id), self._show, owner=self
            )

    def retext(self) -> None:
        """Cards too."""
        super().retext()
        self._draw()

    def clear(self) -> None:
        """Let go of everything."""
        self._found = ()
        self._column.empty()
        self.show_problem("")

    def show_problem(self, text: str) -> None:
        """A sentence above the cards."""
        self._problem.say(text)
        self._problem.setVisible(bool(text))

    def _show(self, found: tuple[TwoVersions, ...]) -> None:
        self._found = found
        self.show_problem("")
        self._draw()

    def _draw(self) -> None:
        self._column.empty()
        for one in self._found:
            self._column.add(VersionsCard(self.context, one, self._decide))
        self._about.setVisible(bool(self._found))
        self._column.setVisible(bool(self._found))
        self._empty.setVisible(not self._found)

    def _decide(self, conflict: str, choice: Choice) -> None:
        from app.usecases.case.deciding import decide_conflict

        case = self.context.session.case
        if case is None:
            return

        def done(_nothing: None) -> None:
            self.context.session.tell(Changed.CASE)

        self.context.with_vault(
            lambda vault, _job: decide_conflict(vault, case.id, conflict, choice),
            done,
            owner=self,
            place=self,
            must_finish=True,
        )


class VersionsCard(Card):
    """One record: here on the left, there on the right, and a button for each."""

    def __init__(
        self, context: Context, one: TwoVersions, decide: Callable[[str, Choice], None]
    ) -> None:
        from app.usecases.case.deciding import Choice

        super().__init__(spacing=10)
        tr, kind = context.tr, one.conflict.kind
        self.add(Words(tr(KINDS.get(kind, kind)), "lead"))
        lines = lines_of(kind, one.ours, one.theirs, tr)
        who = one_line(one.peer, NAME) or tr("The other side")
        came = tr("came {time}", time=clock(one.conflict.came_ms))
        sides = Columns(1, 1, gap=24)
        self._side(sides, 0, tr("Here"), "", _own(lines, one.ours, tr), tr)
        self._side(sides, 1, who, came, _other(lines, one.theirs, tr), tr)
        self.inside.addLayout(sides)
        if kind == "items":
            self.add(
                Words(tr("If you take that side, it is set aside here for a week first."), "quiet")
            )
        conflict = one.conflict.id
        asked = [(Choice.OURS, tr("Keep mine")), (Choice.THEIRS, _theirs(one, tr))]
        if one.may_both:
            asked.append((Choice.BOTH, tr("Keep both")))
        buttons = []
        for choice, text in asked:
            button = Button(text.replace("&", "&&"), SECONDARY)
            button.clicked.connect(partial(self._press, decide, conflict, choice))
            buttons.append(button)
        self.add_row(*buttons)

    def _press(
        self, decide: Callable[[str, Choice], None], conflict: str, choice: Choice, *_: object
    ) -> None:
        decide(conflict, choice)

    def _side(
        self,
        sides: Columns,
        at: int,
        head: str,
        beside: str,
        lines: list[Shown],
        tr: Callable[[str], str],
    ) -> None:
        column = sides.columns[at]
        column.setSpacing(4)
        column.addWidget(Words(head, "strong"))
        column.addWidget(Words(beside or tr("as it stands now"), "quiet"))
        for label, text, differs in lines:
            if label:
                column.addWidget(Words(tr(label), "quiet"))
            role = "strong" if differs else "soft"
            column.addWidget(Words(visible(text, LONGEST, keep=LINES), role).selectable())
        column.addStretch(1)


def _theirs(one: TwoVersions, tr: Callable[..., str]) -> str:
    name = one_line(one.peer, SHORT_NAME)
    return tr("Use what {name} has", name=name) if name else tr("Use theirs")


def _own(lines: tuple[Line, ...], record: object, tr: Callable[[str], str]) -> list[Shown]:
    if record is None:
        return [("", tr("Taken out on this side"), True)]
    return [(line.label, line.ours or "–", line.ours != line.theirs) for line in lines]


def _other(lines: tuple[Line, ...], record: object, tr: Callable[[str], str]) -> list[Shown]:
    if record is None:
        return [("", tr("Taken out on that side"), True)]
    return [(line.label, line.theirs or "–", line.ours != line.theirs) for line in lines]
