"""Money that was asked for or paid, as far as it is known. Nothing is calculated or sent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from app.domain.text.textsafe import one_line
from app.domain.times.typed_times import typed_moment
from app.domain.told.payments import Direction, Way
from app.domain.told.told_in_words import DIRECTIONS, WAYS
from app.i18n import N_
from ui.pages.told.incidents import SURE, TIME_HINT, time_told
from ui.pages.told.telling import TellingPage
from ui.pages.told.told_choices import NOBODY, offer_items, offer_people
from ui.widgets.told_form import Asked

if TYPE_CHECKING:
    from app.domain.told.payments import Payment
    from app.usecases.vault.vaults import OpenVault


class PaymentsPage(TellingPage):
    """Demands and payments, one after the other."""

    place = "case"
    asked = (
        Asked(
            "direction",
            N_("Asked for or paid"),
            choices=tuple((one.value, DIRECTIONS[one]) for one in Direction),
        ),
        Asked(
            "way",
            N_("In which way"),
            choices=tuple((one.value, WAYS[one]) for one in (Way.OTHER, *tuple(Way)[:-1])),
        ),
        Asked("amount", N_("Sum")),
        Asked("currency", N_("Money"), hint=N_("won, dollar, coins")),
        Asked("to_whom", N_("Account, wallet or name it went to")),
        Asked("reference", N_("Transaction number")),
        Asked("when", N_("When"), hint=TIME_HINT),
        Asked("about", N_("How sure is the time"), choices=SURE),
        Asked("person", N_("Who asked for it or got it"), choices=NOBODY),
        Asked("item", N_("What shows it"), choices=NOBODY),
        Asked("note", N_("Remarks"), long=True),
    )

    def heading(self) -> tuple[str, str, str]:
        """The words of the page."""
        tr = self.context.tr
        return (
            tr("Payments and demands"),
            tr("Write down what you know. Any field can stay empty, and everything can wait."),
            tr("Another one"),
        )

    def build_more(self) -> None:
        """Take the one that is shown out."""
        self._out = self.quiet_button(N_("Take this out"), self._ask)
        self._out.hide()
        self.form_card.add_row(self._out)

    def refresh(self, subject: object = None) -> None:
        """Who and what can be named, and the payments."""
        super().refresh(subject)
        offer_people(self.context, self.form, self)
        offer_items(self.context, self.form, self)

    def clear(self) -> None:
        """What can be named too."""
        super().clear()
        for key in ("person", "item"):
            self.form.offer(key, NOBODY)

    def read(self, vault: OpenVault, case: str) -> Sequence[Payment]:
        """All of them."""
        from app.usecases.told.payments import list_payments

        return list_payments(vault, case)

    def keep(self, vault: OpenVault, case: str, known: str | None, said: Mapping[str, str]) -> str:
        """Add one, or change it."""
        from app.usecases.told.payments import PaymentSaid, add_payment, change_payment

        texts = ("amount", "currency", "to_whom", "reference", "note")
        payment = PaymentSaid(
            direction=Direction(said["direction"]),
            way=Way(said["way"]),
            paid=typed_moment(said["when"], about=bool(said["about"])),
            person=said["person"] or None,
            item=said["item"] or None,
            **{key: said[key] for key in texts},
        )
        if known is None:
            return add_payment(vault, case, payment).id
        return change_payment(vault, case, known, payment).id

    def identify(self, record: Any) -> str:
        """Its own."""
        return str(record.id)

    def told(self, record: Any) -> dict[str, str]:
        """One in the form."""
        texts = ("amount", "currency", "to_whom", "reference", "note")
        return {
            "direction": record.direction.value,
            "way": record.way.value,
            **time_told("when", record.paid),
            "person": record.person or "",
            "item": record.item or "",
            **{key: getattr(record, key) for key in texts},
        }

    def line(self, record: Any) -> str:
        """When, what, to whom."""
        tr = self.context.tr
        told = (
            record.paid.original if record.paid else "",
            tr(DIRECTIONS[record.direction]),
            f"{record.amount} {record.currency}".strip(),
            record.to_whom,
        )
        return " · ".join(one_line(one, 60) for one in told if one)

    def shown(self, record: Any | None) -> None:
        """Only what is kept can be taken out."""
        self._out.setVisible(record is not None)

    def _ask(self) -> None:
        tr = self.context.tr
        self.sure(tr("Take this out?"), tr("An item that shows it stays."), self._take_out)

    def _take_out(self) -> None:
        from app.usecases.told.payments import remove_payment

        self.take_out(remove_payment)
