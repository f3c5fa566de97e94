"""Write links into a case: typed or pasted by the person, normalised, never opened."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.collect.links import FoundLink, find_links, normalise, username_link
from app.domain.chats.chats import Link, LinkStanding
from app.domain.custody import Act
from app.domain.ids import new_id
from app.errors import InputProblem
from app.usecases.told.typed_numbers import refuse_in_link, refuse_numbers
from app.usecases.vault.vaults import OpenVault

TEXT_LENGTH = 1_000_000
MOST_TYPED = 10_000
"""A list that somebody pastes may be long, unlike a message that holds links."""


@dataclass(frozen=True)
class AddedLink:
    """A link as it is kept, and whether the case did not have it before.

    `shown_host` is the host in its own letters, where it is written in others (`xn--…`).
    """

    link: Link
    is_new: bool
    shown_host: str = ""


def add_links(vault: OpenVault, case_id: str, text: str) -> tuple[AddedLink, ...]:
    """Keep every link in a text; a text may also be one link without `https://`, or an `@name`.

    A link that the case had already is counted once more. The log gets an entry for each. Raises
    InputProblem: COL-041 no link is in it, INP-003 no such case, a resident registration number in
    the words beside a link (INP-022) or with its dash in one (INP-150); INP-071 too long.
    """
    vault.cases.get(case_id)
    found = links_in(text)
    refuse_numbers(text, (one.original for one in found))
    if not found:
        raise InputProblem("COL-041")
    with vault.transaction():
        added = write_links(vault, case_id, found)
    vault.custody.checkpoint()
    return added


def links_in(text: str) -> tuple[FoundLink, ...]:
    """The links of a typed text, in order; none where it has none.

    Raises InputProblem INP-150 a resident registration number in one of them, INP-071 longer than
    a million characters.
    """
    if len(text) > TEXT_LENGTH:
        raise InputProblem("INP-071")
    found = tuple(_found(text))
    for one in found:
        refuse_in_link(one.original, one.normal)
    return found


def write_links(
    vault: OpenVault, case_id: str, found: Iterable[FoundLink]
) -> tuple[AddedLink, ...]:
    """Keep links that were looked at, and log them, inside a transaction."""
    now = vault.now_ms()
    added: list[AddedLink] = []
    for one in found:
        link = Link(
            id=new_id("link"),
            case=case_id,
            normal=one.normal,
            original=one.original,
            standing=LinkStanding.OBSERVED,
            host=one.host,
            kind=one.kind,
            seen_ms=now,
            position="typed",
        )
        kept, is_new = vault.links.add_typed(link)
        vault.custody.append(Act.LINK_WRITTEN, kept.id, case_id, {"kind": kept.kind})
        added.append(AddedLink(kept, is_new, one.shown_host))
    return tuple(added)


def _found(text: str) -> Iterator[FoundLink]:
    """The links of a text; a single word is read as a link where it can be one."""
    inside = find_links(text, MOST_TYPED)
    yield from inside
    word = text.strip()
    if inside or not word or len(word.split()) > 1:
        return
    one = username_link(word) if word.startswith("@") else normalise(word)
    if one is not None:
        yield one
