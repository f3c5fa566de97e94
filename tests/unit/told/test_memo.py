"""A memo is recorded into memory alone, ends when it is to, and is an item like any other."""

from __future__ import annotations

import io
import time
from pathlib import Path

import av
import numpy as np
import pytest

from app.adapters.microphone import Recording
from app.domain.custody import Act
from app.domain.evidence.items import Case, ItemKind, Method
from app.errors import InputProblem, PolicyProblem
from app.jobs import Job
from app.usecases.case.cases import add_case
from app.usecases.intake.memo import begin_memo, keep_memo
from app.vault import Vault
from tests.unit.told.sounding import RATE, TONE_HZ, silent, speaking


def recorded(recording: Recording, seconds: int = 1) -> bytes:
    end = time.monotonic() + 20
    while recording.seconds < seconds and recording.goes_on and time.monotonic() < end:
        time.sleep(0.01)
    return recording.sound()


def heard(sound: bytes) -> np.ndarray:
    with av.open(io.BytesIO(sound)) as source:
        mixer = av.AudioResampler(format="s16", layout="mono", rate=RATE)
        frames = [part for frame in source.decode(audio=0) for part in mixer.resample(frame)]
    return np.concatenate([frame.to_ndarray()[0] for frame in frames]).astype(float)


def test_what_is_said_is_heard_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    speaking(tmp_path, monkeypatch)
    sound = heard(recorded(Recording()))
    assert len(sound) >= RATE * 0.9
    middle = sound[RATE // 4 : RATE // 4 + RATE // 2]
    loudest = np.argmax(np.abs(np.fft.rfft(middle))) * 2  # half a second: steps of 2 Hz
    assert abs(loudest - TONE_HZ) <= 2
    assert np.abs(middle).max() > 4000


def test_it_ends_by_itself_at_the_longest_and_can_not_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    speaking(tmp_path, monkeypatch)
    recording = Recording(longest_s=0.25)
    end = time.monotonic() + 20
    while recording.goes_on and time.monotonic() < end:
        time.sleep(0.01)
    assert not recording.goes_on
    assert len(heard(recording.sound())) < RATE * 0.6


def test_what_is_forgotten_is_nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    speaking(tmp_path, monkeypatch)
    recording = Recording()
    recorded(recording)
    recording.forget()
    with pytest.raises(InputProblem) as refused:
        recording.sound()
    assert refused.value.code == "INP-079"


def test_no_microphone_is_said_and_the_terminal_stays_quiet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    silent(tmp_path, monkeypatch)
    with pytest.raises(InputProblem) as refused:
        Recording()
    assert refused.value.code == "INP-078"
    assert capfd.readouterr() == ("", "")


def test_a_memo_is_an_item_with_its_time_and_no_other_file(
    vault: Vault, case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    speaking(tmp_path, monkeypatch)
    before = {path for path in tmp_path.rglob("*") if path.is_file()}
    recording = begin_memo(vault, case.id)
    sound = recorded(recording)
    added = keep_memo(vault, case.id, recording, Job(), note="오늘 있었던 일")
    assert (added.item.kind, added.item.media_type) == (ItemKind.AUDIO, "audio/ogg")
    assert added.sighting.method is Method.MEMO
    assert added.sighting.captured is not None
    assert added.sighting.captured.at_ms == recording.began_ms
    assert added.sighting.note == "오늘 있었던 일"
    with vault.items.open(added.item.id) as stored:
        assert stored.read() == sound
    (entry,) = vault.custody.of_subject(added.item.id)
    assert entry.act is Act.ITEM_TAKEN
    new = {path for path in tmp_path.rglob("*") if path.is_file()} - before
    assert {path.parent.parent.name for path in new} <= {"blobs", "vault"}
    with pytest.raises(InputProblem):
        recording.sound()


def test_minor_mode_says_so_before_anything_is_recorded(
    vault: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    silent(tmp_path, monkeypatch)  # a recording would say INP-078
    minor = add_case(vault, "", minor_mode=True)
    with pytest.raises(PolicyProblem) as refused:
        begin_memo(vault, minor.id)
    assert refused.value.code == "COL-004"
