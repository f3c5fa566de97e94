"""ALSA's devices, by the system's own library: what there is where no sound server runs.

The library inside PyAV's wheel is not used: it looks for settings and plug-ins in a folder under
/tmp, where anybody who shares the computer could lay code that it would run.
"""

from __future__ import annotations

import ctypes
import os

from app.adapters.quiet import silent
from app.adapters.sound_server import RATE, server_socket

PLAYBACK, CAPTURE = 0, 1
NON_BLOCKING = 1
_S16LE, _IN_TURN = 2, 3


class AlsaDevice:
    """A device that is open. Raises OSError where it does not open."""

    def __init__(self, device: str, direction: int, ahead_ms: int, *, mode: int = 0) -> None:
        # A plug-in of ALSA may stand for a sound server: for the one of this session alone.
        os.environ["PULSE_SERVER"] = f"unix:{server_socket()}"
        with silent():
            self._library = ctypes.CDLL("libasound.so.2")
            for name in ("snd_pcm_readi", "snd_pcm_writei"):
                getattr(self._library, name).restype = ctypes.c_long
            self._device = ctypes.c_void_p()
            self._must(
                self._library.snd_pcm_open(
                    ctypes.byref(self._device), device.encode(), direction, mode
                )
            )
            try:
                self._must(
                    self._library.snd_pcm_set_params(
                        self._device, _S16LE, _IN_TURN, 1, RATE, 1, ahead_ms * 1000
                    )
                )
            except OSError:
                self._library.snd_pcm_close(self._device)
                raise

    def close(self) -> None:
        """Let go of the device at once."""
        self._library.snd_pcm_drop(self._device)
        self._library.snd_pcm_close(self._device)

    def _recover(self, answer: int) -> None:
        """A gap that came of being late is passed over; else raises OSError."""
        self._must(self._library.snd_pcm_recover(self._device, answer, 1))

    @staticmethod
    def _must(answer: int) -> None:
        if answer < 0:
            raise OSError(-answer)
