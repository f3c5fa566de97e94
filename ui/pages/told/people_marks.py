"""What somebody goes by: a list, and a form for one more. Also accounts that an import found."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from app.domain.text.textsafe import one_line
from app.domain.times.typed_times import typed_moment
from app.domain.told.people import MarkKind
from app.domain.told.told_in_words import MARK_KINDS
from app.i18n import N_
from ui.pages.item.row import row
from ui.pages.page import Page
from ui.pages.told.incidents import SURE, TIME_HINT
from ui.pages.told.told_choices import NOBODY, offer_items
from ui.widgets.buttons import SECONDARY, Button
from ui.widgets.card import Card
from ui.widgets.told_form import Asked, ToldForm
from ui.widgets.words import Words

if TYPE_CHECKING:
    from app.domain.told.people import PersonMark
    from app.jobs import Job
    from app.usecases.told.people import Known
    from app.usecases.vault.vaults import OpenVault

ASKED = (
    Asked(
        "kind",
        N_("What it is"),
        choices=tuple((one.value, MARK_KINDS[one]) for one in MarkKind if one.value != "account"),
    ),
    Asked("value", N_("As it was seen")),
    Asked("platform", N_("App or site")),
    Asked("account", N_("Or an account of a chat"), choices=NOBODY),
    Asked("item", N_("What shows it"), choices=NOBODY),
    Asked("when", N_("When it was seen"), hint=TIME_HINT),
    Asked("about", N_("How sure is the time"), choices=SURE),
)
MOST_ACCOUNTS = 500


class MarksCard(Card):
    """Shows and takes what one person goes by; hidden while nobody is shown."""

    def __init__(self, page: Page, again: Callable[[str], None]) -> None:
        super().__init__()
        self._context, self._again = page.context, again
        self._known: Known | None = None
        tr = self._context.tr
        lead = Words("", "strong")
        page.say(lead.say, lambda: tr("What they go by"))
        self._rows = Card(spacing=4)
        self._rows.setProperty("kind", "plain")
        self._rows.inside.setContentsMargins(0, 0, 0, 0)
        self.form = ToldForm(self._context, ASKED)
        page.say(lambda _text: self._retext(), str)
        self._problem = Words("", "care")
        self._problem.hide()
        self.keep = Button("", SECONDARY)
        page.say(self.keep.say, lambda: tr("Keep this one"))
        self.keep.clicked.connect(self._keep)
        self.add(lead, self._rows, self.form, self._problem)
        self.add_row(self.keep)

    def show_problem(self, text: str) -> None:
        """A sentence below the form."""
        self._problem.say(text)
        self._problem.setVisible(bool(text))

    def show_person(self, known: Known | None) -> None:
        """Somebody else from now on; what was begun for the same one stays."""
        same = known and self._known and known.person.id == self._known.person.id
        self._known = known
        if not same:
            self.form.show_values({})
            self.show_problem("")
            self._read_accounts()
            offer_items(self._context, self.form, self)
        self._show_rows()
        self.setVisible(known is not None)

    def forget(self) -> None:
        """Let go of everything."""
        self.show_person(None)
        for key in ("account", "item"):
            self.form.offer(key, NOBODY)

    def _retext(self) -> None:
        self.form.retext()
        self._show_rows()

    def _read_accounts(self) -> None:
        case = self._context.session.case
        if case is None or self._known is None:
            return

        def read(vault: OpenVault, _job: Job) -> list[tuple[str, str]]:
            from app.usecases.told.people import accounts_of

            return accounts_of(vault, case.id)

        def show(accounts: list[tuple[str, str]]) -> None:
            told = [(known, one_line(name, 60)) for known, name in accounts[:MOST_ACCOUNTS]]
            self.form.offer("account", (*NOBODY, *told))
            self.form.hide_field("account", not told)

        self._context.with_vault(read, show, owner=self)

    def _show_rows(self) -> None:
        self._rows.empty()
        if self._known is None:
            return
        tr = self._context.tr
        for mark in self._known.marks:
            self._rows.add(row(self._line(mark), tr("Take it out"), partial(self._take_out, mark)))

    def _line(self, mark: PersonMark) -> str:
        tr, known = self._context.tr, self._known
        others = known.also.get(mark.id, ()) if known is not None else ()
        names = ", ".join(one_line(one.name, 40) for one in others)
        told = (
            tr(MARK_KINDS[mark.kind]),
            one_line(mark.value, 80),
            one_line(mark.platform, 30),
            one_line(mark.seen.original, 40) if mark.seen else "",
            tr("also with: {names}", names=names) if names else "",
        )
        return " · ".join(one for one in told if one)

    def _keep(self) -> None:
        case, known, said = self._context.session.case, self._known, self.form.values()
        if case is None or known is None:
            return

        def work(vault: OpenVault, _job: Job) -> PersonMark:
            from app.usecases.told.people import add_mark

            return add_mark(
                vault,
                case.id,
                known.person.id,
                MarkKind(said["kind"]),
                said["value"],
                platform=said["platform"],
                account=said["account"] or None,
                item=said["item"] or None,
                seen=typed_moment(said["when"], about=bool(said["about"])),
            )

        def kept(_mark: PersonMark) -> None:
            self.show_problem("")
            self.form.show_values({})
            self._again(known.person.id)

        self._context.with_vault(work, kept, owner=self, place=self)

    def _take_out(self, mark: PersonMark) -> None:
        case, known = self._context.session.case, self._known
        if case is None or known is None:
            return

        def work(vault: OpenVault, _job: Job) -> None:
            from app.usecases.told.people import remove_mark

            remove_mark(vault, case.id, mark.id)

        self._context.with_vault(
            work, lambda _done: self._again(known.person.id), owner=self, place=self
        )
