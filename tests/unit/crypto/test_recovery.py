"""Secrets written down as words, whole and in parts, against the committed vectors and by law."""

from __future__ import annotations

import hashlib
import hmac
import json
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shamir_mnemonic import combine_mnemonics, generate_mnemonics  # type: ignore[import-untyped]

from crypto.errors import BadParts, BadWords
from crypto.recovery import find_all, from_words, to_words
from crypto.split import ENGLISH, join_parts, read_part, split_secret
from crypto.word_list import WordList, heard, typed_words

ROOT = Path(__file__).parents[3]
KO_TEXT = (ROOT / "resources" / "words" / "korean.txt").read_text("utf-8")
EN_TEXT = (ROOT / "resources" / "words" / "english.txt").read_text("utf-8")
KO, EN = WordList(KO_TEXT.split(), 2), WordList(EN_TEXT.split(), 4)
SLIP39 = WordList(ENGLISH, 4)
VECTORS = [
    pytest.param(json.loads(path.read_text("utf-8")), id=path.stem)
    for path in sorted((ROOT / "tests" / "vectors" / "recovery").glob("*.json"))
]

# Stems of what nobody wants to read on a sheet that matters: harm, bodies, fear, being watched.
UNKIND = (
    "살인 살해 자살 죽음 죽이 폭력 폭행 협박 납치 추행 강간 성폭 성희 성기 음란 야동 몸매 알몸 나체 속옷 "
    "가슴 엉덩 피해 가해 범죄 범인 경찰 감옥 처벌 재판 증거 신고 촬영 사진 영상 카메라 화면 유포 노출 훔쳐 "
    "몰래 미행 감시 도청 추적 공포 악몽 귀신 시체 무덤 전쟁 학살 총알 칼날 독약 마약 고문 노예 바보 멍청 병신"
)


def _read(case: dict[str, Any]) -> bytes:
    if "parts" in case:
        return join_parts([read_part(find_all(typed_words(p), SLIP39)) for p in case["parts"]])
    typed = typed_words(case["text"])
    return from_words(typed, max((KO, EN), key=lambda words: words.hits(typed)))


@pytest.mark.parametrize("case", VECTORS)
def test_vector(case: dict[str, Any]) -> None:
    if case["expect"] == "ok":
        assert _read(case).hex() == case["secret"]
        return
    with pytest.raises((BadWords, BadParts)) as caught:
        _read(case)
    assert caught.value.code == case["expect"]
    if isinstance(caught.value, BadWords):
        assert caught.value.position == case.get("position", 0)
    elif case["expect"] == "parts_few":
        assert caught.value.needed == case["needed"]


@given(st.binary(min_size=16, max_size=16), st.sampled_from([KO, EN]))
def test_any_secret_comes_back(secret: bytes, words: WordList) -> None:
    assert from_words(to_words(secret, words), words) == secret


@settings(max_examples=25)
@given(st.binary(min_size=16, max_size=16), st.sampled_from([(2, 3), (3, 5)]), st.randoms())
def test_any_enough_parts_give_the_secret_and_fewer_nothing(
    secret: bytes, shape: tuple[int, int], random: Any
) -> None:
    needed, made = shape
    parts = [read_part(numbers) for numbers in split_secret(secret, needed, made)]
    assert join_parts(random.sample(parts, needed)) == secret
    assert join_parts(parts) == secret
    with pytest.raises(BadParts, match="parts_few"):
        join_parts(random.sample(parts, needed - 1))


def test_the_same_part_twice_counts_once() -> None:
    one = read_part(split_secret(bytes(16), 2, 3)[0])
    with pytest.raises(BadParts, match="parts_few"):
        join_parts([one, one])


def test_parts_open_with_the_reference_program() -> None:
    secret = bytes(range(16))
    texts = [" ".join(ENGLISH[n] for n in part) for part in split_secret(secret, 2, 3)]
    assert combine_mnemonics(texts[1:]) == secret


def test_parts_open_with_a_reader_written_from_the_specification_alone() -> None:
    secret = bytes(range(100, 116))
    for needed, made in ((2, 3), (3, 5)):
        parts = split_secret(secret, needed, made)
        assert _second_reader(parts[-needed:]) == secret


def test_a_part_that_asks_for_much_work_is_refused_before_any() -> None:
    (texts,) = generate_mnemonics(1, [(2, 3)], bytes(16), iteration_exponent=4)
    with pytest.raises(BadParts, match="part_foreign"):
        read_part(find_all(typed_words(texts[0]), SLIP39))


def test_a_part_of_several_groups_is_refused() -> None:
    texts = generate_mnemonics(2, [(2, 3), (2, 3)], bytes(16), iteration_exponent=0)
    with pytest.raises(BadParts, match="part_foreign"):
        read_part(find_all(typed_words(texts[1][0]), SLIP39))


def test_published_vectors_are_read_as_they_say() -> None:
    """The vectors of SLIP-39, where they were put beside the checkout."""
    path = ROOT.parent / "shared" / "samples" / "slip39" / "vectors.json"
    if not path.is_file():
        pytest.skip("the published vectors are not here")
    for texts, secret in json.loads(path.read_text("utf-8")):
        if secret:
            assert combine_mnemonics(texts, b"TREZOR").hex() == secret
        elif all(len(text.split()) == 20 for text in texts):
            with pytest.raises((BadParts, BadWords)):
                join_parts([read_part(find_all(text.split(), SLIP39)) for text in texts])


def test_the_korean_list_has_2048_sorted_words_of_two_or_three_syllables() -> None:
    words = KO_TEXT.splitlines()
    assert len(words) == len(set(words)) == 2048
    assert words == sorted(words)
    assert all(2 <= len(word) <= 3 for word in words)
    assert all("가" <= letter <= "힣" for word in words for letter in word)
    assert unicodedata.normalize("NFC", KO_TEXT) == KO_TEXT


def test_no_two_korean_words_sound_the_same_in_their_first_two_syllables() -> None:
    assert len({heard(word)[:2] for word in KO.words}) == 2048
    assert heard("개나리") == heard("게나리")
    assert heard("왜가리") == heard("외가리") == heard("웨가리")


def test_the_korean_list_is_kind() -> None:
    assert [word for word in KO.words for stem in UNKIND.split() if stem in word] == []


def test_typed_with_the_other_vowel_a_word_is_still_found() -> None:
    assert KO.find("게나리") == KO.find("개나리") is not None


def test_a_longer_word_that_begins_the_same_is_not_taken() -> None:
    assert EN.find("abacuses") is None
    assert EN.find("aba") is None
    assert KO.find("개나") is not None
    assert KO.find("개나무") is None


def _second_reader(parts: list[tuple[int, ...]] | tuple[tuple[int, ...], ...]) -> bytes:
    """SLIP-39 for one group without a passphrase: checksum, Lagrange over GF(256), Feistel."""
    shares: dict[int, bytes] = {}
    for numbers in parts:
        assert _rs1024(numbers) == 1
        head = int.from_bytes(_bits(numbers[:4]), "big")  # 40 bits
        shares[head >> 4 & 15] = _bits(numbers[4:17])[-16:]
        identifier, extendable, exponent = head >> 25, head >> 24 & 1, head >> 20 & 15
    assert (extendable, exponent) == (1, 0)
    assert 0 <= identifier < 1 << 15
    secret, digest = _at(shares, 255), _at(shares, 254)
    assert hmac.digest(digest[4:], secret, "sha256")[:4] == digest[:4]
    left, right = secret[:8], secret[8:]
    for turn in (3, 2, 1, 0):
        key = hashlib.pbkdf2_hmac("sha256", bytes([turn]), right, 2500, 8)
        left, right = right, bytes(a ^ b for a, b in zip(left, key, strict=True))
    return right + left


def _bits(numbers: tuple[int, ...]) -> bytes:
    whole = 0
    for number in numbers:
        whole = whole << 10 | number
    return whole.to_bytes((len(numbers) * 10 + 7) // 8, "big")


def _rs1024(numbers: tuple[int, ...]) -> int:
    made = (
        0xE0E040, 0x1C1C080, 0x3838100, 0x7070200, 0xE0E0009,
        0x1C0C2412, 0x38086C24, 0x3090FC48, 0x21B1F890, 0x3F3F120,
    )  # fmt: skip
    check = 1
    for value in (*b"shamir_extendable", *numbers):
        top = check >> 20
        check = (check & 0xFFFFF) << 10 ^ value
        for place, term in enumerate(made):
            check ^= term if top >> place & 1 else 0
    return check


def _times(a: int, b: int) -> int:
    product = 0
    while b:
        product ^= a if b & 1 else 0
        a = a << 1 ^ (0x11B if a & 0x80 else 0)
        b >>= 1
    return product


def _over(a: int, b: int) -> int:
    return next(c for c in range(256) if _times(b, c) == a)


def _at(shares: dict[int, bytes], x: int) -> bytes:
    result = bytes(16)
    for i, value in shares.items():
        share = 1
        for j in shares:
            if j != i:
                share = _times(share, _over(x ^ j, i ^ j))
        result = bytes(r ^ _times(share, v) for r, v in zip(result, value, strict=True))
    return result
