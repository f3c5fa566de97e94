"""On a real sound server: what is said comes into the vault, what is played is heard to its end.

PipeWire and PulseAudio, each with a room of its own; skipped where the server is not here.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import pytest

from app.adapters.loudspeaker import Loudspeaker
from app.adapters.sound_outputs import PulseOutput
from app.adapters.sound_server import NEUTRAL, RATE, server_socket
from app.domain.evidence.items import ItemKind
from app.errors import InputProblem
from app.jobs import Job
from app.usecases.case.cases import add_case
from app.usecases.intake.memo import Recording, begin_memo, keep_memo
from app.usecases.vault.vaults import create_vault
from crypto.kdf import FLOOR
from tests.flows.traces.watched import NAMING, WRITING, read_trace, tracing
from tests.ui.sound_room import (
    LAST_HZ,
    PIPEWIRE,
    PULSEAUDIO,
    TONE_HZ,
    Room,
    heard,
    loudest,
    room,
    tone,
    until,
)

ROOT = Path(__file__).parents[2]
PASSPHRASE = "quiet words"

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(sys.platform != "linux", reason="sound servers of Linux"),
]


@pytest.fixture(params=[PIPEWIRE, PULSEAUDIO])
def kind(request):
    return request.param


@pytest.fixture
def hall(kind, monkeypatch):
    """A room in which somebody hums, and this process in it."""
    with room(kind) as at:
        at.join(monkeypatch)
        at.hum()
        yield at


@pytest.fixture
def kept(tmp_path):
    """An open vault, and the name of a case in it."""
    vault = create_vault(tmp_path / "vault", PASSPHRASE, Job(), argon2=FLOOR)
    yield vault, add_case(vault, "사건").id
    vault.close()


def files(folder: Path) -> set[Path]:
    return {one for one in folder.rglob("*") if one.is_file()}


def sound_of(vault, added) -> np.ndarray:
    with vault.items.open(added.item.id) as stored:
        return heard(stored.read())


def tell_server(at: Room, sign: signal.Signals) -> None:
    os.killpg(at.server.pid, sign)


def refusal(act) -> str:
    with pytest.raises(InputProblem) as refused:
        act()
    return refused.value.code


def test_what_is_said_comes_into_the_vault_and_into_no_other_file(hall, kept, tmp_path):
    vault, case = kept
    before = files(tmp_path) | files(hall.folder)
    begun = time.monotonic()
    recording = begin_memo(vault, case)
    assert until(lambda: recording.seconds >= 3)
    added = keep_memo(vault, case, recording, Job())
    lasted = time.monotonic() - begun
    samples = sound_of(vault, added)
    assert added.item.kind is ItemKind.AUDIO
    assert 3 <= len(samples) / RATE <= lasted + 0.2
    assert loudest(samples[RATE : 2 * RATE]) == pytest.approx(TONE_HZ, abs=2)
    assert np.abs(samples[RATE:]).max() > 4000
    assert not recording.broke_off
    new = {one for one in files(tmp_path) - before if tmp_path / "vault" not in one.parents}
    told = [one.read_bytes() for one in new | files(hall.folder)]
    assert not [one for one in told if b"OggS" in one or NEUTRAL in one]
    assert until(lambda: "mic" not in hall.states("sources", "RUNNING"))  # it was let go of


def test_another_microphone_is_taken_by_its_name_and_no_other_in_its_place(hall):
    recording = Recording(device="hall.monitor", longest_s=0.5)
    assert until(lambda: not recording.goes_on)
    samples = heard(recording.sound())
    assert loudest(samples[RATE // 10 :]) == pytest.approx(TONE_HZ, abs=4)
    assert refusal(lambda: Recording(device="nowhere")) == "INP-078"


def test_what_the_computer_plays_is_no_microphone(kind, monkeypatch):
    with room(kind, microphone=False) as at:
        at.join(monkeypatch)
        assert refusal(Recording) == "INP-078"


@pytest.mark.parametrize("what", ["server", "microphone"])
def test_what_was_said_until_it_went_away_is_kept(hall, kept, what):
    vault, case = kept
    recording = begin_memo(vault, case)
    assert until(lambda: recording.seconds >= 1)
    if what == "server":
        tell_server(hall, signal.SIGKILL)
    else:
        hall.pactl("unload-module", "module-remap-source")
    assert until(lambda: not recording.goes_on)
    assert recording.broke_off
    samples = sound_of(vault, keep_memo(vault, case, recording, Job()))
    assert len(samples) >= RATE
    assert loudest(samples[RATE // 2 : RATE]) == pytest.approx(TONE_HZ, abs=2)
    if what == "server":
        assert server_socket().exists()  # it left its socket behind
    assert refusal(Recording) == "INP-078"


def test_a_server_that_hangs_keeps_nobody_waiting(hall, kept):
    vault, case = kept
    recording = begin_memo(vault, case)
    assert until(lambda: recording.seconds >= 1)
    tell_server(hall, signal.SIGSTOP)
    samples = sound_of(vault, keep_memo(vault, case, recording, Job()))
    assert len(samples) >= RATE
    begun = time.monotonic()
    assert refusal(Recording) == "INP-078"
    assert refusal(Loudspeaker) == "INP-160"
    assert time.monotonic() - begun < 40


def test_a_recording_ends_by_itself_where_the_server_hangs(hall):
    recording = Recording()
    assert until(lambda: recording.seconds >= 1)
    tell_server(hall, signal.SIGSTOP)
    assert until(lambda: not recording.goes_on)
    assert recording.broke_off
    assert len(heard(recording.sound())) >= RATE


@pytest.fixture
def elsewhere(monkeypatch):
    """Another server, to which the settings lead."""
    with tempfile.TemporaryDirectory(prefix="snd") as folder, socket.socket(socket.AF_UNIX) as made:
        made.bind(f"{folder}/other")
        made.listen()
        made.setblocking(False)
        monkeypatch.setenv("PULSE_SERVER", f"unix:{folder}/other")
        yield made


def test_sound_goes_nowhere_else_whatever_the_settings_say(elsewhere, hall):
    os.environ["PULSE_SERVER"] = f"unix:{elsewhere.getsockname()}"
    recording = Recording(longest_s=0.5)
    assert until(lambda: not recording.goes_on)
    assert loudest(heard(recording.sound())[RATE // 10 :]) == pytest.approx(TONE_HZ, abs=4)
    PulseOutput().close()
    with pytest.raises(BlockingIOError):
        elsewhere.accept()


def test_alsa_leads_nowhere_else_either(elsewhere, tmp_path, monkeypatch):
    settings = tmp_path / "alsa.conf"
    settings.write_text("pcm.!default { type pulse }\n")
    monkeypatch.setenv("ALSA_CONFIG_PATH", str(settings))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    assert refusal(Recording) == "INP-078"
    assert refusal(Loudspeaker) == "INP-160"
    with pytest.raises(BlockingIOError):
        elsewhere.accept()


def test_what_is_played_is_heard_to_its_end(kind, monkeypatch):
    with room(kind, microphone=False) as at:
        at.join(monkeypatch)
        listening, file = at.listen()
        speaker = Loudspeaker()
        for piece in (tone(TONE_HZ, 1), tone(LAST_HZ, 0.15)):
            speaker.give(piece)
        speaker.finish()
        assert until(lambda: not speaker.goes_on)
        samples = at.was_heard(listening, file)
    assert len(samples) == pytest.approx(1.15 * RATE, rel=0.03)
    assert loudest(samples[RATE // 4 : RATE // 2]) == pytest.approx(TONE_HZ, abs=4)
    assert loudest(samples[-RATE // 10 :]) == pytest.approx(LAST_HZ, abs=20)
    assert not speaker.broke_off


def test_a_memo_at_the_command_line_writes_into_the_vault_alone(hall, kept, tmp_path):
    vault, case = kept
    vault.close()
    (tmp_path / "words").write_text(PASSPHRASE)
    log = tmp_path / "trace.log"
    environment = hall.environment | {"PYTHONPATH": str(ROOT)}
    del environment["ALSA_CONFIG_PATH"]  # as on anybody's computer
    calls = f"{NAMING},{WRITING},mmap,socket,connect,memfd_create"
    said = subprocess.run(
        [
            *tracing(log, calls=calls), sys.executable, "-B", "-m", "app", "memo",
            str(tmp_path / "vault"), "--case", case, "--seconds", "2",
            "--passphrase-file", str(tmp_path / "words"), "--json",
        ],
        cwd=ROOT, env=environment,
        capture_output=True, text=True, check=False, timeout=100,
    )  # fmt: skip
    assert said.returncode == 0, said.stderr
    seen = read_trace(log, ROOT)
    outside = {one for one in seen.opened if tmp_path / "vault" not in one.parents}
    # The memory that PulseAudio's library shares with its server has a name, but is no file.
    nowhere = {Path("/dev/null"), Path("/memfd:pulseaudio")}
    assert outside <= nowhere | {hall.folder / "home/.config/pulse/cookie"}
    assert seen.sockets <= {"AF_UNIX"}
    assert not [path for path, data in seen.written.items() if b"OggS" in data or b"Opus" in data]
    assert b"/tmp/vendor" not in log.read_bytes()  # where a library of a wheel looks for code
