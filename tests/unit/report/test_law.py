"""Law, dates and checklist: whole, dated, both languages; harms suggest, nothing more."""

from __future__ import annotations

import pytest

from app.errors import FormatProblem, InputProblem
from app.report.data import checklist as checklist_module
from app.report.data import law
from app.report.data.checklist import MinorRule, checklist, checklist_points
from app.report.data.law import (
    Trigger,
    acts,
    deadline_rules,
    harms,
    provision,
    provisions,
    suggested,
)
from app.report.data.recipients import recipient
from app.report.data.templates import known_templates, load_template

HARMS = {
    "deepfake_made", "deepfake_spread", "deepfake_held", "filmed", "spread_real", "threat",
    "sextortion", "sent_to_me", "minor_material", "grooming", "doxx", "insult", "stalking",
}  # fmt: skip
DEADLINES = {
    "D-KR-POLICE-7D", "D-KR-POLICE-3M", "D-KR-NONREF", "D-KR-OBJECT", "D-KR-STALL", "D-KR-PROS",
    "D-KR-JAEJEONG", "D-KR-PRESERVE", "D-KR-KMCSC", "D-KR-TEMP", "D-KR-44-12", "D-US-48H",
    "D-EU-DSA", "D-RECHECK",
}  # fmt: skip


def test_kinds_of_harm_are_those_that_are_asked_for():
    asked = load_template("kr.d4u.deletion").field("event.type")
    told = {(one.id, one.label) for one in harms()}
    assert {one.id for one in harms()} == HARMS
    assert told == {(one.id, one.label) for one in asked.choices if one.id != "unsure"}
    assert all(one.suggests for one in harms())


def test_a_synthetic_image_that_was_spread_suggests_its_paragraphs():
    assert [one.id for one in suggested(["deepfake_spread"])] == ["L-SV-14b-2", "L-SV-14b-3"]
    assert suggested(["deepfake_spread"])[0].title("ko") == "성폭력처벌법 제14조의2 제2항"


def test_two_harms_suggest_a_shared_provision_once():
    found = [one.id for one in suggested(["threat", "sextortion", "unsure"])]
    assert found == ["L-SV-14c-1", "L-SV-14c-2", "L-CR-EXT"]


def test_not_sure_suggests_nothing():
    assert suggested(["unsure"]) == ()
    assert suggested([]) == ()


def test_what_was_not_read_names_no_penalty():
    for one in provisions():
        assert not (one.unsure and one.effect), one.id
        assert one.unsure or one.as_of, one.id


def test_every_provision_is_whole_in_both_languages():
    for one in provisions():
        for text in filter(None, (one.article, one.content, one.effect, one.notes)):
            assert text.ko.strip(), one.id
            assert text.en.strip(), one.id
    assert all(act.full.ko and act.full.en for act in acts().values())


def test_an_unknown_provision_is_named():
    with pytest.raises(InputProblem) as caught:
        provision("L-NO")
    assert caught.value.code == "INP-005"


def test_dates_have_a_basis_and_follow_from_something():
    assert {rule.id for rule in deadline_rules()} >= DEADLINES
    for rule in deadline_rules():
        assert rule.basis.ko, rule.id
        assert rule.about.en, rule.id
        assert rule.trigger in Trigger
        assert all(due.count > 0 for due in rule.dues)
        assert rule.then is None or recipient(rule.then)
        assert set(rule.templates) <= set(known_templates())


def test_the_numbers_of_the_dates_are_those_that_were_read():
    told = {(rule.id, due.count, due.unit) for rule in deadline_rules() for due in rule.dues}
    assert told >= {
        ("D-KR-POLICE-7D", 7, "days"), ("D-KR-POLICE-3M", 3, "months"),
        ("D-KR-OBJECT", 3, "months"), ("D-KR-STALL", 6, "months"),
        ("D-KR-JAEJEONG", 10, "days"), ("D-KR-PRESERVE", 60, "days"),
        ("D-KR-TEMP", 30, "days"), ("D-KR-44-12", 6, "months"), ("D-US-48H", 48, "hours"),
        ("D-RECHECK", 7, "days"), ("D-RECHECK", 30, "days"), ("D-RECHECK", 90, "days"),
    }  # fmt: skip


def test_the_checklist_begins_with_the_five_minutes():
    found = [one.id for one in checklist_points()]
    assert found[:3] == ["E-02", "E-01", "E-04"]
    assert set(found) == {f"E-{number:02}" for number in range(1, 19)}


def test_a_point_that_changes_under_19_says_how():
    rules = {one.id: one.minor for one in checklist_points()}
    assert rules["E-01"] is MinorRule.NO_IMAGE
    assert rules["E-10"] is MinorRule.WITHOUT_MEDIA
    for one in checklist_points():
        assert one.minor is MinorRule.SAME or one.minor_words


def test_the_checklist_never_scolds_and_is_whole_in_both_languages():
    found = checklist()
    texts = [found.principle, *(one.text for one in found.nevers)]
    for one in found.points:
        texts.extend((one.title, one.why, *one.how, *filter(None, (one.minor_words,))))
    for text in texts:
        assert text.ko.strip()
        assert text.en.strip()
        assert "!" not in text.ko + text.en
        assert not any(word in text.ko for word in ("빠진", "부족", "음란물", "반드시", "왜 "))


@pytest.mark.parametrize(
    ("module", "read", "file", "old", "new"),
    [
        (law, law.harms, "law/harms.toml", '"L-SV-13"', '"L-NO"'),
        (law, law.deadline_rules, "law/deadlines.toml", '"L-CP-215b"', '"L-NO"'),
        (law, law.deadline_rules, "law/deadlines.toml", '"complaint_accepted"', '"someday"'),
        (law, law._read_provisions, "law/provisions.toml", 'act = "sv"', 'act = "no"'),
        (law, law._read_provisions, "law/provisions.toml", '"L-SV-14-1"', '"L-SV-13"'),
        (checklist_module, checklist, "checklist/evidence.toml", "minor_words", "minor_word"),
        (checklist_module, checklist, "checklist/evidence.toml", '"same"', '"no_image"'),
        (checklist_module, checklist, "checklist/evidence.toml", '["screens"]', '["eyes"]'),
        (checklist_module, checklist, "checklist/evidence.toml", '"E-02"', '"E-01"'),
    ],
)
def test_a_broken_file_is_refused(module, read, file, old, new, tmp_path, monkeypatch):
    whole = (law.resources() / file).read_text("utf-8")
    assert old in whole
    (tmp_path / file).parent.mkdir()
    (tmp_path / file).write_text(whole.replace(old, new, 1), "utf-8")
    monkeypatch.setattr(module, "resources", lambda: tmp_path)
    with pytest.raises(FormatProblem) as caught:
        read.__wrapped__()
    assert caught.value.code == "RPT-003"
