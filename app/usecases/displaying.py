"""How the screen looks for whoever owns a vault: size of texts, light or dark, language.

Kept in the vault, since nothing is written outside it; in force from unlocking on.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.i18n import LANGUAGES
from app.usecases.vaults import OpenVault

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
    """What was chosen. `text_size` in percent; `language` None where none was chosen."""

    text_size: int = TEXT_SIZES[0]
    colours: Colours = Colours.OF_THE_SYSTEM
    language: str | None = None


def display_of(vault: OpenVault) -> Display:
    """What was chosen in this vault; what this version does not know counts as not chosen."""
    size, colours = vault.facts.number(_SIZE), vault.facts.get(_COLOURS)
    language = vault.facts.get(_LANGUAGE)
    return Display(
        size if size in TEXT_SIZES else TEXT_SIZES[0],
        Colours(colours) if colours in set(Colours) else Colours.OF_THE_SYSTEM,
        language if language in LANGUAGES else None,
    )


def set_display(vault: OpenVault, display: Display) -> None:
    """Keep what was chosen. Raises ValueError for a size or language that there is not."""
    if display.text_size not in TEXT_SIZES or display.language not in (None, *LANGUAGES):
        raise ValueError(display)
    with vault.transaction():
        vault.facts.put(_SIZE, str(display.text_size))
        vault.facts.put(_COLOURS, display.colours.value)
        if display.language is None:
            vault.facts.drop(_LANGUAGE)
        else:
            vault.facts.put(_LANGUAGE, display.language)
