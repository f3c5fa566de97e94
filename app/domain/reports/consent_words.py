"""Words for consents, in English; the Korean terms are those of the Act."""

from __future__ import annotations

from app.domain.reports.consents import ConsentHow, ConsentKind
from app.i18n import N_

KIND_WORDS: dict[ConsentKind, str] = {
    ConsentKind.PERSONAL: N_("Personal information"),
    ConsentKind.SENSITIVE: N_("Sensitive information: sexual life"),
    ConsentKind.THIRD_PARTY: N_("Handing it on to others"),
    ConsentKind.ABROAD: N_("Sending it abroad"),
    ConsentKind.GUARDIAN: N_("Under 14: the legal guardian"),
}
KIND_LAW: dict[ConsentKind, str] = {
    ConsentKind.PERSONAL: N_("Personal Information Protection Act, articles 15 and 22"),
    ConsentKind.SENSITIVE: N_("Personal Information Protection Act, article 23"),
    ConsentKind.THIRD_PARTY: N_("Personal Information Protection Act, articles 17 and 18"),
    ConsentKind.ABROAD: N_("Personal Information Protection Act, article 28-8"),
    ConsentKind.GUARDIAN: N_("Personal Information Protection Act, article 22-2"),
}
HOW_WORDS: dict[ConsentHow, str] = {
    ConsentHow.WRITING: N_("In writing"),
    ConsentHow.SPOKEN: N_("Spoken, and written down"),
}
