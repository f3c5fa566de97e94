"""The table `keys` of the index: what a person calls each way in, by its place in the key slots.

The slot block's directory decides what is there; the table only adds names, times, fingerprints. It
is written after the slots, so a kill may leave it behind: `follow` brings it up.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.vault.index.index import Index
from crypto.slots import SlotKind

KIND_WORDS = {
    SlotKind.PASSPHRASE: "passphrase",
    SlotKind.RECOVERY: "recovery",
    SlotKind.KEYRING: "keyring",
    SlotKind.COUNSELLOR: "counsellor",
}
"""The kinds as the table, the custody log and the command line write them."""


@dataclass(frozen=True)
class KeySlot:
    """One way into a vault.

    `place` is its slot, 0 to 15; `kind` is `passphrase`, `recovery`, `keyring` or `counsellor`;
    `label` the person's own word; `added_ms` UTC milliseconds, None where not known; `fingerprint`
    tells a counsellor's recipient or a kit, empty for others.
    """

    place: int
    kind: str
    label: str
    added_ms: int | None
    fingerprint: str


@dataclass(frozen=True)
class Mended:
    """What the table had missed: slots that had come and slots that had gone."""

    added: tuple[KeySlot, ...] = ()
    removed: tuple[KeySlot, ...] = ()


class KeyTable:
    """Reads and writes the table. Writing needs a running transaction."""

    def __init__(self, index: Index) -> None:
        self._index = index

    def all(self) -> tuple[KeySlot, ...]:
        """All ways in, by place."""
        rows = self._index.read(
            "SELECT place, kind, label, added_ms, coalesce(fingerprint, '') FROM keys"
            " ORDER BY place"
        )
        return tuple(KeySlot(*row) for row in rows)

    def put(
        self, place: int, kind: SlotKind, label: str, at_ms: int | None, fingerprint: str = ""
    ) -> KeySlot:
        """Write down a way in, in place of what was known of its slot."""
        self._index.write(
            "INSERT OR REPLACE INTO keys (place, kind, label, added_ms, fingerprint)"
            " VALUES (?, ?, ?, ?, ?)",
            (place, KIND_WORDS[kind], label, at_ms, fingerprint),
        )
        return KeySlot(place, KIND_WORDS[kind], label, at_ms, fingerprint)

    def drop(self, place: int) -> None:
        """Forget a slot."""
        self._index.write("DELETE FROM keys WHERE place = ?", (place,))

    def difference(self, used: Mapping[int, SlotKind]) -> Mended:
        """What `follow` would change, so that a transaction is only begun where there is any."""
        known = {key.place: key for key in self.all()}
        words = {place: KIND_WORDS[kind] for place, kind in used.items()}
        wrong = {place for place, key in known.items() if words.get(place) != key.kind}
        new = tuple(
            KeySlot(place, KIND_WORDS[kind], "", None, "")
            for place, kind in sorted(used.items())
            if place not in known or place in wrong
        )
        return Mended(new, tuple(known[place] for place in sorted(wrong)))
