"""The verifier as a single file (BND-065 to BND-069)."""

from __future__ import annotations

from app.error_texts.text import ErrorText
from app.i18n import N_

TEXTS: dict[str, ErrorText] = {
    "BND-065": ErrorText(
        N_("This program came without its sources, so the single file can't be made here."),
        N_("Make it from the source package: ./run verify-file --out FILE."),
    ),
}
