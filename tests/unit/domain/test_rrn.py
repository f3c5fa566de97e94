"""Resident registration numbers are found whatever their dress, and little else is."""

import pytest

from app.domain.text.rrn import find_rrn, mask_rrn


@pytest.mark.parametrize(
    "number",
    [
        "900101-1234567",
        "9001011234567",
        "900101 - 1234567",
        "900101–1234567",
        "900101ㅡ1234567",
        "９００１０１－１２３４５６７",
        "900101\u200b-\u200b1234567",
        "٩٠٠١٠١-١٢٣٤٥٦٧",
        "000229-3234567",
        "050505-8234567",
        "900101-5234567",
    ],
)
@pytest.mark.parametrize("around", ["{}", "번호{}입니다", "a{}b", "({})", "\n{}\n"])
def test_a_number_is_found_at_its_place(number, around):
    text = around.format(number)
    start = around.index("{}")
    assert [text[s:e] for s, e in find_rrn(text)] == [number]
    assert find_rrn(text)[0].start == start


@pytest.mark.parametrize(
    "text",
    [
        "",
        "901301-1234567",  # no such month
        "900230-1234567",  # no such day
        "010229-3234567",  # no leap year
        "900101-9234567",
        "900101-0234567",
        "1900101-1234567",
        "900101-12345678",
        "900101-123456",
        "900101\n\n\n\n1234567",
        "010-1234-5678",
        "-1001234567890",  # a channel of Telegram
        "https://t.me/c/1234567890/45",
        "1725343522000",
    ],
)
def test_other_numbers_are_left_alone(text):
    assert find_rrn(text) == ()


def test_the_last_seven_digits_are_covered():
    assert (
        mask_rrn("주민 ９００１０１－１２３４５６７, 0505053234567.")
        == "주민 900101-*******, 050505-*******."
    )


def test_text_without_a_number_is_not_touched_by_covering():
    assert mask_rrn("①②③ 가나다 010-1234-5678") == "①②③ 가나다 010-1234-5678"


def test_digits_inside_a_hash_are_no_number():
    digest = "ab9001011234567f" + "0123456789abcdef" * 3
    assert find_rrn(digest) == ()
    assert mask_rrn(f"SHA-256 {digest}") == f"SHA-256 {digest}"
    assert len(find_rrn(f"{digest} 900101-1234567")) == 1


def test_in_a_link_only_a_number_with_a_gap_is_covered():
    address = "https://example.org/9001011234567?who=900101-1234567"
    assert mask_rrn(address, in_address=True) == (
        "https://example.org/9001011234567?who=900101-*******"
    )


def test_a_link_inside_a_text_keeps_its_digits():
    text = "9001011234567 https://example.org/9001011234567 900101-1234567"
    assert mask_rrn(text) == "900101-******* https://example.org/9001011234567 900101-*******"
