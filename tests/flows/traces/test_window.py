"""A whole journey at the window leaves nothing readable but what the person saved."""

from __future__ import annotations

import pytest

from tests.flows.traces import watched
from tests.flows.traces.judging import (
    Traced,
    nothing_stays,
    nothing_was_left,
    nothing_was_sent,
    told_nowhere_else,
    trace,
)

pytestmark = pytest.mark.timeout(360)  # a whole journey, twice at the most
JOURNEY = "at_the_window"
SAVED = {"saved.pdf", "kit", "rescued", "questions.txt"}


@pytest.fixture(scope="module")
def traced(tmp_path_factory: pytest.TempPathFactory) -> Traced:
    return trace(tmp_path_factory.mktemp("at-the-window"), JOURNEY)


def test_the_journey_leaves_nothing(traced: Traced) -> None:
    nothing_was_left(traced, SAVED)


def test_the_words_of_the_kit_stand_only_where_they_were_saved(traced: Traced) -> None:
    told_nowhere_else(traced, "kit/*.txt", "/kit/")


def test_the_journey_sends_nothing(traced: Traced) -> None:
    nothing_was_sent(traced)


@pytest.mark.long
def test_it_goes_on_with_every_socket_refused_and_the_worker_aborted(tmp_path) -> None:
    at = watched.ground(tmp_path)
    done = watched.run(at, JOURNEY, "worker", before=watched.refusing_sockets(tmp_path))
    assert done.returncode == 0, done.stderr.decode()
    nothing_stays(at, SAVED)
