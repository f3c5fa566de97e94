"""The custody log's newest head, kept outside the index, so that an older index is noticed.

Two copies, written in turn. Each is an age file for the vault's own identity, holding a signed
checkpoint: nobody without the vault's key can read or make one. A head is written after the commit
it speaks of, so the index may be ahead of it (a kill), never behind it (an older copy). See
FORMAT.md, section "Vault".
"""

from __future__ import annotations

import io
from pathlib import Path

from app.domain.times import iso_utc
from app.vault.folder import HEAD_FILES, Step, no_step, read_small, replace_file
from crypto import canon
from crypto.age import X25519Identity, decrypt, encrypt
from crypto.chain import (
    Checkpoint,
    SignedCheckpoint,
    checkpoint_message,
    sign_checkpoint,
    verify_checkpoint,
)
from crypto.errors import CryptoError
from crypto.sshsig import SigningKey


class HeadFiles:
    """Reads and writes the two copies. Methods raise OSError."""

    def __init__(
        self, root: Path, identity: X25519Identity, signer: SigningKey, step: Step = no_step
    ) -> None:
        self._paths = [root / name for name in HEAD_FILES]
        self._identity = identity
        self._signer = signer
        self._step = step
        self._found: list[Checkpoint | None] | None = None

    def read(self) -> list[Checkpoint | None]:
        """Both copies; None for one that is gone, damaged or not signed by this vault."""
        if self._found is None:
            self._found = [self._read(path) for path in self._paths]
        return self._found

    def reread(self) -> list[Checkpoint | None]:
        """Both copies as they are on disk now."""
        self._found = None
        return self.read()

    def newest(self) -> Checkpoint | None:
        """The copy with the highest number, None if neither can be relied on."""
        whole = [found for found in self.read() if found is not None]
        return max(whole, key=lambda found: found.number, default=None)

    def write(self, number: int, head: bytes, at_ms: int) -> None:
        """Put a new head in place of the older copy, unless the newest says the same already."""
        newest = self.newest()
        if newest is not None and (newest.number, newest.head) == (number, head):
            return
        found = self.read()
        place = min(range(len(found)), key=lambda i: _age_rank(found[i]))
        message = checkpoint_message(number, head, at=iso_utc(at_ms))
        signed = sign_checkpoint(self._signer, message)
        document = canon.dumps(
            {"checkpoint": message.decode("utf-8"), "signature": signed.signature}
        )
        sealed = io.BytesIO()
        encrypt(io.BytesIO(document), sealed, [self._identity.recipient])
        replace_file(self._paths[place], sealed.getvalue(), self._step)
        found[place] = Checkpoint(number, head, iso_utc(at_ms))

    def overrule(self, number: int, head: bytes, at_ms: int) -> None:
        """Begin anew from this head: for an older index that the person chose to go on with."""
        self._found = [None, None]
        self.write(number, head, at_ms)
        self._found = [self._found[0], None]
        other = self._paths[1]
        other.unlink(missing_ok=True)

    def _read(self, path: Path) -> Checkpoint | None:
        data = read_small(path)
        if data is None:
            return None
        try:
            plain = io.BytesIO()
            decrypt(io.BytesIO(data), plain, [self._identity])
            document = canon.loads(plain.getvalue(), canonical=True)
            match document:
                case {"checkpoint": str(message), "signature": str(signature)}:
                    signed = SignedCheckpoint(message.encode("utf-8"), signature)
                    return verify_checkpoint(self._signer.public_line(), signed)
        except CryptoError:
            return None
        return None


def _age_rank(found: Checkpoint | None) -> int:
    return -1 if found is None else found.number
