"""A capture in words: pairs of what it is and what was known, for screen and terminal."""

from __future__ import annotations

from app.domain.evidence.captures import Area, Capture, CaptureWay, Screen
from app.domain.text.textsafe import one_line
from app.domain.times.times import iso_kst, iso_utc
from app.i18n import N_, Texts

WAYS = {
    CaptureWay.SCREEN: N_("a whole screen"),
    CaptureWay.WINDOW: N_("one window"),
    CaptureWay.REGION: N_("a part of a screen"),
    CaptureWay.PASTED: N_("pasted from the clipboard"),
    CaptureWay.GIVEN: N_("handed over by another program"),
}
LENGTH = 300


def in_words(capture: Capture, texts: Texts) -> list[tuple[str, str]]:
    """Name and value of everything that is known; times in KST and UTC, never merged."""
    tr, shot, at = texts.tr, capture.shot, capture.shot.at
    log_at = both(capture.log_ms) if capture.log_ms is not None else tr("not known")
    by_log = tr("after entry {number}, of {moment}", number=capture.log_number, moment=log_at)
    if capture.log_number == 0:
        by_log = tr("not known; the vault was locked")
    told = [
        (tr("What was captured"), tr(WAYS[shot.way])),
        (
            tr("By the computer's clock"),
            f"{both(at.system_ms)} · {zone(at.zone, at.offset_minutes)}",
        ),
        (
            tr("By the running time"),
            tr(
                "{time} after the computer was started, at {moment}",
                time=duration(at.running_ms),
                moment=both(at.started_ms),
            ),
        ),
        (tr("By the vault's log"), by_log),
    ]
    if shot.screen is not None:
        told.append((tr("Which screen"), screen(shot.screen, texts)))
    if shot.area is not None:
        told.append((tr("Which part"), area(shot.area)))
    said = capture.said
    for name, value in (
        (tr("Where, by your word"), said.room),
        (tr("Link, by your word"), said.link),
        (tr("About it, by your word"), said.words),
    ):
        if value:
            told.append((name, one_line(value, LENGTH)))
    if shot.left_a_file:
        told.append(
            (
                tr("For a moment on the disk"),
                tr("the desktop wrote it into a file first, which was removed"),
            )
        )
    return [*told, (tr("Captured with"), one_line(capture.program, 60))]


def both(at_ms: int) -> str:
    """`2024-08-27 14:03:22 KST (2024-08-27T05:03:22Z)`."""
    return f"{iso_kst(at_ms)} ({iso_utc(at_ms)})"


def zone(name: str, offset_minutes: int) -> str:
    """`KST +09:00`."""
    sign = "-" if offset_minutes < 0 else "+"
    hours, minutes = divmod(abs(offset_minutes), 60)
    return f"{one_line(name, 40)} {sign}{hours:02}:{minutes:02}".strip()


def duration(length_ms: int) -> str:
    """`1:23:45`, with hours as many as there are."""
    minutes, seconds = divmod(length_ms // 1000, 60)
    return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"


def screen(one: Screen, texts: Texts) -> str:
    """Name, number among how many, pixels, scale."""
    number = texts.tr("{number} of {count}", number=one.number, count=one.count)
    parts = (
        one_line(one.name, 60),
        number,
        f"{one.width} × {one.height}",
        f"{one.scale_percent} %",
    )
    return " · ".join(part for part in parts if part)


def area(one: Area) -> str:
    """Size and place in the screen's pixels."""
    return f"{one.width} × {one.height} ({one.left}, {one.top})"
