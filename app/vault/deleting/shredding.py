"""After items were destroyed in the index: fresh keys, so that no older page tells of them.

The index is written anew under the key of a new epoch, the spare segments too; versioned copies of
the index and the payloads are removed. Each step can be cut off and done again; the note that it
is due goes last. See FORMAT.md, section "Deleting".
"""

from __future__ import annotations

from app.vault.blobs.spares import Spares
from app.vault.deleting.deleting import PENDING
from app.vault.failures import translated
from app.vault.index.copies import forget_versioned_copies
from app.vault.keys.keys_of_vault import KeysOfVault
from app.vault.parts import Parts


def shred(parts: Parts, keys: KeysOfVault, spares: Spares) -> None:
    """Make what was destroyed unreadable, and forget that it is due. Outside transactions.

    Raises EnvironmentProblem; the rest is then done another time.
    """
    step = parts.step
    keys.renew_epoch(parts.index.rewrite)
    step("shred.rewritten")
    spares.rewrite(parts.derived.spare_identity())
    step("shred.spared")
    with translated(parts.path.name):
        forget_versioned_copies(parts.path)
    step("shred.forgotten")
    parts.journal.collect()
    step("shred.removed")
    with parts.index.transaction():
        parts.index.write("DELETE FROM facts WHERE name = ?", (PENDING,))
    parts.custody.checkpoint()
