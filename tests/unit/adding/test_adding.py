"""Bytes in memory become items in the order of an intake, whole or not at all."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from app.domain.custody import Act
from app.domain.evidence.items import Case, Item, ItemKind, Method, Sighting
from app.domain.times.times import vault_moment
from app.errors import Cancelled, EnvironmentProblem, InputProblem, OngiError, PolicyProblem
from app.jobs import Job
from app.usecases.case.cases import add_case
from app.usecases.intake.adding import Added, add_bytes
from app.vault import Vault


def png(colour: str = "teal") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (64, 48), colour).save(out, "PNG")
    return out.getvalue()


def add(vault: Vault, case: Case, data: object = None, **more: object) -> Added:
    given = {"name": "화면.png", "kind": ItemKind.PICTURE, "method": Method.CAPTURE, **more}
    return add_bytes(vault, case.id, png() if data is None else data, Job(), **given)  # type: ignore[arg-type]


def stored(vault: Vault) -> list[Path]:
    return [path for path in (vault.path / "blobs").rglob("*") if path.is_file()]


def test_bytes_become_an_item_with_sighting_custody_preview_and_facts(
    vault: Vault, case: Case
) -> None:
    captured = vault_moment(1_724_734_800_000)
    added = add(vault, case, captured=captured, where="방", note="말", details={"screen": "1"})
    item = vault.items.get(added.item.id)
    assert (item.kind, item.media_type, item.name) == (ItemKind.PICTURE, "image/png", "화면.png")
    assert vault.items.open(item.id).read() == png()
    assert vault.sightings.of_item(item.id) == (added.sighting,)
    assert (added.sighting.method, added.sighting.captured) == (Method.CAPTURE, captured)
    assert (added.sighting.where, added.sighting.note) == ("방", "말")
    (entry,) = vault.custody.of_subject(item.id)
    assert entry.act is Act.ITEM_TAKEN
    assert entry.details == {
        "sha256": item.sha256, "size": item.size, "name": "화면.png", "screen": "1",
    }  # fmt: skip
    assert vault.items.preview(item.id)
    assert vault.items.facts(item.id)


def test_a_stream_is_taken_from_where_it_stands_to_its_end(vault: Vault, case: Case) -> None:
    data = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 1000
    src = io.BytesIO(b"skipped" + data)
    src.seek(7)
    added = add(vault, case, src)
    assert vault.items.open(added.item.id).read() == data


def test_the_same_bytes_again_are_one_item_with_another_sighting(vault: Vault, case: Case) -> None:
    first, again = add(vault, case), add(vault, case)
    assert (first.is_new, again.is_new) == (True, False)
    assert again.item == first.item
    assert len(vault.sightings.of_item(first.item.id)) == 2
    acts = [entry.act for entry in vault.custody.of_subject(first.item.id)]
    assert acts == [Act.ITEM_TAKEN, Act.ITEM_SEEN_AGAIN]
    assert len(stored(vault)) == 1


def test_the_same_bytes_mend_an_item_whose_own_are_damaged(vault: Vault, case: Case) -> None:
    first = add(vault, case)
    (blob,) = stored(vault)
    blob.write_bytes(bytes(blob.stat().st_size))
    add(vault, case)
    assert vault.items.open(first.item.id).read() == png()
    assert vault.custody.of_subject(first.item.id)[-1].details["restored"] == 1


def test_a_working_copy_names_what_it_was_made_from_and_passes_the_check(
    vault: Vault, case: Case
) -> None:
    parent = add(vault, case).item
    twin = add(
        vault, case, png("gray"), parent=parent.id, relation="redacted", act=Act.ITEM_MADE,
        details={"parent": parent.id, "parent_sha256": parent.sha256, "relation": "redacted"},
    ).item  # fmt: skip
    kept = vault.items.get(twin.id)
    assert (kept.parent, kept.relation) == (parent.id, "redacted")
    assert vault.custody.of_subject(twin.id)[0].act is Act.ITEM_MADE
    assert vault.check(Job()).clean


def test_what_belongs_to_it_is_kept_with_it_or_not_at_all(vault: Vault, case: Case) -> None:
    def fails(_item: Item, _sighting: Sighting) -> None:
        raise InputProblem("INP-010")

    with pytest.raises(InputProblem):
        add(vault, case, beside=fails)
    assert vault.items.in_case(case.id) == ()
    assert list(vault.sightings.in_case(case.id)) == []


def test_stopped_in_between_nothing_stays(vault: Vault, case: Case) -> None:
    job = Job()
    job.cancel()
    with pytest.raises(Cancelled):
        add_bytes(
            vault, case.id, png(), job, name="a", kind=ItemKind.PICTURE, method=Method.CAPTURE
        )
    assert vault.items.in_case(case.id) == ()
    assert stored(vault) == []


class Broken(io.RawIOBase):
    """A source that fails after its beginning."""

    def __init__(self) -> None:
        self.left = b"\x89PNG\r\n\x1a\n" + bytes(70_000)

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        piece, self.left = self.left[:size], self.left[size:]
        if not piece:
            raise OSError
        return piece


@pytest.mark.parametrize(
    ("more", "family", "code"),
    [
        ({"data": b""}, InputProblem, "COL-040"),
        ({"data": io.BytesIO()}, InputProblem, "COL-040"),
        ({"data": Broken()}, EnvironmentProblem, "ENV-003"),
        ({"parent": "i-000000000000"}, InputProblem, "INP-011"),
    ],
)
def test_what_can_not_be_taken_is_refused_and_leaves_nothing(
    vault: Vault, case: Case, more: dict[str, object], family: type[OngiError], code: str
) -> None:
    with pytest.raises(family) as refused:
        add(vault, case, **more)
    assert refused.value.code == code
    assert stored(vault) == []


@pytest.mark.parametrize("said", [ItemKind.PICTURE, ItemKind.TEXT])
def test_minor_mode_refuses_a_picture_whatever_it_is_said_to_be(
    vault: Vault, said: ItemKind
) -> None:
    minor = add_case(vault, "", minor_mode=True)
    with pytest.raises(PolicyProblem) as refused:
        add(vault, minor, kind=said)
    assert refused.value.code == "COL-004"
    assert stored(vault) == []
    (*_, entry) = vault.custody.entries()
    assert (entry.act, entry.case) == (Act.ITEM_REFUSED, minor.id)
    assert entry.details == {"name": "화면.png", "code": "COL-004"}


def test_minor_mode_takes_words_and_screens_that_were_looked_through(vault: Vault) -> None:
    minor = add_case(vault, "", minor_mode=True)
    words = add(vault, minor, "말".encode(), name="말.txt", kind=ItemKind.TEXT)
    screen = add(vault, minor, screens_without_image=True)
    assert [item.id for item in vault.items.in_case(minor.id)] == [words.item.id, screen.item.id]
