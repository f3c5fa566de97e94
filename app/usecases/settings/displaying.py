"""How the screen looks for whoever owns a vault: size of texts, light or dark, language.

Kept in the vault, since nothing is written outside it; in force from unlocking on.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.i18n import LANGUAGES
from app.usecases.vault.vaults import OpenVault

__all__ = ["TEXT_SIZES", "Colours", "Display", "display_of", "set_display"]

TEXT_SIZES = (100, 125, 150)
_SIZE, _COLOURS, _LANGUAGE = "display_text_size", "display_colours", "display_language"


class Colours(StrEnum):
    """Which set of colours."""

    OF_THE_SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Display:
    """What was chosen, None where nothing was. `text_size` in percent."""

    text_size: int | None = None
    colours: Colours | None = None
    language: str | None = None


def display_of(vault: OpenVault) -> Display:
    """What was chosen in this vault; what this version does not know counts as not chosen."""
    size, colours = vault.facts.number(_SIZE), vault.facts.get(_COLOURS)
    language = vault.facts.get(_LANGUAGE)
    return Display(
        size if size in TEXT_SIZES else None,
        Colours(colours) if colours in set(Colours) else None,
        language if language in LANGUAGES else None,
    )


def set_display(vault: OpenVault, display: Display) -> None:
    """Keep what was chosen; what is None stays as it was kept. Raises ValueError.

    That is for a size or language that there is not.
    """
    if display.text_size not in (None, *TEXT_SIZES) or display.language not in (None, *LANGUAGES):
        raise ValueError(display)
    with vault.transaction():
        for name, value in (
            (_SIZE, display.text_size), (_COLOURS, display.colours), (_LANGUAGE, display.language)
        ):  # fmt: skip
            if value is not None:
                vault.facts.put(name, str(value))
