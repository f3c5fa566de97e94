"""What a passphrase is worth: rather low than high, in Korean too; and words that are drawn."""

import pytest

from app.domain.text.guessing import LONGEST, korean_keys
from app.recovery.lists import whole_words
from app.usecases.ways_in.passphrases import Lasts, draw_words, how_strong


@pytest.mark.parametrize(
    "weak",
    [
        "password1",
        "p@ssw0rd2024",
        "qwertyuiop1234",
        "1q2w3e4r5t",
        "19991231",
        "01012345678",
        "aaaaaaaaaaaaaaaaaaaa",
        "비밀번호비밀번호",
        "사랑해사랑해사랑해",
        "가나다라마바사아",
        korean_keys("비밀번호"),
        korean_keys("사랑해요") + "1004",
        "ㅂㅈㄷㄱㅅㅛㅕㅑ",
    ],
)
def test_what_is_tried_first_lasts_no_day(weak):
    assert how_strong(weak).lasts is Lasts.A_DAY


def test_shorter_than_the_floor_is_said_whatever_it_is():
    assert how_strong("x9#Q가ㅎ").lasts is Lasts.TOO_SHORT
    assert how_strong("").bits == 0


@pytest.mark.parametrize("language", ["ko", "en"])
def test_six_drawn_words_last_longer_than_a_life_and_are_counted_by_the_word(language):
    drawn = draw_words(language)
    assert len(drawn.split()) == 6
    assert set(drawn.split()) <= set(whole_words(language).words)
    strength = how_strong(drawn)
    assert strength.lasts is Lasts.LONGER
    assert strength.bits <= 6 * 11 + 6  # never more than drawing gives, but for the joins


def test_three_drawn_words_are_not_praised():
    assert how_strong(" ".join(whole_words("ko").words[300:1200:300])).lasts is Lasts.A_YEAR


def test_drawn_words_differ_each_time():
    assert len({draw_words("ko") for _ in range(20)}) == 20


def test_a_longer_text_is_never_worth_less_and_a_very_long_one_is_quick():
    assert how_strong("파란 우산 셋이").bits < how_strong("파란 우산 셋이 나란히").bits
    long = "말 ㅁㅇ x9 " * 100
    assert how_strong(long).bits == how_strong(long[:LONGEST]).bits


def test_keys_of_korean_words_are_those_of_the_usual_layout():
    assert korean_keys("안녕 값") == "dkssud rkqt"
