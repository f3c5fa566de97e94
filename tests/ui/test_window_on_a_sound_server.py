"""The window on a real sound server: the card of a memo records, a sound is heard in the room.

PipeWire and PulseAudio, as `test_on_a_sound_server.py` has them.
"""

from __future__ import annotations

import io
import os
import signal
import sys
import wave

import pytest
from PySide6.QtCore import QCoreApplication

from app.adapters.sound_server import RATE, WIDTH
from app.domain.evidence.items import ItemKind, Method
from app.jobs import Job
from app.usecases.case.cases import add_case
from app.usecases.intake.adding import add_bytes
from app.usecases.items.evidence import list_items
from app.usecases.vault.vaults import create_vault
from crypto.kdf import FLOOR
from tests.ui.gallery import settle
from tests.ui.sound_room import (
    LAST_HZ,
    PIPEWIRE,
    PULSEAUDIO,
    TONE_HZ,
    heard,
    loudest,
    room,
    tone,
    until,
)
from ui.building import build_desk
from ui.theme.theme import Theme
from ui.theme.tokens import LIGHT

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(sys.platform != "linux", reason="sound servers of Linux"),
]

GONE = {"ko": "마이크 연결이 끊겼어요", "en": "The microphone is gone"}
NONE = {"ko": "마이크를 쓸 수 없었어요", "en": "No microphone could be used"}
NOTHING = {"ko": "녹음된 것이 없어요", "en": "Nothing was recorded"}
NO_WAY_OUT = {"ko": "소리가 나올 곳을 찾지 못했어요", "en": "No place for sound to come out"}


@pytest.fixture(params=[PIPEWIRE, PULSEAUDIO])
def kind(request):
    return request.param


@pytest.fixture(params=["ko", "en"])
def language(request):
    return request.param


@pytest.fixture
def opened(qapp, language, tmp_path):
    """The window, an open vault in it, and a case."""
    made = build_desk(qapp, language, Theme(qapp, scheme=LIGHT))
    made.window.show()
    vault = create_vault(tmp_path / "vault", "quiet words for a test", Job(), argon2=FLOOR)
    made.context.session.open(vault)
    settle(made)
    made.context.session.choose(add_case(vault, "사건 2026-03"))
    yield made
    made.context.session.lock(stop_work=True)
    made.context.lanes.close()
    made.window.close()


def as_file(samples):
    """A file of these samples, as any program would make it."""
    out = io.BytesIO()
    with wave.open(out, "wb") as made:
        made.setparams((1, WIDTH, RATE, 0, "NONE", ""))
        made.writeframes(samples)
    return out.getvalue()


def page(desk, name, subject=None):
    desk.window.frame.go(name, subject)
    settle(desk)
    return desk.window.frame.page_called(name)


def plain(words):
    """A text without the marks that keep Korean words whole."""
    return words.text().replace("\u2060", "")


def turning(happened):
    """Something that is waited for while the window lives on."""

    def so():
        QCoreApplication.processEvents()
        return happened()

    return so


def memos(desk):
    session = desk.context.session
    rows = list_items(session.vault, session.case.id)
    items = [row.item for row in rows if row.item.kind is ItemKind.AUDIO]
    return [heard(session.vault.items.open(one.id).read()) for one in items]


def test_the_card_records_what_is_said_until_it_is_pressed_or_cut_off(
    kind, opened, language, monkeypatch
):
    with room(kind) as at:
        at.join(monkeypatch)
        at.hum()
        card = page(opened, "incidents")._memo
        card.record.click()
        assert until(turning(lambda: card.records and card._recording.seconds >= 1))
        card.record.click()
        settle(opened)
        assert not card.records
        assert not card._problem.isVisible()
        card.record.click()
        assert until(turning(lambda: card.records and card._recording.seconds >= 1))
        os.killpg(at.server.pid, signal.SIGKILL)
        assert until(turning(lambda: not card.records))
        settle(opened)
        assert GONE[language] in plain(card._problem)
        kept = memos(opened)
        assert len(kept) == 2
        for samples in kept:
            assert len(samples) >= RATE
            assert loudest(samples[RATE // 2 : RATE]) == pytest.approx(TONE_HZ, abs=2)
        card.record.click()
        settle(opened)
        assert not card.records
        assert NONE[language] in plain(card._problem)


def test_a_microphone_that_gives_nothing_is_said_and_the_card_is_ready_again(
    opened, language, monkeypatch
):
    with room(PULSEAUDIO) as at:
        at.join(monkeypatch)
        still = f"file={at.folder}/still"
        assert at.pactl("load-module", "module-pipe-source", "source_name=still", still)
        at.pactl("set-default-source", "still")
        card = page(opened, "incidents")._memo
        card.record.click()
        assert until(turning(lambda: card.records))
        assert until(turning(lambda: not card.records))
        settle(opened)
        assert NOTHING[language] in plain(card._problem)
        assert not card.drop.isVisible()
        assert memos(opened) == []


def test_a_sound_is_heard_in_the_room_to_its_end_and_that_no_way_leads_out_is_said(
    kind, opened, language, monkeypatch
):
    session = opened.context.session
    item = add_bytes(
        session.vault, session.case.id,
        as_file(tone(TONE_HZ, 1.5) + tone(LAST_HZ, 0.15)), Job(),
        name="a.wav", kind=ItemKind.AUDIO, method=Method.FILE,
    ).item.id  # fmt: skip
    with room(kind, microphone=False) as at:
        at.join(monkeypatch)
        viewer = page(opened, "view", item)
        sound = viewer._sound
        listening, file = at.listen()
        sound.play.click()
        sound.loudness._buttons[100].click()
        assert until(turning(lambda: not sound.is_on))
        samples = at.was_heard(listening, file)
        assert not viewer._problem.isVisible()
        assert len(samples) == pytest.approx(1.65 * RATE, rel=0.03)
        assert loudest(samples[RATE // 4 : RATE // 2]) == pytest.approx(TONE_HZ, abs=4)
        assert loudest(samples[-RATE // 10 :]) == pytest.approx(LAST_HZ, abs=20)
        sound.seek(0)
        sound.play.click()
        assert until(turning(lambda: sound.at_ms > 0))
        os.killpg(at.server.pid, signal.SIGKILL)
        assert until(turning(lambda: not sound.is_on))
        settle(opened)
        assert viewer._problem.isVisible()
        assert NO_WAY_OUT[language] in plain(viewer._problem_words)
