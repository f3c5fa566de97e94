"""Domain values in the words of the screen: kinds, methods, times with their source, sizes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from app.domain.case.timeline import EntryKind
from app.domain.evidence.found_words import ITEM_KINDS
from app.domain.evidence.items import Method
from app.domain.times.times import KST, Certainty, Moment, TimeSource
from app.i18n import N_
from ui.context import Context

KINDS = ITEM_KINDS

METHODS = {
    Method.SCREENSHOT: N_("screenshot"),
    Method.RECORDING: N_("screen recording"),
    Method.EXPORT: N_("chat export"),
    Method.PHOTOGRAPH: N_("photograph of a screen"),
    Method.FILE: N_("file that was given"),
    Method.NOTE: N_("note"),
    Method.MEMO: N_("spoken, recorded by this program"),
    Method.CAPTURE: N_("captured from the screen"),
    Method.CLIPBOARD: N_("pasted from the clipboard"),
    Method.WORKING_COPY: N_("a working copy made here"),
    Method.WHILE_LOCKED: N_("a file put in while the vault was locked"),
}

ENTRIES = {
    EntryKind.MESSAGES: N_("Messages"),
    EntryKind.MEDIA: N_("Seen in the chat"),
    EntryKind.ITEM: N_("File"),
    EntryKind.GAP: N_("Not in the export"),
    EntryKind.MOVED: N_("The room moved"),
    EntryKind.ROOM: N_("Something happened to the room"),
    EntryKind.NOTE: N_("Note"),
    EntryKind.INCIDENT: N_("Incident"),
    EntryKind.PAYMENT: N_("Payment or demand"),
    EntryKind.MARK: N_("Identifier seen"),
    EntryKind.DEED: N_("Message that was marked"),
    EntryKind.PART: N_("Posted or told"),
    EntryKind.REPORT: N_("Report"),
    EntryKind.BUNDLE: N_("Handed-over bundle"),
    EntryKind.FILED: N_("What you handed in"),
}

SOURCES = {
    TimeSource.PLATFORM: N_("the platform's record"),
    TimeSource.PLATFORM_LOCAL: N_("clock time in the export"),
    TimeSource.FILE: N_("the file's own time"),
    TimeSource.METADATA: N_("inside the file"),
    TimeSource.PERSON: N_("typed by hand"),
    TimeSource.VAULT: N_("this computer's clock"),
}

CERTAINTIES = {
    Certainty.EXACT: N_("to the second"),
    Certainty.MINUTE: N_("to the minute"),
    Certainty.DAY: N_("to the day"),
    Certainty.ZONE_ASSUMED: N_("time zone assumed"),
    Certainty.APPROXIMATE: N_("approximate"),
    Certainty.UNKNOWN: N_("not certain"),
}


def kst(at_ms: int) -> datetime:
    """The instant as Korean time; the nearest end of the calendar for times outside it."""
    try:
        return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=at_ms)).astimezone(KST)
    except OverflowError:
        return datetime(9999 if at_ms > 0 else 1, 1, 2, tzinfo=KST)


def day(at_ms: int, context: Context) -> str:
    """A day for captions and axes: `8월 27일` or `27 Aug`."""
    moment = kst(at_ms)
    if context.language.texts.language == "ko":
        return f"{moment.month}월 {moment.day}일"
    return f"{moment.day} {moment:%b}"


def clock(at_ms: int) -> str:
    """A time for lists: `2024-08-27 14:03 KST`."""
    return f"{kst(at_ms):%Y-%m-%d %H:%M} KST"


def full_moment(moment: Moment | None, context: Context) -> str:
    """A time with everything that is known of it: Korean time, UTC, source and certainty."""
    if moment is None:
        return context.tr("not known")
    utc = moment.utc
    if utc is None or moment.at_ms is None:
        return moment.original or context.tr("not known")
    return " · ".join(
        (
            f"{kst(moment.at_ms):%Y-%m-%d %H:%M:%S} KST ({utc:%Y-%m-%d %H:%M:%S} UTC)",
            context.tr(SOURCES[moment.source]),
            context.tr(CERTAINTIES[moment.certainty]),
        )
    )
