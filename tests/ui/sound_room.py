"""A room with sound in it: a private sound server, a loudspeaker that nobody hears, a microphone.

What is played in the room, the microphone hears. PipeWire as today's desktops have it, or
PulseAudio; neither sees the machine's own devices. Everything lies in one folder.
"""

from __future__ import annotations

import io
import math
import os
import shutil
import struct
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import av
import numpy as np
import pytest

from app.adapters.sound_server import RATE
from tests.ui.wayland_desktop import BUS, PATIENCE_S, Desktop

PIPEWIRE, PULSEAUDIO = "pipewire", "pulseaudio"
TONE_HZ, LAST_HZ = 440, 1320
LOUD = 8000
_NEAR = 101
"""Samples; a tone is that long away from its own next crest, and silence is longer."""
_NEEDED = {
    PIPEWIRE: ("pipewire", "pipewire-pulse", "wireplumber", "dbus-daemon", "pactl", "pacat"),
    PULSEAUDIO: ("pulseaudio", "pactl", "pacat"),
}
_FEED = ("--raw", "--format=s16le", f"--rate={RATE}", "--channels=1", "--latency-msec=20")
_NO_DEVICES = {
    "main.lua.d/80-none.lua": "".join(
        f"{monitor}_monitor.enabled = false\n" for monitor in ("alsa", "v4l2", "libcamera")
    ),
    "bluetooth.lua.d/80-none.lua": "bluez_monitor.enabled = false\n",
    "wireplumber.conf.d/none.conf": "wireplumber.profiles = { main = { "
    "hardware.audio = disabled, hardware.bluetooth = disabled, "
    "hardware.video-capture = disabled } }\n",
}
"""Told to wireplumber as its versions 0.4 and 0.5 read it."""


def missing(kind: str) -> list[str]:
    """What this machine lacks for that server, by the program's name."""
    return [name for name in _NEEDED[kind] if shutil.which(name) is None]


class Room(Desktop):
    """What runs in it, and what can be done there."""

    server: subprocess.Popen[bytes]
    """Whoever listens at the socket."""

    def pactl(self, *words: str) -> str:
        """What the server answers to that."""
        asked = subprocess.run(
            ["pactl", *words],
            env=self.environment, capture_output=True, text=True, check=False, timeout=20,
        )  # fmt: skip
        return asked.stdout if asked.returncode == 0 else ""

    def hum(self) -> None:
        """Somebody holds a tone in the room, for half a minute."""
        samples = self.folder / "tone.raw"
        samples.write_bytes(tone(TONE_HZ, 30))
        self.start("pacat", "--playback", "--device=hall", *_FEED, samples)
        self.wait(lambda: "hall" in self.states("sinks", "RUNNING"))

    def listen(self) -> tuple[subprocess.Popen[bytes], Path]:
        """Another program hears what is played, into a file; ends with its process."""
        heard = self.folder / "heard.raw"
        heard.touch()
        listening = self.start("pacat", "--record", "--device=hall.monitor", *_FEED, heard)
        self.wait(lambda: "hall.monitor" in self.states("sources", "RUNNING"))
        return listening, heard

    def was_heard(self, listening: subprocess.Popen[bytes], file: Path) -> np.ndarray:
        """What was heard, without silence, so also without gaps that a busy machine makes."""
        # Silence goes on in the room: once some of it came, everything before it has come too.
        self.wait(lambda: not np.frombuffer(_whole(file)[-RATE // 2 :], "<i2").any())
        listening.terminate()
        listening.wait(PATIENCE_S)
        samples = np.frombuffer(_whole(file), "<i2").astype(float)
        near = (
            np.convolve(np.abs(samples) > 50, np.ones(_NEAR), "same") if samples.size else samples
        )
        return samples[near > 0.5]

    def states(self, what: str, state: str) -> list[str]:
        """The names of the sinks or sources that are in that state."""
        lines = [line.split("\t") for line in self.pactl("list", "short", what).splitlines()]
        return [line[1] for line in lines if line[-1] == state]

    def join(self, patch: pytest.MonkeyPatch) -> None:
        """Let this process be one of the room's programs."""
        for name in ("HOME", "XDG_RUNTIME_DIR", "XDG_CONFIG_HOME", "ALSA_CONFIG_PATH"):
            patch.setenv(name, self.environment[name])
        patch.setenv("PULSE_SERVER", "")  # put back afterwards, whatever is set meanwhile
        patch.delenv("DISPLAY", raising=False)


def tone(hertz: float, seconds: float) -> bytes:
    """Samples of one channel."""
    turn = 2 * math.pi * hertz / RATE
    return b"".join(
        struct.pack("<h", round(LOUD * math.sin(turn * n))) for n in range(round(RATE * seconds))
    )


def until(what: Callable[[], object], patience_s: float = PATIENCE_S) -> bool:
    """Whether something came to be so."""
    end = time.monotonic() + patience_s
    while not what() and time.monotonic() < end:
        time.sleep(0.01)
    return bool(what())


def heard(sound: bytes) -> np.ndarray:
    """The samples of what is in the vault, with what the file says of itself checked."""
    with av.open(io.BytesIO(sound)) as source:
        stream = source.streams.audio[0]
        assert (stream.codec_context.name, stream.rate, stream.channels) == ("opus", RATE, 1)
        mixer = av.AudioResampler(format="s16", layout="mono", rate=RATE)
        frames = [part for frame in source.decode(audio=0) for part in mixer.resample(frame)]
    return np.concatenate([frame.to_ndarray()[0] for frame in frames]).astype(float)


def loudest(samples: np.ndarray) -> float:
    """The strongest frequency, in hertz, by the Fourier transform."""
    return float(np.argmax(np.abs(np.fft.rfft(samples)))) * RATE / len(samples)


def _whole(file: Path) -> bytes:
    data = file.read_bytes()
    return data[: len(data) // 2 * 2]


@contextmanager
def room(kind: str, *, microphone: bool = True) -> Iterator[Room]:
    """A room; without a microphone what is played is all that its server has to record."""
    lacking = missing(kind)
    if lacking:
        pytest.skip(f"not here: {', '.join(lacking)}")
    with ExitStack() as after:
        folder = Path(after.enter_context(tempfile.TemporaryDirectory(prefix="snd")))
        at = _prepared(folder)
        after.callback(at.end)
        (_pipewire if kind == PIPEWIRE else _pulseaudio)(at)
        # Not asked before: pactl makes the folder, and PipeWire wants to.
        at.wait((at.folder / "run/pulse/native").exists)
        at.wait(lambda: at.pactl("info"))
        at.wait(lambda: at.pactl("load-module", "module-null-sink", "sink_name=hall"))
        at.wait(lambda: "hall" in at.pactl("list", "short", "sinks"))
        at.pactl("set-default-sink", "hall")
        usual = "hall.monitor"
        if microphone:
            usual = "mic"
            at.wait(
                lambda: at.pactl(
                    "load-module", "module-remap-source", "master=hall.monitor",
                    "source_name=mic", "channels=1", "channel_map=mono",
                )
            )  # fmt: skip
        at.wait(lambda: usual in at.pactl("list", "short", "sources"))
        at.pactl("set-default-source", usual)
        at.wait(lambda: f"Default Source: {usual}\n" in at.pactl("info"))
        yield at


def _prepared(folder: Path) -> Room:
    for name in ("home", "run", "tmp"):
        (folder / name).mkdir(mode=0o700)
    for name, text in _NO_DEVICES.items():
        file = folder / "home/.config/wireplumber" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    (folder / "alsa.conf").write_text("\n")
    return Room(
        folder,
        {
            "PATH": os.environ["PATH"],
            "LC_ALL": "C.UTF-8",
            "HOME": f"{folder}/home",
            "TMPDIR": f"{folder}/tmp",
            "XDG_CONFIG_HOME": f"{folder}/home/.config",
            "XDG_RUNTIME_DIR": f"{folder}/run",
            "ALSA_CONFIG_PATH": f"{folder}/alsa.conf",  # no way past the server
            "DBUS_SESSION_BUS_ADDRESS": f"unix:path={folder}/bus",
        },
    )


def _pulseaudio(at: Room) -> None:
    at.server = at.start(
        "pulseaudio", "-n", "--daemonize=no", "--use-pid-file=no", "--exit-idle-time=-1",
        "--realtime=no", "--high-priority=no", "--load=module-native-protocol-unix",
        "--load=module-stream-restore",
    )  # fmt: skip


def _pipewire(at: Room) -> None:
    (at.folder / "services").mkdir()
    (at.folder / "bus.conf").write_text(BUS.format(folder=at.folder))
    at.start("dbus-daemon", "--nofork", f"--config-file={at.folder}/bus.conf")
    at.wait((at.folder / "bus").exists)
    at.start("pipewire")
    at.wait((at.folder / "run/pipewire-0").exists)
    at.start("wireplumber")
    at.server = at.start("pipewire-pulse")
