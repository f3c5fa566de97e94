"""Settings of care and safety: safest without a choice, kept in the vault only."""

from __future__ import annotations

import pytest

from app.domain.care import Care
from app.errors import InputProblem
from app.usecases.settings.caring import FACT, care_of, set_care
from tests.unit.vault.conftest import closed_vault, fresh_vault, vault  # noqa: F401
from ui.widgets.pictures.opened_count import ONE_GO_SECONDS, OpenedCount

CHOSEN = Care(grey=False, silent=False, at_once=20, hold=False, idle_minutes=1, hide=False)


def test_without_a_choice_the_safest_holds(vault):  # noqa: F811
    assert care_of(vault) == Care()
    assert Care().grey
    assert Care().silent
    assert Care().hold
    assert Care().hide
    assert Care().at_once


def test_a_choice_is_kept_and_taken_back(vault):  # noqa: F811
    set_care(vault, CHOSEN)
    assert care_of(vault) == CHOSEN
    set_care(vault, Care())
    assert care_of(vault) == Care()
    assert vault.facts.get(FACT) is None


@pytest.mark.parametrize("care", [Care(idle_minutes=0), Care(idle_minutes=600), Care(at_once=1)])
def test_numbers_that_are_no_choice_are_refused(vault, care):  # noqa: F811
    with pytest.raises(InputProblem, match="INP-175"):
        set_care(vault, care)


@pytest.mark.parametrize("kept", ["", "{", '{"idle_minutes": 100000}', '{"grey": "no"}', "[]"])
def test_what_cant_be_read_is_the_safest(vault, kept):  # noqa: F811
    with vault.transaction():
        vault.facts.put(FACT, kept)
    assert care_of(vault) == Care()


def counted(at_once: int) -> tuple[OpenedCount, list[float], list[bool]]:
    now, offered = [0.0], []
    count = OpenedCount(clock=lambda: now[0])
    count.at_once = at_once
    count.enough.connect(lambda: offered.append(True))
    return count, now, offered


def test_a_pause_is_offered_after_as_many_as_were_chosen_and_then_anew():
    count, _now, offered = counted(3)
    for _ in range(7):
        count.tell_opened()
    assert len(offered) == 2


def test_what_was_opened_long_ago_belongs_to_another_go():
    count, now, offered = counted(3)
    count.tell_opened()
    count.tell_opened()
    now[0] = ONE_GO_SECONDS + 1
    count.tell_opened()
    assert not offered


def test_no_pause_is_offered_where_none_was_wanted():
    count, _now, offered = counted(0)
    for _ in range(100):
        count.tell_opened()
    assert not offered
