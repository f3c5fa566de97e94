"""A microphone and a way out: ALSA's own file device, so that the real ones are used."""

from __future__ import annotations

import ctypes
import math
import struct
from pathlib import Path

import av
import pytest

RATE = 48_000
TONE_HZ = 440


def speaking(folder: Path, monkeypatch: pytest.MonkeyPatch, *, seconds: int = 2) -> None:
    """Let the usual microphone give a tone; skips where this PyAV has no ALSA."""
    if "alsa" not in av.formats_available:
        pytest.skip("no ALSA in this PyAV")
    raw = folder / "tone.raw"
    turn = 2 * math.pi * TONE_HZ / RATE
    raw.write_bytes(
        b"".join(
            struct.pack("<h", int(8000 * math.sin(turn * n))) * 2  # both channels
            for n in range(RATE * seconds)
        )
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
    try:
        ctypes.CDLL("libasound.so.2")
    except OSError:
        pytest.skip("no ALSA on this system")
    heard = folder / "heard.raw"
    _configure(
        folder,
        monkeypatch,
        "pcm.nothing { type null }\npcm.!default { type file slave.pcm nothing "
        f'file "{heard}" format "raw" }}\n',
    )
    return heard


def _configure(folder: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    # A name of its own each time: ALSA reads one that it knows again only in another second.
    file = folder / f"asound-{len(list(folder.glob('asound-*')))}.conf"
    file.write_text(text, "utf-8")
    monkeypatch.setenv("ALSA_CONFIG_PATH", str(file))
