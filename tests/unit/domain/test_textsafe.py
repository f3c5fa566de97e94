"""Text of evidence on screens and in tables: nothing hidden, nothing that runs."""

import pytest

from app.domain.text.textsafe import (
    LINES,
    exhibit_name,
    formula_guard,
    one_line,
    search_form,
    spreadsheet_cell,
    visible,
    visible_name,
)


@pytest.mark.parametrize(
    ("hidden", "shown"),
    [
        ("photo\u202egpj.exe", "photo[U+202E]gpj.exe"),
        ("tele\u200bgram", "tele[U+200B]gram"),
        ("a\x1b[31mb", "a[U+001B][31mb"),
        ("a\u2066b\u2069", "a[U+2066]b[U+2069]"),
        ("\ufeffa", "[U+FEFF]a"),
        ("soft\u00adhyphen", "soft[U+00AD]hyphen"),
        ("\u3164", "[U+3164]"),
        ("\u2800", "[U+2800]"),
        ("\ue000", "[U+E000]"),
        ("\U0010ffff", "[U+10FFFF]"),
        ("\udc80", "[U+DC80]"),
        ("a\u2028b", "a[U+2028]b"),
        ("\U000e0041", "[U+E0041]"),
        ("a\ufe0fb", "a[U+FE0F]b"),
        ("t.me\ufe0f/x", "t.me[U+FE0F]/x"),
        ("a\nb\tc", "a[U+000A]b[U+0009]c"),
    ],
)
def test_what_is_invisible_is_written_out(hidden, shown):
    assert visible(hidden) == shown


@pytest.mark.parametrize(
    "text",
    [
        "온기",
        "각",
        "👨‍👩‍👧",
        "❤️‍🔥 1️⃣ ☺️",
        "👩🏽‍💻",
        "ไทย",
        "العربية",
        "https://t.me/c/1/2?x=%20",
        "100\u00a0%",
    ],
)
def test_text_that_people_write_stays_as_it_is(text):
    assert visible(text) == text


def test_line_breaks_stay_only_where_asked_for():
    assert visible("a\nb\r\tc", keep=LINES) == "a\nb[U+000D]\tc"


def test_many_marks_on_one_letter_do_not_pile_up():
    assert visible("e" + "\u0301" * 6) == "e" + "\u0301" * 4 + "[U+0301]" * 2
    assert visible("e\u0301a\u0301e\u0301a\u0301e\u0301a\u0301").count("[") == 0


@pytest.mark.parametrize(
    ("text", "limit", "shown"),
    [
        ("abcdef", 6, "abcdef"),
        ("abcdef", 5, "abcd…"),
        ("ab\u202ecd", 9, "ab…"),
        ("한글문장", 3, "한글…"),
        ("ab", 1, "…"),
    ],
)
def test_a_cut_never_splits_an_escape_and_keeps_the_limit(text, limit, shown):
    assert visible(text, limit) == shown


def test_a_flood_of_spaces_and_lines_becomes_one_line():
    assert one_line("a\r\n\n  \t b\u2028c ", 20) == "a b c"
    assert one_line("\n" * 10_000_000 + "a", 10) == "…"


def test_a_name_keeps_its_end_and_is_composed():
    name = "\u1100\u1161" + "x" * 300 + ".jpg.exe"
    shown = visible_name(name, 40)
    assert len(shown) == 40
    assert shown.startswith("가xxx")
    assert shown.endswith("x.jpg.exe")


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@A1", "\t=1", " =1", "\ufeff=1", "＝1", "－1", "\r=1", "\n", "−1"]
)
def test_what_a_spreadsheet_could_run_is_guarded(text):
    assert formula_guard(text) == "'" + text


@pytest.mark.parametrize("text", ["https://t.me/x", "a=1", "", "'x", "2024-01-01", "한글"])
def test_other_cells_stay_as_they_are(text):
    assert spreadsheet_cell(text) == text


def test_a_cell_fits_into_a_spreadsheet():
    cell = spreadsheet_cell("=" + "가" * 100_000)
    assert len(cell) == 32_767
    assert cell.startswith("'=가")


def test_words_are_found_whatever_their_form():
    assert search_form("\u1100\u1161\u11a8") == "각"
    assert search_form("STRASSE") == search_form("straße")
    assert search_form("텔\u200b레그램") == "텔레그램"
    assert search_form("딥\u3164페이크") == "딥페이크"


@pytest.mark.parametrize(
    ("number", "media_type", "name"),
    [
        (1, "image/jpeg", "E001.jpg"),
        (1234, "application/pdf", "E1234.pdf"),
        (2, "text/html", "E002.html.txt"),
        (3, "image/svg+xml", "E003.svg.txt"),
        (4, "application/x-msdownload", "E004.bin"),
        (5, "../../x", "E005.bin"),
    ],
)
def test_exhibits_have_short_names_that_do_not_run(number, media_type, name):
    assert exhibit_name(number, media_type) == name
