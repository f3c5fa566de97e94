"""The tables whose rows travel with a case, in the order in which they refer to each other.

What is not named here stays at home: keys, address book, corrections, settings, unfinished work,
previews and machine-read words (each vault makes its own), stamps and receipts (of bundles that one
vault made and its log tells of), case numbers (a desk's own), other exchanges.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.case.case_desk import CaseState
from app.domain.chats.chats import Platform
from app.domain.chats.roomlife import Deed, Happening, Known
from app.domain.chats.roomlife import Part as RoomPart
from app.domain.evidence.captures import Capture
from app.domain.evidence.copies import Recipe
from app.domain.evidence.intake import IntakeReport
from app.domain.evidence.items import Method
from app.domain.evidence.likeness import Closeness, Decision
from app.domain.evidence.parts import Part
from app.domain.follow_up.fates import LinkState
from app.domain.follow_up.filings import FilingState
from app.domain.reports.consents import ConsentHow, ConsentKind
from app.domain.reports.narrative import ID_KINDS
from app.domain.told.payments import Direction, Way
from app.domain.told.people import MarkKind, Role
from app.vault.exchange.columns import (
    Bytes,
    Column,
    Id,
    Kinded,
    Ref,
    Shaped,
    Text,
    When,
    Whole,
    Word,
)
from app.vault.stores import told_words as words

_OF_CASE = "case_id = ?"
_OF_ROOM = "room IN (SELECT id FROM rooms WHERE case_id = ?)"


@dataclass(frozen=True)
class Table:
    """One table.

    `key`: the columns that make a row the same row in every vault. `place`: a column of order that
    every vault counts by itself. `quiet`: columns whose difference alone changes nothing.
    `unites`: its rows never change once written. `both`: two versions can stand side by side.
    """

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ("id",)
    where: str = _OF_CASE
    has_case: bool = True
    told: words.Told | None = None
    place: str = ""
    place_within: str = ""
    quiet: tuple[str, ...] = ()
    unites: bool = False
    both: bool = False
    only: str = ""

    @property
    def refs(self) -> tuple[Ref, ...]:
        """The columns that refer to something."""
        return tuple(one for one in self.columns if isinstance(one, Ref))


_ITEM = Ref("item", "item")
_MAYBE_ITEM = Ref("item", "item", null=True)
_SHOWN_BY = Ref("item", "item", null=True, blank=True)
_SOURCE = Ref("source_item", "item")

_ACCOUNTS = Table(
    "accounts",
    (Id("id", "account"), Word("platform", Platform), Text("native_id"), Whole("seen_ms")),
    unites=True,
)
_NAMES = Table(
    "account_names", (Ref("account", "account"), Text("name")), ("account", "name"),
    where="account IN (SELECT id FROM accounts WHERE case_id = ?)", has_case=False,
    place="place", place_within="account", unites=True,
)  # fmt: skip
_ROOMS = Table(
    "rooms",
    (
        Id("id", "room"), Word("platform", Platform), Text("native_id"), Text("title"),
        Text("kind"), Whole("seen_ms"), Ref("source_item", "item", null=True, blank=True),
        Ref("moved_from", "room", null=True, blank=True),
    ),
    quiet=("seen_ms", "source_item"),
)  # fmt: skip
_SIGHTINGS = Table(
    "sightings",
    (
        Id("id", "sighting"), When("entered"), Word("method", Method), _MAYBE_ITEM,
        Ref("message", "message", null=True), Ref("room", "room", null=True),
        Ref("account", "account", null=True), When("shown"), When("captured"), Text("place"),
        Text("note"), Ref("source_item", "item", null=True), Text("position"),
    ),
    unites=True,
)  # fmt: skip
_ROOM_EVENTS = Table(
    "room_events",
    (
        Ref("room", "room"), Word("kind", Happening), Word("known", Known),
        Ref("message", "message"), _SOURCE, When("shown"),
        Ref("account", "account", null=True, blank=True), Text("actor"), Text("before"),
        Text("after"), Shaped("names", tuple[str, ...]), Text("position"),
        Ref("other", "room", null=True, blank=True), Whole("decided_ms", null=True),
    ),
    ("message", "kind"), where=_OF_ROOM, has_case=False,
)  # fmt: skip
_ROOM_MEMBERS = Table(
    "room_members",
    (
        Ref("room", "room"), Ref("account", "account", zero=True), Text("name"),
        Word("part", RoomPart), _SOURCE, Text("position"), Whole("posts", least=0),
        Whole("forwards", least=0), Whole("first_ms", null=True), Whole("last_ms", null=True),
        Ref("first_message", "message", null=True, blank=True),
        Ref("last_message", "message", null=True, blank=True),
    ),
    ("room", "account", "name", "part", "source_item"), where=_OF_ROOM, has_case=False,
    unites=True,
)  # fmt: skip
_ROOM_READS = Table(
    "room_reads", (_SOURCE,), ("source_item",), unites=True, only="up_to IS NULL",
)  # fmt: skip
_MARKS = Table(
    "message_marks",
    (
        Ref("message", "message"), Word("deed", Deed), Word("known", Known), Whole("marked_ms"),
        Ref("room", "room"), _SOURCE,
    ),
    ("message", "deed"), where=_OF_ROOM, has_case=False, quiet=("marked_ms",),
)  # fmt: skip
_NOTES = Table("notes", (Id("id", "note"), Text("text"), Whole("at_ms"), When("event")), both=True)
_PEOPLE = Table(
    "people",
    (Id("id", "person"), Text("name"), Word("role", Role), Text("note"), Whole("made_ms")),
    told=words.PEOPLE, both=True,
)  # fmt: skip
_PERSON_MARKS = Table(
    "person_marks",
    (
        Id("id", "mark"), Ref("person", "person"), Word("kind", MarkKind), Text("value"),
        Text("platform"), Ref("account", "account", null=True), _SHOWN_BY,
        Ref("sighting", "sighting", null=True, blank=True), When("seen"), Text("note"),
    ),
    where="person IN (SELECT id FROM people WHERE case_id = ?)", has_case=False, told=words.MARKS,
)  # fmt: skip
_PAYMENTS = Table(
    "payments",
    (
        Id("id", "payment"), When("paid"), Text("amount"), Text("currency"), Word("way", Way),
        Word("direction", Direction), Text("to_whom"), Text("reference"),
        Ref("person", "person", null=True, blank=True), _SHOWN_BY, Text("note"), Whole("made_ms"),
    ),
    told=words.PAYMENTS, both=True,
)  # fmt: skip
_PARTS = Table(
    "item_parts",
    (
        _ITEM, Word("part", Part), Text("place"), Text("audience"), Text("teller"), When("event"),
        Text("note"), Whole("made_ms"),
    ),
    ("item", "part"), told=words.PARTS, quiet=("made_ms",),
)  # fmt: skip
_CONSENTS = Table(
    "consents",
    (
        Id("id", "consent"), Word("kind", ConsentKind), Text("recipient"), _MAYBE_ITEM,
        Whole("given_ms"), Word("how", ConsentHow), Text("witness"), Text("text_version"),
        Text("note"), Whole("withdrawn_ms", null=True),
    ),
    told=words.CONSENTS,
)  # fmt: skip
_FILINGS = Table(
    "filings",
    (
        Id("id", "filing"), Ref("report", "report", null=True, blank=True), Text("template"),
        Text("recipient"), Text("note"), Whole("made_ms"),
    ),
    told=words.FILINGS,
)  # fmt: skip
_FILING_STEPS = Table(
    "filing_steps",
    (
        Id("id", "step"), Ref("filing", "filing"), Word("state", FilingState), When("at"),
        Text("receipt"), Text("channel"), Text("note"), Whole("said_ms"),
    ),
    where="filing IN (SELECT id FROM filings WHERE case_id = ?)", has_case=False,
    told=words.FILING_STEPS,
)  # fmt: skip
_LINK_STEPS = Table(
    "link_steps",
    (
        Id("id", "step"), Ref("link", "link"), Word("state", LinkState), When("at"),
        Ref("filing", "filing", null=True, blank=True), Text("note"),
        Whole("next_check_ms", null=True), Whole("said_ms"),
    ),
    told=words.LINK_STEPS,
)  # fmt: skip
_LINES = Table(
    "narrative_lines",
    (Id("id", "line"), Whole("place"), Text("text"), Whole("edited", least=0, most=1)),
    told=words.LINES, both=True,
)  # fmt: skip
_LINE_SOURCES = Table(
    "narrative_sources",
    (
        Ref("line", "line"),
        Kinded("kind", "source", {kind.value: of for kind, of in ID_KINDS.items()}),
    ),
    ("line", "kind"), where="line IN (SELECT id FROM narrative_lines WHERE case_id = ?)",
    has_case=False, place="place", place_within="line",
)  # fmt: skip
_REPORTS = Table(
    "reports",
    (Id("id", "report"), Text("template"), Text("template_version"), Whole("saved_ms")),
    quiet=("saved_ms", "template_version"), unites=True,
)  # fmt: skip
_IMPORTS = Table(
    "imports", (Id("id", "import"), Whole("at_ms"), Shaped("report", IntakeReport)), unites=True
)
_LIKENESSES = Table(
    "likenesses",
    (
        Ref("first", "item"), Ref("second", "item"), Text("method", 40), Whole("distance"),
        Text("turned", 40), Word("closeness", Closeness), Word("decided", Decision),
        Whole("decided_ms"),
    ),
    ("first", "second"), quiet=("decided_ms",),
)  # fmt: skip
_DERIVATIONS = Table(
    "derivations", (_ITEM, Shaped("recipe", Recipe), Whole("made_ms")), ("item",),
    where="item IN (SELECT item FROM case_items WHERE case_id = ?)", has_case=False, unites=True,
)  # fmt: skip
_CAPTURES = Table(
    "captures",
    (
        Ref("sighting", "sighting"), _ITEM, Whole("made_ms"), Text("said"),
        Shaped("details", Capture),
    ),
    ("sighting",), told=words.CAPTURES, unites=True,
)  # fmt: skip
_LOOKS = Table(
    "looks",
    (
        Id("id", "look"), _ITEM, Whole("asked_ms", null=True), Text("words"),
        Whole("looked_ms", null=True),
    ),
    ("item",), quiet=("id",),
)  # fmt: skip
_STATES = Table(
    "case_states", (Id("id", "state"), Word("state", CaseState), Text("note"), Whole("at_ms"))
)
_QUESTIONS = Table(
    "questions",
    (
        Id("id", "question"), _MAYBE_ITEM, Text("exhibit", 200), Bytes("manifest"),
        Text("asker", 1000), Text("signer", 200), Text("text"), Whole("asked_ms"),
        Whole("came_ms"), Text("answer"), Whole("answered_ms", null=True),
    ),
)  # fmt: skip

BEFORE_MESSAGES = (_ACCOUNTS, _NAMES, _ROOMS)
REPORTS = _REPORTS
NOTES = _NOTES
BEHIND_LINKS = (
    _ROOM_EVENTS, _ROOM_MEMBERS, _ROOM_READS, _SIGHTINGS, _CAPTURES, _PEOPLE, _PERSON_MARKS,
    _PAYMENTS, _NOTES, _PARTS, _CONSENTS, _REPORTS, _FILINGS, _FILING_STEPS, _LINK_STEPS, _MARKS,
    _LINES, _LINE_SOURCES, _IMPORTS, _LIKENESSES, _DERIVATIONS, _LOOKS, _STATES, _QUESTIONS,
)  # fmt: skip
