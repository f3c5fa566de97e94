"""Operations that make something of an item: covered copies, parts, transcripts."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

from PIL import Image

from app.domain.custody import Act
from app.domain.evidence.copies import Area, Recipe, Relation
from app.jobs import Job
from app.usecases.case.cases import add_case
from app.usecases.copies.copying import crop, redact
from app.usecases.copies.retelling import retell
from app.usecases.intake.collecting import collect
from app.vault.folder import Step
from tests.fault.operation import Operation, Say, make_vault, open_first, sound, sums

PLACE = Area(4, 4, 40, 30)


def _with_a_picture(place: Path) -> None:
    (place / "given").mkdir()
    out = io.BytesIO()
    Image.effect_noise((120, 90), 60).convert("RGB").save(out, "PNG")
    (place / "given" / "picture.png").write_bytes(out.getvalue())
    with make_vault(place) as vault:
        case = add_case(vault, "")
        collect(vault, case.id, [place / "given"], Job())


def _make(place: Path, say: Say, step: Step) -> None:
    vault, case = open_first(place, step)
    original = vault.items.in_case(case.id)[0]
    say("ready")
    made = redact(vault, case.id, original.id, [PLACE], Job()).item
    say(f"done item {made.sha256}")
    made = crop(vault, case.id, original.id, PLACE, Job()).item
    say(f"done item {made.sha256}")
    made = retell(vault, case.id, original.id, "words of it", Job(), language="en").item
    say(f"done item {made.sha256}")
    vault.close()
    say("done")


def _copies_whole(place: Path, said: Sequence[str]) -> None:
    """Each copy is there with its recipe, its parent and its entry, or not at all."""
    vault = sound(place, said)
    case = next(iter(vault.cases.all()))
    original, *made = vault.items.in_case(case.id)
    assert (original.parent, vault.copies.count()) == (None, len(made))
    assert len(sums(vault)) == 1 + len(made) <= 4
    for item in made:
        assert item.parent == original.id
        recipe = vault.copies.recipe(item.id)
        assert isinstance(recipe, Recipe)
        assert recipe.relation is Relation(item.relation)
        entry = vault.custody.of_subject(item.id)[0]
        assert (entry.act, entry.details["parent_sha256"]) == (Act.ITEM_MADE, original.sha256)
        if recipe.relation is Relation.TRANSCRIPT:
            assert vault.search.find("words of it", case=case.id).total == 1
    vault.close()


ROWS = (Operation("copies", _with_a_picture, _make, _copies_whole),)
