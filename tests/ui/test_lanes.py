"""Lanes deliver every result and every failure, on the GUI thread, and stop in good order."""

import gc
import sys
import threading

import pytest
from PySide6.QtCore import QObject, QThread, Signal
from PySide6.QtWidgets import QApplication

from app.errors import Cancelled, InputProblem
from ui.lanes import Lane


def test_every_result_arrives_on_the_gui_thread(lanes, qtbot):
    got, elsewhere = [], []

    def take(number):
        got.append(number)
        if QThread.currentThread() is not QApplication.instance().thread():
            elsewhere.append(number)

    for number in range(3000):
        lane = Lane.VAULT if number % 2 else Lane.FREE
        lanes.run(lane, lambda _job, n=number: n, done=take)
    gc.collect()
    qtbot.waitUntil(lambda: len(got) == 3000, timeout=10_000)
    assert sorted(got) == list(range(3000))
    assert not elsewhere
    assert not lanes.busy


def test_vault_lane_is_one_thread_and_in_order(lanes, qtbot):
    threads, order = set(), []

    def work(_job, number):
        threads.add(threading.get_ident())
        return number

    for number in range(200):
        lanes.run(Lane.VAULT, lambda job, n=number: work(job, n), done=order.append)
    qtbot.waitUntil(lambda: len(order) == 200)
    assert len(threads) == 1
    assert order == list(range(200))


def test_failure_reaches_who_waits_and_nobody_else(lanes, qtbot):
    failures, stray = [], []
    lanes.failed.connect(stray.append)

    def fail(_job):
        raise InputProblem("INP-001")

    lanes.run(Lane.FREE, fail, failed=failures.append)
    qtbot.waitUntil(lambda: bool(failures))
    assert failures[0].code == "INP-001"
    assert stray == []


def test_failure_that_nobody_takes_is_told(lanes, qtbot):
    def fail(_job):
        raise InputProblem("INP-001")

    with qtbot.waitSignal(lanes.failed) as told:
        lanes.run(Lane.FREE, fail)
    assert told.args[0].code == "INP-001"


def test_bug_is_told_apart_from_a_failure(lanes, qtbot):
    failures = []
    with qtbot.waitSignal(lanes.broken) as told:
        lanes.run(Lane.FREE, lambda _job: 1 / 0, failed=failures.append)
    assert isinstance(told.args[0], ZeroDivisionError)
    assert failures == []


def test_cancel_stops_at_the_next_safe_point(lanes, qtbot):
    started, failures = threading.Event(), []

    def work(job):
        started.set()
        waiting = threading.Event()
        while True:
            job.check()
            waiting.wait(0.001)

    ticket = lanes.run(Lane.VAULT, work, failed=failures.append)
    assert started.wait(5)
    ticket.job.cancel()
    qtbot.waitUntil(lambda: bool(failures))
    assert isinstance(failures[0], Cancelled)


def test_result_for_an_owner_that_has_gone_is_dropped(lanes, qtbot):
    go, got, owner = threading.Event(), [], QObject()
    lanes.run(Lane.FREE, lambda _job: go.wait(5), owner=owner, done=got.append)
    owner.deleteLater()
    del owner
    QApplication.sendPostedEvents(None, 52)  # DeferredDelete
    go.set()
    qtbot.waitUntil(lambda: not lanes.busy)
    assert got == []


def test_closing_waits_for_what_must_finish(lanes):
    started, finished = threading.Event(), []

    def commit(job):
        started.set()
        while not job.cancelled:
            threading.Event().wait(0.001)
        finished.append("committed")

    lanes.run(Lane.VAULT, commit)
    lanes.run(Lane.VAULT, lambda _job: finished.append("never begun"))
    lanes.run(Lane.VAULT, lambda _job: finished.append("closed"), must_finish=True)
    assert started.wait(5)
    lanes.close()
    assert finished == ["committed", "closed"]
    with pytest.raises(RuntimeError):
        lanes.run(Lane.FREE, lambda _job: None)


def test_progress_pulses_while_work_runs(lanes, qtbot):
    go = threading.Event()
    ticket = lanes.run(Lane.FREE, lambda job: (job.phase("collect.file", 10), go.wait(5)))
    with qtbot.waitSignal(lanes.pulse):
        pass
    qtbot.waitUntil(lambda: ticket.job.progress.phase == "collect.file")
    with qtbot.waitSignal(lanes.drained):
        go.set()


class Speaker(QObject):
    """Emits a signal."""

    spoken = Signal()
    said = Signal(object)


def test_signals_of_this_pyside_keep_their_references():
    """PySide6 6.12.0 loses a reference to True at every emit on CPython 3.11, then aborts."""
    speaker = Speaker()
    speaker.spoken.emit()
    before = sys.getrefcount(True)
    for _ in range(500):
        speaker.spoken.emit()
        speaker.said.emit(None)
    assert abs(sys.getrefcount(True) - before) < 100
