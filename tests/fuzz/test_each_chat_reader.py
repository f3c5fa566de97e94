"""What each reader of chats has to bear: a line without end, lines without end, names that order.

Every importer is tried with each; a new one that is not tried is told.
"""

from __future__ import annotations

import io
import tracemalloc
from pathlib import Path

import pytest

from app.collect.chats.base import MessageRead, ReadContext
from app.collect.chats.registry import IMPORTERS, recognise
from app.domain.text.textsafe import visible_name
from app.jobs import Job
from app.usecases.case.cases import add_case
from app.usecases.case.timelines import timeline
from app.usecases.chats.chat_view import chat_page, open_chat
from app.usecases.intake.collecting import collect
from app.vault import Vault
from tests.fuzz.judging import corpus
from tests.fuzz.test_hostile_imports import MIB, Endless
from tests.unit.vault.conftest import closed_vault, fresh_vault, vault  # noqa: F401

TEXTS = {path.name: path.read_bytes() for path in corpus("chat_texts")}
JSON_TEXT = b'"content": "'


def seed(folder: str) -> bytes:
    return next(path.read_bytes() for path in corpus(folder) if path.name == "seed-1")


def until(data: bytes, mark: bytes) -> bytes:
    return data[: data.index(mark) + len(mark)]


HEADS = {
    "kakaotalk.text": TEXTS["seed-1"].rstrip(b"\n"),
    "kakaotalk.csv": TEXTS["seed-6"].rstrip(b"\n"),
    "whatsapp.text": TEXTS["seed-7"].rstrip(b"\n"),
    "line.text": TEXTS["seed-10"].rstrip(b"\n"),
    "signal.text": TEXTS["seed-11"].rstrip(b"\n"),
    "telegram.json": until(seed("chat_telegram.json"), b'"text": "'),
    "discord.json": until(seed("chat_discord.json"), JSON_TEXT),
    "meta.json": until(seed("chat_meta.json"), JSON_TEXT),
    "ongi.excerpt": until(seed("chat_ongi.excerpt"), b'"text":"'),
    "telegram.html": seed("chat_telegram.html") + b'<div class="text">',
}
"""An export of each format, up to the words of a message."""


def read(name: str, piece: bytes, size: int) -> tuple[int, int]:
    """How many messages an export without end gives, and the most memory that this took."""
    head = HEADS[name]
    file = "messages.html" if name.endswith("html") else "x.txt"
    importer = recognise(head + b"\n", file, frozenset({file}))
    assert importer is not None
    assert importer.name == name

    def source() -> io.BufferedReader:
        return io.BufferedReader(Endless(head, piece, size))

    tracemalloc.start()
    try:
        records = importer.read(source, ReadContext(file, None, frozenset({file})))
        count = sum(isinstance(one, MessageRead) for one in records)
        return count, tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_every_reader_of_chats_is_tried() -> None:
    assert set(HEADS) == {one.name for one in IMPORTERS}


@pytest.mark.parametrize("name", [name for name in HEADS if name != "telegram.html"])
def test_one_line_without_an_end_is_not_gathered(name: str) -> None:
    assert read(name, b"a", 32 * MIB)[1] < 28 * MIB


@pytest.mark.long
@pytest.mark.parametrize("name", [name for name in HEADS if name != "telegram.html"])
def test_half_a_gigabyte_of_one_line_takes_no_more(name: str) -> None:
    assert read(name, b"a", 512 * MIB)[1] < 28 * MIB


@pytest.mark.long
@pytest.mark.parametrize("name", [name for name in HEADS if name != "telegram.html"])
def test_a_million_lines_of_one_message_take_no_room(name: str) -> None:
    assert read(name, b"a\n", 2 * MIB)[1] < 28 * MIB


@pytest.mark.long
def test_of_a_page_without_end_no_more_is_read_than_a_page_may_have() -> None:
    """Its tree is not in Python's memory: the worker's limit ends that (`test_worker.py`)."""
    assert read("telegram.html", b"a", 512 * MIB)[1] < 160 * MIB


NAMES = {"지민": "지\x00\x1b[2J\u202e민", "Kim": "K\x00\x1b]0;m\x07", "하늘": "하\x00\x1b[31m늘"}
"""Names as they stand in the exports, and what an offender could call himself."""


def named(data: bytes, name: str) -> bytes:
    """An export in which people and rooms have such names, spelt as its format spells them."""
    for plain, hostile in NAMES.items():
        spelt = hostile
        if name.endswith(("json", "excerpt")):
            spelt = "".join(f"\\u{ord(one):04x}" if ord(one) < 32 else one for one in hostile)
        data = data.replace(plain.encode(), spelt.encode())
    return data


def test_names_with_zero_bytes_and_orders_to_a_terminal_come_in_from_every_format(
    vault: Vault,  # noqa: F811
    tmp_path: Path,
) -> None:
    case = add_case(vault, "")
    files = {f"t{at}/{one}.txt": named(text, one) for at, (one, text) in enumerate(TEXTS.items())}
    for name in ("telegram.json", "discord.json", "meta.json", "ongi.excerpt", "telegram.html"):
        file = "messages.html" if name.endswith("html") else "chat.json"
        files[f"{name}/{file}"] = named(seed(f"chat_{name}"), name)
    for file, content in files.items():
        (tmp_path / "given" / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "given" / file).write_bytes(content)
    report = collect(vault, case.id, [tmp_path / "given"], Job())
    assert report.refused == ()
    senders = {one.sender for one in vault.chats.messages(case.id)}
    assert any("\x1b" in one for one in senders)
    assert not {"\x1b", "\x00", "\u202e"} & set("".join(visible_name(one) for one in senders))
    read_in = {
        str(one.details["importer"])
        for one in vault.custody.entries(case.id)
        if "importer" in one.details
    }
    assert read_in == set(HEADS)
    assert timeline(vault, case.id).entries
    for room in vault.chats.rooms(case.id):  # a message of two of these answers itself
        chat = open_chat(vault, case.id, room.id)
        assert len(chat_page(vault, chat, 0)) == chat.count
