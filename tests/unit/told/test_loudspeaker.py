"""Sound that comes out: what was given, in its order, and silence as soon as it is asked for."""

import threading

import pytest

from app.adapters.loudspeaker import Loudspeaker
from app.adapters.sound_outputs import AlsaOutput, PulseOutput, opened_output
from app.errors import InputProblem
from tests.unit.told.sounding import playing_into, silent

SECOND = bytes(range(256)) * 375


def test_what_comes_out_is_what_was_given(tmp_path, monkeypatch):
    heard = playing_into(tmp_path, monkeypatch)
    speaker = Loudspeaker(AlsaOutput())
    for begin in range(0, len(SECOND), 30_000):
        speaker.give(SECOND[begin : begin + 30_000])
    waited = threading.Event()
    for _ in range(2_000):
        if speaker.played_ms >= 1_000:
            break
        waited.wait(0.005)
    assert (speaker.played_ms, speaker.waiting_ms) == (1_000, 0)
    speaker.stop()
    speaker.join()
    assert heard.read_bytes() == SECOND
    assert not speaker.goes_on


class Holding:
    """A device that keeps whoever writes waiting, and one that goes away."""

    def __init__(self, *, goes_away=False):
        self.taken, self.drained, self.is_closed = 0, 0, False
        self.may = threading.Event()
        self.goes_away = goes_away

    def write(self, samples):
        if self.goes_away:
            raise OSError
        self.taken += len(samples)
        self.may.wait(10)

    def drain(self):
        self.drained = self.taken

    def close(self):
        self.is_closed = True


def test_stop_is_silent_at_once_whatever_still_waits():
    device = Holding()
    speaker = Loudspeaker(device)
    speaker.give(SECOND)
    speaker.stop()
    device.may.set()
    speaker.join()
    assert device.taken <= len(SECOND) // 20
    assert device.is_closed


def test_a_device_that_went_away_is_let_go_of():
    device = Holding(goes_away=True)
    speaker = Loudspeaker(device)
    speaker.give(SECOND)
    speaker.join()
    assert not speaker.goes_on
    assert speaker.broke_off
    assert device.is_closed


def test_what_is_finished_is_let_go_of_only_when_all_was_heard():
    device = Holding()
    device.may.set()
    speaker = Loudspeaker(device)
    speaker.give(SECOND)
    speaker.finish()
    speaker.join()
    assert device.drained == device.taken == len(SECOND)
    assert device.is_closed
    assert not speaker.broke_off


def test_a_computer_without_sound_says_so(tmp_path, monkeypatch):
    silent(tmp_path, monkeypatch)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    with pytest.raises(InputProblem, match="INP-160"):
        opened_output()


def test_without_a_sound_server_nothing_is_made_to_look_for_one(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    with pytest.raises(OSError, match="no server"):
        PulseOutput()
    assert list(tmp_path.iterdir()) == []
