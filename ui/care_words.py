"""One calm sentence each for a computer that others use too, said once a sitting where it matters.

The keyring's card and the notice about synced folders say theirs themselves.
"""

from __future__ import annotations

from app.i18n import N_

ON_SHARED = N_(
    "If others use this computer too: move it to a USB stick when you are done, and empty the bin."
)
COPY_ON_SHARED = N_("A clipboard history may keep it all the same; on a shared computer, empty it.")
