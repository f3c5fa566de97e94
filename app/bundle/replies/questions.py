"""Questions that a recipient returns: on single exhibits of a bundle, or on the whole. Text only.

FORMAT.md, section "Replies".
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import msgspec
from msgspec import Meta

from app.bundle.replies.about import About, ExhibitName, ItemId, PublicKey, Utc, Who, about, instant
from app.bundle.replies.signed import MOST_BYTES, read, refuse_number, write
from app.bundle.verify import Opened
from app.domain.times.times import iso_utc
from app.errors import FormatProblem, InputProblem
from crypto.sshsig import SigningKey

FORMAT = "ongi-questions-v1"
NAMESPACE = "ongi-questions"
MOST = 100
LONGEST = 2000
"""Questions in a file, and characters of one."""


class Asked(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One question. `exhibit` and `item` are both empty for one on the whole."""

    exhibit: ExhibitName | None
    item: ItemId | None
    text: Annotated[str, Meta(min_length=1, max_length=LONGEST)]


class Questions(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a file of questions says. `made_at` is the recipient's clock in UTC."""

    bundle: About
    format: str
    made_at: Utc
    public_key: PublicKey
    questions: Annotated[tuple[Asked, ...], Meta(min_length=1, max_length=MOST)]
    who: Who

    @property
    def made_ms(self) -> int:
        """`made_at` in UTC milliseconds."""
        return instant(self.made_at)


def write_questions(
    opened: Opened, asked: Sequence[tuple[str, str]], *, made_ms: int, who: str, key: SigningKey
) -> bytes:
    """The bytes of a file of questions: pairs of an exhibit's name (empty: the whole) and a text.

    Raises InputProblem BND-058 (no exhibit of that name), BND-059 (none, too many, too long),
    INP-070 (a resident registration number).
    """
    items = dict(opened.exhibits)
    lines = []
    for exhibit, text in asked:
        said = text.strip()
        if exhibit and exhibit not in items:
            raise InputProblem("BND-058", name=exhibit[:80])
        if not 1 <= len(said) <= LONGEST:
            raise InputProblem("BND-059", most=LONGEST, count=MOST)
        refuse_number(said)
        lines.append(Asked(exhibit or None, items.get(exhibit) if exhibit else None, said))
    if not 1 <= len(lines) <= MOST:
        raise InputProblem("BND-059", most=LONGEST, count=MOST)
    refuse_number(who)
    made_at = iso_utc(made_ms - made_ms % 1000)
    said_all = Questions(about(opened), FORMAT, made_at, key.public_line(), tuple(lines), who)
    data = write(said_all, NAMESPACE, key)
    if len(data) > MOST_BYTES:
        raise InputProblem("BND-059", most=LONGEST, count=MOST)
    return data


def read_questions(data: bytes, name: str) -> Questions:
    """What a file of questions says; its signature fits the key in it.

    Raises FormatProblem BND-050, BND-063, IntegrityProblem BND-051, InputProblem INP-070.
    """
    said = read(data, Questions, namespace=NAMESPACE, known=FORMAT, name=name)
    try:
        said.made_ms  # noqa: B018 - a day that no calendar has is refused here
    except ValueError:
        raise FormatProblem("BND-050", name=name) from None
    if any((one.exhibit is None) != (one.item is None) for one in said.questions):
        raise FormatProblem("BND-050", name=name)
    if not all(one.text.strip() for one in said.questions):
        raise FormatProblem("BND-050", name=name)
    refuse_number(said.who)
    return said
