"""A capture is kept with its clocks, its screen and what was said, and goes with its item."""

from __future__ import annotations

import hashlib
import time

import msgspec
import pytest

from app.collect.instants import instant
from app.domain.custody import Act
from app.domain.evidence.captures import Area, CaptureWay, Instant, Said, Screen, Shot
from app.domain.evidence.items import Case, Method
from app.domain.times.times import Certainty, TimeSource
from app.errors import InputProblem, PolicyProblem
from app.jobs import Job
from app.usecases.case.cases import add_case
from app.usecases.intake.adding import Added
from app.usecases.intake.capturing import captures_of, keep_capture
from app.usecases.items.removing import destroy_items, set_items_aside
from app.vault import Vault
from tests.unit.adding.test_adding import png

AT = Instant(system_ms=1_724_734_801_250, zone="KST", offset_minutes=540, running_ms=5_000_000)
SCREEN = Screen("DP-1", 2, 3, 3840, 2160, 200)
SAID = Said("어느 방", "https://t.me/someroom 에서", "누가 보냈는지")


def keep(vault: Vault, case: Case, colour: str = "teal", **more: object) -> Added:
    shot = Shot(CaptureWay.REGION, AT, SCREEN, Area(10, 20, 64, 48))
    given = {"shot": shot, "said": SAID, **more}
    return keep_capture(vault, case.id, png(colour), Job(), **given)  # type: ignore[arg-type]


def test_everything_that_is_known_is_kept_by_the_sighting(vault: Vault, case: Case) -> None:
    number, newest = vault.custody.head[0], vault.custody.newest_ms
    added = keep(vault, case)
    capture = captures_of(vault, added.item.id)[added.sighting.id]
    assert capture.shot == Shot(CaptureWay.REGION, AT, SCREEN, Area(10, 20, 64, 48))
    assert (capture.said, capture.log_number, capture.log_ms) == (SAID, number, newest)
    seen = vault.sightings.of_item(added.item.id)[0]
    assert (seen.method, seen.where, seen.note) == (Method.CAPTURE, "어느 방", "누가 보냈는지")
    assert seen.captured is not None
    assert (seen.captured.at_ms, seen.captured.source) == (AT.system_ms, TimeSource.VAULT)
    assert seen.captured.original == "2024-08-27T14:00:01.250+09:00"


def test_the_log_has_clocks_screen_and_the_record_by_its_hash_but_no_words(
    vault: Vault, case: Case
) -> None:
    added = keep(vault, case)
    (entry,) = vault.custody.of_subject(added.item.id)
    capture = captures_of(vault, added.item.id)[added.sighting.id]
    record = hashlib.sha256(msgspec.json.encode(capture)).hexdigest()
    told = dict(entry.details)
    assert told["record_sha256"] == record
    assert (told["system_ms"], told["running_ms"]) == (AT.system_ms, AT.running_ms)
    assert told["started_ms"] == AT.system_ms - AT.running_ms
    assert (told["screen"], told["screen_number"], told["scale_percent"]) == ("DP-1", 2, 200)
    assert not any(word in str(told) for word in ("방", "someroom", "누가"))


def test_the_link_that_was_said_is_a_link_of_the_case(vault: Vault, case: Case) -> None:
    added = keep(vault, case)
    (link,) = vault.links.in_case(case.id)
    assert (link.normal, link.source_item) == ("https://t.me/someroom", added.item.id)


def test_the_same_picture_captured_twice_has_two_captures(vault: Vault, case: Case) -> None:
    first, again = keep(vault, case), keep(vault, case)
    assert first.item == again.item
    assert set(captures_of(vault, first.item.id)) == {first.sighting.id, again.sighting.id}


def test_set_aside_it_shows_nowhere_and_destroyed_it_is_gone(vault: Vault, case: Case) -> None:
    item = keep(vault, case).item
    set_items_aside(vault, [item.id])
    assert captures_of(vault, item.id) == {}
    assert vault.links.in_case(case.id) == ()
    destroy_items(vault, [item.id], Job())
    left = vault._index.read("SELECT count(*) FROM captures")
    assert left == [(0,)]


def test_what_was_said_is_found_while_the_item_shows(vault: Vault, case: Case) -> None:
    item = keep(vault, case).item

    def found() -> list[tuple[str, str]]:
        hits = vault.search.find("보냈는지", case=case.id).hits
        return [(hit.kind, hit.id) for hit in hits]

    assert found() == [("capture", item.id)]
    set_items_aside(vault, [item.id])
    assert found() == []
    destroy_items(vault, [item.id], Job())
    assert found() == []


def test_a_pasted_picture_claims_no_time_and_a_given_one_only_about(
    vault: Vault, case: Case
) -> None:
    pasted = keep(vault, case, shot=Shot(CaptureWay.PASTED, AT)).sighting
    given = keep(vault, case, "red", shot=Shot(CaptureWay.GIVEN, AT)).sighting
    assert (pasted.method, pasted.captured) == (Method.CLIPBOARD, None)
    assert given.method is Method.SCREENSHOT
    assert given.captured is not None
    assert given.captured.certainty is Certainty.APPROXIMATE


def test_a_registration_number_in_the_words_is_covered(vault: Vault, case: Case) -> None:
    added = keep(vault, case, said=Said("방", "900101-1234567", "900101-1234567 라고 했어요"))
    capture = captures_of(vault, added.item.id)[added.sighting.id]
    assert capture.said.words == "900101-******* 라고 했어요"
    assert capture.said.link == "900101-*******"
    assert "1234567" not in added.sighting.note


@pytest.mark.parametrize(("data", "code"), [(b"", "COL-040"), (b"words", "COL-042")])
def test_what_is_no_picture_is_refused(vault: Vault, case: Case, data: bytes, code: str) -> None:
    with pytest.raises(InputProblem) as refused:
        keep_capture(vault, case.id, data, Job(), Shot(CaptureWay.GIVEN, AT))
    assert refused.value.code == code


def test_minor_mode_keeps_a_capture_out_until_it_was_looked_through(vault: Vault) -> None:
    minor = add_case(vault, "", minor_mode=True)
    with pytest.raises(PolicyProblem):
        keep(vault, minor)
    assert vault.links.in_case(minor.id) == ()
    assert keep(vault, minor, screens_without_image=True).is_new
    acts = [entry.act for entry in vault.custody.entries(minor.id)]
    assert acts[-2:] == [Act.ITEM_REFUSED, Act.ITEM_TAKEN]


def test_the_clocks_are_those_of_the_machine() -> None:
    before, now, after = time.time_ns() // 1_000_000, instant(), time.time_ns() // 1_000_000
    assert before <= now.system_ms <= after
    local = time.localtime(now.system_ms / 1000)
    assert now.offset_minutes == local.tm_gmtoff // 60
    again = instant()
    assert 0 <= again.running_ms - now.running_ms < 60_000
    assert abs(again.started_ms - now.started_ms) < 50
