"""Keeps what is typed in the interview: soon after the first key, and at once when it is left.

One draft waits on the vault's lane at most; what is typed meanwhile goes with the next. The custody
log gets its entry when the page is left or the vault locks.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from app.errors import InputProblem, OngiError
from ui.context import Context
from ui.pages.reports.report_keeping import SAVE_AFTER_MS, Written, store

if TYPE_CHECKING:
    from app.domain.evidence.items import Case
    from app.domain.reports.reports import Answer, Report
    from app.usecases.vault.vaults import OpenVault


@dataclass(frozen=True)
class Typed:
    """What stands in the interview: the report's answers, what is asked beside it, and the step.

    `put_in` is what the report began with, from the vault.
    """

    template: str
    report: Mapping[str, Answer] = field(default_factory=dict)
    beside: Mapping[str, Answer] = field(default_factory=dict)
    at: str = ""
    put_in: Mapping[str, Answer] = field(default_factory=dict)


@dataclass(frozen=True)
class Stored:
    """What came of it: the report, an answer that did not fit, the case if it is protected now."""

    report: Report
    problem: InputProblem | None
    protected: Case | None


class Keeper(QObject):
    """`kept` carries the report as it is stored, `misfit` the InputProblem of an answer.

    `protected` carries the case where the answered age turned minor mode on.
    """

    kept = Signal(object)
    misfit = Signal(object)
    protected = Signal(object)

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._typed: Typed | None = None
        self._written = Written()
        self._unsaved = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SAVE_AFTER_MS)
        self._timer.timeout.connect(self._save_soon)

    def begin(self, report: Report | None) -> None:
        """From now on this report is written, or a new one."""
        self.forget()
        self._written = Written(report.id if report is not None else None)

    def forget(self) -> None:
        """Let go of what was typed."""
        self._timer.stop()
        self._typed, self._unsaved = None, False
        self._written = Written()

    def edited(self, typed: Typed) -> None:
        """Something is different; counted from the first key, not from the last."""
        self._typed, self._unsaved = typed, True
        if not self._timer.isActive():
            self._timer.start()

    def moved(self, typed: Typed) -> None:
        """Another question is shown: what stands is kept now, and an age under 19 counts."""
        self._typed, self._unsaved = typed, True
        self._save(leaves=False, settled=True)

    def flush(self) -> None:
        """Keep all of it now, with the log's entry."""
        self._save(leaves=True, settled=True)

    def _save_soon(self) -> None:
        if self._written.under_way:
            self._timer.start()
        else:
            self._save(leaves=False, settled=False)

    def _save(self, *, leaves: bool, settled: bool) -> None:
        case, typed, written = self._context.session.case, self._typed, self._written
        self._timer.stop()
        if case is None or typed is None or not self._context.session.is_open:
            return
        changed, self._unsaved = self._unsaved, False
        if not (changed or (leaves and written.waits_for_entry)):
            return
        written.waits_for_entry, written.under_way = not leaves, True

        self._context.with_vault(
            lambda vault, _job: _stored(
                vault, case.id, typed if changed else None, written, leaves=leaves, settled=settled
            ),
            lambda told: self._kept(told, written),
            owner=self,
            failed=lambda error: self._refused(error, written),
            must_finish=True,
        )

    def _kept(self, told: Stored, written: Written) -> None:
        written.under_way = False
        if written is not self._written:
            return
        self.kept.emit(told.report)
        if told.problem is not None:
            self._unsaved = True
            self.misfit.emit(told.problem)
        if told.protected is not None:
            self.protected.emit(told.protected)

    def _refused(self, error: OngiError, written: Written) -> bool:
        written.under_way, self._unsaved = False, True
        if isinstance(error, InputProblem):
            self.misfit.emit(error)
            return True
        return False


def _stored(
    vault: OpenVault,
    case_id: str,
    typed: Typed | None,
    written: Written,
    *,
    leaves: bool,
    settled: bool,
) -> Stored:
    """On the vault's lane: keep what was typed, if anything was, and say how it stands."""
    from app.usecases.reports.interviewing import protect_if_young
    from app.usecases.reports.reporting import get_report, record_report

    problem = None if typed is None else _keep(vault, case_id, typed, written)
    protected = protect_if_young(vault, case_id) if settled else None
    if written.report is None:
        raise problem or RuntimeError("nothing was stored")
    if leaves:
        record_report(vault, case_id, written.report)
    return Stored(get_report(vault, case_id, written.report), problem, protected)


def _keep(vault: OpenVault, case_id: str, typed: Typed, written: Written) -> InputProblem | None:
    from app.usecases.reports.interviewing import keep_beside, keep_place
    from app.usecases.reports.reporting import get_report

    kept = get_report(vault, case_id, written.report).answers if written.report else None
    problem = None
    if kept != typed.report:  # going from question to question saves nothing anew
        problem = store(vault, case_id, typed.template, typed.report, written, typed.put_in)
    try:
        keep_beside(vault, case_id, typed.beside)
    except InputProblem as one:
        problem = problem or one
    keep_place(vault, case_id, typed.template, typed.at)
    return problem
