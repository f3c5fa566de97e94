"""Time stamps and the one way to the network (NET-001 to NET-029)."""

from __future__ import annotations

from app.error_texts.text import ErrorText
from app.i18n import N_

_LATER = N_("The bundle stays as it is. Ask again later with: stamp retry")

TEXTS = {
    "NET-001": ErrorText(N_("The time stamp authority could not be reached."), _LATER),
    "NET-002": ErrorText(N_("The time stamp authority took too long."), _LATER),
    "NET-003": ErrorText(N_("The time stamp authority turned the question away."), _LATER),
    "NET-004": ErrorText(N_("What came back is no answer to a time stamp question."), _LATER),
    "NET-005": ErrorText(N_("The time stamp authority gave no time stamp."), _LATER),
    "NET-006": ErrorText(
        N_("The time stamp that came can't be relied on, and was not kept."),
        N_("Ask again later, or ask another authority."),
    ),
    "NET-007": ErrorText(
        N_("The root certificate of this authority is not at hand."),
        N_("Get it from the authority's own site and name the file with --root."),
    ),
    "NET-008": ErrorText(
        N_("The time stamp and the clock of this computer are more than a day apart."),
        N_("Look at the date of this computer, then ask again."),
    ),
    "NET-009": ErrorText(
        N_("No time stamp authority called {name} is known."),
        N_("See them with: stamp authorities"),
    ),
    "NET-010": ErrorText(
        N_("This can't be used as a proxy."), N_("Write it like socks5h://127.0.0.1:9050.")
    ),
    "NET-011": ErrorText(
        N_("At most {most} time stamps can be asked for at once."), N_("Name fewer authorities.")
    ),
    "NET-012": ErrorText(
        N_("No bundle of this report was made yet."),
        N_("Make it first with: bundle. A time stamp can be asked for along with it."),
    ),
    "NET-013": ErrorText(
        N_("{name} holds no root certificate of this authority."),
        N_("Get it from the authority's own site; it is a text file that begins with BEGIN."),
    ),
}
