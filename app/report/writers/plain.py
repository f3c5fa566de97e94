"""Text of a report for documents that are not set as a PDF: one form that every format can hold.

Control, bidi and unseen characters are written out, so that no XML breaks and no name turns a line
around. It decides no look and drops nothing.
"""

from __future__ import annotations

import re

from app.domain.text.textsafe import visible

_BREAKS = re.compile(r"\r\n?")


def plain(text: str) -> str:
    """The text with everything seen; line breaks are LF, tabs are spaces."""
    return visible(_BREAKS.sub("\n", text).replace("\t", " "), keep="\n")


def plain_line(text: str) -> str:
    """The text on one line."""
    return " ".join(plain(text).split("\n"))
