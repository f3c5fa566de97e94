"""The page of reports: few suggestions, the urgent ones first, those that fit the case."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.report.data.model import Group
from app.report.data.templates import template_infos
from app.usecases.case.protecting import protect
from app.usecases.intake.linking import add_links
from app.usecases.reports.choosing_reports import MOST_FIRST, shelf
from app.usecases.reports.reporting import save_report
from app.vault import Vault
from crypto.kdf import FLOOR
from tests.unit.vault.filling import PASSPHRASE, add_case

STATEMENT = "kr.police.statement"


def test_one_of_each_urgent_group_comes_first_and_few_in_all(vault: Vault) -> None:
    case = add_case(vault)
    shown = shelf(vault, case.id, "ko")
    groups = [one.group for one in shown.suggested]
    assert groups[:3] == [Group.POLICE, Group.REGULATOR, Group.SUPPORT]
    assert len(groups) <= MOST_FIRST


def test_a_platform_that_was_seen_brings_its_report_to_the_front(vault: Vault) -> None:
    case = add_case(vault)
    before = {one.id for one in shelf(vault, case.id, "ko").suggested}
    add_links(vault, case.id, "https://t.me/some_room/17")
    after = shelf(vault, case.id, "ko").suggested
    (new,) = [one for one in after if one.id not in before]
    assert "telegram" in new.platforms


def test_every_template_is_on_the_page_once(vault: Vault) -> None:
    case = add_case(vault)
    shown = shelf(vault, case.id, "ko")
    ids = [one.id for one in shown.suggested] + [
        one.id for _group, infos in shown.groups for one in infos
    ]
    assert sorted(ids) == sorted(one.id for one in template_infos("ko"))


@pytest.mark.parametrize(
    ("under_19", "fits"), [(False, "telegram.abuse"), (True, "telegram.stopca")]
)
def test_suggestions_fit_the_age_of_those_who_are_shown(
    vault: Vault, fits: str, *, under_19: bool
) -> None:
    case = add_case(vault)
    add_links(vault, case.id, "https://t.me/some_room/17")
    if under_19:
        protect(vault, case.id)
    assert shelf(vault, case.id, "ko").suggested[-1].id == fits


def test_begun_reports_are_shown_and_suggested_no_more(vault: Vault) -> None:
    case = add_case(vault)
    first = shelf(vault, case.id, "ko").suggested[0].id
    report = save_report(vault, case.id, first, {})
    shown = shelf(vault, case.id, "ko")
    assert [one.report.id for one in shown.begun] == [report.id]
    assert first not in {one.id for one in shown.suggested}


@pytest.mark.parametrize(("year", "all_old"), [(2020, False), (2050, True)])
def test_facts_that_want_another_look_are_marked(
    tmp_path: Path, year: int, *, all_old: bool
) -> None:
    now_ms = int(datetime(year, 1, 1, tzinfo=UTC).timestamp() * 1000)
    with Vault.create(tmp_path / "v", PASSPHRASE, argon2=FLOOR, clock=lambda: now_ms) as vault:
        old = shelf(vault, add_case(vault).id, "ko").old
    assert old == ({one.id for one in template_infos("ko")} if all_old else set())
