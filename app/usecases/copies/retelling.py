"""Write down what an item says, or what it says in another language: a text that is a new item.

Typed by a person and marked as such, in the text itself and in its recipe. Its words are findable
like those of a page.
"""

from __future__ import annotations

from app.domain.custody import Act
from app.domain.evidence.copies import Recipe, Relation
from app.domain.evidence.items import Item, ItemKind, Method, Sighting
from app.domain.evidence.pages import TEXT_LIMIT, PageInside
from app.domain.text.rrn import find_rrn
from app.errors import InputProblem
from app.jobs import Job
from app.usecases.copies.copying import parent_details
from app.usecases.intake.adding import Added, add_bytes
from app.usecases.vault.vaults import OpenVault

LANGUAGE_LENGTH = 40
_HEADS = {
    Relation.TRANSCRIPT: "전사 · Transcript",
    Relation.TRANSLATION: "번역 · Translation",
}


def retell(
    vault: OpenVault,
    case_id: str,
    item_id: str,
    text: str,
    job: Job,
    *,
    language: str,
    translated: bool = False,
) -> Added:
    """Keep a transcript of an item, or its translation into `language`, typed by a person.

    `language` is a short word (`ko`, `English` …). Raises InputProblem: COL-075 empty, COL-076
    longer than 200,000 characters, COL-077 a resident registration number, INP-003 no such case,
    INP-011 no such item in it; and what `adding.add_bytes` raises.
    """
    text, language = text.strip(), " ".join(language.split())[:LANGUAGE_LENGTH]
    if not text:
        raise InputProblem("COL-075")
    if len(text) > TEXT_LIMIT:
        raise InputProblem("COL-076", limit=TEXT_LIMIT)
    if find_rrn(text) or find_rrn(language):
        raise InputProblem("COL-077")
    vault.cases.get(case_id)
    original = vault.items.get(item_id)
    if not vault.copies.shows_in(item_id, case_id):
        raise InputProblem("INP-011", id=item_id)
    relation = Relation.TRANSLATION if translated else Relation.TRANSCRIPT
    recipe = Recipe(relation, language=language)

    def beside(item: Item, _seen: Sighting) -> None:
        if item.parent == original.id:
            vault.copies.keep(item.id, recipe, vault.now_ms())
            vault.insides.keep(item.id, {}, PageInside(text=text))

    return add_bytes(
        vault,
        case_id,
        _file(original, recipe, text),
        job,
        name=f"copy-{vault.copies.count() + 1}.txt",
        kind=ItemKind.TEXT,
        method=Method.WORKING_COPY,
        parent=original.id,
        relation=relation.value,
        act=Act.ITEM_MADE,
        details=parent_details(original, relation),
        beside=beside,
    )


def _file(original: Item, recipe: Recipe, text: str) -> bytes:
    """The text with a head that says what it is, wherever it goes."""
    lines = [
        f"{_HEADS[recipe.relation]} ({recipe.language or '-'})",
        "사람이 직접 입력함 · Typed by a person",
        f"SHA-256 {original.sha256}",
        "",
        text,
        "",
    ]
    return "\n".join(lines).encode("utf-8", "replace")
