"""Set aside shows nowhere and comes back as it was; destroyed is gone with all that only it gave."""

from __future__ import annotations

import dataclasses
import io

import pytest
from msgspec import structs

from app.domain.chats.chats import Link, LinkStanding, Media
from app.domain.custody import Act
from app.domain.ids import new_id
from app.errors import InputProblem, IntegrityProblem
from app.jobs import Job
from app.vault import Vault
from app.vault.deleting.deleting import UNDO_MS
from tests.unit.vault.filling import (
    BEGIN_MS,
    PASSPHRASE,
    Chat,
    add_case,
    add_item,
    blob_files,
    sighting_of,
)


def set_aside(vault: Vault, *items: str) -> None:
    with vault.transaction():
        vault.deleting.set_aside(items, vault.now_ms())


def destroy(vault: Vault, *items: str) -> None:
    with vault.transaction():
        vault.deleting.set_aside(items, vault.now_ms())
        vault.deleting.destroy(items, vault.now_ms())
    vault.shred()


def link(chat: Chat, normal: str, message: str, **more: object) -> Link:
    values = {"standing": LinkStanding.OBSERVED, "original": normal, **more}
    return Link(
        new_id("link"), chat.case.id, normal, host="t.me", kind="web", seen_ms=5, message=message,
        source_item=chat.source.id, position="messages[0]", **values,
    )  # fmt: skip


def everything(vault: Vault, case_id: str) -> tuple[object, ...]:
    """All that lists, search and reports draw on."""
    return (
        vault.items.rows(case_id),
        tuple(vault.sightings.in_case(case_id)),
        vault.sightings.count(case_id),
        vault.chats.rooms(case_id),
        vault.chats.accounts(case_id),
        tuple(vault.chats.messages(case_id)),
        vault.chats.count(case_id),
        vault.chats.days(case_id),
        vault.links.in_case(case_id),
        vault.links.times_seen(case_id),
        vault.search.find("메시지"),
        vault.search.find("메시지", case=case_id),
        vault.search.find("메시"),
        vault.status().items,
        vault.status().messages,
    )


def two_chats(vault: Vault) -> tuple[Chat, Chat]:
    """Two exports of one case: each with a picture of its own; a room and a link in common."""
    case = add_case(vault)
    first, second = Chat(vault, case, "1"), Chat(vault, case, "2")
    for number, chat in enumerate((first, second)):
        picture = add_item(vault, case, f"picture {number}".encode())
        messages = [
            chat.message(f"메시지 {number} {at}", BEGIN_MS + at, media=media)
            for at, media in enumerate([(), (Media("photo", "a.png", picture.id, ""),), ()])
        ]
        chat.add(*messages)
        with vault.transaction():
            vault.sightings.add_many(
                [sighting_of(vault, case, picture, message=messages[1].id, room=chat.room.id,
                             source_item=chat.source.id)]
            )  # fmt: skip
            vault.custody.append(Act.CHAT_IMPORTED, chat.source.id, case.id, {"messages": 3})
            vault.links.add_many(
                [
                    link(chat, f"https://t.me/only{number}", messages[0].id),
                    link(chat, "https://t.me/both", messages[0].id),
                    link(chat, "https://t.me/both", messages[2].id),
                ]
            )
    return first, second


def test_what_was_set_aside_shows_nowhere_and_comes_back_as_it_was(vault: Vault) -> None:
    first, second = two_chats(vault)
    case = first.case.id
    before = everything(vault, case)
    set_aside(vault, first.source.id)
    assert first.source.id not in {item.id for item in vault.items.in_case(case)}
    assert [room.id for room in vault.chats.rooms(case)] == [second.room.id]
    assert [account.id for account in vault.chats.accounts(case)] == [second.account.id]
    assert {one.text[:5] for one in vault.chats.messages(case)} == {"메시지 1"}
    assert (vault.chats.count(case), vault.status().messages) == (3, 3)
    assert {day.room for day in vault.chats.days(case)} == {second.room.id}
    assert {one.normal for one in vault.links.in_case(case)} == {
        "https://t.me/only1",
        "https://t.me/both",
    }
    both = next(one for one in vault.links.in_case(case) if one.normal.endswith("both"))
    assert both.source_item == second.source.id
    assert vault.links.times_seen(case)[both.id] == 2
    for words in ("메시지", "메시", "지"):
        assert vault.search.find(words).total == 3
        assert vault.search.find(words, case=case).total == 3
    assert all(one.source_item != first.source.id for one in vault.sightings.in_case(case))
    with vault.transaction():
        vault.deleting.bring_back([first.source.id])
    assert everything(vault, case) == before


def test_a_picture_that_was_set_aside_is_absent_in_its_messages(vault: Vault) -> None:
    first, _ = two_chats(vault)
    picture = vault.items.in_case(first.case.id)[2]
    set_aside(vault, picture.id)
    shown = [one.media for one in vault.chats.messages(first.case.id) if one.media]
    assert Media("photo", "a.png", None, "set_aside") in shown[0] + shown[1]
    assert vault.sightings.of_item(picture.id) == ()


def test_destroyed_is_gone_with_all_that_only_it_gave(vault: Vault) -> None:
    first, second = two_chats(vault)
    case = first.case.id
    files = len(blob_files(vault))
    destroy(vault, first.source.id)
    assert len(blob_files(vault)) == files - 1
    for table, left in (
        ("messages", 3), ("rooms", 1), ("accounts", 1), ("account_names", 1), ("removed_runs", 0),
        ("link_seen", 0), ("links", 2), ("message_media", 1), ("words", 3),
    ):  # fmt: skip
        assert vault._index.read(f"SELECT count(*) FROM {table}") == [(left,)], table
    runs = vault._index.read("SELECT first, last FROM message_runs")
    assert runs == vault._index.read("SELECT min(row), max(row) FROM messages")
    both = next(one for one in vault.links.in_case(case) if one.normal.endswith("both"))
    assert both.source_item == second.source.id
    assert vault.links.times_seen(case)[both.id] == 2
    assert vault.search.find("메시지", case=case).total == 3
    with pytest.raises(IntegrityProblem, match="VLT-008"):
        vault.items.open(first.source.id)
    result = vault.check(Job())
    assert (result.clean, result.items, result.unexplained) == (True, 3, ())
    told = vault.custody.of_subject(first.source.id)
    assert [one.act for one in told][-2:] == [Act.ITEM_SET_ASIDE, Act.ITEM_DESTROYED]
    assert told[-1].details == {"sha256": first.source.sha256, "size": first.source.size}


def test_destroying_the_later_source_leaves_the_link_with_its_own_count(vault: Vault) -> None:
    first, second = two_chats(vault)
    destroy(vault, second.source.id)
    both = next(one for one in vault.links.in_case(first.case.id) if one.normal.endswith("both"))
    assert both.source_item == first.source.id
    assert vault.links.times_seen(first.case.id)[both.id] == 2


def test_a_link_that_was_rebuilt_first_and_observed_later_goes_back(vault: Vault) -> None:
    first, second = two_chats(vault)
    normal = "https://t.me/c/1/5"
    with vault.transaction():
        vault.links.add_many(
            [
                link(first, normal, first.message("x").id, standing=LinkStanding.DERIVED),
                link(second, normal, second.message("x").id, original="t.me/c/1/5"),
            ]
        )
    destroy(vault, second.source.id)
    (left,) = [one for one in vault.links.in_case(first.case.id) if one.normal == normal]
    assert (left.standing, left.source_item) == (LinkStanding.DERIVED, first.source.id)
    assert vault.links.times_seen(first.case.id)[left.id] == 1


def test_a_room_that_another_export_tells_of_stays(vault: Vault) -> None:
    first, second = two_chats(vault)
    second.add(structs.replace(second.message("다른 내보내기에서"), room=first.room.id))
    destroy(vault, first.source.id)
    assert {room.id for room in vault.chats.rooms(first.case.id)} == {first.room.id, second.room.id}
    assert vault.chats.count(first.case.id, first.room.id) == 1


def test_destroyed_bytes_can_be_taken_in_again(vault: Vault) -> None:
    case = add_case(vault)
    item = add_item(vault, case, b"evidence")
    destroy(vault, item.id)
    assert vault.items.in_case(case.id) == ()
    stored = vault.blobs.store(io.BytesIO(b"evidence"))
    with vault.transaction():
        vault.items.restore(item.id, stored)
        vault.items.place(item.id, case.id)
    assert vault.items.in_case(case.id) == (item,)
    with vault.items.open(item.id) as src:
        assert src.read() == b"evidence"
    assert vault.check(Job()).clean


def test_bringing_the_same_file_again_brings_back_what_was_set_aside(vault: Vault) -> None:
    first, _ = two_chats(vault)
    set_aside(vault, first.source.id)
    with vault.transaction():
        vault.items.place(first.source.id, first.case.id)
    assert vault.chats.count(first.case.id) == 6
    assert vault.deleting.waiting() == ()


def test_a_copy_made_from_a_destroyed_item_keeps_working(vault: Vault) -> None:
    case = add_case(vault)
    item = add_item(vault, case, b"evidence")
    stored = vault.blobs.store(io.BytesIO(b"blacked out"))
    copy = dataclasses.replace(
        item, id=new_id("item"), sha256=stored.sha256, size=stored.size, parent=item.id,
        relation="redacted",
    )  # fmt: skip
    with vault.transaction():
        vault.items.add(copy, stored)
        vault.items.place(copy.id, case.id)
        vault.custody.append(Act.ITEM_TAKEN, copy.id, case.id, {"sha256": copy.sha256})
    destroy(vault, item.id)
    assert vault.items.in_case(case.id) == (copy,)
    with vault.items.open(copy.id) as src:
        assert src.read() == b"blacked out"
    assert vault.check(Job()).clean


def test_what_is_not_set_aside_cannot_be_brought_back_or_destroyed(vault: Vault) -> None:
    item = add_item(vault, add_case(vault), b"evidence")
    for act in (
        lambda: vault.deleting.bring_back([item.id]),
        lambda: vault.deleting.destroy([item.id], vault.now_ms()),
    ):
        with pytest.raises(InputProblem, match="INP-029"), vault.transaction():
            act()
    destroy(vault, item.id)
    with pytest.raises(InputProblem, match="INP-011"):
        set_aside(vault, item.id)
    with pytest.raises(InputProblem, match="INP-029"), vault.transaction():
        vault.deleting.bring_back([item.id])


def test_due_after_a_week_and_not_before(vault: Vault) -> None:
    item = add_item(vault, add_case(vault), b"evidence")
    set_aside(vault, item.id)
    (waiting,) = vault.deleting.waiting()
    assert waiting.item == item
    assert waiting.due_ms - waiting.removed_ms == UNDO_MS
    assert vault.deleting.due(waiting.due_ms - 1) == ()
    assert vault.deleting.due(waiting.due_ms) == (item.id,)


def test_destroying_changes_the_keys_of_the_index(vault: Vault, tmp_path) -> None:
    item = add_item(vault, add_case(vault), b"evidence")
    vault._index.fold()
    before, epoch = (vault.path / "index.db").read_bytes(), vault.keys.epoch
    destroy(vault, item.id)
    assert vault.keys.epoch != epoch
    path = vault.path
    vault.close()
    (path / "index.db").write_bytes(before)
    (path / "index.db-wal").unlink(missing_ok=True)
    with pytest.raises(IntegrityProblem, match="VLT-006"):
        Vault.open(path, PASSPHRASE)
