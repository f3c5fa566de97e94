"""Typed links are kept in their normal form, counted, and stay when another source goes."""

from __future__ import annotations

import pytest

from app.domain.chats.chats import LinkStanding
from app.domain.custody import Act
from app.domain.evidence.captures import CaptureWay, Said, Shot
from app.domain.evidence.items import Case
from app.errors import InputProblem
from app.jobs import Job
from app.usecases.intake.capturing import keep_capture
from app.usecases.intake.linking import add_links
from app.usecases.items.removing import destroy_items, set_items_aside
from app.vault import Vault
from tests.unit.adding.test_adding import png
from tests.unit.adding.test_capturing import AT

LINK = "https://t.me/someroom"


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("https://t.me/SomeRoom", LINK),
        ("t.me/someroom", LINK),
        ("@SomeRoom", LINK),
        ("  여기예요 https://t.me/someroom 에서  ", LINK),
        ("tg://resolve?domain=SomeRoom", LINK),
        ("example.net", "https://example.net/"),
    ],
)
def test_a_link_is_kept_in_its_normal_form(
    vault: Vault, case: Case, text: str, normal: str
) -> None:
    (added,) = add_links(vault, case.id, text)
    (kept,) = vault.links.in_case(case.id)
    assert (kept, added.is_new) == (added.link, True)
    assert (kept.normal, kept.standing) == (normal, LinkStanding.OBSERVED)
    assert (kept.source_item, kept.position) == (None, "typed")
    (*_, entry) = vault.custody.entries(case.id)
    assert (entry.act, entry.subject) == (Act.LINK_WRITTEN, kept.id)


def test_several_links_of_one_text_are_kept_each(vault: Vault, case: Case) -> None:
    added = add_links(vault, case.id, "https://t.me/first 그리고 https://t.me/second")
    assert [one.link.normal for one in added] == ["https://t.me/first", "https://t.me/second"]


def test_a_lookalike_host_is_shown_in_its_own_letters(vault: Vault, case: Case) -> None:
    (added,) = add_links(vault, case.id, "https://xn--e1awd7f.example/a")
    assert added.link.host.startswith("xn--")
    assert added.shown_host not in ("", added.link.host)


def test_typed_twice_it_is_one_link_seen_twice(vault: Vault, case: Case) -> None:
    (first,), (again,) = add_links(vault, case.id, LINK), add_links(vault, case.id, LINK)
    assert (again.link.id, again.is_new) == (first.link.id, False)
    assert vault.links.times_seen(case.id) == {first.link.id: 2}


def test_a_typed_link_stays_when_the_item_that_gave_it_too_is_destroyed(
    vault: Vault, case: Case
) -> None:
    shot, said = Shot(CaptureWay.SCREEN, AT), Said(link=LINK)
    item = keep_capture(vault, case.id, png(), Job(), shot, said).item
    (typed,) = add_links(vault, case.id, LINK)
    assert vault.links.times_seen(case.id) == {typed.link.id: 2}
    set_items_aside(vault, [item.id])
    assert vault.links.times_seen(case.id) == {typed.link.id: 1}
    destroy_items(vault, [item.id], Job())
    (kept,) = vault.links.in_case(case.id)
    assert (kept.id, kept.source_item) == (typed.link.id, None)
    assert vault.links.times_seen(case.id) == {typed.link.id: 1}


@pytest.mark.parametrize("text", ["", "   ", "그냥 말", "word", "@", "javascript:alert(1)"])
def test_what_is_no_link_is_refused(vault: Vault, case: Case, text: str) -> None:
    with pytest.raises(InputProblem) as refused:
        add_links(vault, case.id, text)
    assert refused.value.code == "COL-041"
    assert vault.links.in_case(case.id) == ()
