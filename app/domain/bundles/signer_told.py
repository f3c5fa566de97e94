"""By what way a sender says that the recipient was told the fingerprint of the signing key.

It stands in the bundle as the sender's word, never as a check that passed. The file that carries it
has one content a way, so that a reader knows it by its SHA-256 in the signed list and parses
nothing. FORMAT.md, section "Bundle".
"""

from __future__ import annotations

import json
from enum import StrEnum

from app.i18n import N_


class SignerTold(StrEnum):
    """The ways. `NOT_YET` leaves nothing in the bundle."""

    NOT_YET = "not-yet"
    PHONE = "phone"
    IN_PERSON = "in-person"
    LETTER = "letter"
    EARLIER_BUNDLE = "earlier-bundle"


WORDS: dict[SignerTold, str] = {
    SignerTold.NOT_YET: N_("Not yet"),
    SignerTold.PHONE: N_("By phone"),
    SignerTold.IN_PERSON: N_("Face to face"),
    SignerTold.LETTER: N_("By letter"),
    SignerTold.EARLIER_BUNDLE: N_("In an earlier bundle"),
}


def told_file(way: SignerTold) -> bytes:
    """The bytes of `proofs/signer.json` for a way: canonical JSON. ValueError for `NOT_YET`."""
    if way is SignerTold.NOT_YET:
        raise ValueError("nothing was said")
    facts = {"format": "ongi-signer-v1", "told": str(way)}
    return json.dumps(facts, sort_keys=True, separators=(",", ":")).encode("ascii")
