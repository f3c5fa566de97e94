"""A support centre's desk: what a case is called, its number and states, the list of what comes."""

from __future__ import annotations

from tests.flows.traces.evidence import TITLE
from tests.flows.traces.leaks import LATIN, WORD
from tests.flows.traces.steps import Step

OF_THE_DESK = (
    Step("case name", lambda at: [at.vault, *at.case, "--to", TITLE]),
    Step("case number", lambda at: [at.vault, *at.case]),
    Step(
        "case state",
        lambda at: [at.vault, *at.case, "--state", "received", "--note", f"{WORD} {LATIN}"],
    ),
    Step("case facts", lambda at: [at.vault, *at.case]),
    Step("desk mode", lambda at: [at.vault, "--set", "on"]),
    Step("desk cases", lambda at: [at.vault, "--find", WORD]),
    Step("desk work", lambda at: [at.vault, "--all"]),
)

A_CASE_GOES = (
    Step("case aside", lambda at: [at.vault, *at.case]),
    Step("case back", lambda at: [at.vault, *at.case]),
    Step("case aside", lambda at: [at.vault, *at.case]),
    Step("case destroy", lambda at: [at.vault, *at.case, "--yes"]),
)
"""The last that is heard of a case: nothing behind it can name it."""
