"""What every entry point calls first."""

from __future__ import annotations

from app.collect.media.starting import run_if_worker


def begin() -> None:
    """Become the decoding worker where that was asked for; else give back at once.

    The frozen program is its own worker, since there is no other interpreter to start.
    """
    run_if_worker()
