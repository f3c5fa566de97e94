"""Notes of voice memos and of visible labels are found, show nowhere while hidden, and go."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.adapters.microphone import Recording
from app.domain.evidence.captures import CaptureWay, Said, Shot
from app.domain.evidence.items import Case, Item
from app.domain.evidence.searching import Filters, Kind
from app.jobs import Job
from app.usecases.intake.capturing import keep_capture
from app.usecases.intake.memo import keep_memo
from app.usecases.items.removing import bring_back, destroy_items, set_items_aside
from app.usecases.items.tracing import note_label
from app.vault import Vault
from tests.unit.adding.test_adding import png
from tests.unit.adding.test_capturing import AT
from tests.unit.told.sounding import speaking
from tests.unit.told.test_memo import recorded
from tests.unit.vault.filling import add_case


def found(vault: Vault, words: str, **more: object) -> list[tuple[str, str]]:
    hits = vault.search.find(words, **more).hits  # type: ignore[arg-type]
    return [(hit.kind, hit.id) for hit in hits]


def test_the_note_of_a_memo_is_found(
    vault: Vault, case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    speaking(tmp_path, monkeypatch)
    recording = Recording()
    recorded(recording)
    item = keep_memo(vault, case.id, recording, Job(), note="오늘 Met 그 사람").item
    assert found(vault, "met 사람", case=case.id) == [(Kind.NOTED, item.id)]
    assert found(vault, "met 없음") == []


def test_a_label_is_found_by_its_words_and_by_where_it_stood(
    vault: Vault, case: Case, item: Item
) -> None:
    note_label(vault, case.id, item.id, "AI로 만든 이미지", where="게시물 아래")
    for words in ("만든", "아래 이미지"):
        assert found(vault, words) == [(Kind.NOTED, item.id)]
    other = add_case(vault)
    assert found(vault, "만든", case=other.id) == []
    assert found(vault, "만든", filters=Filters(kinds=frozenset({Kind.NOTE}))) == []
    assert found(vault, "만든", filters=Filters(until_ms=1)) == []


def test_it_shows_not_while_its_item_is_set_aside_and_goes_with_it(
    vault: Vault, case: Case, item: Item
) -> None:
    note_label(vault, case.id, item.id, "AI로 만든 이미지")
    set_items_aside(vault, [item.id])
    assert found(vault, "만든") == []
    bring_back(vault, [item.id])
    assert found(vault, "만든") == [(Kind.NOTED, item.id)]
    set_items_aside(vault, [item.id])
    destroy_items(vault, [item.id], Job())
    assert found(vault, "만든") == []


def test_what_was_said_of_a_capture_is_found_once(vault: Vault, case: Case) -> None:
    shot, said = Shot(CaptureWay.SCREEN, AT), Said(room="어느 방", words="누가 보냈는지")
    item = keep_capture(vault, case.id, png(), Job(), shot, said).item
    assert found(vault, "보냈는지") == [(Kind.CAPTURE, item.id)]
