"""`report.json`: the report's record as bytes, the same for the same content."""

from __future__ import annotations

import json

from app.report.tree import ReportTree


def render_json(tree: ReportTree) -> bytes:
    r"""UTF-8 JSON, indented, with a line break at its end.

    Lone surrogates, which hostile names can hold, stand as `\udXXX` escapes, so the bytes are
    always valid UTF-8 and nothing is lost.
    """
    try:
        return (json.dumps(tree.record, ensure_ascii=False, indent=1) + "\n").encode()
    except UnicodeEncodeError:
        return (json.dumps(tree.record, ensure_ascii=True, indent=1) + "\n").encode()
