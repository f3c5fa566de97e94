"""Texts in Korean and English by gettext, any number of languages at once.

English stands in the code; `resources/locale/ko/LC_MESSAGES/*.po` (one catalogue an area) holds
the Korean, compiled at set-up. A report may speak Korean while the screen speaks English, so a
`Texts` is passed on, never global.
"""

from __future__ import annotations

import gettext
import locale
import os
from functools import cache

from app.paths import resources

LANGUAGES = ("ko", "en")
AREAS = (
    "errors",
    "cli",
    "ui",
    "report",
    "documents",
    "bundle",
    "cases",
    "keys",
    "keeping",
    "pages",
    "capture",
    "alike",
    "copies",
    "minor",
    "people",
    "reading",
    "roomlife",
    "consent",
    "narrative",
    "papers",
    "templates",
    "interview",
    "ledger",
    "directory",
    "open_page",
    "receipts",
    "onefile",
    "parts",
    "stamps",
    "recipients_keys",
    "viewing",
    "chat_view",
    "first",
    "quiet",
    "exchange",
    "desk",
    "guide",
    "frozen",
    "access",
)


class Texts:
    """The texts of one language. `tr` and `ntr` take the English text and give the language's."""

    def __init__(self, language: str) -> None:
        if language not in LANGUAGES:
            raise ValueError(language)
        self.language = language
        self._catalogue: gettext.NullTranslations = gettext.NullTranslations()
        self._found: dict[str, str] = {}
        if language != "en":
            folder = str(resources() / "locale")
            for area in AREAS:
                found = gettext.translation(area, folder, [language], fallback=True)
                if isinstance(found, gettext.GNUTranslations):
                    found.add_fallback(self._catalogue)
                    self._catalogue = found

    def tr(self, message: str, **values: object) -> str:
        """The text in this language, with `{name}` places filled from the named values."""
        text = self._found.get(message) or self._looked_up(message)
        return text.format(**values) if values else text

    def _looked_up(self, message: str) -> str:
        """The text, kept once a catalogue had it; what none has is not kept, it may be evidence.

        Looking up walks the catalogues, forty areas deep: a third of the time of a long report.
        """
        text = self._catalogue.gettext(message)
        if text != message:
            self._found[message] = text
        return text

    def ntr(self, one: str, many: str, count: int, **values: object) -> str:
        """Like `tr`, for a count: English has one and many, Korean one form."""
        return self._catalogue.ngettext(one, many, count).format(count=f"{count:,}", **values)


@cache
def texts(language: str) -> Texts:
    """The texts of a language, read once."""
    return Texts(language)


def N_(message: str) -> str:  # noqa: N802 - gettext's own name for "mark for translation"
    """Mark a text for the catalogues where it stands; it is looked up later."""
    return message


def language_of_system(default: str = "ko") -> str:
    """`ko` or `en` by ONGI_LANGUAGE, else by the system's locale.

    `default` where that names neither.
    """
    wanted = os.environ.get("ONGI_LANGUAGE", "")
    names = [wanted, *(os.environ.get(key, "") for key in ("LC_ALL", "LC_MESSAGES", "LANG"))]
    names.append(locale.getlocale()[0] or "")
    for name in names:
        head = name.replace("-", "_").partition("_")[0].lower()
        if head in LANGUAGES or head in ("korean", "english"):
            return "ko" if head.startswith("ko") else "en"
    return default
