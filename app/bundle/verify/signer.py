"""Check 13: whose key it is, and by what way the sender says that it was made known.

What the sender says is shown as that and passes nothing. FORMAT.md, section "Checks".
"""

from __future__ import annotations

from hashlib import sha256

from app.bundle.verify.checks import CheckFailed, NotChecked
from app.bundle.verify.manifest import SIGNER_TOLD_PATH, Manifest
from app.domain.bundles.signer_told import SignerTold, told_file
from app.i18n import N_
from crypto.sshsig import fingerprint

_UNTOLD = N_("No program can know this. Compare the key by phone: {fingerprint}")
_TOLD: dict[SignerTold, str] = {
    SignerTold.PHONE: N_(
        "The sender says that it was told by phone. No program can know whether it was. "
        "Compare it with what was told: {fingerprint}"
    ),
    SignerTold.IN_PERSON: N_(
        "The sender says that it was told in person. No program can know whether it was. "
        "Compare it with what was told: {fingerprint}"
    ),
    SignerTold.LETTER: N_(
        "The sender says that it was told by letter. No program can know whether it was. "
        "Compare it with that letter: {fingerprint}"
    ),
    SignerTold.EARLIER_BUNDLE: N_(
        "The sender says that it came with an earlier bundle. No program can know whether it did. "
        "Compare it with that bundle's: {fingerprint}"
    ),
}
_WAY_BY_SUM = {sha256(told_file(way)).hexdigest(): way for way in _TOLD}


def way_told(signed: Manifest) -> SignerTold:
    """What a signed list says about its key; `NOT_YET` where it says nothing that is known."""
    sums = [line.sha256 for line in signed.files if line.path == SIGNER_TOLD_PATH]
    return _WAY_BY_SUM.get(sums[0], SignerTold.NOT_YET) if sums else SignerTold.NOT_YET


def judge_signer(signed: Manifest, expected: str | None) -> str:
    """What to show with a pass. Raises NotChecked where no key is expected, CheckFailed."""
    mark = fingerprint(signed.public_key)
    if expected is None:
        why = _TOLD.get(way_told(signed), _UNTOLD)
        raise NotChecked(why, optional=True, fingerprint=mark)
    if (expected if expected.startswith("SHA256:") else fingerprint(expected)) != mark:
        raise CheckFailed(N_("It is another key than expected: {fingerprint}"), fingerprint=mark)
    return N_("It is the key that was expected.")
