"""Bundles in parts, and bundles on their way to a stick (BND-035 to BND-049)."""

from __future__ import annotations

from app.error_texts.text import ErrorText
from app.i18n import N_

TEXTS = {
    "BND-035": ErrorText(
        N_("Not every part of this bundle is here."),
        N_("Put all parts and parts.sha256 into one folder, and open it there."),
    ),
}
