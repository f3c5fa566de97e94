"""A page with a layout of its own: what is no report, as a sheet to keep.

All content reaches the layout as one JSON text and is drawn as text only; nothing is written to a
disk here. The same content and time give the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from app.report.writers.typesetting import typeset


def one_page(layout: str, data: Mapping[str, object], made_ms: int) -> bytes:
    """The PDF of a layout in `resources/typst`. `made_ms` (UTC milliseconds): its creation date.

    Raises EnvironmentProblem ENV-008 (no fonts), FormatProblem RPT-002 (typesetting stopped).
    """
    return typeset(layout, json.dumps(data, ensure_ascii=False), made_ms)
