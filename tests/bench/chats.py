"""A chat export becomes searchable messages, beside the bare insert of the same rows; and search.

The export is made up: Korean words at random, a few of them rare, in the shape that Telegram
Desktop writes.
"""

from __future__ import annotations

import json
import random
import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from app.jobs import Job
from app.usecases.case.searching import search
from app.usecases.intake.collecting import collect
from app.usecases.vault.vaults import OpenVault
from app.vault.index.index import Index
from app.vault.index.tokens import tokens
from app.vault.stores.messages import _INSERT as INSERT_MESSAGE
from app.vault.stores.messages import _INSERT_MEDIA as INSERT_MEDIA
from app.vault.stores.messages import _MEDIA as MEDIA
from app.vault.stores.search import _INSERT as INSERT_WORDS
from tests.bench.ground import Ground
from tests.bench.plain_sqlite import copied_index, empty_index, opened_index
from tests.bench.rounds import Act, Side, plain, run_rounds
from tests.bench.rows import Ratio, Row, alone, compared

SEARCHED = "협박"
ROWS, ROWS_AND_WORDS = "bare insert of the messages", "bare insert, with the search words"
PLAIN_ROWS_AND_WORDS = "the same into plain SQLite"
PLAIN_SCAN = "plain SQLite, LIKE"
_SEARCH_LIMIT_S = 0.05
_BLOCK = 20_000
_BEGIN = 1_724_000_000


def importing(ground: Ground) -> list[Row]:
    """The whole import beside the database's part of it alone."""
    export = ground.kept("export", lambda path: write_export(path, ground.amounts.messages))
    work = f"import {ground.amounts.messages:,} Telegram messages, searchable"
    with imported(ground, export) as (vault, _case):
        sides = [
            Side("ours", lambda: _import(ground, export)),
            Side(ROWS, lambda: _bare(ground, vault, words=False)),
            Side(ROWS_AND_WORDS, lambda: _bare(ground, vault, words=True)),
            Side(PLAIN_ROWS_AND_WORDS, lambda: _bare(ground, vault, words=True, plain=True)),
        ]
        taken = run_rounds(sides, ground.amounts.runs)
    return [
        compared(
            "import", work, taken["ours"], (peer, taken[peer]), ratio_of=Ratio.TIME, target=target
        )
        for peer, target in ((ROWS_AND_WORDS, 2.0), (PLAIN_ROWS_AND_WORDS, None), (ROWS, None))
    ]


def searching(ground: Ground) -> list[Row]:
    """A word of two syllables that one message in a hundred has, and one nobody wrote."""
    export = ground.kept("export", lambda path: write_export(path, ground.amounts.messages))
    rows = []
    with (
        imported(ground, export) as (vault, case),
        copied_index(ground, vault) as copy,
        closing(opened_index(copy)) as index,
    ):
        for word in (SEARCHED, "뷁쉛"):
            hits = search(vault, word, case).total
            if _scanned(index, word) != hits:
                raise RuntimeError("the two searches don't find the same")
            sides = [
                Side("ours", plain(lambda word=word: _found(vault, word, case))),
                Side(PLAIN_SCAN, plain(lambda word=word: _looked_through(index, word))),
            ]
            taken = run_rounds(sides, max(ground.amounts.runs, 5))
            work = f"search two syllables in {ground.amounts.messages:,} messages ({hits:,} hits)"
            rows.append(alone("search", work, taken["ours"], target=_SEARCH_LIMIT_S))
            peer = (PLAIN_SCAN, taken[PLAIN_SCAN])
            rows.append(
                compared("search", work, taken["ours"], peer, ratio_of=Ratio.SPEED, target=None)
            )
    return rows


def _found(vault: OpenVault, word: str, case: str) -> None:
    search(vault, word, case)


def _looked_through(index: Index, word: str) -> None:
    _scanned(index, word)


def _scanned(index: Index, word: str) -> int:
    """How many messages hold a word, by looking at each: what a plain table offers."""
    row = index.one("SELECT count(*) FROM messages WHERE text LIKE ?", (f"%{word}%",))
    return int(row[0]) if row else 0


@contextmanager
def imported(ground: Ground, export: Path) -> Iterator[tuple[OpenVault, str]]:
    """A vault that has the export's messages."""
    with ground.vault() as (vault, case):
        _collect(vault, case, export, ground.amounts.messages)
        yield vault, case


@contextmanager
def _import(ground: Ground, export: Path) -> Iterator[Act]:
    with ground.vault() as (vault, case):
        yield lambda: _collect(vault, case, export, ground.amounts.messages)


def _collect(vault: OpenVault, case: str, export: Path, messages: int) -> None:
    report = collect(vault, case, [export], Job())
    if report.messages_taken != messages:
        raise RuntimeError(f"{report.messages_taken} of {messages} messages came in")


@contextmanager
def _bare(ground: Ground, vault: OpenVault, *, words: bool, plain: bool = False) -> Iterator[Act]:
    folder = ground.new("bare")
    folder.mkdir()
    path = folder / "index.db"
    try:
        made = empty_index(path) if plain else Index.create(path, secrets.token_bytes(32))
        with closing(made) as index:
            yield lambda: _insert(vault, index, words=words)
    finally:
        shutil.rmtree(folder)


def _insert(vault: OpenVault, index: Index, *, words: bool) -> float:
    """Seconds for the rows of a vault, handed over ready made: reading and making them is free."""
    source = vault._index.connection
    index.connection.pragma("foreign_keys", False)
    took = 0.0
    after = 0
    columns = INSERT_MESSAGE.partition("(")[2].partition(")")[0]
    with index.transaction():
        while rows := list(
            source.execute(
                f"SELECT {columns} FROM messages WHERE row > ? ORDER BY row LIMIT {_BLOCK}",
                (after,),
            )
        ):
            media = list(
                source.execute(
                    f"SELECT {MEDIA} FROM message_media WHERE message > ? AND message <= ?",
                    (after, rows[-1][0]),
                )
            )
            made = [(row[0], tokens(row[10])) for row in rows if row[10]] if words else []
            begun = time.perf_counter()
            index.write_many(INSERT_MESSAGE, rows)
            index.write_many(INSERT_MEDIA, media)
            index.write_many(INSERT_WORDS, made)
            took += time.perf_counter() - begun
            after = rows[-1][0]
        begun = time.perf_counter()
    return took + time.perf_counter() - begun


def write_export(folder: Path, messages: int) -> None:
    """A Telegram export of made-up messages, the same each time."""
    folder.mkdir()
    chance = random.Random(8)
    words = ["".join(chr(chance.randrange(0xAC00, 0xD7A4, 7)) for _ in range(chance.randint(1, 4)))
             for _ in range(3000)]  # fmt: skip
    with (folder / "result.json").open("w", encoding="utf-8") as file:
        file.write('{\n "name": "모임",\n "type": "private_supergroup",\n "id": 1555010099,\n')
        file.write(' "messages": [\n')
        for number in range(messages):
            record = json.dumps(_record(number, chance, words), ensure_ascii=False, indent=1)
            file.write(record + (",\n" if number + 1 < messages else "\n"))
        file.write(" ]\n}\n")


def _record(number: int, chance: random.Random, words: list[str]) -> dict[str, Any]:
    text = " ".join(chance.choices(words, k=chance.randint(1, 14)))
    if number % 100 == 7:
        text += f" {SEARCHED}해요"
    stamp = _BEGIN + 40 * number
    sender = chance.randrange(200)
    record: dict[str, Any] = {
        "id": number + 1,
        "type": "message",
        "date": time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(stamp + 9 * 3600)),
        "date_unixtime": str(stamp),
        "from": f"사람 {sender}",
        "from_id": f"user{5_550_000 + sender}",
    }
    entities: list[dict[str, str]] = [{"type": "plain", "text": text}]
    if number % 20 == 3:
        record["reply_to_message_id"] = number - 1
    if number % 50 == 9:
        link = f"https://t.me/example_room_{chance.randrange(40)}/{number}"
        entities.append({"type": "link", "text": link})
        record["text"] = [text + " ", {"type": "link", "text": link}]
    else:
        record["text"] = text
    record["text_entities"] = entities
    return record
