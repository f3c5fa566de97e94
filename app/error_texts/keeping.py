"""Backups, deleting, rescue, what waits, versions (VLT-035 to VLT-069)."""

from __future__ import annotations

from app.error_texts.text import ErrorText
from app.i18n import N_

TEXTS: dict[str, ErrorText] = {
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
