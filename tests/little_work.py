"""What a guess of a passphrase costs in tests: next to nothing where that is not what is tried.

Keys of vaults are derived at their real cost, once for each passphrase and vault. Passphrases of
bundles and of files of keys get a small work factor, as a maker may choose and every reader accepts;
what a program makes in a process of its own (tests/flows/test_main_job.py) has the real one.
"""

from __future__ import annotations

import functools
import importlib
import sys
from typing import Any

from crypto import kdf, slots, slots_v1

MODULES: tuple[Any, ...] = (slots, slots_v1)
LITTLE, REAL = 8, 18
_MAKERS = (
    ("app.bundle.packing", "pack"),
    ("app.usecases.bundles.identity_files", "make_key"),
    ("app.usecases.case.exchanging", "hand_case"),
)


@functools.lru_cache(maxsize=512)
def _kept(passphrase: str, salt: bytes, params: kdf.Argon2) -> bytearray:
    return bytearray(kdf.derive_passphrase(passphrase, salt, params))


def derived_once(passphrase: str, salt: bytes, params: kdf.Argon2) -> bytes:
    """The real derivation, at its real cost, once for each passphrase and vault."""
    return bytes(_kept(passphrase, salt, params))


def work(factor: int) -> None:
    """Let what this process seals with a passphrase from here on cost 2**factor.

    Makers that are not imported yet are left alone.
    """
    for module, maker in _MAKERS:
        if module in sys.modules:
            getattr(sys.modules[module], maker).__kwdefaults__["work_factor"] = factor


def of_a_journey() -> None:
    """All of the above, for a process that walks through the whole program."""
    for module in MODULES:
        module.derive_passphrase = derived_once
    for name, _ in _MAKERS:
        importlib.import_module(name)
    work(LITTLE)
