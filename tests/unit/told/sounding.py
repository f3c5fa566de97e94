"""A microphone and a way out: ALSA's own file device, so that the real ones are used."""

from __future__ import annotations

import ctypes
import math
import struct
from pathlib import Path

import pytest

RATE = 48_000
TONE_HZ = 440


def speaking(folder: Path, monkeypatch: pytest.MonkeyPatch, *, seconds: int = 2) -> None:
    """Let the usual microphone give a tone, and no sound server run; skips without ALSA."""
    _needs_alsa()
    raw = folder / "tone.raw"
    turn = 2 * math.pi * TONE_HZ / RATE
    raw.write_bytes(
        b"".join(struct.pack("<h", int(8000 * math.sin(turn * n))) for n in range(RATE * seconds))
    )
    _configure(
        folder,
        monkeypatch,
        f"pcm.nothing {{ type null }}\npcm.!default {{ type file slave.pcm nothing file /dev/null "
        f'infile "{raw}" format "raw" }}\n',
    )


def silent(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No microphone anywhere."""
    _configure(folder, monkeypatch, "\n")


def playing_into(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let the system's usual way out write what it plays into a file; skips without ALSA."""
    _needs_alsa()
    heard = folder / "heard.raw"
    _configure(
        folder,
        monkeypatch,
        "pcm.nothing { type null }\npcm.!default { type file slave.pcm nothing "
        f'file "{heard}" format "raw" }}\n',
    )
    return heard


def _needs_alsa() -> None:
    try:
        ctypes.CDLL("libasound.so.2")
    except OSError:
        pytest.skip("no ALSA on this system")


def _configure(folder: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    # A name of its own each time: ALSA reads one that it knows again only in another second.
    file = folder / f"asound-{len(list(folder.glob('asound-*')))}.conf"
    file.write_text(text, "utf-8")
    monkeypatch.setenv("ALSA_CONFIG_PATH", str(file))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder))  # where no sound server runs
