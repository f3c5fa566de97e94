"""What an authority's answer is worth: RFC 3161, sections 2.2 to 2.4, as far as a reader can check.

Every byte may come from an enemy. The chain has to end in a root whose SHA-256 is pinned; what a
system trusts counts for nothing here. Certificates have to be valid at the time of the stamp, not
today. Whether one was revoked is not asked: that would take a network.
"""

from __future__ import annotations

import warnings
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from typing import TYPE_CHECKING

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from crypto.timestamps.sorting import with_sorted_certificates

if TYPE_CHECKING:
    from rfc3161_client import TimeStampResponse

MAX_ANSWER = 64 * 1024
"""Bytes. Answers with a whole chain have about six thousand."""

_SHA256 = "2.16.840.1.101.3.4.2.1"
_GRANTED = 0
_MOST_ROOTS = 20
_BROKEN = (
    ValueError, TypeError, KeyError,
    x509.DuplicateExtension, x509.InvalidVersion, x509.UnsupportedGeneralNameType,
)  # fmt: skip
"""What the libraries raise at certificates and names of another shape."""


class Trouble(StrEnum):
    """Why an answer is no time stamp for what was asked."""

    UNREADABLE = "unreadable"
    REFUSED = "refused"  # the authority itself said no
    OTHER_DIGEST = "other_digest"
    OTHER_NONCE = "other_nonce"
    OTHER_TIME = "other_time"  # far from the clock that it is compared with
    NOT_FOR_STAMPS = "not_for_stamps"  # the certificate is not one for time stamps
    EXPIRED = "expired"  # the certificate was not valid when the stamp was made
    UNKNOWN_ROOT = "unknown_root"  # no pinned root is at hand
    BAD_CHAIN = "bad_chain"  # it leads to none of the pinned roots that are
    BAD_SIGNATURE = "bad_signature"


class BadStamp(Exception):
    """An answer that is no good, and why."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble.value)
        self.trouble = trouble


@dataclass(frozen=True, slots=True)
class Stamp:
    """A time stamp that was checked.

    `time` is UTC by the authority's clock, `authority` the name in its certificate, `root` the DER
    of the pinned root that the chain ends in, `root_sha256` its fingerprint in hexadecimal.
    """

    time: datetime
    authority: str
    root: bytes
    root_sha256: str


@dataclass(frozen=True, slots=True)
class Looked:
    """What an answer says, unchecked: digest (hexadecimal), time (UTC), name in its certificate."""

    digest: str
    time: datetime
    authority: str


def look_at(answer: bytes) -> Looked:
    """Read an answer without checking a signature. Raises BadStamp."""
    with _silent():
        response = _parsed(answer)
        try:
            leaf, _ = _signer(response)
            info = response.tst_info
            return Looked(info.message_imprint.message.hex(), info.gen_time, _name(leaf))
        except _BROKEN:
            raise BadStamp(Trouble.UNREADABLE) from None


def check_stamp(
    answer: bytes,
    digest: bytes,
    *,
    pins: Collection[str],
    roots: Iterable[bytes] = (),
    nonce: bytes | None = None,
    clock: tuple[datetime, timedelta] | None = None,
) -> Stamp:
    """Check an answer (DER of TimeStampResp) for a SHA-256, and give what it attests.

    `pins` are SHA-256 fingerprints of roots, in hexadecimal; the root itself comes with the answer
    or among `roots` (DER). `nonce` is the one that was asked with, where that is known; `clock` a
    time that the stamp must be near to, and how near. Raises BadStamp; ImportError where the
    library for it is missing.
    """
    with _silent():
        return _checked(answer, digest, pins, roots, nonce, clock)


@contextmanager
def _silent() -> Iterator[None]:
    """A hostile certificate would have its say on the screen: the library warns of odd ones."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def _checked(
    answer: bytes,
    digest: bytes,
    pins: Collection[str],
    roots: Iterable[bytes],
    nonce: bytes | None,
    clock: tuple[datetime, timedelta] | None,
) -> Stamp:
    response = _parsed(answer)
    try:
        _check_content(response, digest, nonce, clock)
        leaf, others = _signer(response)
        _check_leaf(leaf, response.tst_info.gen_time)
        der = _root_of(response, [*others, *_loaded(roots)], pins).public_bytes(Encoding.DER)
        return Stamp(response.tst_info.gen_time, _name(leaf), der, sha256(der).hexdigest())
    except _BROKEN:
        raise BadStamp(Trouble.UNREADABLE) from None


def _parsed(answer: bytes) -> TimeStampResponse:
    from rfc3161_client import decode_timestamp_response

    if len(answer) > MAX_ANSWER:
        raise BadStamp(Trouble.UNREADABLE)
    try:
        response = decode_timestamp_response(with_sorted_certificates(answer))
        status = response.status
    except _BROKEN:
        raise BadStamp(Trouble.UNREADABLE) from None
    if status != _GRANTED:
        raise BadStamp(Trouble.REFUSED)
    return response


def _check_content(
    response: TimeStampResponse,
    digest: bytes,
    nonce: bytes | None,
    clock: tuple[datetime, timedelta] | None,
) -> None:
    info = response.tst_info
    imprint = info.message_imprint
    if (imprint.hash_algorithm.dotted_string, imprint.message) != (_SHA256, digest):
        raise BadStamp(Trouble.OTHER_DIGEST)
    if nonce is not None and info.nonce != int.from_bytes(nonce, "big"):
        raise BadStamp(Trouble.OTHER_NONCE)
    if clock is not None and abs(info.gen_time - clock[0]) > clock[1]:
        raise BadStamp(Trouble.OTHER_TIME)


def _signer(
    response: TimeStampResponse,
) -> tuple[x509.Certificate, list[x509.Certificate]]:
    """The certificate that signed, by issuer and number, and the others that came along."""
    signers = list(response.signed_data.signer_infos)
    found = _loaded(sorted(response.signed_data.certificates))
    if len(signers) != 1:
        raise BadStamp(Trouble.UNREADABLE)
    wanted = (signers[0].issuer, signers[0].serial_number)
    leaves = [one for one in found if (one.issuer, one.serial_number) == wanted]
    if not leaves:
        raise BadStamp(Trouble.UNKNOWN_ROOT)
    return leaves[0], [one for one in found if one is not leaves[0]]


def _check_leaf(leaf: x509.Certificate, time: datetime) -> None:
    """One purpose only, and critical (RFC 3161, section 2.3); valid when the stamp was made."""
    try:
        usage = leaf.extensions.get_extension_for_class(x509.ExtendedKeyUsage)
    except x509.ExtensionNotFound:
        raise BadStamp(Trouble.NOT_FOR_STAMPS) from None
    if not usage.critical or list(usage.value) != [ExtendedKeyUsageOID.TIME_STAMPING]:
        raise BadStamp(Trouble.NOT_FOR_STAMPS)
    if not leaf.not_valid_before_utc <= time <= leaf.not_valid_after_utc:
        raise BadStamp(Trouble.EXPIRED)


def _root_of(
    response: TimeStampResponse, found: Iterable[x509.Certificate], pins: Collection[str]
) -> x509.Certificate:
    """The pinned root that the chain leads to."""
    trouble = Trouble.UNKNOWN_ROOT
    pinned = [one for one in found if sha256(one.public_bytes(Encoding.DER)).hexdigest() in pins]
    for root in pinned[:_MOST_ROOTS]:
        try:
            _check_chain(response, root)
        except BadStamp as bad:
            trouble = bad.trouble
            if trouble is not Trouble.BAD_CHAIN:
                raise
        else:
            return root
    raise BadStamp(trouble)


def _check_chain(response: TimeStampResponse, root: x509.Certificate) -> None:
    from rfc3161_client import VerificationError, VerifierBuilder

    try:
        VerifierBuilder(roots=[root]).build().verify(
            response, response.tst_info.message_imprint.message
        )
    except VerificationError as error:
        # The library tells the two apart by OpenSSL's words alone; only the sentence hangs on it.
        chain = "certificate verify error" in str(error)
        raise BadStamp(Trouble.BAD_CHAIN if chain else Trouble.BAD_SIGNATURE) from None


def _loaded(certificates: Iterable[bytes]) -> list[x509.Certificate]:
    return [x509.load_der_x509_certificate(one) for one in certificates]


def _name(leaf: x509.Certificate) -> str:
    """The common name, else the whole subject."""
    names = leaf.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    return str(names[0].value) if names else leaf.subject.rfc4514_string()
