"""Particles fit the last sound of what is before them, and both stand where nobody can tell."""

from __future__ import annotations

import unicodedata

import pytest

from app.domain.text.particles import PAIRS, Word, with_particle


@pytest.mark.parametrize(
    ("word", "particle", "said"),
    [
        ("가온", "은/는", "가온은"),
        ("누리", "은/는", "누리는"),
        ("밤손님", "이/가", "밤손님이"),
        ("구경꾼 나리", "이/가", "구경꾼 나리가"),
        ("겹지인방", "을/를", "겹지인방을"),
        ("대피소", "을/를", "대피소를"),
        ("서울", "으로/로", "서울로"),
        ("서울", "을/를", "서울을"),
        ("부산", "으로/로", "부산으로"),
        ("제주", "으로/로", "제주로"),
        ("친구", "과/와", "친구와"),
        ("동생", "과/와", "동생과"),
        ("내려라", "이라고/라고", "내려라라고"),
        ("보냄", "이라고/라고", "보냄이라고"),
    ],
)
def test_hangul_tells_the_form_by_its_last_sound(word: str, particle: str, said: str) -> None:
    assert with_particle(word, particle) == said


def test_letters_that_macos_writes_apart_count_as_one() -> None:
    apart = unicodedata.normalize("NFD", "가온")
    assert with_particle(apart, "이/가") == apart + "이"


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("0", "0이"), ("1", "1이"), ("2", "2가"), ("3", "3이"), ("4", "4가"), ("5", "5가"),
        ("6", "6이"), ("7", "7이"), ("8", "8이"), ("9", "9가"), ("500,000", "500,000이"),
        ("1,000,000,000,000", "1,000,000,000,000가"), ("room2", "room2가"), ("\uff13", "\uff13이"),
    ],
)  # fmt: skip
def test_numbers_are_read_in_korean(number: str, said: str) -> None:
    assert with_particle(number, "이/가") == said


def test_one_seven_and_eight_end_in_rieul() -> None:
    assert [with_particle(one, "으로/로") for one in ("21", "7", "8", "3")] == [
        "21로", "7로", "8로", "3으로",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("Telegram", "Telegram을"), ("Discord", "Discord를"), ("Instagram", "Instagram을"),
        ("Facebook", "Facebook을"), ("LEE", "LEE를"), ("KakaoTalk", "KakaoTalk을"),
        ("line", "line을"), ("X", "X를"), ("SNS", "SNS를"), ("URL", "URL을"), ("PDF", "PDF를"),
        ("night_visitor", "night_visitor를"), ("@kim", "@kim을"), ("phone", "phone을"),
        ("bot", "bot을"), ("file", "file을"), ("gang", "gang을"), ("type", "type를"), ("vip", "vip을"),
    ],
)  # fmt: skip
def test_latin_letters_are_read_as_koreans_read_them(word: str, said: str) -> None:
    assert with_particle(word, "을/를") == said


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("'가온'", "'가온'이"), ("‘누리’", "‘누리’가"), ("가온(가명)", "가온(가명)이"),
        ("누리(텔레그램 이름 '밤손님')", "누리(텔레그램 이름 '밤손님')가"), ("가온.", "가온.이"),
        ("(가온)", "(가온)이"), ("ㅋㅋ", "ㅋㅋ이"), ("ㅠㅠ", "ㅠㅠ가"),
    ],
)  # fmt: skip
def test_quotation_marks_and_brackets_are_passed_over(word: str, said: str) -> None:
    assert with_particle(word, "이/가") == said


@pytest.mark.parametrize("word", ["", "🌙", "밤 🌙", "夜", "ночь", "…", "\u202e", "()"])
def test_what_nobody_can_read_gets_both_forms(word: str) -> None:
    assert with_particle(word, "을/를") == f"{word}을(를)"
    assert with_particle(word, "으로/로") == f"{word}(으)로"
    assert with_particle(word, "이라고/라고") == f"{word}(이)라고"
    assert with_particle(word, "과/와") == f"{word}과(와)"


def test_a_word_takes_its_particle_inside_a_text_and_is_plain_without_one() -> None:
    text = "{who:은/는} {who}"
    assert text.format(who=Word("가온")) == "가온은 가온"
    with pytest.raises(ValueError, match="에게"):
        format(Word("가온"), "에게")
    assert all(with_particle("가", pair).startswith("가") for pair in PAIRS)
