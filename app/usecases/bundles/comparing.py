"""Compare a bundle with what is known by another way: an earlier one, a receipt, a fingerprint.

Needs no vault and writes nothing. FORMAT.md, section "Continuation".
"""

from __future__ import annotations

import re
from pathlib import Path

from app.bundle.replies import kind_of, read_receipt
from app.bundle.replies.receipt import FORMAT as RECEIPT
from app.bundle.replies.signed import MOST_BYTES
from app.bundle.verify import State, VerifyResult, verify
from app.bundle.verify.continuing import NAME, Continuation, Earlier, continuation, earlier_of
from app.domain.text.textsafe import visible_name
from app.errors import FormatProblem, InputProblem
from app.jobs import Job

__all__ = [
    "NAME",
    "Continuation",
    "Earlier",
    "State",
    "continuation",
    "earlier_from_receipt",
    "earlier_from_result",
    "is_receipt",
    "read_earlier",
    "told_fingerprint",
]

_FINGERPRINT = re.compile(r"SHA256:[A-Za-z0-9+/]{43}")


def told_fingerprint(text: str) -> str:
    """The fingerprint of the signer's key as the sender told it, without blanks.

    As OpenSSH prints it. Raises InputProblem BND-031.
    """
    found = "".join(text.split())
    if not _FINGERPRINT.fullmatch(found):
        raise InputProblem("BND-031")
    return found


def read_earlier(
    path: Path, passphrase: str | None, job: Job, *, identity: str | None = None
) -> Earlier:
    """The end of the log of an earlier bundle, verified by what opens it, or of a receipt.

    Raises as `earlier_from_receipt`, `earlier_from_result` and a verification do.
    """
    if is_receipt(path):
        return earlier_from_receipt(path)
    return earlier_from_result(verify(path, passphrase=passphrase, identity=identity, job=job))


def is_receipt(path: Path) -> bool:
    """Whether a file is a receipt rather than a bundle, by its beginning."""
    if not path.is_file():
        return False
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError:
        return False
    if not data.startswith(b"{"):
        return False
    return kind_of(data, visible_name(path.name, 80)) == RECEIPT


def earlier_from_receipt(path: Path) -> Earlier:
    """The end of the log of the bundle that a receipt speaks of.

    That is its recipient's word, signed by the recipient's key. Raises FormatProblem BND-050,
    BND-063, IntegrityProblem BND-051.
    """
    name = visible_name(path.name, 80)
    try:
        with path.open("rb") as file:
            said = read_receipt(file.read(MOST_BYTES + 1), name).bundle
    except OSError:
        raise FormatProblem("BND-050", name=name) from None
    return Earlier(said.public_key, said.number, said.head, said.made_at, by_receipt=True)


def earlier_from_result(result: VerifyResult) -> Earlier:
    """The end of the log of an earlier bundle that was verified. Raises FormatProblem BND-057."""
    earlier = earlier_of(result)
    if earlier is None:
        raise FormatProblem("BND-057")
    return earlier
