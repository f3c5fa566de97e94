"""Whatever two people do to one case: joined both ways, both vaults hold the same and nothing is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.case.exchanges import Choice
from app.domain.evidence.items import Case
from app.usecases.case.deciding import decide_conflict, list_conflicts
from app.usecases.intake.linking import add_links
from app.usecases.reports.answering import say
from app.usecases.reports.reporting import save_report
from app.usecases.told.noting import add_note
from app.usecases.told.people import add_person, change_person, list_people, remove_person
from app.vault import Vault
from crypto.kdf import FLOOR
from tests.unit.exchange.sides import Sides, add_words, state
from tests.unit.vault.filling import PASSPHRASE, add_case

TEMPLATE = "kr.d4u.deletion"
Deed = Callable[[Vault, Case, int], object]


@pytest.fixture(scope="module")
def sides(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sides]:
    folder = tmp_path_factory.mktemp("joined")
    with (
        Vault.create(folder / "here", PASSPHRASE, argon2=FLOOR) as here,
        Vault.create(folder / "there", PASSPHRASE, argon2=FLOOR) as there,
    ):
        yield Sides(here, there, folder)


def _note(vault: Vault, case: Case, which: int) -> None:
    add_note(vault, case.id, f"메모 {which} {vault.now_ms()}")


def _person(vault: Vault, case: Case, which: int) -> None:
    add_person(vault, case.id, f"사람 {which} {vault.now_ms()}")


def _rename(vault: Vault, case: Case, which: int) -> None:
    people = list_people(vault, case.id)
    if people:
        name = f"이름 {which} {vault.now_ms()} {vault.path.name}"
        change_person(vault, case.id, people[which % len(people)].person.id, name=name)


def _take_out(vault: Vault, case: Case, which: int) -> None:
    people = list_people(vault, case.id)
    if people:
        remove_person(vault, case.id, people[which % len(people)].person.id)


def _link(vault: Vault, case: Case, which: int) -> None:
    add_links(vault, case.id, f"https://example.com/{which}")


def _item(vault: Vault, case: Case, which: int) -> None:
    if not vault.items.in_case(case.id):
        add_words(vault, case, f"{case.id} {which}")


def _fact(vault: Vault, case: Case, which: int) -> None:
    fields = ("person.phone", "person.email")
    say(vault, case.id, fields[which % 2], f"{which}{vault.now_ms()}@{vault.path.name}.com")


def _answer(vault: Vault, case: Case, which: int) -> None:
    report = vault.reports.in_case(case.id)[0]
    text = f"제목 {which} {vault.now_ms()} {vault.path.name}"
    answers = {**report.answers, "content.title": text}
    save_report(vault, case.id, TEMPLATE, answers, report_id=report.id)


DEEDS: tuple[Deed, ...] = (_note, _person, _rename, _take_out, _link, _item, _fact, _answer)
DONE = st.tuples(st.booleans(), st.sampled_from(DEEDS), st.integers(0, 3))


def said(vault: Vault, case: Case) -> set[str]:
    """Every text that somebody wrote in a case."""
    records = vault.records_of(case.id)
    named = {"notes": "text", "people": "name", "said": "answer", "answers": "answer"}
    return {
        str(one[named[shelf.name]])
        for shelf in records.behind_links
        if shelf.name in named
        for one in shelf.all()
    } | {link.normal for link in vault.links.in_case(case.id)}


def everything(sides: Sides, case: Case) -> str:
    """All that both vaults hold of a case, with both versions of what nobody decided on."""
    told = []
    for vault in (sides.here, sides.there):
        told.append(str(state(vault, case.id)))
        told += [str((one.ours, one.theirs)) for one in list_conflicts(vault, case.id)]
    return "\n".join(told)


@settings(max_examples=6)
@given(done=st.lists(DONE, min_size=1, max_size=7), choice=st.sampled_from(["ours", "theirs"]))
def test_two_sides_join_and_nothing_is_lost(
    sides: Sides, done: list[tuple[bool, Deed, int]], choice: str
) -> None:
    case = add_case(sides.here)
    add_person(sides.here, case.id, "처음")
    save_report(sides.here, case.id, TEMPLATE, {})
    sides.first(case.id, identity=True)
    before = said(sides.here, case)
    for is_here, deed, which in done:
        deed(sides.here if is_here else sides.there, case, which)
    written = (said(sides.here, case) | said(sides.there, case)) - before
    sides.again(case.id, sides.there, identity=True)
    sides.again(case.id, sides.here, identity=True)
    told = everything(sides, case)
    assert [one for one in written if one not in told] == []
    for one in list_conflicts(sides.here, case.id):
        decide_conflict(sides.here, case.id, one.conflict.id, Choice(choice))
    sides.again(case.id, sides.here, identity=True)
    for one in list_conflicts(sides.there, case.id):
        decide_conflict(sides.there, case.id, one.conflict.id, Choice.THEIRS)
    sides.again(case.id, sides.there, identity=True)
    assert state(sides.here, case.id) == state(sides.there, case.id)
    assert not list_conflicts(sides.here, case.id)
