"""The document, held against outside judges: page-validation, qpdf, Poppler."""

import dataclasses
import re
import resource
import shutil
import subprocess
from pathlib import Path

import pytest

from app.domain.case.timeline import EntryKind
from app.domain.chats.chats import Platform
from app.domain.chats.platform_names import PLATFORMS
from app.domain.evidence.found_words import ITEM_KINDS
from app.domain.evidence.items import Case, ItemKind, Method
from app.domain.times.times import TimeSource
from app.i18n import texts as texts_in
from app.report.answers import check_answers, read_answers
from app.report.build import build
from app.report.data.templates import load_template
from app.report.parts.wording import word
from app.report.tree import Exhibits, Table
from app.report.writers.render_pdf import render_pdf
from tests.unit.report import casebook
from tests.unit.report.judge import faults

TABLES = {ItemKind: ITEM_KINDS, Platform: PLATFORMS}
STATM = Path("/proc/self/statm")
STATEMENT = "kr.police.statement"
INDEX = "kr.police.evidence_index"
HOSTILE = {
    "thai": "สวัสดี",
    "bell": "a\x07b\x00c",
    "last": "\U0010ffff",
    "bidi": "gpj.\u202egnp",
    "zero width": "a\u200bb\ufeffc\u3164",
    "emoji": "😀👨\u200d👩\u200d👧❤️🇰🇷",
    "code": '#eval("1+1") #import "x.typ" #{panic()} `raw` <label> @ref',
    "markup": "*bold* _it_ $x^2$ = head - list // rem /* c */ \\u{41} [c] ~ --- '\"",
    "word": "w" * 10_000,
    "hangul": "가" * 10_000,
    "url": "https://example.com/" + "a1-_%" * 400,
    "floods": "a" + "\n" * 10_000 + "b\r\n\u2028\u2029\x0b\x0c\x85c",
    "zalgo": "Z" + "\u0300" * 500,
    "surrogate": "\ud800x",
    "private": "\ue000",
}


def made(template, facts, answers=None, language="ko"):
    tree = build(load_template(template), facts, answers or {}, language)
    return render_pdf(tree, facts.made_ms)


def answers():
    return read_answers(casebook.ANSWERS, load_template(STATEMENT))


CASES = {
    "statement filled": lambda: made(STATEMENT, casebook.full_facts(), answers()),
    "statement empty": lambda: made(STATEMENT, casebook.empty_facts()),
    "index filled": lambda: made(INDEX, casebook.full_facts()),
    "index empty": lambda: made(INDEX, casebook.empty_facts()),
    "index in English": lambda: made(INDEX, casebook.full_facts(), language="en"),
}


@pytest.mark.parametrize("name", CASES)
def test_document_is_tagged_pdf_a_3a(name, tmp_path):
    pdf = CASES[name]()
    assert faults(pdf) == []
    assert b"/StructTreeRoot" in pdf
    tool = shutil.which("qpdf")
    if tool is not None:
        path = tmp_path / "report.pdf"
        path.write_bytes(pdf)
        subprocess.run([tool, "--check", str(path)], check=True, capture_output=True)


def test_korean_and_hashes_come_back_whole(text_of):
    text = text_of(made(INDEX, casebook.full_facts()))
    for exhibit in casebook.full_facts().exhibits:
        assert exhibit.item.sha256 in text
    assert "보관함에 들어온 뒤로 바뀌지 않았는지" in text
    assert "2024년 8월 27일 14:03:02 (KST, UTC+09:00)" in text
    assert "2024-08-27 05:03:02 UTC" in text


def test_what_was_answered_stands_in_the_statement(text_of):
    text = text_of(made(STATEMENT, casebook.full_facts(), answers()))
    for words in ("허위영상물(합성) 유포", "돈을 보내라", "@anon", "https://t.me/c/1987654321/17"):
        assert words in text


def test_empty_report_is_one_calm_page(text_of):
    pdf = made(STATEMENT, casebook.empty_facts())
    assert page_count_of(text_of(pdf)) == 1
    assert "적지 않음" in text_of(pdf)
    assert "함께 내는 파일은 없습니다" in text_of(pdf)


@pytest.mark.parametrize(("language", "footer"), [("ko", "1 / 1쪽"), ("en", "page 1 / 1")])
def test_the_footer_counts_pages_as_the_language_does(text_of, language, footer):
    assert footer in text_of(made(STATEMENT, casebook.empty_facts(), language=language))


def page_count_of(text):
    return text.count("\f")


def test_the_only_date_in_the_document_is_the_one_given():
    pdf = made(STATEMENT, casebook.empty_facts())
    assert b"/CreationDate(D:20260921141320Z)" in pdf
    assert set(re.findall(rb"xmp:[A-Za-z]+Date>([^<]+)<", pdf)) == {b"2026-09-21T14:13:20+00:00"}


@pytest.mark.parametrize("name", CASES)
def test_same_input_gives_the_same_bytes(name):
    assert CASES[name]() == CASES[name]()


def hostile_facts(text):
    facts = casebook.full_facts(2)
    exhibit = casebook.exhibit(1, name=text)
    seen = dataclasses.replace(exhibit.sightings[0], where=text, position=text, note=text)
    exhibit = dataclasses.replace(exhibit, note=text, device=text, sightings=(seen,))
    room = dataclasses.replace(casebook.ROOM, title=text, native_id=text, kind=text)
    entries = tuple(dataclasses.replace(one, label=text) for one in casebook.timeline().entries)
    return dataclasses.replace(
        facts,
        exhibits=(exhibit,),
        rooms=(room,),
        accounts=(dataclasses.replace(casebook.ACCOUNT, names=(text,), native_id=text),),
        links=(casebook.link(1, text),),
        timeline=dataclasses.replace(casebook.timeline(), entries=entries),
    )


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_neither_breaks_nor_changes_the_document(name, text_of):
    pdf = made(INDEX, hostile_facts(HOSTILE[name]), {"index.note": HOSTILE[name]})
    assert faults(pdf) == []
    text = text_of(pdf)
    assert casebook.exhibit(1).item.sha256 in text  # what follows the text is still there
    assert "무결성 확인" in text


def test_markup_stands_as_it_was_written(text_of):
    text = text_of(made(INDEX, casebook.empty_facts(), {"index.note": "#eval(1+1) *x* $y$ @z <w>"}))
    assert "#eval(1+1) *x* $y$ @z <w>" in text


def test_unseen_and_undrawable_characters_are_written_out(text_of):
    note = "\u202egnp.exe \u0e2a \x07 \U0010ffff \ue000"
    text = text_of(made(INDEX, casebook.empty_facts(), {"index.note": note}))
    for mark in ("[U+202E]", "[U+0E2A]", "[U+0007]", "[U+10FFFF]", "[U+E000]"):
        assert mark in text


def test_flood_of_line_breaks_is_folded_with_a_sign(text_of):
    text = text_of(made(INDEX, casebook.empty_facts(), {"index.note": "a" + "\n" * 9_999 + "b"}))
    assert "[U+000A × 9,999]" in text
    assert page_count_of(text) <= 3


def test_long_unbroken_address_wraps_inside_the_page(text_of, tmp_path):
    url = "https://example.com/" + "Q" * 1_980
    facts = dataclasses.replace(casebook.empty_facts(), links=(casebook.link(1, url),))
    pdf = made(INDEX, facts)
    assert url.count("Q") == text_of(pdf).count("Q")
    path = tmp_path / "boxes.pdf"
    path.write_bytes(pdf)
    done = subprocess.run(
        ["pdftotext", "-bbox", str(path), "-"], capture_output=True, check=True, text=True
    )
    rights = [float(part.split('"')[0]) for part in done.stdout.split('xMax="')[1:]]
    assert max(rights) <= 595.3 - 56.0  # 20 mm of margin stay free


def test_name_of_the_case_and_folders_stay_behind(text_of):
    pdf = made(INDEX, casebook.full_facts())
    text = text_of(pdf)
    assert "이름 없는 사건" not in text
    assert "realname" not in text
    assert "raw.png" in text


def test_pictures_are_covered_and_minor_mode_has_none():
    facts = casebook.full_facts(1)
    minor = dataclasses.replace(facts, case=Case(facts.case.id, "", 0, minor_mode=True))
    assert casebook.picture() not in made(INDEX, facts)
    assert b"/Subtype/Image" in made(INDEX, facts).replace(b" ", b"")
    assert b"/Subtype/Image" not in made(INDEX, minor).replace(b" ", b"")


def test_a_row_begins_with_its_address_and_ends_with_its_note() -> None:
    template = load_template("kr.police.statement")
    url = {"url": "https://t.me/c/1/2", "note": "지워짐", "posted": "2024-08-27"}
    paid = {"when": "2024-08-28", "amount": "30만원", "bank": "○○은행", "account": "110-234"}
    given = check_answers({"content.urls": [url], "offender.payment": [paid]}, template)
    tree = build(template, casebook.empty_facts(), given, "ko")
    rows = {row.id: row.lines for block in tree.blocks for row in getattr(block, "rows", ())}
    assert rows["content.urls"] == (
        "https://t.me/c/1/2 · 올라온 때: 2024년 8월 27일 · 메모: 지워짐",
    )
    assert rows["offender.payment"] == (
        "날짜: 2024년 8월 28일 · 금액: 30만원 · 은행·코인 종류: ○○은행 · 받은 계좌·지갑: 110-234",
    )


def test_a_way_of_capturing_is_never_told_in_the_words_of_a_source_of_times():
    texts = texts_in("en")
    assert word(Method.FILE, texts) == "a file as it was given"
    assert word(TimeSource.FILE, texts) == "by the file's own time"
    assert (word(Method.NOTE, texts), word(EntryKind.NOTE, texts)) == ("note", "Note")


@pytest.mark.parametrize("code", [*ITEM_KINDS, *PLATFORMS])
def test_a_kind_of_file_is_not_told_in_the_words_of_a_platform(code):
    assert word(code, texts_in("en")) == TABLES[type(code)][code]


@pytest.mark.skipif(not STATM.exists(), reason="only Linux tells it this way")
def test_the_typesetter_keeps_nothing_of_documents_that_it_made():
    held = []
    for number in range(5):
        # Each differs, as each report does by its time.
        tree = build(load_template(INDEX), casebook.full_facts(30 + number), {}, "ko")
        render_pdf(tree, casebook.MADE)
        held.append(int(STATM.read_text().split()[1]) * resource.getpagesize() >> 20)
    assert held[-1] - held[1] < 20, held


def test_the_log_writes_bytes_as_the_cards_do():
    tree = build(load_template(INDEX), casebook.full_facts(1), {}, "ko")
    tables = [block for block in tree.blocks if isinstance(block, Table)]
    log = next(table for table in tables if table.name == "보관 기록")
    assert all("크기(바이트) 1,234,567" in row[3] for row in log.rows)


def test_a_file_s_own_time_names_its_source_once():
    facts = casebook.full_facts(1)
    tree = build(load_template(INDEX), facts, {}, "en")
    (card,) = next(block.cards for block in tree.blocks if isinstance(block, Exhibits))
    own = dict(card.pairs)["File's own time"]
    assert own == "2024-08-27 14:04:02 KST (UTC+09:00) · 2024-08-27 05:04:02 UTC"
