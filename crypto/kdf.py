"""Keys from passphrases (Argon2id, RFC 9106) and keys from keys (HKDF-SHA256, RFC 5869).

Must not store anything or choose policy for a vault. Python cannot reliably erase secrets: strings
and ``bytes`` stay in memory until the interpreter reuses it, so the only real protection against a
memory reader is that the process ends.
"""

from __future__ import annotations

import os
import sys
import time
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from crypto.errors import BadEncoding, OutOfMemory

KEY_BYTES = 32
SALT_BYTES = 16

_MIN_MEMORY_KIB = 64 * 1024
_MAX_MEMORY_KIB = 2 * 1024 * 1024
_MIN_PASSES, _MAX_PASSES = 3, 10
_MAX_LANES = 16
_STEP_KIB = 16 * 1024
_INFO_PREFIX = b"ongi/v1/"


class Label(StrEnum):
    """Every label that :func:`subkey` is used with. One purpose each; never reuse or rename one."""

    INDEX = "index"
    IDENTITY = "age-identity"
    LOG = "log-signing"
    SLOT_PASSPHRASE = "slot-passphrase"  # noqa: S105 - a label, not a secret
    SLOT_DIRECTORY = "slot-directory"
    SLOT_RECOVERY = "slot-recovery"
    SLOT_KEYRING = "slot-keyring"
    SLOT_COUNSELLOR = "slot-counsellor"
    SPARE_IDENTITY = "spare-identity"
    DROP_IDENTITY = "drop-identity"
    KIT_SPARE = "kit-spare"
    CASE_IDENTITY = "case-identity"
    CASE_SIGNING = "case-signing"


@dataclass(frozen=True)
class Argon2:
    """Cost of one passphrase guess: memory in KiB, passes over it, parallel lanes.

    Raises BadEncoding outside 64 MiB to 2 GiB, 3 to 10 passes, 1 to 16 lanes. The upper bounds
    keep a file that someone else wrote from exhausting the machine.
    """

    memory_kib: int
    passes: int
    lanes: int

    def __post_init__(self) -> None:
        """Refuse costs outside the allowed range."""
        if not (
            _MIN_MEMORY_KIB <= self.memory_kib <= _MAX_MEMORY_KIB
            and _MIN_PASSES <= self.passes <= _MAX_PASSES
            and 1 <= self.lanes <= _MAX_LANES
        ):
            raise BadEncoding("Argon2 cost outside the allowed range", code="kdf_cost")


DEFAULT = Argon2(memory_kib=256 * 1024, passes=3, lanes=4)
FLOOR = Argon2(memory_kib=_MIN_MEMORY_KIB, passes=_MIN_PASSES, lanes=4)


def derive_passphrase(passphrase: str, salt: bytes, params: Argon2) -> bytes:
    """Return 32 key bytes for a passphrase (Argon2id).

    The text is NFC-normalised first: macOS hands over Korean syllables taken apart, Windows whole,
    and both must open the same vault. Raises OutOfMemory if the memory cannot be had.
    """
    text = unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass")
    kdf = Argon2id(
        salt=salt,
        length=KEY_BYTES,
        iterations=params.passes,
        lanes=params.lanes,
        memory_cost=params.memory_kib,
    )
    try:
        return kdf.derive(text)
    except MemoryError as error:
        raise OutOfMemory(f"{params.memory_kib} KiB for Argon2id") from error


def subkey(master: bytes, label: str, length: int = KEY_BYTES) -> bytes:
    """Return bytes that depend on ``master`` and ``label`` alone (HKDF-SHA256, no salt)."""
    info = _INFO_PREFIX + label.encode("ascii")
    return HKDF(algorithm=SHA256(), length=length, salt=None, info=info).derive(master)


def calibrate(target_seconds: float = 0.75) -> Argon2:
    """Return the cost that takes about ``target_seconds`` on this machine.

    Memory grows first, since it is what makes guessing on special hardware expensive; passes follow
    only once a quarter of the machine's memory (or 2 GiB) is reached. Never under FLOOR.
    """
    unit = min(_seconds(FLOOR) for _ in range(2))
    ceiling = max(_MIN_MEMORY_KIB, min(_MAX_MEMORY_KIB, _installed_memory_kib() // 4))
    return choose(target_seconds / unit, ceiling)


def choose(factor: float, ceiling_kib: int) -> Argon2:
    """Return the cost ``factor`` times FLOOR's, using at most ``ceiling_kib`` of memory."""
    wanted = int(FLOOR.memory_kib * factor)
    memory = max(_MIN_MEMORY_KIB, min(wanted, ceiling_kib) // _STEP_KIB * _STEP_KIB)
    passes = int(FLOOR.passes * wanted / memory)
    return Argon2(memory, max(_MIN_PASSES, min(passes, _MAX_PASSES)), FLOOR.lanes)


def _seconds(params: Argon2) -> float:
    begin = time.perf_counter()
    derive_passphrase("calibration", bytes(SALT_BYTES), params)
    return time.perf_counter() - begin


if sys.platform == "win32":  # pragma: no cover

    def _installed_memory_kib() -> int:
        import ctypes

        kib = ctypes.c_ulonglong(0)
        if not ctypes.windll.kernel32.GetPhysicallyInstalledSystemMemory(ctypes.byref(kib)):
            return 4 * _MIN_MEMORY_KIB
        return kib.value

else:

    def _installed_memory_kib() -> int:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 1024
