"""Where a person left off: kept in the vault, and given back only as far as it is still there."""

import pytest

from app.domain.reports.reports import Report
from app.jobs import Job
from app.usecases.case.cases import add_case
from app.usecases.chats.rooms import RoomRow, list_rooms
from app.usecases.intake.collecting import collect
from app.usecases.reports.reporting import save_report
from app.usecases.settings.leaving_off import leave_off, left_off
from app.usecases.vault.vaults import create_vault
from crypto.kdf import FLOOR
from tests.ui.story import AUG_24, write_chat


@pytest.fixture(scope="module")
def vault(tmp_path_factory):
    folder = tmp_path_factory.mktemp("left")
    with create_vault(folder / "v", "quiet words for a test", Job(), argon2=FLOOR) as vault:
        case = add_case(vault, "하나")
        chat = write_chat(folder / "chat", "겹지인방", 1777000001, AUG_24, 2)
        collect(vault, case.id, [chat], Job())
        vault.case = case
        yield vault


def test_nothing_was_left(vault):
    assert left_off(vault) is None


def test_a_report_is_given_back_with_its_title_also_by_its_template(vault):
    report = save_report(vault, vault.case.id, "kr.police.statement", {})
    for name in (report.id, "kr.police.statement"):
        leave_off(vault, "form", vault.case.id, name)
        left = left_off(vault)
        assert isinstance(left.subject, Report)
        assert (left.subject.id, left.page, left.case.id) == (report.id, "form", vault.case.id)
        assert left.title.in_language("ko")


def test_a_room_is_given_back_as_its_row_and_one_that_is_gone_not_at_all(vault):
    room = list_rooms(vault, vault.case.id)[0].room.id
    leave_off(vault, "room", vault.case.id, room)
    assert isinstance(left_off(vault).subject, RoomRow)
    leave_off(vault, "room", vault.case.id, "r-" + "0" * (len(room) - 2))
    assert left_off(vault) is None


def test_a_page_without_a_subject(vault):
    leave_off(vault, "timeline", vault.case.id, "")
    assert (left_off(vault).page, left_off(vault).subject) == ("timeline", None)


@pytest.mark.parametrize("text", ["", "{}", "[1]", '{"page":1}', '{"page":"a","case":"c-1"'])
def test_what_can_not_be_read_is_no_place(vault, text):
    with vault.transaction():
        vault.facts.put("left_off", text)
    assert left_off(vault) is None


def test_a_case_that_is_gone_is_no_place(vault):
    leave_off(vault, "timeline", "c-" + "0" * 12, "")
    assert left_off(vault) is None
