"""Minor mode as a switch: the one question, what came before, the reason, the duty to report."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from app.casework.facts import assemble
from app.domain.case.minors import Under19, is_protected
from app.domain.custody import Act
from app.domain.evidence.copies import Area
from app.errors import InputProblem, PolicyProblem
from app.jobs import Job
from app.report.data.templates import load_template
from app.usecases.case.cases import add_case
from app.usecases.case.protecting import (
    duty_seen,
    duty_words,
    keep_covered,
    may_be_under_19,
    protect,
    protection,
    unprotect,
)
from app.usecases.copies.copying import crop, redact, view
from app.usecases.intake.collecting import collect
from app.usecases.items.evidence import list_items, preview
from app.vault import Vault
from tests.unit.vault.conftest import closed_vault, fresh_vault, vault  # noqa: F401


def picture(folder: Path, name: str = "a.png", shade: int = 40) -> Path:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), (shade, 90, 90)).save(out, "PNG")
    path = folder / name
    path.write_bytes(out.getvalue())
    return path


@pytest.mark.parametrize(
    ("answer", "school", "is_on"),
    [
        (Under19.YES, False, True),
        (Under19.NO, False, False),
        (Under19.NO, True, False),
        (Under19.UNSURE, False, False),
        (Under19.UNSURE, True, True),
        (Under19.NOT_SAID, False, False),
        (Under19.NOT_SAID, True, True),
    ],
)
def test_not_sure_counts_as_yes_where_a_school_has_to_do_with_it(
    vault: Vault,  # noqa: F811
    answer: Under19,
    school: bool,
    is_on: bool,
) -> None:
    assert is_protected(answer, school=school) is is_on
    case = add_case(vault, "", under_19=answer, school=school)
    assert vault.cases.get(case.id).minor_mode is is_on
    (told,) = vault.custody.of_subject(case.id)
    assert told.details["minor_mode"] == int(is_on)
    assert told.details.get("under_19", "not_said") == answer.value


def test_pictures_from_before_are_covered_and_left_out_until_it_is_off(
    vault: Vault,  # noqa: F811
    tmp_path: Path,
) -> None:
    case = add_case(vault, "")
    collect(vault, case.id, [picture(tmp_path)], Job())
    (words := tmp_path / "words.txt").write_text("words", "utf-8")
    collect(vault, case.id, [words], Job())
    item = next(row.item for row in list_items(vault, case.id) if row.has_preview)
    assert protect(vault, case.id).held_back == 1
    assert preview(vault, item.id) is None
    assert not any(row.has_preview for row in list_items(vault, case.id))
    with pytest.raises(PolicyProblem) as caught:
        keep_covered(vault, item)
    assert caught.value.code == "COL-093"
    assert exhibits(vault, case.id) == ["words.txt"]
    unprotect(vault, case.id, "everyone shown is an adult")
    assert preview(vault, item.id) is not None
    keep_covered(vault, item)
    assert exhibits(vault, case.id) == ["a.png", "words.txt"]


def exhibits(vault: Vault, case_id: str) -> list[str]:  # noqa: F811
    facts = assemble(vault, vault.cases.get(case_id), {}, load_template("kr.police.evidence_index"))
    return sorted(exhibit.item.name for exhibit in facts.exhibits)


def test_screens_that_were_looked_through_show_while_it_is_on(
    vault: Vault,  # noqa: F811
    tmp_path: Path,
) -> None:
    case = add_case(vault, "", under_19=Under19.YES)
    collect(vault, case.id, [picture(tmp_path)], Job(), screens_without_image=True)
    item = list_items(vault, case.id)[0].item
    assert preview(vault, item.id) is not None
    assert protection(vault, case.id).held_back == 0
    assert exhibits(vault, case.id) == ["a.png"]


def test_what_came_in_while_it_was_off_between_is_held_back(
    vault: Vault,  # noqa: F811
    tmp_path: Path,
) -> None:
    case = add_case(vault, "", under_19=Under19.YES)
    unprotect(vault, case.id, "all adults")
    collect(vault, case.id, [picture(tmp_path)], Job())
    assert protect(vault, case.id).held_back == 1
    collect(vault, case.id, [picture(tmp_path)], Job(), screens_without_image=True)
    assert protection(vault, case.id).held_back == 0


def test_a_picture_of_another_case_stays_covered_there_alone_by_its_own_case(
    vault: Vault,  # noqa: F811
    tmp_path: Path,
) -> None:
    open_case, kept = add_case(vault, "one"), add_case(vault, "two")
    for case in (open_case, kept):
        collect(vault, case.id, [picture(tmp_path)], Job())
    protect(vault, kept.id)
    item = list_items(vault, open_case.id)[0].item
    assert preview(vault, item.id) is None  # one picture, shown nowhere while a case asks for it


@pytest.mark.parametrize(
    ("reason", "code"), [("", "COL-090"), (" \n", "COL-090"), ("a" * 501, "COL-095"),
                         ("900101-1234567", "INP-022")],
)  # fmt: skip
def test_turning_it_off_needs_a_reason_that_can_be_logged(
    vault: Vault,  # noqa: F811
    reason: str,
    code: str,
) -> None:
    case = add_case(vault, "", under_19=Under19.YES)
    with pytest.raises(InputProblem) as caught:
        unprotect(vault, case.id, reason)
    assert caught.value.code == code
    assert vault.cases.get(case.id).minor_mode


def test_on_and_off_and_why_stand_in_the_log(vault: Vault) -> None:  # noqa: F811
    case = add_case(vault, "")
    protect(vault, case.id)
    with pytest.raises(InputProblem, match="COL-094"):
        protect(vault, case.id)
    unprotect(vault, case.id, " all \n adults ")
    told = [entry for entry in vault.custody.of_subject(case.id) if entry.act is Act.CASE_CHANGED]
    assert [dict(entry.details) for entry in told] == [
        {"minor_mode": 1},
        {"minor_mode": 0, "reason": "all adults"},
    ]
    assert vault.custody.verify()[0] == vault.custody.head[0]


@pytest.mark.parametrize(
    ("answer", "may_be"),
    [
        (Under19.YES, True),
        (Under19.NO, False),
        (Under19.UNSURE, True),
        (Under19.NOT_SAID, True),
        (Under19.NOT_ASKED, True),
    ],
)
def test_somebody_may_be_under_19_unless_it_was_answered_with_no(
    vault: Vault,  # noqa: F811
    answer: Under19,
    may_be: bool,
) -> None:
    case = add_case(vault, "", under_19=answer)
    assert may_be_under_19(vault, case.id) is may_be
    if not case.minor_mode:
        protect(vault, case.id)
        assert may_be_under_19(vault, case.id)
    unprotect(vault, case.id, "나이를 확인했습니다")
    assert not may_be_under_19(vault, case.id)


def test_the_duty_to_report_is_recorded_with_its_time(vault: Vault) -> None:  # noqa: F811
    case = add_case(vault, "", under_19=Under19.YES)
    assert protection(vault, case.id).duty_seen_ms is None
    at_ms = duty_seen(vault, case.id)
    assert protection(vault, case.id).duty_seen_ms == at_ms
    entry = vault.custody.of_subject(case.id)[-1]
    assert (entry.act, entry.at_ms) == (Act.DUTY_SEEN, at_ms)
    assert "34" in duty_words("en")
    assert "제34조" in duty_words("ko")


def test_why_a_picture_is_needed_is_logged_where_it_was_said(
    vault: Vault,  # noqa: F811
    tmp_path: Path,
) -> None:
    case = add_case(vault, "")
    given = tmp_path / "given"
    given.mkdir()
    picture(given)
    (given / "words.txt").write_text("words", "utf-8")
    collect(vault, case.id, [given], Job(), why=" the police \n asked ")
    told = {
        entry.details["name"]: entry.details.get("why")
        for entry in vault.custody.entries(case.id)
        if entry.act is Act.ITEM_TAKEN
    }
    assert told == {"a.png": "the police asked", "words.txt": None}
    with pytest.raises(InputProblem, match="INP-022"):
        collect(vault, case.id, [given], Job(), why="900101-1234567")
    with pytest.raises(InputProblem, match="COL-095"):
        collect(vault, case.id, [given], Job(), why="a" * 501)


def test_what_is_held_back_is_not_shown_covered_or_cut(
    vault: Vault,  # noqa: F811
    tmp_path: Path,
) -> None:
    case = add_case(vault, "")
    collect(vault, case.id, [picture(tmp_path)], Job())
    item = list_items(vault, case.id)[0].item
    protect(vault, case.id)
    area = Area(1, 1, 9, 9)
    for attempt in (
        lambda: view(vault, item.id, Job()),
        lambda: crop(vault, case.id, item.id, area, Job(), screens_without_image=True),
        lambda: redact(vault, case.id, item.id, [area], Job(), screens_without_image=True),
    ):
        with pytest.raises(PolicyProblem, match="COL-093"):
            attempt()
    assert vault.items.count_in_case(case.id) == 1
