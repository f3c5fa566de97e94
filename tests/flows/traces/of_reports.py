"""The steps of the journey around reports: account, consent, answers, filings, help, documents."""

from __future__ import annotations

from tests.flows.traces.evidence import LABEL
from tests.flows.traces.leaks import LATIN, WORD
from tests.flows.traces.steps import Sitting, Step

TEMPLATE = "kr.police.statement"


def _filing(at: Sitting) -> list[str]:
    return ["--filing", at.got["filing add"]["id"]]


OF_REPORTS: tuple[Step, ...] = (
    Step("narrative draft", lambda at: [at.vault, *at.case]),
    Step(
        "narrative edit",
        lambda at: [at.vault, *at.case, "--text-file", str(at.given / "answers.toml")],
    ),
    Step("narrative draft", lambda at: [at.vault, *at.case, "--in", "en", "--take"]),
    Step("narrative show", lambda at: [at.vault, *at.case]),
    Step("checklist", lambda at: [at.vault, *at.case]),
    Step(
        "consent give",
        lambda at: [
            at.vault, *at.case, "--kind", "third-party", "--kind", "personal", "--to", "kr.d4u",
            "--witness", WORD, "--note", LATIN,
        ],
    ),
    Step(
        "consent withdraw",
        lambda at: [
            at.vault, *at.case, "--consent", at.got["consent give"]["consents"][1]["id"],
        ],
    ),
    Step("consent list", lambda at: [at.vault, *at.case]),
    Step("answer set", lambda at: [at.vault, *at.case, "filling.who", "self"]),
    Step(
        "filing add",
        lambda at: [at.vault, *at.case, "--to", WORD, "--state", "submitted", "--receipt", LATIN],
    ),
    Step(
        "filing step",
        lambda at: [
            at.vault, *at.case, *_filing(at), "--state", "received", "--channel", WORD,
            "--when", "2026-11-02", "--note", LATIN,
        ],
    ),
    Step("filing list", lambda at: [at.vault, *at.case]),
    Step(
        "fate set",
        lambda at: [
            at.vault, *at.case, *_filing(at), "--state", "deleted", "--note", WORD,
            "--link", at.got["links"]["links"][0]["id"],
        ],
    ),
    Step("fate list", lambda at: [at.vault, *at.case]),
    Step("next", lambda at: [at.vault, *at.case, "--day", "appeal_dismissed=2026-11-02"]),
    Step("statistics", lambda at: [at.vault, "--csv", str(at.out / "figures.csv")]),
    Step("filing remove", lambda at: [at.vault, *at.case, *_filing(at)]),
    Step("templates", lambda _at: [], passphrase=False),
    Step("directory", lambda _at: ["방심위"], passphrase=False),
    Step(
        "directory correct",
        lambda at: [at.vault, "--id", "kr.d4u", "--contact", "phone=041-1366", "--note", LABEL],
    ),
    Step("directory", lambda at: ["d4u", "--vault", at.vault]),
    Step("directory restore", lambda at: [at.vault, "--id", "kr.d4u"]),
    Step("law", lambda _at: ["--harm", "threat"], passphrase=False),
    Step("guide list", lambda _at: [], passphrase=False),
    Step("guide show", lambda _at: ["telegram", "--minor"], passphrase=False),
    Step("limits", lambda _at: [], passphrase=False),
    Step("answer set", lambda at: [at.vault, *at.case, "event.where", WORD]),
    Step("answer list", lambda at: [at.vault, *at.case]),
    Step("report propose", lambda at: [at.vault, *at.case, "--template", TEMPLATE]),
    Step("report begin", lambda at: [at.vault, *at.case, "--template", TEMPLATE]),
    Step("answer forget", lambda at: [at.vault, *at.case, "event.where"]),
    Step(
        "report",
        lambda at: [
            at.vault, *at.case, "--template", TEMPLATE, "--answers", str(at.given / "answers.toml"),
            "--pdf", str(at.out / "report.pdf"),
        ],
    ),
    Step(
        "report export",
        lambda at: [
            at.vault, *at.case, "--report", at.got["report"]["id"], "--as", "json",
            "--out", str(at.out / "report.json"),
        ],
    ),
    Step("report fit", lambda at: [at.vault, *at.case, "--report", at.got["report"]["id"]]),
    Step("report begin", lambda at: [at.vault, *at.case, "--template", "kr.police.pseudonym"]),
    Step(
        "report identity",
        lambda at: [at.vault, *at.case, "--out", str(at.out / "identity-sheet.pdf")],
    ),
)  # fmt: skip
"""They come after the case was looked at, and before the bundle."""
