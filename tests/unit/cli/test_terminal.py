"""Ctrl+C stops long work at its next safe point, and is never swallowed."""

from __future__ import annotations

import getpass
import os
import signal
import sys

import pytest

from app.cli.terminal import Terminal
from app.errors import Cancelled, EnvironmentProblem, InputProblem
from app.i18n import texts
from app.usecases.new_files import write_new


@pytest.fixture
def terminal():
    return Terminal(texts("en"), as_json=True)


def _interrupt():
    os.kill(os.getpid(), signal.SIGINT)


def test_work_that_asks_stops_where_it_asks(terminal):
    def work(job):
        _interrupt()
        job.check()

    with pytest.raises(Cancelled):
        terminal.work(work)


def test_work_that_can_no_longer_stop_gives_its_result_and_nothing_follows(terminal):
    def work(_job):
        _interrupt()
        return "made"

    assert terminal.work(work) == "made"
    with pytest.raises(Cancelled):
        terminal.go_on()
    with pytest.raises(Cancelled):
        terminal.work(lambda _job: pytest.fail("went on"))


def test_a_second_interrupt_stops_at_once(terminal):
    def work(_job):
        _interrupt()
        _interrupt()
        pytest.fail("went on")

    with pytest.raises(KeyboardInterrupt):
        terminal.work(work)


def test_an_ended_prompt_is_no_passphrase(terminal, monkeypatch):
    def ended(_prompt):
        raise EOFError

    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(getpass, "getpass", ended)
    with pytest.raises(InputProblem, match="INP-012"):
        terminal.passphrase(None, "Passphrase")


@pytest.mark.skipif(os.name != "posix", reason="needs file size limits")
def test_a_document_that_does_not_fit_leaves_nothing(tmp_path):
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    old = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))
    try:
        with pytest.raises(EnvironmentProblem):
            write_new(tmp_path / "x.pdf", bytes(100_000))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, old)
    assert list(tmp_path.iterdir()) == []
