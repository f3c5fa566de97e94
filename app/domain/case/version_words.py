"""Two versions of a record in words: what it is, and the lines in which they differ.

The words are those of the pages on which such things are typed. Texts are made visible by whoever
shows them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from app.domain.case.case_desk import CASE_STATES
from app.domain.chats.roomlife_words import DEEDS, KNOWN
from app.domain.evidence.likeness_words import DECISIONS
from app.domain.follow_up.ledger_words import FILING_STATES, LINK_STATES
from app.domain.reports.consent_words import HOW_WORDS, KIND_WORDS
from app.domain.times.times import iso_kst, iso_utc
from app.domain.told.said import words_in
from app.domain.told.told_in_words import DIRECTIONS, MARK_KINDS, PARTS, ROLES, WAYS
from app.i18n import N_

KINDS: dict[str, str] = {
    "items": N_("Evidence"),
    "rooms": N_("Room"),
    "room_events": N_("What happened to a room"),
    "message_marks": N_("What a message is"),
    "notes": N_("Note"),
    "people": N_("Person"),
    "person_marks": N_("What a person goes by"),
    "payments": N_("Payment or demand"),
    "item_parts": N_("What an item is"),
    "said": N_("Answer for reports"),
    "answers": N_("Answer in a report"),
    "consents": N_("Consent"),
    "filings": N_("Report handed in"),
    "filing_steps": N_("Report handed in"),
    "link_steps": N_("What became of a link"),
    "narrative_lines": N_("Account of events"),
    "narrative_sources": N_("Account of events"),
    "likenesses": N_("The same picture"),
    "looks": N_("What is seen in it"),
    "case_states": N_("Where it stands"),
    "questions": N_("A recipient's question"),
}
"""By table."""

_LINES: dict[str, dict[str, str]] = {
    "items": {"name": N_("Name")},
    "rooms": {"title": N_("Name"), "kind": N_("Kind")},
    "room_events": {"known": N_("What you said"), "decided_ms": N_("When")},
    "message_marks": {"deed": N_("What a message is"), "known": N_("What you said")},
    "notes": {"event": N_("When"), "text": N_("What happened"), "incident": N_("Remarks")},
    "people": {
        "name": N_("What you call them"),
        "role": N_("What they did"),
        "note": N_("Remarks"),
    },
    "person_marks": {
        "kind": N_("Kind"),
        "value": N_("As it was seen"),
        "platform": N_("App or site"),
        "seen": N_("When it was seen"),
        "note": N_("Remarks"),
    },
    "payments": {
        "direction": N_("Kind"),
        "way": N_("How"),
        "amount": N_("Sum"),
        "currency": N_("Money"),
        "to_whom": N_("Account, wallet or name it went to"),
        "reference": N_("Transaction number"),
        "paid": N_("When"),
        "note": N_("Remarks"),
    },
    "item_parts": {
        "part": N_("What it is for"),
        "teller": N_("Who told you"),
        "place": N_("Where it was posted, or how it came"),
        "audience": N_("Who could see it"),
        "event": N_("When it was posted or told"),
        "note": N_("Remarks"),
    },
    "said": {"answer": N_("Answer")},
    "answers": {"answer": N_("Answer")},
    "consents": {
        "kind": N_("Kind"),
        "how": N_("How"),
        "note": N_("Remarks"),
        "withdrawn_ms": N_("Taken back"),
    },
    "filings": {"recipient": N_("To whom"), "note": N_("Remarks")},
    "filing_steps": {
        "state": N_("Where it stands"),
        "at": N_("When"),
        "receipt": N_("Receipt number"),
        "channel": N_("How it was handed in"),
        "note": N_("Remarks"),
    },
    "link_steps": {"state": N_("Where it stands"), "at": N_("When"), "note": N_("Remarks")},
    "narrative_lines": {"text": N_("Text"), "place": N_("Order")},
    "likenesses": {"decided": N_("What you said")},
    "looks": {"words": N_("What is seen in it")},
    "case_states": {"state": N_("Where it stands"), "note": N_("Remarks")},
    "questions": {"answer": N_("Your answer")},
}

_VALUES: dict[tuple[str, str], Mapping[Any, str]] = {
    ("room_events", "known"): KNOWN,
    ("message_marks", "known"): KNOWN,
    ("message_marks", "deed"): DEEDS,
    ("people", "role"): ROLES,
    ("person_marks", "kind"): MARK_KINDS,
    ("payments", "direction"): DIRECTIONS,
    ("payments", "way"): WAYS,
    ("item_parts", "part"): PARTS,
    ("consents", "kind"): KIND_WORDS,
    ("consents", "how"): HOW_WORDS,
    ("filing_steps", "state"): FILING_STATES,
    ("link_steps", "state"): LINK_STATES,
    ("likenesses", "decided"): DECISIONS,
    ("case_states", "state"): CASE_STATES,
}
_ALWAYS = frozenset({"name", "text", "value", "answer", "words", "title", "recipient"})
"""What tells which record it is: shown also where both say the same."""

Said = Mapping[str, Any] | None


class Line(NamedTuple):
    """One line of two versions: its name (a message id), and what each side says."""

    label: str
    ours: str
    theirs: str


def lines_of(kind: str, ours: Said, theirs: Said, tr: Callable[[str], str]) -> tuple[Line, ...]:
    """The lines of two versions in the words of a language; a side that took it out says nothing.

    Where the difference lies in nothing that has a name, all lines are given.
    """
    named = _LINES.get(kind, {})
    told = [
        (name, Line(label, _text(kind, name, ours, tr), _text(kind, name, theirs, tr)))
        for name, label in named.items()
    ]
    shown = [line for name, line in told if line.ours != line.theirs or name in _ALWAYS]
    if all(line.ours == line.theirs for line in shown):
        shown = [line for _name, line in told]
    return tuple(line for line in shown if line.ours or line.theirs)


def _text(kind: str, name: str, record: Said, tr: Callable[[str], str]) -> str:
    value = None if record is None else record.get(name)
    if value is None or value == "":
        return ""
    words = _VALUES.get((kind, name))
    if words is not None:
        return tr(next((text for one, text in words.items() if one == value), str(value)))
    if name == "answer":
        return "\n".join(words_in(value)) or str(value)
    if name == "incident":
        return "\n".join(one for one in value if one)
    if isinstance(value, list):
        at_ms = value[0]
        return value[3] if at_ms is None else _time(at_ms)
    return _time(value) if name.endswith("_ms") else str(value)


def _time(at_ms: int) -> str:
    return f"{iso_kst(at_ms)} ({iso_utc(at_ms)})"
