"""What an error code says."""

from __future__ import annotations

from typing import NamedTuple


class ErrorText(NamedTuple):
    """A sentence and the next step, both message ids of the catalogue."""

    sentence: str
    next_step: str
