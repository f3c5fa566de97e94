"""The bundled fonts, so that Korean looks the same on every system; set-up fetches them."""

from __future__ import annotations

from PySide6.QtGui import QFont, QFontDatabase

from app.paths import fonts

FAMILY = "Noto Sans KR"
FILES = ("NotoSansKR_400Regular.ttf", "NotoSansKR_600SemiBold.ttf", "NotoEmoji_400Regular.ttf")
TEXT_PX = 15


def load_fonts() -> QFont:
    """Register the fonts and give the one for running text.

    The system's stands in where they are not there.
    """
    for name in FILES:
        path = fonts() / name
        if path.is_file():
            QFontDatabase.addApplicationFont(str(path))
    font = QFont(FAMILY)
    font.setFamilies([FAMILY, "Noto Emoji"])
    font.setPixelSize(TEXT_PX)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font
