"""What comes back from the recipient of the bundle: made from it, taken in, answered."""

from __future__ import annotations

from tests.flows.traces.leaks import LATIN, WORD
from tests.flows.traces.steps import Sitting, Step


def _made(at: Sitting, name: str) -> list[str]:
    made = at.got["bundle"]
    out = ["--out", str(at.out / name), "--passphrase-file", made["passphrase_file"]]
    return [made["path"], *out, "--sign-with", str(at.out / "reply.key")]


OF_REPLIES = (
    Step("receipt make", lambda at: _made(at, "receipt"), passphrase=False),
    Step(
        "verify",
        lambda at: [
            at.got["bundle"]["path"], "--passphrase-file", at.got["bundle"]["passphrase_file"],
            "--earlier", str(at.out / "receipt"),
        ],
        passphrase=False,
    ),
    Step(
        "questions make",
        lambda at: [*_made(at, "questions"), "--whole", f"{WORD} {LATIN}"],
        passphrase=False,
    ),
    Step("receipt take", lambda at: [at.vault, str(at.out / "receipt"), *at.case]),
    Step(
        "receipt confirm",
        lambda at: [
            at.vault, *at.case, f"--receipt={at.got['receipt take']['receipts'][0]['id']}",
        ],
    ),
    Step("receipt list", lambda at: [at.vault, *at.case]),
    Step("questions take", lambda at: [at.vault, str(at.out / "questions"), *at.case]),
    Step(
        "questions answer",
        lambda at: [
            at.vault, *at.case, "--text", f"{LATIN} {WORD}",
            f"--question={at.got['questions take']['questions'][0]['id']}",
        ],
    ),
    Step("questions list", lambda at: [at.vault, *at.case]),
    Step("questions answers", lambda at: [at.vault, *at.case]),
)  # fmt: skip
