"""A link and words about it, typed in a hurry: kept together in the case, or ready to be sealed.

Words that are no link are kept as a note, so that nothing which was typed in a hurry is lost. No
resident registration number is kept, in an open vault or for a locked one (DESIGN promise 10).
"""

from __future__ import annotations

from app.collect.links import FoundLink
from app.domain.case.minors import Under19
from app.domain.evidence.items import Case
from app.usecases.case.cases import add_case
from app.usecases.intake.linking import links_in, write_links
from app.usecases.told.noting import check_note, new_note, write_note
from app.usecases.told.typed_numbers import refuse_numbers
from app.usecases.vault.vaults import OpenVault

WORDS_NAME = "words.txt"


def keep_words(vault: OpenVault, case_id: str, link: str, words: str) -> None:
    """A link as a link of the case, else as a note, with the words about it as a note.

    All of it is kept or nothing. Raises InputProblem: INP-003 no such case, INP-014 nothing was
    typed, INP-017 too long, INP-022 a resident registration number.
    """
    found, text = _looked_at(link, words)
    vault.cases.get(case_id)
    needs_note = bool(words) or not found
    originals = [one.original for one in found]
    note = new_note(vault, case_id, text, links=originals) if needs_note else None
    with vault.transaction():
        write_links(vault, case_id, found)
        if note is not None:
            write_note(vault, note)
    vault.custody.checkpoint()


def begin(vault: OpenVault) -> Case:
    """A case without a name and without a question, for the first thing that is kept.

    Whether anyone shown was under 19 is asked before a picture comes in (`protecting`).
    """
    return add_case(vault, "", under_19=Under19.NOT_ASKED)


def begin_with_words(vault: OpenVault, link: str, words: str) -> Case:
    """Begin a case with a link and words about it. Raises as `keep_words`; none begins then."""
    _found, text = _looked_at(link, words)
    check_note(text)
    case = begin(vault)
    keep_words(vault, case.id, link, words)
    return case


def words_to_seal(link: str, words: str) -> bytes:
    """What was typed, as the bytes of a text file. Raises InputProblem INP-022."""
    return _looked_at(link, words)[1].encode()


def _looked_at(link: str, words: str) -> tuple[tuple[FoundLink, ...], str]:
    """The links that were typed, and all of it as one text. Raises InputProblem INP-022."""
    found = links_in(link) if link else ()
    text = "\n".join(one for one in (link, words) if one)
    refuse_numbers(text, (one.original for one in found))
    return found, text
