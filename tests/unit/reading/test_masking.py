"""A copy with registration numbers covered: every other byte stays, whatever the encoding."""

from __future__ import annotations

import io
import json
import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.collect import masking
from app.collect.masking import MaskedStream, encoding_of, holds_numbers
from app.domain.custody import Act
from app.domain.evidence.copies import Recipe, Relation
from app.domain.evidence.items import Item, ItemKind, Method
from app.domain.text.rrn import find_rrn
from app.errors import Cancelled, InputProblem
from app.jobs import Job
from app.usecases.copies.copying import copies_of, recipe_of
from app.usecases.copies.masking import mask_numbers, numbers_stand_in
from app.usecases.intake.adding import add_bytes
from app.usecases.items.removing import set_items_aside
from tests.unit.collect.intake.conftest import Person

NUMBER, COVERED = "900101-1234567", "900101-*******"
WIDE = "９００１０１－１２３４５６７"


def quiet(_read: int) -> None:
    """No job watches."""


def covered(data: bytes) -> tuple[bytes, int]:
    """The copy of these bytes, read in pieces of an odd size, and how many were covered."""
    code = encoding_of(io.BytesIO(data), quiet)
    assert code is not None
    with MaskedStream(io.BytesIO(data), code, quiet) as made:
        return b"".join(iter(lambda: made.read(1_001), b"")), made.found


@pytest.mark.parametrize("code", ["utf-8", "utf-8-sig", "cp949", "utf-16", "utf-32"])
def test_only_the_last_seven_digits_change_in_every_encoding(code: str) -> None:
    text = f"이름,번호\r\n가,번호{NUMBER}입니다\r\n나,010-1234-5678\r\n"
    made, found = covered(text.encode(code))
    assert made == text.replace(NUMBER, COVERED).encode(code)
    assert found == 1


@pytest.mark.parametrize(
    ("text", "instead"),
    [
        (WIDE, "９００１０１－" + "*" * 21),
        ("9001011234567", "900101*******"),
        ("900101 – 1234567", "900101 – *******"),
        ("9\u200b00101-12\u200b34567", "9\u200b00101-**\u200b*****"),
        (r"900101\u002d1234567", r"900101\u002d*******"),
        (r"\u0039\u0030\u0030101-\u00312345\u0036\u0037", r"\u0039\u0030\u0030101-" + "*" * 22),
        ("900101&#45;12345&#54;7", "900101&#45;***********"),
    ],
)
def test_a_number_in_other_signs_is_covered_in_as_many_bytes(text: str, instead: str) -> None:
    made, found = covered(f"가 {text} 나".encode())
    assert made.decode() == f"가 {instead} 나"
    assert found == 1


@pytest.mark.parametrize(
    "text",
    [
        "https://example.net/9001011234567/a",
        '{"id": -1009001011234567}',
        '{"sent_time_ms": 1901011234567}',
        "d41d8cd98f00b2049001011234567ecf",
        "9013451234567",
        "29001011234567",
        "90010112345678",
    ],
)
def test_what_is_no_number_stays(text: str) -> None:
    assert covered(text.encode()) == (text.encode(), 0)


def test_a_number_without_quotes_leaves_json_whole() -> None:
    text = '{"who": [9001011234567, "900101-1234567"], "n": 9001011234567}'
    made, found = covered(text.encode())
    assert json.loads(made) == {"who": [9001010000000, COVERED], "n": 9001010000000}
    assert found == 3


def test_bytes_that_are_no_letters_are_passed_on() -> None:
    data = b"\xff\xfe\x80 \xc3( " + NUMBER.encode() + b" \x81\xff"
    made, _ = covered(b"a" + data)
    assert made == b"a" + data.replace(NUMBER.encode(), COVERED.encode())


def test_what_has_zero_bytes_and_no_mark_is_no_text() -> None:
    assert encoding_of(io.BytesIO(b"SQLite format 3\x00" + NUMBER.encode()), quiet) is None


SIGNS = st.sampled_from(
    ["0", "9", "900101", "1234567", "-", " ", "–", "가", "a", "\n", "\u200b", NUMBER, WIDE, "\r\n"]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(SIGNS, max_size=60), st.integers(0, 900))
def test_pieces_cover_what_the_whole_text_shows(parts: list[str], before: int) -> None:
    text = "가" * before + "".join(parts) + "." * 300
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(masking, "PIECE", 64)
        made, found = covered(text.encode())
    shown = made.decode()
    assert len(made) == len(text.encode())
    spans = find_rrn(text)
    assert found == len(spans)
    assert not find_rrn(shown)
    if not spans:
        assert shown == text


def test_memory_stays_flat_without_lines() -> None:
    class Endless(io.RawIOBase):
        left = 4_000_000

        def read(self, count: int = -1) -> bytes:
            piece = (b"900101-1234567 " + b"x" * 4_000)[: min(count, self.left)]
            self.left -= len(piece)
            return piece

    with MaskedStream(Endless(), "utf-8", quiet) as made:  # type: ignore[arg-type]
        tracemalloc.start()
        total = sum(len(piece) for piece in iter(lambda: made.read(65_536), b""))
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert total == 4_000_000
    assert made.found > 900
    assert peak < 3_000_000


def test_whether_there_is_something_is_told_from_the_beginning() -> None:
    far = b"x\n" * 200_000 + NUMBER.encode()
    assert holds_numbers(io.BytesIO(far), "utf-8", quiet) is True
    assert holds_numbers(io.BytesIO(far), "utf-8", quiet, 1_000) is None
    assert holds_numbers(io.BytesIO(b"x\n" * 10), "utf-8", quiet, 1_000) is False


# --- in a vault -----------------------------------------------------------------------------------


def take(
    person: Person, data: bytes, name: str = "list.csv", kind: ItemKind = ItemKind.TEXT
) -> Item:
    return add_bytes(
        person.vault, person.case.id, data, Job(), name=name, kind=kind, method=Method.FILE
    ).item


def content(person: Person, item: Item) -> bytes:
    with person.vault.items.open(item.id) as src:
        return src.read()


def test_the_copy_names_its_original_and_the_original_stays(person: Person) -> None:
    data = f"이름,번호\n가,{NUMBER}\n나,{WIDE}\n".encode("cp949")
    original = take(person, data, f"{NUMBER}.csv")
    assert numbers_stand_in(person.vault, original.id, Job()) is True
    masked = mask_numbers(person.vault, person.case.id, original.id, Job())
    copy = masked.added.item
    assert masked.numbers == 2
    assert content(person, original) == data
    text = content(person, copy).decode("cp949")
    assert text == f"이름,번호\n가,{COVERED}\n나,９００１０１－{'*' * 14}\n"
    assert (copy.parent, copy.relation, copy.kind) == (original.id, "masked", ItemKind.TEXT)
    assert NUMBER not in copy.name
    assert copy.name.endswith(".csv")
    assert recipe_of(person.vault, copy.id) == Recipe(Relation.MASKED, numbers=2)
    assert copies_of(person.vault, original.id) == (copy,)
    (entry,) = person.vault.custody.of_subject(copy.id)
    assert (entry.act, entry.details["parent_sha256"]) == (Act.ITEM_MADE, original.sha256)
    assert numbers_stand_in(person.vault, copy.id, Job()) is False


def test_a_chat_is_copied_and_stays_read_once(person: Person) -> None:
    chat = take(person, f'{{"text": "번호 {NUMBER}"}}'.encode(), "result.json", ItemKind.CHAT)
    copy = mask_numbers(person.vault, person.case.id, chat.id, Job()).added.item
    assert (copy.kind, content(person, copy)) == (
        ItemKind.CHAT, f'{{"text": "번호 {COVERED}"}}'.encode(),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("data", "kind", "code"),
    [
        (b"nothing here", ItemKind.TEXT, "COL-084"),
        (b"GIF89a" + NUMBER.encode(), ItemKind.PICTURE, "COL-085"),
        (b"text\0" + NUMBER.encode(), ItemKind.CHAT, "COL-085"),
    ],
)
def test_where_nothing_is_to_cover_nothing_is_kept(
    person: Person, data: bytes, kind: ItemKind, code: str
) -> None:
    item = take(person, data, "a", kind)
    log = len(tuple(person.vault.custody.entries()))
    with pytest.raises(InputProblem, match=code):
        mask_numbers(person.vault, person.case.id, item.id, Job())
    assert len(tuple(person.vault.custody.entries())) == log
    assert person.names() == ["a"]


def test_what_was_set_aside_is_not_copied(person: Person) -> None:
    item = take(person, NUMBER.encode())
    set_items_aside(person.vault, [item.id])
    with pytest.raises(InputProblem, match="INP-011"):
        mask_numbers(person.vault, person.case.id, item.id, Job())


def test_stopping_leaves_no_copy(person: Person) -> None:
    item = take(person, b"x\n" * 300_000 + NUMBER.encode())
    job = Job()
    job.cancel()
    with pytest.raises(Cancelled):
        mask_numbers(person.vault, person.case.id, item.id, job)
    assert person.names() == ["list.csv"]
