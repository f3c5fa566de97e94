"""Words for recipients' keys, said alike in the window and at the command line."""

from __future__ import annotations

from app.domain.bundles.recipient_keys import CheckedHow
from app.i18n import N_

CHECKED: dict[CheckedHow, str] = {
    CheckedHow.NOT_YET: N_("numbers not compared yet"),
    CheckedHow.PHONE: N_("numbers compared by phone"),
    CheckedHow.IN_PERSON: N_("numbers compared in person"),
}
"""How the numbers of a key were compared."""

READ_ALOUD = N_(
    "Call the key's owner on a number you know from elsewhere, and compare these numbers."
)
HEARD = N_("The numbers as you hear them; Ongi compares them")
NOT_EVERYWHERE = N_(
    "This is a post-quantum key: OPEN.html and this program open with it, older age programs can't."
)
