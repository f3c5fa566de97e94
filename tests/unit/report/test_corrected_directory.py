"""A centre's corrections of the directory: over what came with the program, and back again."""

from __future__ import annotations

from datetime import date

import pytest

from app.errors import InputProblem
from app.i18n import texts
from app.jobs import Job
from app.report.data.recipients import recipient
from app.usecases.reports.directory import checked_words, correct, entry, look_up, restore
from app.usecases.reports.law import law_of, law_suggested
from app.usecases.vault.vaults import create_vault, open_vault
from crypto.kdf import FLOOR

PASSPHRASE = "a passphrase for this"
NUMBER = "041-1366"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("corrected") / "vault"
    create_vault(made, PASSPHRASE, Job(), argon2=FLOOR).close()
    return made


@pytest.fixture(scope="module")
def vault(folder):
    with open_vault(folder, PASSPHRASE, Job()) as opened:
        yield opened


@pytest.fixture(autouse=True)
def _as_shipped(vault):
    yield
    with vault.transaction():
        for one in vault.filed.corrections.all():
            vault.filed.corrections.unsay(one.recipient)


def values(ways):
    return [way.value for way in ways]


def test_a_correction_is_used_and_what_came_with_the_program_stays_to_be_seen(vault):
    correct(vault, "kr.d4u", [("phone", f" {NUMBER} ", "담당자")], "월요일에 확인")
    (found,) = [one for one in look_up("d4u", vault) if one.body.id == "kr.d4u"]
    assert values(found.ways) == [NUMBER]
    assert found.ways[0].note.en == found.ways[0].note.ko == "담당자"
    assert values(found.shipped) == ["1366", "02-735-8994", "d4u.stop.or.kr"]
    assert found.correction.note == "월요일에 확인"


def test_without_a_vault_nothing_is_corrected(vault):
    correct(vault, "kr.d4u", [("phone", NUMBER, "")])
    assert entry("kr.d4u").correction is None
    assert entry("kr.d4u", vault).correction is not None


def test_what_a_centre_wrote_is_found(vault):
    assert "kr.sunflower" not in [one.body.id for one in look_up("달님 병원", vault)]
    correct(vault, "kr.sunflower", [], "달님 병원 3층")
    found = look_up("달님 병원", vault)
    assert [one.body.id for one in found] == ["kr.sunflower"]
    assert values(found[0].ways) == ["1366"]


def test_a_corrected_entry_for_authorities_stays_out_of_sight(vault):
    correct(vault, "telegram.edsr", [], "달님 병원")
    assert look_up("달님", vault) == ()
    assert len(look_up("달님", vault, for_staff=True)) == 1


def test_one_step_brings_back_what_came_with_the_program(vault):
    correct(vault, "kr.d4u", [("phone", NUMBER, "")])
    assert values(restore(vault, "kr.d4u").ways) == values(entry("kr.d4u").shipped)
    with pytest.raises(InputProblem) as caught:
        restore(vault, "kr.d4u")
    assert caught.value.code == "INP-112"


def test_a_correction_survives_another_version_of_the_directory(vault, monkeypatch):
    """An update changes what came with the program, never what the centre wrote."""
    import msgspec

    from app.usecases.reports import directory

    correct(vault, "kr.d4u", [("phone", NUMBER, "")])
    newer = msgspec.structs.replace(recipient("kr.d4u"), contacts=())
    monkeypatch.setattr(directory, "recipient", lambda _id: newer)
    found = directory.entry("kr.d4u", vault)
    assert values(found.ways) == [NUMBER]
    assert found.shipped == ()


@pytest.mark.parametrize(
    ("contacts", "note", "code"),
    [
        ([], " ", "INP-110"),
        ([("fax", "1", "")], "", "INP-111"),
        ([("none", "1", "")], "", "INP-111"),
        ([("phone", "  ", "")], "", "INP-111"),
        ([("phone", "1" * 201, "")], "", "INP-071"),
        ([("phone", "1", "1" * 201)], "", "INP-071"),
        ([("phone", "1", "")] * 11, "", "INP-071"),
        ([], "가" * 501, "INP-071"),
        ([], "900101-1234567", "INP-022"),
        ([("phone", "900101-1234567", "")], "", "INP-022"),
        ([("phone", "1", "900101-1234567")], "", "INP-022"),
        ([("web", "example.com/900101-1234567", "")], "", "INP-022"),
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_is_kept(vault, contacts, note, code):
    with pytest.raises(InputProblem) as caught:
        correct(vault, "kr.d4u", contacts, note)
    assert caught.value.code == code
    assert vault.filed.corrections.all() == ()


def test_an_unknown_body_is_named(vault):
    with pytest.raises(InputProblem) as caught:
        correct(vault, "kr.nobody", [("phone", "1", "")])
    assert caught.value.code == "INP-005"


@pytest.mark.parametrize(
    ("value", "host", "shown", "warns"),
    [
        ("d4u.stop.or.kr", "d4u.stop.or.kr", "", ()),
        ("xn--9n2b.example", "xn--9n2b.example", "례.example", ("punycode",)),
        ("례.example", "xn--9n2b.example", "례.example", ("punycode",)),
        ("https://t.me.example.com/x", "t.me.example.com", "", ("lookalike",)),
    ],
)
def test_the_whole_host_is_told_and_in_its_own_letters(vault, value, host, shown, warns):
    (way,) = correct(vault, "kr.d4u", [("web", value, "")]).ways
    assert (way.host, way.shown_host) == (host, shown)
    assert tuple(one.warn.value for one in way.warnings) == warns


def test_no_address_that_comes_along_misleads():
    for one in look_up(for_staff=True):
        for way in one.ways:
            assert way.warnings == (), way.value
            assert bool(way.host) == (way.kind in ("web", "email")), way.value


def test_an_entry_past_its_date_says_so_softly_and_is_still_there():
    korean, day = texts("ko"), date(2026, 11, 23)
    assert checked_words(recipient("kr.1366"), korean, day) == "확인일 2025-04-17"
    assert checked_words(recipient("kr.1366"), korean, date(2027, 4, 2)) == (
        "확인일 2025-04-17 · 확인 필요, 바뀌었을 수 있어요"
    )
    assert checked_words(recipient("kr.klac"), korean, day).startswith("확인 필요")
    assert {one.body.id for one in look_up("경기도", today=day) if one.stale} == {"kr.d4u.gyeonggi"}


def test_the_law_is_told_in_either_language_with_its_date():
    (korean,) = law_of(texts("ko"), only="L-SV-14b-4", today=date(2026, 11, 23))
    assert korean.title == "성폭력처벌법 제14조의2 제4항"
    assert korean.effect == "3년 이하의 징역 또는 3천만 원 이하의 벌금"
    assert korean.checked == "확인일 2026-10-02"
    english = law_suggested(texts("en"), "insult", today=date(2026, 11, 23))
    assert all(one.effect == "" and "ask before" in one.checked for one in english)
    assert law_suggested(texts("en"), "unsure") == ()


def test_a_name_of_the_directory_and_a_centres_word_find_an_entry_together(vault):
    correct(vault, "kr.sunflower", [("phone", "02 123 4567", "")], "별빛 병원 3층")
    assert [one.body.id for one in look_up("해바라기 별빛", vault)] == ["kr.sunflower"]
    assert [one.body.id for one in look_up("02-123-4567", vault)] == ["kr.sunflower"]
    assert look_up("해바라기 없는말", vault) == ()
