"""Check 12: the time stamps in a bundle, and what each was given for.

A stamp of this bundle covers `proofs/stamped.json`: the signed list as it was before the stamps
came. A stamp of an earlier bundle of the same case covers that one's list, whose SHA-256 the
custody log tells. Reaches no network. FORMAT.md, section "Time stamps".
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from hashlib import sha256

from app.bundle.verify import custody
from app.bundle.verify.authorities import pinned
from app.bundle.verify.checks import CheckFailed, NotChecked, Passed
from app.bundle.verify.manifest import LOG_PATH, Manifest, write_manifest
from app.bundle.verify.pem import certificates_in
from app.bundle.verify.reader import BundleReader
from app.domain.text.textsafe import one_line
from app.domain.times.zones import both_zones
from app.i18n import N_
from crypto.timestamps import MAX_ANSWER, BadStamp, Stamp, Trouble, check_stamp, look_at

PROOFS = "data/proofs/"
STAMPED_PATH = "data/proofs/stamped.json"
ROOTS_PATH = "data/proofs/stamp-roots.pem"
STAMP = re.compile(r"data/proofs/stamp-[1-9][0-9]?\.tsr")
EARLIER = re.compile(r"data/proofs/earlier-[1-9][0-9]?\.tsr")
ASKED = "stamp.asked"
LIST = "list"
MAX_STAMPS = 20
_LIST_LIMIT = 64 * 1024 * 1024
_PEM_LIMIT = 256 * 1024

NONE = N_("There is none in this bundle.")
_UNREADABLE = N_("The signed list that it is for can't be read.")
_NO_LIBRARY = N_("It is there, but not checked here; openssl can check it.")
_NO_ROOT = N_("It is there, but whose it is can't be told here: {name}")
_WRONG: dict[Trouble, str] = {
    Trouble.UNREADABLE: N_("{name} can't be read as a time stamp."),
    Trouble.REFUSED: N_("{name} is a refusal, not a time stamp."),
    Trouble.OTHER_DIGEST: N_("{name} was given for something else."),
    Trouble.NOT_FOR_STAMPS: N_("{name} was signed with a key that is not for time stamps."),
    Trouble.EXPIRED: N_("The certificate of {name} had run out when it was made."),
    Trouble.BAD_SIGNATURE: N_("The signature of {name} does not fit."),
}


@dataclass(frozen=True, slots=True)
class StampsOf:
    """What is looked at: the bundle's files, its signed list (None where it can't be read)."""

    reader: BundleReader
    signed: Manifest | None

    @property
    def names(self) -> list[str]:
        """Every proof that calls itself a stamp, in order; an exhibit may be called as it likes."""
        found = [
            one for one in self.reader.sizes if one.startswith(PROOFS) and one.endswith(".tsr")
        ]
        return sorted(found, key=lambda one: (len(one), one))


def before_stamps(signed: Manifest) -> bytes:
    """The list as it was when the stamps were asked for: without what came after."""
    after = {STAMPED_PATH, ROOTS_PATH}
    files = tuple(
        line for line in signed.files if line.path not in after and not STAMP.fullmatch(line.path)
    )
    return write_manifest(replace(signed, files=files))


def check_stamps(found: StampsOf) -> Passed:
    """Judge every stamp there is. Raises CheckFailed and NotChecked."""
    names = found.names
    if not names:
        raise NotChecked(NONE, optional=True)
    if found.signed is None:
        raise NotChecked(_UNREADABLE, optional=True)
    if len(names) > MAX_STAMPS:
        raise CheckFailed(N_("There are more time stamps than a bundle can hold."))
    told = _told(found) if any(map(EARLIER.fullmatch, names)) else set()
    lines, unknown = [], ""
    for name in names:
        try:
            stamp = _judged(found, found.signed, name, told)
        except ImportError:
            raise NotChecked(_NO_LIBRARY, optional=True) from None
        if stamp is None:
            unknown = unknown or _shown(name)
        else:
            lines.append(stamp_line(stamp))
    if unknown:
        raise NotChecked(_NO_ROOT, optional=True, name=unknown)
    return Passed(N_("By {stamps}"), {"stamps": "; ".join(lines)})


def stamp_line(stamp: Stamp) -> str:
    """Whose it is and its time in Korea and in UTC, the same in every language."""
    known = pinned().get(stamp.root_sha256)
    name = known.name if known else one_line(stamp.authority, 60)
    return f"{name}, {both_zones(stamp.time)}"


def _judged(found: StampsOf, signed: Manifest, name: str, told: set[str]) -> Stamp | None:
    """The stamp, or None where no root for it is known."""
    answer = _read(found.reader, name, MAX_ANSWER)
    roots = _roots(found.reader)
    try:
        digest = _covered(found.reader, signed, name, answer, told)
        return check_stamp(answer, digest, pins=pinned().keys(), roots=roots)
    except BadStamp as bad:
        if bad.trouble in (Trouble.UNKNOWN_ROOT, Trouble.BAD_CHAIN):
            return None
        raise CheckFailed(_WRONG[bad.trouble], name=_shown(name)) from None


def _covered(
    reader: BundleReader, signed: Manifest, name: str, answer: bytes, told: set[str]
) -> bytes:
    """The SHA-256 that a stamp of this name has to be for."""
    if EARLIER.fullmatch(name):
        said = look_at(answer).digest
        if said not in told:
            raise BadStamp(Trouble.OTHER_DIGEST)
        return bytes.fromhex(said)
    if not STAMP.fullmatch(name):
        raise CheckFailed(N_("{name} has no name that time stamps have."), name=_shown(name))
    listed = before_stamps(signed)
    if _read(reader, STAMPED_PATH, _LIST_LIMIT) != listed:
        raise CheckFailed(N_("The list that was stamped is not the list that is signed."))
    return sha256(listed).digest()


def _told(found: StampsOf) -> set[str]:
    """The SHA-256 of the lists that stamps were asked for, as the shown entries of the log say."""
    told: set[str] = set()
    try:
        with found.reader.open(LOG_PATH) as src:
            for line in custody.read_lines(src):
                details = (line.facts or {}).get("details")
                if line.facts is None or line.facts.get("act") != ASKED:
                    continue
                listed = details.get(LIST) if isinstance(details, dict) else None
                if isinstance(listed, str) and re.fullmatch(r"[0-9a-f]{64}", listed):
                    told.add(listed)
    except (KeyError, custody.BrokenLog):
        raise NotChecked(_UNREADABLE, optional=True) from None
    return told


def _roots(reader: BundleReader) -> tuple[bytes, ...]:
    if ROOTS_PATH not in reader.sizes:
        return ()
    return certificates_in(_read(reader, ROOTS_PATH, _PEM_LIMIT), pinned())


def _read(reader: BundleReader, name: str, limit: int) -> bytes:
    if name not in reader.sizes:
        raise CheckFailed(N_("{name} is not there."), name=_shown(name))
    if reader.sizes[name] > limit:
        raise CheckFailed(N_("{name} is larger than such a file can be."), name=_shown(name))
    return reader.read(name, limit)


def _shown(name: str) -> str:
    return one_line(name, 80)
