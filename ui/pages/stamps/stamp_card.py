"""The one switch that lets something out to a network: a time stamp for the next bundle.

Off each time. Says beforehand what leaves and to whom; what has not come waits here, unhurried.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.bundles.stamps import NO_STAMPS, WAITING, StampState, StampWish
from app.domain.times.zones import both_zones
from app.error_texts import sentence
from app.errors import NetworkProblem
from app.i18n import N_
from ui.context import Context
from ui.widgets.buttons import QUIET, Button
from ui.widgets.card import Card
from ui.widgets.progress import ProgressPanel
from ui.widgets.tick import GAP, Tick, box
from ui.widgets.words import Words

if TYPE_CHECKING:
    from app.jobs import Job
    from app.usecases.bundles.stamping import Authority, StampRow
    from app.usecases.vault.vaults import OpenVault

_COUNTRIES = {"DE": N_("Germany"), "US": N_("United States")}


class StampCard(Card):
    """A switch, whom to ask once it is on, and what has not come yet."""

    def __init__(self, context: Context) -> None:
        super().__init__(spacing=6)
        self._context = context
        self._case = ""
        self._known: tuple[Authority, ...] = ()
        self._rows: tuple[StampRow, ...] = ()
        self._lead, self._about = Words("", "quiet"), Words("", "soft")
        self.switch = Tick()
        self.switch.toggled.connect(self._turned)
        self.asked: dict[str, Tick] = {}
        self._whom, self._waiting = Card("", spacing=2), Card("", spacing=4)
        self._whom.inside.setContentsMargins(box() + GAP, 0, 0, 0)
        self._waiting.inside.setContentsMargins(0, 6, 0, 0)
        self._leaves = Words("", "soft")
        self.again = Button("", QUIET)
        self.again.clicked.connect(lambda *_: self.retry())
        self._progress = ProgressPanel(context)
        self._problem = Words("", "soft")
        self.add(self._lead, self._about, self.switch, self._whom, self._leaves, self._waiting)
        self.add_row(self.again)
        self.add(self._progress, self._problem)
        self.retext()
        self.show_problem("")

    def retext(self) -> None:
        """All words, in the language in use now; the switch stays."""
        tr = self._context.tr
        self._lead.say(tr("Time stamp"))
        self._about.say(
            tr(
                "An office elsewhere confirms that the list of your bundle existed at that time. "
                "It can be handed over without."
            )
        )
        self.switch.say(tr("Ask for a time stamp this time (uses the internet)"))
        self.again.say(tr("Ask again"))
        for one in self._known:
            self.asked[one.id].say(f"{one.name} ({tr(_COUNTRIES.get(one.country, one.country))})")
        self._tell()

    def read(self, case_id: str) -> None:
        """Look at what came and what did not, in this case."""
        from app.usecases.bundles.stamping import list_stamps

        self._case = case_id
        self._context.with_vault(
            lambda vault, _job: list_stamps(vault, case_id), self._came, owner=self
        )

    def wish(self) -> StampWish:
        """What is switched on now."""
        names = tuple(name for name, tick in self.asked.items() if tick.isChecked())
        return StampWish(names=names) if self.switch.isChecked() and names else NO_STAMPS

    def switch_off(self) -> None:
        """For one bundle only: the next one asks anew. What came and what did not is read again."""
        self.switch.setChecked(False)
        if self._case:
            self.read(self._case)

    def put_away(self) -> None:
        """Let go of what came from the vault, and switch off."""
        self._case = ""
        self.switch.setChecked(False)
        self.show_problem("")
        self._came(())

    def show_problem(self, text: str) -> None:
        """A sentence at the end of the card; empty takes it away."""
        self._problem.say(text)
        self._problem.setVisible(bool(text))

    def retry(self) -> None:
        """Ask again for what has not come, because the person said so."""
        from app.usecases.bundles.stamping import list_stamps, retry_stamps

        case = self._case
        self.again.setEnabled(False)

        def work(vault: OpenVault, job: Job) -> tuple[StampRow, ...]:
            retry_stamps(vault, case, NO_STAMPS, job)
            return list_stamps(vault, case)

        def done(rows: tuple[StampRow, ...]) -> None:
            self.again.setEnabled(True)
            if case == self._case:
                self._came(rows)

        ticket = self._context.with_vault(
            work,
            done,
            owner=self,
            place=self,
            failed=lambda _error: self.again.setEnabled(True),
        )
        self._progress.follow(ticket)

    def _turned(self, on: bool) -> None:
        if on and not self.asked:
            self._offer()
        self._tell()

    def _offer(self) -> None:
        from app.usecases.bundles.stamping import known_authorities

        # One that can be asked over a closed line comes first, and is the one that is ticked.
        self._known = tuple(sorted(known_authorities(), key=lambda one: one.open_line))
        for number, one in enumerate(self._known):
            tick = self.asked[one.id] = Tick()
            tick.setChecked(number == 0)
            tick.toggled.connect(lambda _on: self._tell())
            self._whom.add(tick)
        self.retext()

    def _came(self, rows: tuple[StampRow, ...]) -> None:
        self._rows = rows
        self._tell()

    def _tell(self) -> None:
        from app.usecases.bundles.stamping import checked_words

        texts = self._context.language.texts
        tr, on = self._context.tr, self.switch.isChecked()
        self._whom.setVisible(on)
        told = [
            tr(
                "Only a check value of the list (SHA-256) goes there: no file, no word, no name. "
                "The office, and whoever watches the line, can see this computer's address and "
                "when it asked."
            ),
            *(
                tr("On the way to {name} the check value can be seen too.", name=one.name)
                for one in self._known
                if one.open_line and self.asked[one.id].isChecked()
            ),
            *(
                f"{one.name}: {checked_words(one, texts)}."
                for one in self._known
                if self.asked[one.id].isChecked()
            ),
        ]
        self._leaves.say(" ".join(told))
        waiting = [row for row in self._rows if row.stamp.state in WAITING]
        self._leaves.setVisible(on or bool(waiting))
        self._waiting.empty()
        for row in self._rows:
            if row.stamp.state in WAITING or row.stamp.state is StampState.LATER:
                self._waiting.add(Words(self._line(row), "soft"))
        self._waiting.setVisible(bool(self._rows))
        self.again.setVisible(bool(waiting))

    def _line(self, row: StampRow) -> str:
        tr = self._context.tr
        if row.time is not None:
            return tr(
                "{name}: {time}. It goes along with the next bundle.",
                name=row.authority,
                time=both_zones(row.time),
            )
        why = sentence(NetworkProblem(row.stamp.reason), self._context.language.texts)
        return tr("{name}, still open: {why}", name=row.authority, why=why)
