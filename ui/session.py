"""The open vault and the chosen case, and word of their changes.

Holds nothing else: pages read through use cases.
"""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.domain.care import Care
from app.jobs import Job
from ui.lanes import Lane, Lanes
from ui.widgets.pictures.opened_count import OpenedCount

if TYPE_CHECKING:
    from app.domain.evidence.items import Case
    from app.usecases.vault.vaults import OpenVault  # loaded late: the window is shown first


class Changed(Enum):
    """What became different, so that a page reads anew only what it shows."""

    CASE = "case"
    CASES = "cases"  # which there are
    EVIDENCE = "evidence"
    NOTES = "notes"
    REPORTS = "reports"


class Session(QObject):
    """One open vault at most.

    `opened` and `locked` tell of it; after `locked` no page holds anything of it.
    """

    opened = Signal()
    about_to_lock = Signal()
    locked = Signal()
    left_at_work = Signal(bool)
    """After `locked`, where long work was under way: whether it was asked to stop."""
    changed = Signal(object)
    cared = Signal(object)
    """Other settings of care are in force: a `Care`."""

    def __init__(self, lanes: Lanes) -> None:
        super().__init__()
        self._lanes = lanes
        self._vault: OpenVault | None = None
        self._case: Case | None = None
        self.last_path: Path | None = None
        self._care = Care()
        self._told: set[str] = set()
        self.opened_count = OpenedCount(self)
        self.locked.connect(self._begin_anew)

    @property
    def care(self) -> Care:
        """What is in force: the open vault's choice, and without one the safest."""
        return self._care

    def _begin_anew(self) -> None:
        self._told.clear()
        self.take_care(Care())

    def take_care(self, care: Care) -> None:
        """Let these settings be in force."""
        self._care = care
        self.opened_count.at_once = care.at_once
        self.opened_count.begin_anew()
        self.cared.emit(care)

    @property
    def is_open(self) -> bool:
        """Whether a vault is open."""
        return self._vault is not None

    @property
    def vault(self) -> OpenVault:
        """The open vault, to pass to a use case on the vault lane. RuntimeError when locked."""
        if self._vault is None:
            raise RuntimeError("no vault is open")
        return self._vault

    @property
    def case(self) -> Case | None:
        """The chosen case."""
        return self._case

    def first_time(self, what: str) -> bool:
        """Whether this is the first time in this sitting that `what` is said."""
        first = what not in self._told
        self._told.add(what)
        return first

    def open(self, vault: OpenVault) -> None:
        """Take over a vault that a use case opened."""
        self._vault = vault
        self.last_path = vault.path
        self.opened.emit()
        self._lanes.run(Lane.VAULT, lambda _job: _care_of(vault), owner=self, done=self._cared_for)

    def _cared_for(self, told: tuple[OpenVault, Care]) -> None:
        vault, care = told
        if self._vault is vault:
            self.take_care(care)

    def choose(self, case: Case | None) -> None:
        """Work in this case from now on."""
        self._case = case
        self.changed.emit(Changed.CASE)

    def tell(self, what: Changed) -> None:
        """Say that something in the case became different."""
        self.changed.emit(what)

    def give_up(self) -> OpenVault:
        """Let go of a vault that is to be destroyed: pages clear, nothing is saved in it any more.

        Whoever asked for it closes it, on its lane.
        """
        vault = self.vault
        self._lanes.cancel_all()
        self._vault, self._case, self.last_path = None, None, None
        self.locked.emit()
        return vault

    def lock(self, *, stop_work: bool) -> None:
        """Let go of the vault.

        Pages clear at once, the vault closes on its lane after what runs there.

        `stop_work` also asks that work to stop at its next safe point; the idle lock lets it
        finish.
        """
        if self._vault is None:
            return
        vault, at_work = self._vault, self._lanes.at_work
        if stop_work:
            self._lanes.cancel_all()
        self.about_to_lock.emit()  # what was typed is saved on the lane, before it closes
        self._vault, self._case = None, None
        self.locked.emit()

        def close(_job: Job) -> None:
            vault.close()

        self._lanes.run(Lane.VAULT, close, must_finish=True)
        if at_work:
            self.left_at_work.emit(stop_work)


def _care_of(vault: OpenVault) -> tuple[OpenVault, Care]:
    from app.usecases.settings.caring import care_of

    return vault, care_of(vault)
