"""Settings of care, and items that somebody else looks at instead."""

from __future__ import annotations

from tests.flows.traces.leaks import LATIN, WORD
from tests.flows.traces.steps import Sitting, Step


def _look(at: Sitting) -> list[str]:
    return [at.vault, "--look", at.got["looks leave"]["looks"][0]["id"]]


OF_CARE = (
    Step("care set", lambda at: [at.vault, "--grey", "off", "--idle", "5"]),
    Step("care show", lambda at: [at.vault]),
    Step(
        "looks leave", lambda at: [at.vault, *at.case, "--item", at.got["list"]["items"][0]["id"]]
    ),
    Step("looks say", lambda at: [*_look(at), "--text", f"{WORD} {LATIN}"]),
    Step("looks list", lambda at: [at.vault, *at.case]),
    Step("looks back", _look),
)
