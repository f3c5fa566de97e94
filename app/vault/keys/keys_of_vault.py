"""The ways into an open vault: listed, added, changed, removed; each change atomic and in the log.

Order: the key slots first, then table and custody log in one transaction; what a kill leaves out is
made up at the next opening (`app.vault.opening.opening`). A change writes the two slot files and
one transaction, whatever the size of the vault. Must never take away the last way in.
"""

from __future__ import annotations

import copy
import hmac
import secrets
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace

from app.domain.custody import Act
from app.errors import (
    AccessProblem,
    EnvironmentProblem,
    InputProblem,
    IntegrityProblem,
    PolicyProblem,
)
from app.vault.failures import enough_memory, translated
from app.vault.keys.keytable import KIND_WORDS, KeySlot, KeyTable
from app.vault.keys.slotfile import write_changed
from app.vault.opening.making import check_passphrase
from app.vault.parts import Parts
from crypto.errors import CryptoError, WrongKey
from crypto.kdf import Argon2, calibrate
from crypto.kit_spare import seal_spare
from crypto.slot_directory import EPOCH_BYTES, NO_EPOCH
from crypto.slots import MAX_LABEL_BYTES, SlotBlock, SlotKind

STANDS_ALONE = frozenset((SlotKind.PASSPHRASE, SlotKind.RECOVERY))
"""Kinds that the person holds: one of them has to be left whenever a key is removed."""


MOST_LETTERS = 200
"""How much of a label is kept."""


class KeysOfVault:
    """The key slots of one open vault.

    Labels are a person's own words; the index keeps 200 letters of one, a slot what fits. Writing
    raises AccessProblem VLT-024 where the vault is only looked at, EnvironmentProblem (ENV-…) if
    nothing was changed.
    """

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._block = parts.slots
        self._table = KeyTable(parts.index)

    @property
    def vault_id(self) -> bytes:
        """The vault's 16 random bytes."""
        return self._block.vault_id

    @property
    def params(self) -> Argon2:
        """What one guess at a passphrase costs."""
        return self._block.params

    @property
    def epoch(self) -> bytes:
        """The epoch of the keys in force."""
        return self._parts.derived.epoch

    @property
    def block(self) -> SlotBlock:
        """A copy of the key slots as they are."""
        return copy.deepcopy(self._block)

    def list(self) -> tuple[KeySlot, ...]:
        """All ways in, by place. The slots decide; the table adds what a person calls them."""
        if not self._block.is_open:
            return self._table.all()
        # The table may lack what a full disk put off until the next opening.
        known = {} if self._parts.look_only else {key.place: key for key in self._table.all()}
        found: list[KeySlot] = []
        for place, kind in sorted(self._block.used.items()):
            key, word = known.get(place), KIND_WORDS[kind]
            is_known = key is not None and key.kind == word
            found.append(key if key and is_known else KeySlot(place, word, "", None, ""))
        return tuple(found)

    def is_master(self, master: bytes) -> bool:
        """Whether a master key, from a kit that is being tried, is this vault's."""
        return hmac.compare_digest(master, self._parts.derived.master)

    def place_of(self, kind: SlotKind, secret: bytes) -> int | None:
        """The place that a secret of a kind opens; None where it opens none."""
        try:
            return self._block.open_secret(kind, secret).index
        except WrongKey:
            return None

    def spare_line(self, secret: bytes) -> bytes:
        """The spare line (`crypto.kit_spare`) of a kit with this secret."""
        return seal_spare(secret, self._parts.derived.master, self.vault_id)

    def add_passphrase(self, passphrase: str, *, label: str = "") -> KeySlot:
        """Add another passphrase, at the cost that the others have.

        Raises InputProblem (INP-001, VLT-011), AccessProblem VLT-023 where no place is left.
        """
        check_passphrase(passphrase)
        draft = self._draft()
        with enough_memory(), _slot_errors():
            place = draft.add_passphrase(
                self._parts.derived.master, passphrase, label=_slot_label(label)
            )
        return self._commit(draft, place, label)

    def change_passphrase(self, old: str, new: str, *, argon2: Argon2 | None = None) -> KeySlot:
        """Put a new passphrase in the place of an old one.

        Where it is the only one, the cost of a guess is measured anew, unless given. Raises
        AccessProblem VLT-001 for a wrong old one, InputProblem (INP-001, VLT-011).
        """
        if not old:
            raise InputProblem("INP-001")
        check_passphrase(new)
        with enough_memory(), _slot_errors():
            opened = self._block.open_passphrase(old)
        return self.set_passphrase(
            new, replacing=(opened.index,), label=opened.label, argon2=argon2
        )

    def set_passphrase(
        self,
        new: str,
        *,
        replacing: Collection[int] = (),
        label: str = "",
        argon2: Argon2 | None = None,
    ) -> KeySlot:
        """Put a new passphrase in the place of others, without knowing them.

        For whoever opened the vault by another key. Raises InputProblem (INP-001, VLT-011, INP-023
        for a place without a passphrase).
        """
        check_passphrase(new)
        draft = self._draft()
        master = self._parts.derived.master
        present = {p for p, kind in draft.used.items() if kind is SlotKind.PASSPHRASE}
        for place in replacing:
            if place not in present:
                raise InputProblem("INP-023", number=place)
        # The new one takes a fresh place, so that even a cut-off change shows in the directory.
        free = next((p for p in range(16) if p not in draft.used), min(replacing, default=None))
        with enough_memory(), _slot_errors():
            if present <= set(replacing):
                for place in sorted(replacing)[1:]:
                    draft.remove(place)
                cost = argon2 or calibrate()
                made = draft.recalibrate(master, new, cost, free, label=_slot_label(label))
            else:
                for place in replacing:
                    draft.remove(place)
                made = draft.add_passphrase(master, new, free, label=_slot_label(label))
        return self._commit(draft, made, label, replaced=tuple(replacing))

    def add_secret(
        self,
        kind: SlotKind,
        secret: bytes,
        *,
        label: str = "",
        fingerprint: str = "",
        replacing: Collection[int] = (),
    ) -> KeySlot:
        """Add a kit (16 bytes), a keyring entry or a counsellor's key (32 bytes).

        `replacing` are places of the same kind that go in the same step. Raises AccessProblem
        VLT-023 where no place is left, InputProblem INP-023 for a place of another kind.
        """
        draft = self._draft()
        for place in replacing:
            if draft.used.get(place) is not kind:
                raise InputProblem("INP-023", number=place)
            draft.remove(place)
        with _slot_errors():
            made = draft.add_secret(
                self._parts.derived.master, kind, secret, label=_slot_label(label)
            )
        return self._commit(draft, made, label, fingerprint, replaced=tuple(replacing))

    def remove(self, place: int) -> KeySlot:
        """Remove a way in; what it was.

        Raises InputProblem INP-023 where there is none, PolicyProblem VLT-019 where neither a
        passphrase nor a recovery kit would be left.
        """
        draft = self._draft()
        if place not in draft.used:
            raise InputProblem("INP-023", number=place)
        draft.remove(place)
        if not STANDS_ALONE & set(draft.used.values()):
            raise PolicyProblem("VLT-019")
        gone = next((key for key in self._table.all() if key.place == place), None)
        kind = self._block.used[place] if self._block.is_open else SlotKind.PASSPHRASE
        gone = gone or KeySlot(place, KIND_WORDS[kind], "", None, "")
        self._write(draft)
        self._log({Act.KEY_REMOVED: gone}, removed=(place,))
        return gone

    def was_tried(self, kind: SlotKind, label: str = "") -> None:
        """Write down that a key was rehearsed."""
        details = {"kind": KIND_WORDS[kind], "label": label}
        with self._parts.index.transaction():
            self._parts.custody.append(Act.KEY_TRIED, "", None, details)
        self._parts.custody.checkpoint()

    def renew_epoch(self, rewrite: Callable[[bytes], None]) -> None:
        """Give the index, and what is sealed beside it, fresh keys; the old ones are then nowhere.

        `rewrite` puts the index under the key it is given, whole or not at all. A kill anywhere
        leaves a vault that opens: both epochs are known until the index has one of them.
        """
        parts, derived = self._parts, self._parts.derived
        before, following = derived.epoch, secrets.token_bytes(EPOCH_BYTES)
        draft = self._draft()
        draft.set_epochs(before, following)
        self._write(draft)
        # Where this fails, both epochs stay known until the next opening or the next renewal. The
        # disk may have failed behind the renaming: then the index has the new one already, and the
        # next renewal must go on from that.
        try:
            rewrite(derived.index_key(following))
        finally:
            if parts.index.is_under(derived.index_key(following)):
                derived.epoch = following
        draft = self._draft()
        draft.set_epochs(following)
        self._write(draft)
        parts.heads.facts = replace(parts.heads.facts, epoch=following)
        number, head = parts.custody.head
        with translated(parts.path.name):
            parts.heads.overrule(number, bytes.fromhex(head), parts.clock())

    def write_anew(self) -> None:
        """Write both copies of the key slots again: for a copy that is damaged or gone."""
        self._write(self._draft())

    def _draft(self) -> SlotBlock:
        """A copy of the block to change, its directory made good where it was damaged."""
        if self._parts.look_only:
            raise AccessProblem("VLT-024")
        draft = copy.deepcopy(self._block)
        if not draft.is_open:
            kinds = {word: kind for kind, word in KIND_WORDS.items()}
            known = {key.place: kinds[key.kind] for key in self._table.all()}
            derived = self._parts.derived
            draft.rebuild_directory(derived.master, known, derived.epoch)
        if draft.epoch == NO_EPOCH != self._parts.derived.epoch:
            draft.set_epochs(self._parts.derived.epoch)
        return draft

    def _write(self, draft: SlotBlock) -> None:
        with translated(self._parts.path.name):
            write_changed(self._parts.path, draft, self._parts.step)
        self._block = draft

    def _commit(
        self,
        draft: SlotBlock,
        place: int,
        label: str,
        fingerprint: str = "",
        *,
        replaced: tuple[int, ...] = (),
    ) -> KeySlot:
        self._write(draft)
        word = KIND_WORDS[draft.used[place]]
        made = KeySlot(place, word, label[:MOST_LETTERS], self._parts.clock(), fingerprint)
        act = Act.KEY_CHANGED if replaced else Act.KEY_ADDED
        self._log({act: made}, removed=replaced, added=made)
        return made

    def _log(
        self,
        acts: Mapping[Act, KeySlot],
        *,
        removed: tuple[int, ...] = (),
        added: KeySlot | None = None,
    ) -> None:
        """Table and custody log. The change is made already: a full disk puts this off."""
        parts = self._parts
        with suppress(EnvironmentProblem):
            with parts.index.transaction():
                for place in removed:
                    self._table.drop(place)
                if added is not None:
                    kind = self._block.used[added.place]
                    self._table.put(
                        added.place, kind, added.label, added.added_ms, added.fingerprint
                    )
                for act, key in acts.items():
                    details: dict[str, str | int] = {
                        "place": key.place, "kind": key.kind, "label": key.label,
                    }  # fmt: skip
                    if key.fingerprint:
                        details["fingerprint"] = key.fingerprint
                    parts.custody.append(act, "", None, details)
            parts.custody.checkpoint()


def _slot_label(label: str) -> str:
    """As much of a label as a slot has room for."""
    return label.encode("utf-8", "replace")[:MAX_LABEL_BYTES].decode("utf-8", "ignore")


@contextmanager
def _slot_errors() -> Iterator[None]:
    """A block in which crypto's refusals become ours.

    AccessProblem VLT-001 for a wrong passphrase, VLT-023 where all places are in use,
    IntegrityProblem VLT-017 where the cost of a passphrase is damaged.
    """
    try:
        yield
    except WrongKey as error:
        raise AccessProblem("VLT-001") from error
    except CryptoError as error:
        if error.code == "slots_full":
            raise AccessProblem("VLT-023") from error
        if error.code == "kdf_cost":
            raise IntegrityProblem("VLT-017") from error
        raise


def fresh_secret(kind: SlotKind) -> bytes:
    """A new random secret, of the size that a kind of slot takes."""
    return secrets.token_bytes(16 if kind is SlotKind.RECOVERY else 32)
