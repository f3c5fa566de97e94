"""The words of the codes that a report shows, and times as people read them."""

from __future__ import annotations

from enum import StrEnum

from app.domain.case.timeline import EntryKind
from app.domain.chats.chats import LinkStanding
from app.domain.chats.platform_names import PLATFORMS
from app.domain.custody import Act
from app.domain.evidence.found_words import ITEM_KINDS
from app.domain.evidence.items import Method
from app.domain.times.times import (
    Certainty,
    Moment,
    TimeSource,
    in_calendar,
    iso_kst,
    iso_utc,
    long_kst,
)
from app.i18n import N_, Texts

_METHODS = {
    Method.SCREENSHOT: N_("screenshot"),
    Method.RECORDING: N_("screen recording"),
    Method.EXPORT: N_("export from the app"),
    Method.PHOTOGRAPH: N_("photograph of a screen"),
    Method.FILE: N_("a file as it was given"),
    Method.NOTE: N_("note"),
    Method.MEMO: N_("spoken, recorded by this program"),
    Method.CAPTURE: N_("captured from the screen"),
    Method.CLIPBOARD: N_("pasted from the clipboard"),
    Method.WORKING_COPY: N_("a working copy made here"),
    Method.WHILE_LOCKED: N_("a file put in while the vault was locked"),
}
_CERTAINTIES = {
    Certainty.MINUTE: N_("to the minute"),
    Certainty.DAY: N_("to the day"),
    Certainty.ZONE_ASSUMED: N_("time zone assumed"),
    Certainty.APPROXIMATE: N_("approximate"),
    Certainty.UNKNOWN: N_("certainty not known"),
}
_SOURCES = {
    TimeSource.PLATFORM: N_("as the platform recorded it"),
    TimeSource.PLATFORM_LOCAL: N_("as the exporting computer wrote it"),
    TimeSource.FILE: N_("by the file's own time"),
    TimeSource.METADATA: N_("by what stands inside the file"),
    TimeSource.PERSON: N_("as the person wrote it"),
    TimeSource.VAULT: N_("by this computer's clock"),
}
_STANDINGS = {
    LinkStanding.OBSERVED: N_("observed"),
    LinkStanding.DERIVED: N_("derived, not observed"),
}
_ENTRIES = {
    EntryKind.MESSAGES: N_("Messages of one day"),
    EntryKind.MEDIA: N_("Picture or file in a message"),
    EntryKind.ITEM: N_("File added"),
    EntryKind.GAP: N_("Something that the export does not give"),
    EntryKind.MOVED: N_("The room moved"),
    EntryKind.ROOM: N_("Something happened to the room"),
    EntryKind.NOTE: N_("Note"),
    EntryKind.INCIDENT: N_("Incident"),
    EntryKind.PAYMENT: N_("Payment or demand"),
    EntryKind.MARK: N_("Identifier seen"),
    EntryKind.DEED: N_("Message that was marked"),
    EntryKind.PART: N_("Posted or told"),
    EntryKind.REPORT: N_("Report written"),
    EntryKind.BUNDLE: N_("Bundle made"),
    EntryKind.FILED: N_("What you handed in"),
}
_ACTS = {
    Act.VAULT_CREATED: N_("Vault made"),
    Act.CASE_CREATED: N_("Case opened"),
    Act.CASE_CHANGED: N_("Case changed"),
    Act.DUTY_SEEN: N_("Notice on the duty to report seen"),
    Act.ITEM_TAKEN: N_("Item stored"),
    Act.ITEM_REFUSED: N_("Item not stored"),
    Act.ITEM_SEEN_AGAIN: N_("Same item met again"),
    Act.ITEM_MADE: N_("Working copy made"),
    Act.CHAT_IMPORTED: N_("Chat read"),
    Act.WORDS_READ: N_("Words in pictures read by a program"),
    Act.LABEL_NOTED: N_("Label written down"),
    Act.LIKENESS_DECIDED: N_("Compared with another picture"),
    Act.PAGE_READ: N_("Page or mail read"),
    Act.LINK_WRITTEN: N_("Link written down"),
    Act.ROOM_DECIDED: N_("Said whether it happened to the room"),
    Act.MESSAGE_MARKED: N_("Said what the message does"),
    Act.NOTE_WRITTEN: N_("Note written"),
    Act.NOTE_CHANGED: N_("Entry of the log changed"),
    Act.PERSON_WRITTEN: N_("Person written down"),
    Act.PERSON_JOINED: N_("Two people found to be one"),
    Act.PERSON_REMOVED: N_("Person taken out"),
    Act.PAYMENT_WRITTEN: N_("Payment or demand written down"),
    Act.FILING_ADDED: N_("Handing in written down"),
    Act.FILING_STEP: N_("Step of something handed in"),
    Act.FILING_REMOVED: N_("Something handed in taken out"),
    Act.LINK_STATED: N_("Where links stand was said"),
    Act.PAYMENT_REMOVED: N_("Payment or demand taken out"),
    Act.PART_STATED: N_("Said what it is for"),
    Act.PART_WITHDRAWN: N_("What it is for taken back"),
    Act.LOOK_LEFT: N_("Left to somebody else to look at"),
    Act.LOOK_SAID: N_("What is seen written down"),
    Act.LOOK_TAKEN_BACK: N_("Left to nobody any more"),
    Act.REPORT_SAVED: N_("Report saved"),
    Act.BUNDLE_MADE: N_("Bundle made"),
    Act.STAMP_ASKED: N_("Time stamp asked for"),
    Act.STAMP_KEPT: N_("Time stamp came"),
    Act.STAMP_REFUSED: N_("Time stamp could not be used"),
    Act.RECEIPT_TAKEN: N_("Receipt of a recipient taken in"),
    Act.QUESTION_TAKEN: N_("Question of a recipient taken in"),
    Act.QUESTION_ANSWERED: N_("Question of a recipient answered"),
    Act.KEY_FOR_ADDED: N_("Recipient's key added"),
    Act.KEY_FOR_CHECKED: N_("Recipient's key compared"),
    Act.KEY_FOR_REMOVED: N_("Recipient's key taken out"),
    Act.KEY_FOR_GIVEN: N_("Recipient's key opens a bundle made before"),
    Act.CONSENT_GIVEN: N_("Consent written down"),
    Act.CONSENT_WITHDRAWN: N_("Consent withdrawn"),
    Act.CONSENT_BY_CHOICE: N_("Exhibits chosen for a recipient"),
    Act.DOCUMENT_MADE: N_("Saved as a document"),
    Act.IDENTITY_SAVED: N_("Identity sheet saved"),
    Act.ITEM_SET_ASIDE: N_("Set aside for a week"),
    Act.ITEM_BROUGHT_BACK: N_("Brought back"),
    Act.ITEM_DESTROYED: N_("Destroyed on request"),
    Act.CHECKED: N_("Vault checked"),
    Act.DROP_KEY_REPLACED: N_("Key for taking in while locked put right"),
    Act.DROP_DISCARDED: N_("File that waited thrown away"),
}
_WORDS: dict[tuple[type[StrEnum], str], str] = {
    (type(code), str(code)): said
    for code, said in (
        *ITEM_KINDS.items(),
        *PLATFORMS.items(),
        *_METHODS.items(),
        *_CERTAINTIES.items(),
        *_SOURCES.items(),
        *_STANDINGS.items(),
        *_ENTRIES.items(),
        *_ACTS.items(),
    )
}
"""By kind and code: 'file' is both a way to capture and a source of times, and they are equal."""

_CERTAINTY_WORDS = {
    "exact": N_("exact"),
    "approximate": N_("approximate"),
    "learned": N_("the day it became known"),
    "unknown": N_("not known"),
}


def word(code: StrEnum, texts: Texts) -> str:
    """The word of a code; a code without one stands for itself."""
    known = _WORDS.get((type(code), str(code)))
    return str(code) if known is None else texts.tr(known)


def answer_certainty(code: str, texts: Texts) -> str:
    """How sure a typed time is, in words; empty for no statement."""
    return texts.tr(_CERTAINTY_WORDS[code]) if code in _CERTAINTY_WORDS else ""


def both_zones(at_ms: int) -> str:
    """A time for tables, in two lines: KST, then UTC."""
    if not in_calendar(at_ms):
        return iso_kst(at_ms)
    return f"{iso_kst(at_ms)}\n{iso_utc(at_ms)[:19].replace('T', ' ')} UTC"


def moment_text(moment: Moment, texts: Texts, *, told: TimeSource | None = None) -> str:
    """A time in full: KST and UTC, how sure, who says so, and the text it came from.

    `told`: the source that its label names already, and that is not said twice.
    """
    remarks: list[str] = []
    if moment.certainty is not Certainty.EXACT:
        remarks.append(word(moment.certainty, texts))
    if moment.source is not told:
        remarks.append(word(moment.source, texts))
    if moment.at_ms is None or moment.kst is None:
        said = moment.original or texts.tr("not known")
        return f"{said} ({', '.join(remarks)})" if remarks else said
    utc = iso_utc(moment.at_ms)[:19].replace("T", " ")
    if moment.original and moment.source is not TimeSource.VAULT:
        remarks.append(texts.tr("original text: {text}").replace("{text}", moment.original))
    zones = f"{long_kst(moment.at_ms, texts.language)} · {utc} UTC"
    return f"{zones}\n{', '.join(remarks)}" if remarks else zones


def size_text(size: int) -> str:
    """Bytes with thousands apart, exact: `1,234,567`."""
    return f"{size:,}"
