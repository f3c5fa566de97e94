"""What is said of pictures that look alike: calm words instead of numbers."""

from __future__ import annotations

from app.domain.evidence.likeness import Closeness, Decision
from app.i18n import N_

CLOSENESS = {
    Closeness.VERY: N_("Very alike"),
    Closeness.ALIKE: N_("Alike"),
    Closeness.PARTLY: N_("A part of them is alike"),
}
DECISIONS = {
    Decision.OPEN: N_("Not decided"),
    Decision.SAME: N_("The same picture"),
    Decision.DIFFERENT: N_("Different pictures"),
}
TURNED = N_("turned or mirrored")
PROPOSED = N_("The program only proposes. Whether it is the same picture, you decide.")
ABOUT_PDQ = N_(
    "This is a PDQ hash: a number made of the picture, from which the picture can't be seen again. "
    "It can be given to a hash-sharing programme; the picture stays here."
)
KEEP_NO_FILE = N_("No picture need be kept for a hash: hash tools work where the picture lies.")
LOW_QUALITY = N_(
    "There is little to see in this picture, so its hash also fits others. Some programmes do not "
    "take it."
)
