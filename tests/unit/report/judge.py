"""Ask page-validation whether a document is PDF/A-3a, minding one thing that it gets wrong.

It takes a stream whose last byte happens to be a carriage return, before the line feed that stands
in front of `endstream`, for one with a two-byte line end, and calls its length wrong. About one
compressed stream in 256 ends so. That finding alone is passed over, and only where each length
leads exactly there.
"""

from __future__ import annotations

import re

import page

_QUIRK = "PDFA3A-STREAM-LENGTH-001"
_STREAM = re.compile(rb"/Length (\d+)[^>]*>>\s*stream\n")


def faults(pdf: bytes) -> list[str]:
    """What the judge finds wrong, as sentences; empty for a compliant document."""
    report = page.validate_pdf_bytes(pdf, profile=page.ValidationProfile.PDF_A_3A)
    if report.is_compliant:
        return []
    quirk = _lengths_are_right(pdf)
    found = [(one.rule_id, one.message) for one in report.failures]
    return [f"{rule}: {message}" for rule, message in found if not (rule == _QUIRK and quirk)]


def _lengths_are_right(pdf: bytes) -> bool:
    """Every stream ends where its length says, and at least one ends in a carriage return."""
    ends = [match.end() + int(match[1]) for match in _STREAM.finditer(pdf)]
    exact = all(pdf[end : end + 10] == b"\nendstream" for end in ends)
    return exact and any(pdf[end - 1 : end] == b"\r" for end in ends)
