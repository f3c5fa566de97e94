"""Backups, deleting, rescue, what waits, versions (VLT-035 to VLT-069)."""

from __future__ import annotations

from app.error_texts.text import ErrorText
from app.i18n import N_

TEXTS: dict[str, ErrorText] = {
    # the index and what is said of it outside
    "VLT-035": ErrorText(
        N_("A part of this vault's index is not what it was when it was last used."),
        N_(
            "It may have been replaced by an older copy. Look for the newer one first; to go on with this one all the same: vault status --accept-older."
        ),
    ),
    "VLT-036": ErrorText(
        N_("The newest changes that lie beside this vault's index belong to another moment."),
        N_(
            "It may have been replaced by an older copy. Look for the newer one first; to go on with this one all the same: vault status --accept-older."
        ),
    ),
    # spare segments, check-up, rescue
    "VLT-040": ErrorText(
        N_(
            "This vault seems to lie in a folder that is kept in step with a server or other devices."
        ),
        N_(
            "Such programs can put older files beside newer ones. A folder on this computer alone is safer; backups can go anywhere."
        ),
    ),
    "VLT-041": ErrorText(
        N_("A spare copy of a part of the index was damaged or gone."),
        N_("Nothing is lost by that. It is written anew when the vault is opened and checked."),
    ),
    "VLT-042": ErrorText(
        N_("The index can't be read, so the spare copies of it told what is stored."),
        N_("Copy out what can be read with: rescue."),
    ),
    "VLT-043": ErrorText(
        N_("{name} looks like a second copy made by a sync program."),
        N_("The vault does not use it. Keep it until you know that nothing is missing."),
    ),
    "VLT-044": ErrorText(
        N_(
            "What a rescue writes is not encrypted: whoever uses this computer or disk can read it."
        ),
        N_("Choose a safe place, then start it again with --yes."),
    ),
    "VLT-045": ErrorText(
        N_("The custody log of this vault has no entry {number} with that value."),
        N_(
            "Compare both with the paper. Where they are the same, this is an older copy or another vault: look for the newer one."
        ),
    ),
    "INP-035": ErrorText(
        N_("That is no entry of a custody log."),
        N_("Give it as NUMBER:VALUE, as it is printed at the end of a report."),
    ),
    # deleting and backups
    "VLT-046": ErrorText(
        N_("{name} holds a backup of another vault."), N_("Choose another folder for this one.")
    ),
    "VLT-047": ErrorText(
        N_("The copy in {name} has entries that this vault has not: it was used by itself."),
        N_("Nothing was changed there. Choose another folder for the backup."),
    ),
    "VLT-048": ErrorText(
        N_("The vault {name} is being destroyed and can't be opened any more."),
        N_("To bring it to its end: vault destroy."),
    ),
    "VLT-049": ErrorText(
        N_("The backup in {name} was not finished."),
        N_("Make it once more into the same folder; what was copied is kept."),
    ),
    "VLT-050": ErrorText(
        N_("The disk gave {name} back otherwise than it was written."),
        N_("Use another disk for the backup. The vault itself is unchanged."),
    ),
    "INP-029": ErrorText(
        N_("The item {id} is not set aside."), N_("See what is with: removed list.")
    ),
    "INP-030": ErrorText(
        N_("The destroying of {name} was not begun."), N_("Begin it with: vault destroy.")
    ),
    "INP-031": ErrorText(
        N_("The word that was asked for is another one. Nothing was destroyed."),
        N_("To go on, type exactly: {word}"),
    ),
    # what waits, and work that goes on
    "VLT-056": ErrorText(
        N_("This vault can't take files in while it is locked."),
        N_("Unlock it once. The key for it is then put in place."),
    ),
    "VLT-057": ErrorText(
        N_("{name} is damaged, or was not sealed for this vault."),
        N_("Take the file in once more. What waits under this name can be discarded."),
    ),
    "VLT-058": ErrorText(
        N_("The key for taking files in while locked had been replaced. It is put right now."),
        N_(
            "What was taken in since the vault was last open may be readable by whoever replaced it, and not by you. Take it in again."
        ),
    ),
    "INP-032": ErrorText(
        N_("Nothing that waits is called {name}."), N_("See what waits with: waiting list.")
    ),
    "INP-033": ErrorText(
        N_("No work that can go on has the number {number}."), N_("See it with: work list.")
    ),
}
