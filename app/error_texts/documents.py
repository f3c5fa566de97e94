"""Documents that stand apart (RPT-030 on)."""

from __future__ import annotations

from app.error_texts.text import ErrorText
from app.i18n import N_

TEXTS = {
    "RPT-030": ErrorText(
        N_("This case has no request for a pseudonym, with which an identity sheet goes."),
        N_("Begin the request for a pseudonym first; the sheet can be made from then on."),
    ),
}
