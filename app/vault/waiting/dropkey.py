"""The public key under which files enter a locked vault, kept in the folder as `drop-key`.

It seals and can't open: the identity behind it comes from the master key (HKDF, `drop-identity`).
Whoever can write in the folder can put another key there; so each opening compares. See FORMAT.md,
section "What waits".
"""

from __future__ import annotations

from enum import Enum
from pathlib import Path

from app.errors import FormatProblem
from app.vault.folder import DROP_KEY, SLOT_FILES, Step, no_step, read_small, replace_file
from crypto.age.hybrid import HybridRecipient
from crypto.errors import BadEncoding

_LONGEST = 4096


class KeyFound(Enum):
    """What lay in the place of the key when the vault was opened."""

    OWN = "own"
    NONE = "none"
    OTHER = "other"


def write_key(root: Path, recipient: HybridRecipient, step: Step = no_step) -> None:
    """Put the key in place, whole or not at all. Raises OSError."""
    replace_file(root / DROP_KEY, _line(recipient), step)


def compare_key(root: Path, recipient: HybridRecipient) -> KeyFound:
    """Whether the key in the folder is this one. Anything else that lies there counts as another.

    Raises OSError.
    """
    found = read_small(root / DROP_KEY)
    if found is None:
        return KeyFound.NONE
    return KeyFound.OWN if found == _line(recipient) else KeyFound.OTHER


def read_key(root: Path) -> HybridRecipient:
    """The key of a vault, locked or open.

    Raises FormatProblem VLT-002 where there is no vault, VLT-056 where it has no usable key.
    Raises OSError.
    """
    if not any((root / name).is_file() for name in SLOT_FILES):
        raise FormatProblem("VLT-002", name=root.name or str(root))
    found = read_small(root / DROP_KEY)
    if found is None or len(found) > _LONGEST:
        raise FormatProblem("VLT-056")
    try:
        return HybridRecipient.parse(found.decode("ascii").removesuffix("\n"))
    except (UnicodeDecodeError, BadEncoding) as error:
        raise FormatProblem("VLT-056") from error


def _line(recipient: HybridRecipient) -> bytes:
    return f"{recipient}\n".encode("ascii")
