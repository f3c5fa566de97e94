"""A whole case: set aside it shows nowhere, back it is as it was, destroyed it leaves no word."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.domain.chats.chats import Link, LinkStanding
from app.domain.chats.roomlife import Deed, Known, MessageMark
from app.domain.custody import NOT_FOR_RECIPIENTS, Act
from app.domain.evidence.items import Case
from app.domain.ids import new_id
from app.errors import InputProblem
from app.jobs import Job
from app.usecases.bundles.recipient_keys import add_key
from app.usecases.case.cases import add_case, list_cases
from app.usecases.case.exchanging import case_numbers, hand_case, take_case
from app.usecases.case.removing_cases import (
    bring_case_back,
    case_kept_elsewhere,
    destroy_case,
    list_cases_aside,
    set_case_aside,
)
from app.usecases.case.searching import search
from app.usecases.case.statistics import statistics
from app.usecases.case.work_list import desk_cases, work_list
from app.usecases.chats.chat_view import say_own
from app.usecases.intake.collecting import collect
from app.usecases.items.removing import bring_back, list_removed, set_items_aside
from app.usecases.settings.leaving_off import leave_off, left_off
from app.usecases.vault.backups import make_backup
from app.usecases.vault.checking import expect_head
from app.usecases.vault.unfinished import stopped_work
from app.usecases.vault.vaults import open_vault
from app.vault import Vault
from app.vault.case_seal import seal_of
from crypto.age import X25519Identity
from crypto.kdf import FLOOR
from tests.unit.exchange.sides import add_words, state
from tests.unit.exchange.test_hand_and_take import fill
from tests.unit.exchange.whole import MARKER, count, dump, fill_every_table, of_cases, texts
from tests.unit.vault.filling import PASSPHRASE, blob_files

SAMPLES = Path(__file__).resolve().parents[3] / "resources" / "samples"
WORDS = (
    "메모",
    "번째",
    "그 사람",
    "전화",
    "동생",
    "얼굴",
    "한 줄",
    "봄이",
    "example",
    MARKER,
    "photo",
    "방",
    "가",
)


def shown(vault: Vault) -> tuple[object, ...]:
    """All that is listed, found and counted over the whole vault."""
    status = vault.status()
    return (
        list_cases(vault),
        desk_cases(vault, "ko"),
        work_list(vault, "ko", seen=True),
        statistics(vault),
        stopped_work(vault),
        tuple(search(vault, words) for words in WORDS),
        (status.cases, status.items, status.messages),
        list_removed(vault),
    )


@pytest.fixture
def other(vault: Vault) -> Case:
    """A case that stays."""
    case = add_case(vault, "남는 사건")
    fill(vault, case)
    return case


@pytest.fixture
def case(vault: Vault, other: Case) -> Case:
    """A case with something in every table, and an item that the other one has too."""
    case = add_case(vault, "비밀 제목")
    fill_every_table(vault, case)
    return case


def shared(vault: Vault, *cases: Case, words: str = "shared by both") -> str:
    item = add_words(vault, cases[0], words)
    for one in cases[1:]:
        with vault.transaction():
            vault.items.place(item.id, one.id)
    return item.id


def _link(case: Case, source: str) -> Link:
    return Link(
        new_id("link"), case.id, "https://t.me/gone", standing=LinkStanding.OBSERVED,
        original="https://t.me/gone", host="t.me", kind="web", seen_ms=5, message=None,
        source_item=source, position="",
    )  # fmt: skip


def test_set_aside_a_case_shows_nowhere_and_comes_back_as_it_was(vault: Vault, other: Case) -> None:
    without = shown(vault)
    case = add_case(vault, "비밀 제목")
    fill_every_table(vault, case)
    before, rows = shown(vault), dump(vault)
    assert all(one != two for one, two in zip(before[:3], without[:3], strict=True))
    set_case_aside(vault, case.id)
    assert shown(vault) == without
    assert [one.case for one in list_cases_aside(vault)] == [case]
    with pytest.raises(InputProblem, match="INP-185"):
        search(vault, "메모", case.id)
    with pytest.raises(InputProblem, match="INP-185"):
        set_case_aside(vault, case.id)
    bring_case_back(vault, case.id)
    assert shown(vault)[0] == before[0]
    assert shown(vault)[2:] == before[2:]
    assert dump(vault) == rows
    assert list_cases_aside(vault) == ()
    for wrong in (bring_case_back, lambda one, it: destroy_case(one, it, Job())):
        with pytest.raises(InputProblem, match="INP-186"):
            wrong(vault, case.id)


def test_destroyed_a_case_leaves_the_index_as_if_it_had_never_been(
    vault: Vault, other: Case
) -> None:
    before, epoch, files = dump(vault), vault.keys.epoch, len(blob_files(vault))
    view = shown(vault)
    case = add_case(vault, "비밀 제목")
    fill_every_table(vault, case)
    kept = vault.chats.accounts(case.id)
    say_own(vault, case.id, kept[0].id, own=True)
    leave_off(vault, "case", case.id, "")
    alone = len(vault.items.in_case(case.id))
    set_case_aside(vault, case.id)
    done = destroy_case(vault, case.id, Job())
    assert (done.items, done.finished) == (alone, True)
    now = dump(vault)
    assert {name for name in now if now[name] != before[name]} == set()
    assert shown(vault) == view
    assert not any(count(vault, table, case) for table in of_cases(vault))
    everything = texts(vault)
    for words in ("비밀 제목", MARKER, "메모 " + case.id):
        assert words not in everything
    assert vault._index.read("PRAGMA foreign_key_check") == []
    assert vault.keys.epoch != epoch
    assert len(blob_files(vault)) == files
    result = vault.check(Job())
    assert (result.clean, result.unexplained) == (True, ())
    with pytest.raises(InputProblem, match="INP-003"):
        bring_case_back(vault, case.id)


def test_the_log_keeps_numbers_and_hashes_of_a_destroyed_case(vault: Vault, case: Case) -> None:
    items = vault.items.in_case(case.id)
    set_case_aside(vault, case.id)
    destroy_case(vault, case.id, Job())
    told = list(vault.custody.entries(case.id))
    assert [one.details for one in told if one.act is Act.ITEM_DESTROYED] == [
        {"sha256": one.sha256, "size": one.size} for one in items
    ]
    assert (told[-1].act, told[-1].details) == (Act.CASE_DESTROYED, {"items": len(items)})
    assert {Act.CASE_SET_ASIDE, Act.CASE_BROUGHT_BACK, Act.CASE_DESTROYED} <= NOT_FOR_RECIPIENTS
    # What was printed of it while it was there can still be compared.
    expect_head(vault, f"2:{seal_of(vault, case.id).head_at(2)}")
    vault.custody.verify()


def test_what_another_case_has_too_stays_there(vault: Vault, case: Case, other: Case) -> None:
    both = shared(vault, case, other)
    also = shared(vault, case, other, words="this too")
    with vault.transaction():
        vault.links.add_many([_link(case, source) for source in (both, also)])
    set_case_aside(vault, case.id)
    assert both in {one.id for one in vault.items.in_case(other.id)}
    assert {one.case for one in search(vault, "shared").hits} == {other.id}
    assert vault.sightings.of_item(both) == ()
    destroy_case(vault, case.id, Job())
    assert both in {one.id for one in vault.items.in_case(other.id)}
    with vault.items.open(both) as src:
        assert src.read() == b"shared by both"
    # Where a link stood in it is of the case that is gone.
    assert "https://t.me/gone" not in texts(vault)
    assert vault.check(Job()).clean


@pytest.mark.parametrize("earlier_goes", [True, False])
def test_a_page_that_two_cases_have_is_found_in_the_one_that_shows(
    vault: Vault, tmp_path: Path, *, earlier_goes: bool
) -> None:
    page = tmp_path / "협박한 글.html"
    page.write_text("<!doctype html><html><body><p>나쁜 말이 있는 글</p></body></html>", "utf-8")
    cases = sorted((add_case(vault, ""), add_case(vault, "")), key=lambda one: one.id)
    for one in cases:
        collect(vault, one.id, [page], Job())
    gone, stays = cases if earlier_goes else cases[::-1]
    set_case_aside(vault, gone.id)
    for words in ("나쁜 말", "협박한"):
        assert {one.case for one in search(vault, words).hits} == {stays.id}, words


def test_an_item_of_two_cases_goes_with_the_last_of_them(vault: Vault) -> None:
    first, second, third = (add_case(vault, name) for name in "가나다")
    both = shared(vault, first, second)
    set_case_aside(vault, first.id)
    assert vault.status().items == 1
    set_case_aside(vault, second.id)
    assert vault.status().items == 0
    assert list_removed(vault) == ()
    with pytest.raises(InputProblem, match="INP-029"):
        bring_back(vault, [both])
    bring_case_back(vault, first.id)
    assert [one.id for one in vault.items.in_case(first.id)] == [both]
    set_case_aside(vault, first.id)
    destroy_case(vault, first.id, Job())
    assert len(blob_files(vault)) == 1
    # Whoever brings the bytes again wants them, whatever becomes of the case they were in.
    with vault.transaction():
        vault.items.place(both, third.id)
    assert vault.status().items == 1
    destroy_case(vault, second.id, Job())
    assert [one.id for one in vault.items.in_case(third.id)] == [both]
    set_case_aside(vault, third.id)
    assert destroy_case(vault, third.id, Job()).items == 1
    assert blob_files(vault) == []


def test_an_item_set_aside_for_itself_stays_so_when_its_case_is_back(
    vault: Vault, case: Case
) -> None:
    item = vault.items.in_case(case.id)[0].id
    set_items_aside(vault, [item])
    set_case_aside(vault, case.id)
    assert list_removed(vault) == ()
    with pytest.raises(InputProblem, match="INP-029"):
        bring_back(vault, [item])
    bring_case_back(vault, case.id)
    assert [one.item.id for one in list_removed(vault)] == [item]
    set_case_aside(vault, case.id)
    destroy_case(vault, case.id, Job())
    assert not vault.deleting.due(2**60)


def test_a_chat_that_two_cases_read_is_left_to_the_one_that_stays(
    vault: Vault, tmp_path: Path
) -> None:
    message = {"id": 1, "type": "message", "date_unixtime": "1724734800", "text": "나쁜 말"}
    message |= {"from": "가", "from_id": "user1"}
    chat = {"name": "방", "type": "personal_chat", "id": 7, "messages": [message]}
    (tmp_path / "result.json").write_text(json.dumps(chat))
    gone, stays = add_case(vault, ""), add_case(vault, "")
    for one in (stays, gone):
        collect(vault, one.id, [tmp_path], Job())
    assert (vault.status().messages, search(vault, "나쁜 말").total) == (2, 2)
    source = vault.items.in_case(stays.id)[0].id
    marked = next(vault.chats.messages(gone.id))
    with vault.transaction():
        mark = MessageMark(marked.id, Deed.THREAT, Known.KEPT, 5)
        vault.rooms.marks.put(mark, marked.room, marked.source_item)
    set_items_aside(vault, [source])  # its ranges of messages are noted, those of both cases
    set_case_aside(vault, gone.id)
    assert vault.status().messages == 0
    destroy_case(vault, gone.id, Job())
    # Its rows are free again, and nothing hides what comes to stand in them.
    chat["id"], message["text"] = 8, "다른 말"
    (tmp_path / "result.json").write_text(json.dumps(chat))
    collect(vault, add_case(vault, "").id, [tmp_path], Job())
    assert (vault.status().messages, search(vault, "다른 말").total) == (1, 1)
    bring_back(vault, [source])
    assert (vault.status().messages, search(vault, "나쁜 말").total) == (2, 1)
    assert [one.text for one in vault.chats.messages(stays.id)] == ["나쁜 말"]


@pytest.mark.parametrize("both", [True, False])
def test_what_is_due_is_destroyed_when_the_vault_opens_and_nothing_before(
    vault: Vault, case: Case, other: Case, *, both: bool
) -> None:
    item = vault.items.in_case(case.id)[0].id
    set_items_aside(vault, [item, vault.items.in_case(other.id)[0].id])
    set_case_aside(vault, case.id)
    path = vault.path
    vault.close()
    vault = open_vault(path, PASSPHRASE, Job())
    assert [one.case.id for one in list_cases_aside(vault)] == [case.id]
    with vault.transaction():
        if both:
            vault._index.write("UPDATE removed SET due_ms = 1 WHERE due_ms IS NOT NULL")
        vault._index.write("UPDATE facts SET value = '1 1' WHERE name LIKE 'case_aside:%'")
    vault.close()
    vault = open_vault(path, PASSPHRASE, Job())
    assert list_cases_aside(vault) == ()
    assert not any(count(vault, table, case) for table in of_cases(vault))
    assert [one.id for one in vault.cases.every()] == [other.id]
    assert len(list_removed(vault)) == (0 if both else 1)
    assert not vault.deleting.is_pending()
    assert vault.check(Job()).clean
    vault.close()


def test_it_is_told_where_copies_may_stay(vault: Vault, case: Case, tmp_path: Path) -> None:
    kept = case_kept_elsewhere(vault, case.id)
    assert (kept.bundles, kept.backup, kept.case_files) == ((), False, False)
    with vault.transaction():
        vault.custody.append(Act.BUNDLE_MADE, "d-000000000000", case.id, {"name": "handed over"})
        vault.custody.append(Act.CASE_HANDED, case.id, case.id)
    make_backup(vault, tmp_path / "copy", Job())
    set_case_aside(vault, case.id)
    kept = case_kept_elsewhere(vault, case.id)
    assert (kept.bundles, kept.backup, kept.case_files) == (("handed over",), True, True)


def test_a_case_that_comes_back_as_a_file_meets_what_became_of_it_here(
    vault: Vault, other: Case, tmp_path: Path
) -> None:
    path, key = tmp_path / "there", X25519Identity.generate()
    with Vault.create(path, PASSPHRASE, argon2=FLOOR) as there:
        case = add_case(there, "")
        fill(there, case)
        add_key(there, str(key.recipient), "test")
        file = hand_case(there, case.id, tmp_path / "case", Job(), key="test", identity=True).path
        how = {"identity": str(key), "trust": case_numbers(there, case.id)}
        told = state(there, case.id)
    assert take_case(vault, file, Job(), **how).is_new
    set_case_aside(vault, case.id)
    with pytest.raises(InputProblem, match="INP-185"):
        take_case(vault, file, Job(), **how)
    destroy_case(vault, case.id, Job())
    assert take_case(vault, file, Job(), **how).is_new
    assert state(vault, case.id) == told
    assert vault.check(Job()).clean


def test_where_a_person_left_off_is_no_case_that_is_set_aside(
    vault: Vault, case: Case, other: Case
) -> None:
    leave_off(vault, "case", case.id, "")
    set_case_aside(vault, case.id)
    assert left_off(vault) is None
    bring_case_back(vault, case.id)
    assert left_off(vault) is not None
    leave_off(vault, "case", other.id, "")
    set_case_aside(vault, case.id)
    destroy_case(vault, case.id, Job())
    assert left_off(vault) is not None
