"""Where the data that comes with the program lies, in the checkout and in the frozen app."""

from __future__ import annotations

import sys
from pathlib import Path


def resources() -> Path:
    """The `resources` folder: texts, templates, recipients, fonts, styles. Read only."""
    frozen = getattr(sys, "_MEIPASS", None)
    base = Path(frozen) if isinstance(frozen, str) else Path(__file__).resolve().parent.parent
    return base / "resources"


def fonts() -> Path:
    """The folder of fonts that set-up fetched (`resources/vendor/fonts`)."""
    return resources() / "vendor" / "fonts"


def reading_data() -> Path:
    """The folder of the data with which words in pictures are read (`resources/vendor/ocr`).

    It may be missing: then nothing is read.
    """
    return resources() / "vendor" / "ocr"


def viewer_page() -> Path:
    """The offline page that opens a bundle (`resources/vendor/viewer/OPEN.html`), made at set-up.

    It may be missing where set-up was not run to its end.
    """
    return resources() / "vendor" / "viewer" / "OPEN.html"
