"""A case that is handed to another vault and taken in there."""

from __future__ import annotations

from app.jobs import Job
from app.usecases.vault.vaults import create_vault
from crypto.kdf import FLOOR
from tests.flows.traces.evidence import PASSPHRASE
from tests.flows.traces.steps import Sitting, Step


def _there(at: Sitting) -> None:
    create_vault(at.out / "there", PASSPHRASE, Job(), argon2=FLOOR).close()
    (at.out / "words.txt").write_text(at.got["case hand"]["words"] + "\n", "utf-8")


def _taken(at: Sitting) -> list[str]:
    handed = at.got["case hand"]
    how = ["--words-file", str(at.out / "words.txt"), "--numbers", handed["numbers"]]
    return [str(at.out / "there"), handed["path"], *how]


OF_EXCHANGE = (
    Step("case key", lambda at: [at.vault, *at.case]),
    Step("case hand", lambda at: [at.vault, *at.case, "--out", str(at.out / "one")]),
    Step("case take", _taken, before=_there),
    Step("case conflicts", lambda at: [at.vault, *at.case]),
)
