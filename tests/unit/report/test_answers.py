"""Answers: the template is the allow-list, shapes are strict, empty is fine."""

import pytest

from app.error_texts import sentence
from app.errors import FormatProblem, InputProblem
from app.i18n import texts
from app.report.answers import MAX_FILE_KIB, check_answers, chosen_items, read_answers
from app.report.data.templates import load_template
from tests.unit.report import casebook

TEMPLATE = load_template("kr.police.statement")


def refusal(raw):
    with pytest.raises(InputProblem) as caught:
        read_answers(raw if isinstance(raw, bytes) else raw.encode(), TEMPLATE)
    return caught.value


def test_nothing_answered_is_fine():
    assert read_answers(b"", TEMPLATE) == {}
    assert check_answers({"event.where": "  ", "content.urls": [], "ecrm.type": ""}, TEMPLATE) == {}


def test_file_becomes_plain_answers():
    answers = read_answers(casebook.ANSWERS, TEMPLATE)
    assert answers["event.when"] == {
        "from": "2024-08-27T14:03:02+09:00", "to": "2024-08-28", "certainty": "approximate",
    }  # fmt: skip
    assert answers["harm.threat"] == {"answer": True, "text": "돈을 보내라"}
    assert answers["content.urls"] == [{"url": "https://t.me/c/1987654321/17"}]
    assert answers["offender.payment"] == [
        {"when": "2024-08-28", "amount": "300000", "bank": "Toss"}
    ]


def test_checked_answers_pass_unchanged():
    once = read_answers(casebook.ANSWERS, TEMPLATE)
    assert check_answers(once, TEMPLATE) == once


def test_names_with_dots_and_quotes_mean_the_same():
    assert read_answers(b'"event.where" = "a"', TEMPLATE) == {"event.where": "a"}
    assert read_answers(b'event.where = "a"', TEMPLATE) == {"event.where": "a"}


@pytest.mark.parametrize("raw", ['person.address = "x"', 'x = "1"', "[event]\nx = 1", "a.b.c.d=1"])
def test_field_outside_the_template_is_refused(raw):
    assert refusal(raw).code == "INP-007"


@pytest.mark.parametrize(
    ("raw", "field"),
    [
        ('ecrm.urgent = "yes"', "ecrm.urgent"),
        ('ecrm.type = "murder"', "ecrm.type"),
        ("event.where = [1]", "event.where"),
        ('event.when = { from = "soon" }', "event.when"),
        ('event.when = { since = "2024-01-01" }', "event.when"),
        ('content.urls = "https://x"', "content.urls"),
        ('offender.accounts = [{ shoe = "42" }]', "offender.accounts"),
        ('sign.name_date = "hong"', "sign.name_date"),
        ('evidence.list = [["i-1"]]', "evidence.list"),
    ],
)
def test_answer_of_another_shape_is_refused_by_name(raw, field):
    error = refusal(raw)
    assert (error.code, error.values["field"]) == ("INP-008", field)


def test_half_a_surrogate_pair_is_refused_before_it_is_stored():
    with pytest.raises(InputProblem) as caught:
        check_answers({"event.where": "방 \ud83d"}, TEMPLATE)
    assert (caught.value.code, caught.value.values["field"]) == ("INP-008", "event.where")


@pytest.mark.parametrize(
    ("raw", "line"),
    [(b'a = 1\nb = "', 2), (b"a = 1\n\nevent.where = \n", 3), (b'a = "x"\n# \xff\n', 2)],
)
def test_broken_file_names_its_line(raw, line):
    error = refusal(raw)
    assert (error.code, error.values["line"]) == ("INP-006", line)


def test_deep_nesting_is_refused_not_followed():
    assert refusal("a = " + "[" * 5_000).code == "INP-006"
    assert refusal("[" + ".".join("a" * 1 for _ in range(2_000)) + "]\nb = 1").code == "INP-007"


def test_file_too_large_is_refused_before_it_is_read():
    with pytest.raises(FormatProblem) as caught:
        read_answers(b"#" * (MAX_FILE_KIB * 1024 + 1), TEMPLATE)
    assert caught.value.code == "RPT-004"


@pytest.mark.parametrize(
    "raw",
    [
        'event.narrative = "제 번호는 900101-2345678 입니다"',
        'harm.threat = { answer = true, text = "900101-2345678" }',
        'offender.accounts = [{ note = "９００１０１-2345678" }]',
    ],
)
def test_resident_registration_number_is_refused_anywhere(raw):
    assert refusal(raw).code == "INP-015"


def test_no_choice_of_evidence_means_all_and_an_empty_one_means_none():
    assert chosen_items({}, TEMPLATE) is None
    assert chosen_items(read_answers(b"evidence.list = []", TEMPLATE), TEMPLATE) == ()


def test_why_an_answer_does_not_fit_is_said_in_the_language_of_the_screen():
    error = refusal('ecrm.type = "murder"')
    assert "고를 수 있는 답이 아닙니다" in sentence(error, texts("ko"))
    assert "not one of the choices" in sentence(error, texts("en"))
