"""Where the vectors lie, and how one is written."""

from __future__ import annotations

import json
from pathlib import Path

HERE = Path(__file__).parent


def save(area: str, name: str, **fields: object) -> None:
    text = json.dumps(fields, ensure_ascii=False, indent=1)
    (HERE / area / f"{name}.json").write_text(text + "\n", encoding="utf-8")
