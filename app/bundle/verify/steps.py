"""The thirteen checks of a bundle, one function each, numbered as in FORMAT.md, section "Checks".

Each returns what to show with a pass (may be empty) or raises CheckFailed or NotChecked. What
earlier checks learned lies in `Learned`. Nothing here decides order or dependence; `run` does.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

from app.bundle.verify import bag, custody, manifest
from app.bundle.verify.checks import CheckFailed, CheckId, NotChecked, Passed
from app.bundle.verify.names import TOP
from app.bundle.verify.reader import BundleReader
from app.bundle.verify.signer import judge_signer
from app.bundle.verify.stamps import StampsOf, check_stamps
from app.bundle.verify.sums import Sums
from app.domain.text.textsafe import one_line
from app.i18n import N_
from crypto.chain import SignedCheckpoint, verify_checkpoint
from crypto.errors import BadEncoding, BadSignature
from crypto.sshsig import verify

_LIST_LIMIT = 64 * 1024 * 1024
_SMALL = 64 * 1024
_MISSING = N_("{name} is not there.")


@dataclass
class Learned:
    """What is known about a bundle so far.

    `sums` is filled by reading everything, `bad_crc` on the way. `asked` is the number of an entry
    of the log whose head the caller wants to know.
    """

    reader: BundleReader
    expected_key: str | None
    sums: dict[str, Sums] = field(default_factory=dict)
    bad_crc: str = ""
    listed: dict[str, str] = field(default_factory=dict)
    manifest: manifest.Manifest | None = None
    log: custody.Followed | None = None
    asked: int = 0

    @property
    def payload(self) -> dict[str, int]:
        """Sizes of the files under `data/`."""
        return {
            name: size for name, size in self.reader.sizes.items() if name.startswith(bag.PAYLOAD)
        }


def _shown(name: str) -> str:
    return one_line(name.removeprefix(TOP), 80)


def _read(known: Learned, name: str, limit: int) -> bytes:
    if name not in known.reader.sizes:
        raise CheckFailed(_MISSING, name=name)
    if known.reader.sizes[name] > limit:
        raise CheckFailed(N_("{name} is larger than such a file can be."), name=name)
    return known.reader.read(name, limit)


def check_bag(known: Learned) -> str:
    """4. Declaration, the four tag files and no other, and the payload as the manifest lists it."""
    if _read(known, bag.BAGIT, _SMALL) != bag.DECLARATION:
        raise CheckFailed(N_("The declaration is not BagIt 1.0."))
    try:
        known.listed = bag.read_manifest(_read(known, bag.MANIFEST, _LIST_LIMIT))
    except ValueError:
        raise CheckFailed(N_("The list of files can't be read.")) from None
    expected = {*known.listed, *bag.TAGGED, bag.TAG_MANIFEST}
    for name in sorted(expected - set(known.reader.sizes)):
        raise CheckFailed(_MISSING, name=_shown(name))
    for name in sorted(set(known.reader.sizes) - expected):
        raise CheckFailed(N_("{name} is there but not in the list."), name=_shown(name))
    if stray := sorted(set(known.listed) - set(known.payload)):
        raise CheckFailed(N_("{name} does not belong in the list."), name=_shown(stray[0]))
    return ""


def check_hashes(known: Learned) -> str:
    """5. The SHA-256 of every payload file, and the archive's own CRC of every file."""
    for name, sha256 in known.listed.items():
        if known.sums[name].sha256 != sha256:
            raise CheckFailed(N_("{name} has another SHA-256."), name=_shown(name))
    if known.bad_crc:
        raise CheckFailed(N_("{name} has another sum in the archive."), name=_shown(known.bad_crc))
    return ""


def check_tags(known: Learned) -> str:
    """6. The tag manifest names the three other tag files with their SHA-256."""
    try:
        listed = bag.read_manifest(_read(known, bag.TAG_MANIFEST, _SMALL))
    except ValueError:
        raise CheckFailed(N_("The list of files can't be read.")) from None
    if set(listed) != set(bag.TAGGED):
        raise CheckFailed(N_("The list of lists names other files."))
    for name, sha256 in listed.items():
        if known.sums[name].sha256 != sha256:
            raise CheckFailed(N_("{name} has another SHA-256."), name=name)
    return ""


def check_manifest(known: Learned) -> str:
    """7. The signed list, the bag's list and the archive name the same files, sizes and sums.

    No more, no less.
    """
    signed = _parsed(known)
    by_path = {line.path: line for line in signed.files}
    wanted = set(known.payload) - manifest.UNLISTED
    for name in sorted(wanted ^ set(by_path)):
        raise CheckFailed(N_("{name} stands in one list only."), name=_shown(name))
    for name, line in by_path.items():
        if line.size != known.payload[name] or line.sha256 != known.listed[name]:
            raise CheckFailed(N_("The lists differ about {name}."), name=_shown(name))
    info = bag.write_info(signed.date, signed.agent, known.payload.values())
    if _read(known, bag.BAG_INFO, _SMALL) != info:
        raise CheckFailed(N_("The lists differ about {name}."), name=bag.BAG_INFO)
    return ""


def _parsed(known: Learned) -> manifest.Manifest:
    if known.manifest is None:
        try:
            known.manifest = manifest.read_manifest(
                _read(known, manifest.MANIFEST_PATH, _LIST_LIMIT)
            )
        except manifest.NewerFormat:
            raise NotChecked(N_("The bundle was made by a newer version.")) from None
        except BadEncoding:
            raise CheckFailed(N_("The signed list can't be read.")) from None
    return known.manifest


def check_signature(known: Learned) -> str:
    """8. The OpenSSH signature over the exact bytes of the signed list, by the key in it."""
    signed = _parsed(known)
    message = _read(known, manifest.MANIFEST_PATH, _LIST_LIMIT)
    signature = _read(known, manifest.SIGNATURE_PATH, _SMALL).decode("ascii", "replace")
    try:
        verify(signed.public_key, manifest.NAMESPACE, message, signature)
    except BadSignature:
        raise CheckFailed(
            N_("The list was changed after it was signed, or signed by another key.")
        ) from None
    except BadEncoding:
        raise CheckFailed(N_("The signature can't be read.")) from None
    if _read(known, manifest.SIGNERS_PATH, _SMALL) != signed.signers_line:
        raise CheckFailed(N_("The lists differ about {name}."), name=_shown(manifest.SIGNERS_PATH))
    return ""


def check_chain(known: Learned) -> str:
    """9. Every head of the custody log, recomputed from the beginning."""
    if manifest.LOG_PATH not in known.reader.sizes:
        raise CheckFailed(_MISSING, name=_shown(manifest.LOG_PATH))
    try:
        with known.reader.open(manifest.LOG_PATH) as src:
            known.log = custody.follow(custody.read_lines(src), asked=known.asked)
    except custody.BrokenLog as error:
        raise CheckFailed(
            N_("It does not fit together at entry {number}."), number=error.number
        ) from None
    return ""


def check_checkpoint(known: Learned) -> str:
    """10. The signed checkpoint, the signed list and the log name the same last entry."""
    signed, log = _parsed(known), known.log
    message = _read(known, manifest.CHECKPOINT_PATH, _SMALL)
    signature = _read(known, manifest.CHECKPOINT_SIGNATURE_PATH, _SMALL).decode("ascii", "replace")
    try:
        point = verify_checkpoint(signed.public_key, SignedCheckpoint(message, signature))
    except (BadSignature, BadEncoding):
        raise CheckFailed(N_("The signature does not fit the end of the log.")) from None
    ends = {(point.number, point.head.hex()), (signed.number, signed.head)}
    if log is None or ends != {(log.number, log.head)}:
        raise CheckFailed(N_("The log ends elsewhere than was signed."))
    return ""


def check_exhibits(known: Learned) -> str:
    """11. Each exhibit has the SHA-256 that the custody log noted when it was taken in."""
    taken = known.log.taken if known.log else {}
    for line in _parsed(known).files:
        if line.item and taken.get(line.item) != line.sha256:
            why = N_("The log says something else about {name}.")
            if line.item not in taken:
                why = N_("The log does not tell how {name} was taken in.")
            raise CheckFailed(why, name=_shown(line.path))
    return ""


def check_timestamp(known: Learned) -> Passed:
    """12. Every time stamp is for this list, or an earlier one's, and by a known authority."""
    signed: manifest.Manifest | None = None
    with suppress(CheckFailed, NotChecked):
        signed = _parsed(known)
    return check_stamps(StampsOf(known.reader, signed))


def check_signer(known: Learned) -> str:
    """13. Whose key it is: only known where the caller brings the key that is expected."""
    return judge_signer(_parsed(known), known.expected_key)


STEPS: dict[CheckId, Callable[[Learned], str | Passed]] = {
    CheckId.BAG: check_bag,
    CheckId.HASHES: check_hashes,
    CheckId.TAGS: check_tags,
    CheckId.MANIFEST: check_manifest,
    CheckId.SIGNATURE: check_signature,
    CheckId.CHAIN: check_chain,
    CheckId.CHECKPOINT: check_checkpoint,
    CheckId.EXHIBITS: check_exhibits,
    CheckId.TIMESTAMP: check_timestamp,
    CheckId.SIGNER: check_signer,
}
