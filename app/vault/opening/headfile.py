"""The custody log's newest head, kept outside the index, so that an older index is noticed.

Two copies, written in turn. Each is an age file for the vault's own identity, holding a signed
checkpoint and what else has to be known before the index opens (`HeadFacts`): nobody without the
vault's key can read or make one. A head is written after the commit it speaks of, so the index may
be ahead of it (a kill), never behind it (an older copy). See FORMAT.md, section "Custody log".
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.domain.times.times import iso_utc
from app.vault.folder import (
    HEAD_FILES,
    Step,
    no_step,
    read_small,
    remove_small,
    replace_file,
)
from crypto import canon
from crypto.age import X25519Identity, decrypt, encrypt
from crypto.chain import SignedCheckpoint, checkpoint_message, sign_checkpoint, verify_checkpoint
from crypto.errors import CryptoError
from crypto.slot_directory import NO_EPOCH
from crypto.sshsig import SigningKey

_HEX_DIGEST = re.compile(r"[0-9a-f]{64}\Z")
_MOST_TURNS = 2**52


@dataclass(frozen=True)
class HeadFacts:
    """What a head says beside the log's newest entry.

    `epoch` is that of the keys (zeros: format 1); `state`, `pages` and `fold` are the index's
    (`app.vault.index.state`), empty where unknown; `spares` is the number of spare segments.
    """

    epoch: bytes = NO_EPOCH
    state: str = ""
    pages: str = ""
    spares: int = 0
    fold: int = 0


@dataclass(frozen=True)
class Head:
    """One copy as read: the log's `number` and `head`, its facts, and its `turn` of being written.

    A copy of format 1 has no facts and counts as turn 0.
    """

    number: int
    head: bytes
    facts: HeadFacts = HeadFacts()
    turn: int = 0


class HeadFiles:
    """Reads and writes the two copies. Methods raise OSError.

    `facts` is what the next head says; it starts as the newest copy's.
    """

    def __init__(
        self, root: Path, identity: X25519Identity, signer: SigningKey, step: Step = no_step
    ) -> None:
        self._paths = [root / name for name in HEAD_FILES]
        self._identity = identity
        self._signer = signer
        self._step = step
        self._found: list[Head | None] | None = None
        self._facts: HeadFacts | None = None

    @property
    def facts(self) -> HeadFacts:
        """What the next head says beside the log's newest entry."""
        if self._facts is None:
            newest = self.newest()
            self._facts = HeadFacts() if newest is None else newest.facts
        return self._facts

    @facts.setter
    def facts(self, facts: HeadFacts) -> None:
        self._facts = facts

    def read(self) -> list[Head | None]:
        """Both copies; None for one that is gone, damaged or not signed by this vault."""
        if self._found is None:
            self._found = [self._read(path) for path in self._paths]
        return self._found

    def reread(self) -> list[Head | None]:
        """Both copies as they are on disk now."""
        self._found = None
        return self.read()

    def newest(self) -> Head | None:
        """The copy that was written last, None if neither can be relied on."""
        whole = [found for found in self.read() if found is not None]
        return max(whole, key=_age_rank, default=None)

    def write(self, number: int, head: bytes, at_ms: int) -> None:
        """Put a new head in place of the older copy, unless the newest says the same already."""
        newest = self.newest()
        facts = self.facts
        if newest is not None and (newest.number, newest.head, newest.facts) == (
            number,
            head,
            facts,
        ):
            return
        found = self.read()
        place = min(range(len(found)), key=lambda i: _age_rank(found[i]))
        self._put(place, Head(number, head, facts, _next_turn(newest)), at_ms)

    def write_both(self, number: int, head: bytes, at_ms: int) -> None:
        """Put a new head and its facts in place of both copies, the older one first.

        For what must not be forgotten with one copy: the state of the index.
        """
        found = self.read()
        for place in sorted(range(len(found)), key=lambda i: _age_rank(found[i])):
            made = Head(number, head, self.facts, _next_turn(self.newest()))
            self._put(place, made, at_ms)

    def overrule(self, number: int, head: bytes, at_ms: int) -> None:
        """Begin anew from this head and these facts: nothing of either copy before is left.

        For an older index that the person chose to go on with, and for a new epoch.
        """
        made = Head(number, head, self.facts, _next_turn(self.newest()))
        self._found = [None, None]
        self._put(0, made, at_ms)
        remove_small(self._paths[1])

    def _put(self, place: int, made: Head, at_ms: int) -> None:
        message = checkpoint_message(made.number, made.head, at=iso_utc(at_ms))
        signed = sign_checkpoint(self._signer, message)
        document = canon.dumps(
            {
                "checkpoint": message.decode("utf-8"),
                "epoch": made.facts.epoch.hex(),
                "fold": made.facts.fold,
                "pages": made.facts.pages,
                "signature": signed.signature,
                "spares": made.facts.spares,
                "state": made.facts.state,
                "turn": made.turn,
            }
        )
        sealed = io.BytesIO()
        encrypt(io.BytesIO(document), sealed, [self._identity.recipient])
        replace_file(self._paths[place], sealed.getvalue(), self._step)
        self.read()[place] = made

    def _read(self, path: Path) -> Head | None:
        data = read_small(path)
        if data is None:
            return None
        try:
            plain = io.BytesIO()
            decrypt(io.BytesIO(data), plain, [self._identity])
            document = canon.loads(plain.getvalue(), canonical=True)
            match document:
                case {"checkpoint": str(message), "signature": str(signature), **others}:
                    signed = SignedCheckpoint(message.encode("utf-8"), signature)
                    found = verify_checkpoint(self._signer.public_line(), signed)
                    return _with_facts(found.number, found.head, others)
        except CryptoError:
            return None
        return None


def _with_facts(number: int, head: bytes, others: Mapping[Any, Any]) -> Head | None:
    match others:
        case {
            "epoch": str(epoch),
            "fold": int(fold),
            "pages": str(pages),
            "spares": int(spares),
            "state": str(state),
            "turn": int(turn),
        } if _HEX_DIGEST.match(epoch) and 0 <= turn < _MOST_TURNS:
            return Head(
                number, head, HeadFacts(bytes.fromhex(epoch), state, pages, spares, fold), turn
            )
    return None if others else Head(number, head)


def _next_turn(newest: Head | None) -> int:
    return 1 if newest is None else newest.turn + 1


def _age_rank(found: Head | None) -> tuple[int, int]:
    return (-1, -1) if found is None else (found.turn, found.number)
