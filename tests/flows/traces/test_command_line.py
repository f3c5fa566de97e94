"""A whole journey by the command line leaves nothing readable but what the person saved."""

from __future__ import annotations

import pytest

from app.cli.registry import COMMANDS
from tests.flows.traces import watched
from tests.flows.traces.at_the_command_line import NOT_WALKED, STEPS
from tests.flows.traces.judging import (
    Traced,
    nothing_was_left,
    nothing_was_sent,
    told_nowhere_else,
    trace,
)

pytestmark = pytest.mark.timeout(360)  # a whole journey, twice at the most
JOURNEY = "at_the_command_line"
SAVED = {
    "report.pdf", "report.json", "identity-sheet.pdf", "rescued", "kit", "questions", "own.key.png",
}  # fmt: skip


@pytest.fixture(scope="module")
def traced(tmp_path_factory: pytest.TempPathFactory) -> Traced:
    return trace(tmp_path_factory.mktemp("by-command"), JOURNEY)


def test_every_subcommand_is_walked() -> None:
    known = {" ".join(command.path) for command in COMMANDS}
    walked = {step.command for step in STEPS}
    assert walked | set(NOT_WALKED) == known


def test_the_journey_leaves_nothing(traced: Traced) -> None:
    nothing_was_left(traced, saved=SAVED)


@pytest.mark.parametrize(
    ("secrets", "place"), [("kit/*.txt", "/kit/"), ("bundle/*passphrase.txt", "passphrase")]
)
def test_words_that_open_stand_only_where_they_were_saved(traced, secrets, place) -> None:
    told_nowhere_else(traced, secrets, place)


def test_the_journey_sends_nothing(traced: Traced) -> None:
    nothing_was_sent(traced)


@pytest.mark.long
def test_it_goes_on_with_every_socket_refused_and_no_network(tmp_path) -> None:
    done = watched.run(watched.ground(tmp_path), JOURNEY, before=watched.refusing_sockets(tmp_path))
    assert done.returncode == 0, done.stderr.decode()
