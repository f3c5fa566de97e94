"""Bundles in parts, and bundles on their way to a stick or a portal (BND-035 to BND-049)."""

from __future__ import annotations

from app.error_texts.text import ErrorText
from app.i18n import N_

_AGAIN = N_(
    "Make sure it is there and has room, then do the same once more: what is written stays, and the rest follows."
)

TEXTS = {
    "BND-035": ErrorText(
        N_("Not every part of this bundle is here."),
        N_("Put all parts and parts.sha256 into one folder, and open it there."),
    ),
    "BND-036": ErrorText(
        N_("Parts of this size would be too many or too small; at most {most} parts can be made."),
        N_("Choose a larger size, such as 100MB."),
    ),
    "BND-037": ErrorText(
        N_("Something of this name is there already: {name}"),
        N_("Choose another place, or put the one that is there somewhere else first."),
    ),
    "BND-038": ErrorText(
        N_("The place stopped answering. {done} of {count} parts are written."), _AGAIN
    ),
    "BND-039": ErrorText(N_("There is no more room. {done} of {count} parts are written."), _AGAIN),
    "BND-040": ErrorText(
        N_("{name} is not on it as it was written."),
        N_("Use another stick; this one may be worn. The bundle itself is unchanged."),
    ),
    "BND-041": ErrorText(
        N_("A file this large does not fit there, whatever room is left."),
        N_("Have it written in parts, with a part size such as 4GB."),
    ),
    "BND-042": ErrorText(
        N_("{name} is not a part of a bundle with its list beside it."),
        N_("Choose a file such as bundle.age.001 in a folder that holds parts.sha256."),
    ),
    "BND-043": ErrorText(
        N_("“{size}” is not a size."), N_("Write a number with MB or GB, such as 25MB.")
    ),
    "BND-044": ErrorText(
        N_("The bundle does not fit into what this recipient takes at once."),
        N_("Hand it over on a stick, or ask how they would like to get it."),
    ),
    "BND-045": ErrorText(
        N_("It is not known how much this recipient takes at once."),
        N_("Choose a size yourself, or hand the bundle over in one piece."),
    ),
}
