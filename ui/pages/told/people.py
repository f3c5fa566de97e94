"""People as the person calls them, what they go by and since when; nobody is looked up anywhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from app.domain.text.textsafe import one_line
from app.domain.told.people import Role
from app.domain.told.told_in_words import ROLES
from app.i18n import N_
from ui.pages.told.people_marks import MarksCard
from ui.pages.told.telling import TellingPage
from ui.widgets.card import Card, row_of
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.told_form import Asked
from ui.widgets.words import Words

if TYPE_CHECKING:
    from app.usecases.told.people import Known
    from app.usecases.vault.vaults import OpenVault

ORDER = (Role.UNKNOWN, *tuple(Role)[:-1])


class PeoplePage(TellingPage):
    """One person after the other, with what they go by."""

    place = "rooms"
    asked = (
        Asked("name", N_("What you call them"), hint=N_("A nickname will do")),
        Asked("role", N_("What they did"), choices=tuple((one.value, ROLES[one]) for one in ORDER)),
        Asked("note", N_("Remarks"), long=True),
    )

    def heading(self) -> tuple[str, str, str]:
        """The words of the page."""
        tr = self.context.tr
        return (
            tr("People"),
            tr("Call them as you do. Others who were hurt are not named; leave their name empty."),
            tr("Another person"),
        )

    def build_more(self) -> None:
        """What they go by, and who is the same."""
        self._out = self.quiet_button(N_("Take this person out"), self._ask)
        self.form_card.add_row(self._out)
        self._marks = MarksCard(self, self.refresh)
        self.desk.addWidget(self._marks)
        self._same = Card()
        lead = Words("", "strong")
        self.say(lead.say, lambda: self.context.tr("Is this somebody who is written down already?"))
        self._other = ChoiceBox()
        self.say(
            self._other.setAccessibleName, lambda: self.context.tr("The same person as this one")
        )
        self._join = self.quiet_button(N_("They are one person"), self._join_them)
        self._same.add(lead)
        self._same.inside.addLayout(row_of(self._other, self._join))
        self._same.hide()
        self.desk.addWidget(self._same)
        self.shown(None)

    def read(self, vault: OpenVault, case: str) -> Sequence[Known]:
        """Everybody."""
        from app.usecases.told.people import list_people

        return list_people(vault, case)

    def keep(self, vault: OpenVault, case: str, known: str | None, said: Mapping[str, str]) -> str:
        """Write somebody down, or change them."""
        from app.usecases.told.people import add_person, change_person

        role = Role(said["role"])
        if known is None:
            return add_person(vault, case, said["name"], role, said["note"]).id
        return change_person(vault, case, known, name=said["name"], role=role, note=said["note"]).id

    def identify(self, record: Any) -> str:
        """The person's."""
        return str(record.person.id)

    def told(self, record: Any) -> dict[str, str]:
        """Somebody in the form."""
        person = record.person
        return {"name": person.name, "role": person.role.value, "note": person.note}

    def line(self, record: Any) -> str:
        """Name, role, the newest of what they go by."""
        told = [self.name_of(record), self.context.tr(ROLES[record.person.role])]
        told += [one_line(mark.value, 40) for mark in record.marks[-1:] if mark.value]
        return " · ".join(told)

    def name_of(self, record: Known) -> str:
        """What somebody is called; another victim by a number."""
        if record.number:
            return self.context.tr("Another person {number}", number=record.number)
        return one_line(record.person.name, 60)

    def shown(self, record: Any | None) -> None:
        """What they go by, and who else there is."""
        named = record is not None and record.person.role is not Role.OTHER_VICTIM
        self._out.setVisible(record is not None)
        self._marks.show_person(record if named else None)
        others = [one for one in self._records if one is not record and not one.number and named]
        self._other.clear()
        for one in others:
            self._other.addItem(self.name_of(one), one.person.id)
        self._same.setVisible(bool(others))

    def clear(self) -> None:
        """The marks too."""
        self._marks.forget()
        super().clear()

    def _ask(self) -> None:
        tr = self.context.tr
        self.sure(
            tr("Take this person out?"),
            tr("What they go by goes too. Evidence and payments stay."),
            self._take_out,
        )

    def _take_out(self) -> None:
        from app.usecases.told.people import remove_person

        self.take_out(remove_person)

    def _join_them(self) -> None:
        from app.usecases.told.people import join_people

        case, known, other = (
            self.context.session.case, self._draft.known, self._other.currentData()
        )  # fmt: skip
        if case is None or known is None or other is None:
            return
        self.save()
        self.context.with_vault(
            lambda vault, _job: join_people(vault, case.id, known, other),
            lambda joined: self.refresh(joined.id),
            owner=self,
            place=self,
        )
