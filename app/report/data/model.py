"""The shape of a template: which fields a report has, and so what may leave the vault at all.

Templates are data files (`resources/templates/*.toml`); adding one is adding a file. They are read
strictly: an unknown key or a wrong type makes the template unusable rather than half understood.
Nothing here reads files.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Literal

import msgspec

Language = Literal["ko", "en"]
DocumentKind = Literal["pdf", "hwpx", "docx", "xlsx", "csv", "eml", "txt", "jsonld", "json"]
Who = Literal["self", "counsellor", "agent", "guardian"]
Confidence = Literal["A", "B", "C", "M"]


class Strict(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Base of everything that is read from a data file: frozen, and strict about its keys."""


class Words(Strict, frozen=True, kw_only=True):
    """One text in both languages."""

    ko: str
    en: str

    def in_language(self, language: str) -> str:
        """The text in `ko` or `en`."""
        return self.ko if language == "ko" else self.en


class FieldType(StrEnum):
    """What an answer looks like (see `app.report.answers` for each shape)."""

    TEXT = "text"
    LONGTEXT = "longtext"
    CHOICE = "choice"
    MULTI = "multi"
    BOOL = "bool"
    DATE = "date"
    DATETIME = "datetime"
    DATETIME_RANGE = "datetime_range"
    PHONE = "phone"
    EMAIL = "email"
    PERSON = "person"
    ACCOUNT_LIST = "account_list"
    URL_LIST = "url_list"
    EVIDENCE_REFS = "evidence_refs"
    MONEY_LIST = "money_list"
    REPORT_LIST = "report_list"
    STATEMENT = "statement"
    HANDWRITTEN = "handwritten"


class Requirement(StrEnum):
    """How much the recipient wants it. None of them stops a report: what is open stays a blank."""

    RULE = "R"  # the recipient's rule or form asks for it
    STRONG = "S"  # asked for in practice
    OPTIONAL = "O"
    STATEMENT = "T"  # fixed text to read and confirm
    HAND = "H"  # written or shown at the desk; never typed, never stored
    AFTER = "after"  # known only after handing over


class Part(StrEnum):
    """What the document holds besides its fields, in the order of the template."""

    FIELDS = "fields"
    EXHIBIT_LIST = "exhibit_list"  # a short table
    EXHIBITS = "exhibits"  # each with all that is known of it
    HASHES = "hashes"
    LINKS = "links"
    PEOPLE = "people"  # rooms and accounts as seen
    TIMELINE = "timeline"
    INTAKE = "intake"  # what imports refused or did not understand
    CUSTODY = "custody"
    INTEGRITY = "integrity"
    SIGNATURE = "signature"
    CONTACT_SHEET = "contact_sheet"  # small covered pictures of the exhibits, by number
    TIMELINE_PICTURE = "timeline_picture"
    RELATIONS_PICTURE = "relations_picture"  # rooms and accounts: who posted where, what became
    REQUEST = "request"  # what is asked for, as boxes; the fields "request.*" and "care.*"


class Group(StrEnum):
    """Where a template stands in a list, in the order of urgency."""

    POLICE = "police"
    REGULATOR = "regulator"
    SUPPORT = "support"
    PLATFORM = "platform"
    ABROAD = "abroad"
    PAPER = "paper"  # goes along with others: authority, consent, lists


class Condition(Strict, frozen=True, kw_only=True):
    """Whether another question was answered with one of `any` ("yes" and "no" for yes or no).

    `empty`: also, or only, where it has no answer at all.
    """

    field: str
    any: tuple[str, ...] = ()
    empty: bool = False


class Choice(Strict, frozen=True, kw_only=True):
    """One possible answer. `id` is stored, `label` shown."""

    id: str
    label: Words


class Field(Strict, frozen=True, kw_only=True):
    """One question.

    `with_text` lets a yes or no carry words of its own. `boxes` prints all choices, ticked or not.
    `limit_chars` is what the recipient's own form takes (0: not known), `max_chars` what is kept.
    `asked_if`: only where that holds (an answer that is there stays in any case). `waived_if`: the
    recipient does not ask for it there. `shared` is false for what belongs to one report alone: a
    receipt, a signature, a confirmation.
    """

    id: str
    label: Words
    type: FieldType
    requirement: Requirement = Requirement.OPTIONAL
    help: Words | None = None
    choices: tuple[Choice, ...] = ()
    with_text: bool = False
    statement: Words | None = None
    max_chars: int = 0  # 0: the cap of the type
    limit_chars: int = 0
    boxes: bool = False
    shared: bool = True
    asked_if: Condition | None = None
    waived_if: Condition | None = None

    def choice_label(self, choice: str, language: str) -> str:
        """The words of a choice; the identifier itself where it is none of this field's."""
        for known in self.choices:
            if known.id == choice:
                return known.label.in_language(language)
        return choice


class Section(Strict, frozen=True, kw_only=True):
    """A group of fields under one heading, in the form and in the document."""

    id: str
    title: Words
    fields: tuple[str, ...]
    intro: Words | None = None


class Allows(Strict, frozen=True, kw_only=True):
    """Who may hand the report in, and how."""

    pseudonym: bool = False
    anonymous: bool = False
    agent: bool = False


class MediaPolicy(Strict, frozen=True, kw_only=True):
    """Whether the document shows pictures: `covered` (blurred, grey) or `never`."""

    adult: Literal["covered", "never"] = "covered"
    minor: Literal["never"] = "never"


class Amount(Strict, frozen=True, kw_only=True):
    """A limit as a number. `confidence` M: nobody wrote it down where it could be read."""

    value: int
    confidence: Confidence


class Kinds(Strict, frozen=True, kw_only=True):
    """Which files a portal takes, as `image/png`, `image/*` or `*/*`; none at all: no files."""

    value: tuple[str, ...]
    confidence: Confidence


class Limits(Strict, frozen=True, kw_only=True):
    """What fits into a recipient's portal. What is left out is not known: nothing is held back.

    Megabytes are of 1,000,000 bytes, the smaller reading of the two.
    """

    max_file_mb: Amount | None = None
    max_total_mb: Amount | None = None
    max_files: Amount | None = None
    kinds: Kinds | None = None
    source: str = ""


class Source(Strict, frozen=True, kw_only=True):
    """Where a fact of the template was read."""

    title: str
    date: str = ""


class Template(Strict, frozen=True, kw_only=True):
    """A whole template. Its `fields` are the allow-list of what leaves the vault through it.

    `documents`: the kinds that this recipient can use, the first one if nothing else is said.
    `enabled` false: kept for its identifier, with no form (its notes say why). `attach_media`
    false: nothing is ever attached, text and links only. `asks_identity`: a sheet of its own,
    apart, tells who the person is. `notes`: what to know about this recipient. `deadlines`:
    identifiers of the rules that a filing starts. `platforms`: fits where one of these was seen;
    none: anywhere.
    """

    id: str
    version: int
    title: Words
    recipient: str  # an identifier of the directory
    addressee: Words
    purpose: Words
    channels: tuple[str, ...]
    languages: tuple[Language, ...]
    audience_age: Literal["any", "adult", "minor"]
    as_of: date
    review_by: date
    confidence: Confidence
    sources: tuple[Source, ...]
    allows: Allows
    media_policy: MediaPolicy
    warnings: tuple[str, ...]
    parts: tuple[Part, ...]
    fields: tuple[Field, ...]
    sections: tuple[Section, ...]
    group: Group
    order: int = 100
    documents: tuple[DocumentKind, ...] = ("pdf", "txt", "json")
    enabled: bool = True
    who: tuple[Who, ...] = ("self", "counsellor", "agent", "guardian")
    limits: Limits = Limits()
    attach_media: bool = True
    signer: Words | None = None  # what who signs is called on this paper
    principal_signs: bool = False  # even where an agent is named: the paper is about the agent
    opening: Words | None = None  # the sentence that a paper begins with: what it asks, and by what
    asks_identity: bool = False
    mail_subject: Words | None = None
    notes: tuple[Words, ...] = ()
    deadlines: tuple[str, ...] = ()
    platforms: tuple[str, ...] = ()

    @property
    def takes_items(self) -> bool:
        """Whether items go along at all: it asks for evidence, and what it says may be attached."""
        asks = any(field.type is FieldType.EVIDENCE_REFS for field in self.fields)
        return asks and self.attach_media

    def field(self, field_id: str) -> Field | None:
        """The field of that name, or None: then it may not leave through this template."""
        return next((field for field in self.fields if field.id == field_id), None)


class Warning_(Strict, frozen=True, kw_only=True):  # noqa: N801 - the builtin has the plain name
    """A calm sentence to show beside a form."""

    id: str
    text: Words


class TemplateInfo(Strict, frozen=True, kw_only=True):
    """What a list of templates shows, in one language."""

    id: str
    version: int
    title: str
    purpose: str
    recipient: str
    as_of: date
    review_by: date
    languages: tuple[str, ...]
    group: Group = Group.PAPER
    order: int = 100
    audience_age: str = "any"
    confidence: str = "C"
    platforms: tuple[str, ...] = ()
