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


class Choice(Strict, frozen=True, kw_only=True):
    """One possible answer. `id` is stored, `label` shown."""

    id: str
    label: Words


class Field(Strict, frozen=True, kw_only=True):
    """One question. `with_text` lets a yes or no carry words of its own."""

    id: str
    label: Words
    type: FieldType
    requirement: Requirement = Requirement.OPTIONAL
    help: Words | None = None
    choices: tuple[Choice, ...] = ()
    with_text: bool = False
    statement: Words | None = None
    max_chars: int = 0  # 0: the cap of the type

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


class Source(Strict, frozen=True, kw_only=True):
    """Where a fact of the template was read."""

    title: str
    date: str = ""


class Template(Strict, frozen=True, kw_only=True):
    """A whole template. Its `fields` are the allow-list of what leaves the vault through it."""

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
    confidence: Literal["A", "B", "C"]
    sources: tuple[Source, ...]
    allows: Allows
    media_policy: MediaPolicy
    warnings: tuple[str, ...]
    parts: tuple[Part, ...]
    fields: tuple[Field, ...]
    sections: tuple[Section, ...]

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
