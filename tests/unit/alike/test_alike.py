"""Pictures of a case compared: proposed, decided, linked, destroyed."""

import hashlib

import pytest

from app.casework.facts import assemble
from app.domain.custody import Act
from app.domain.evidence.copies import Area
from app.domain.evidence.likeness import PARTS, PDQ, Closeness, Decision
from app.errors import InputProblem
from app.jobs import Job
from app.report.data.templates import load_template
from app.usecases.case.cases import add_case
from app.usecases.case.searching import search
from app.usecases.case.timelines import timeline
from app.usecases.copies.copying import crop
from app.usecases.intake.collecting import collect
from app.usecases.items import alike
from app.usecases.items.evidence import details, list_items
from app.usecases.items.removing import destroy_items, set_items_aside
from app.usecases.items.tracing import note_label, trace_sheet
from app.usecases.reports.reporting import save_report
from app.vault.index.numbers import number
from tests.fixtures.scenes import CHANGES, jpeg, scene


@pytest.fixture
def case(vault):
    return add_case(vault, "사건")


@pytest.fixture
def take(vault, case, tmp_path):
    def taken(name, data):
        folder = tmp_path / "given"
        folder.mkdir(exist_ok=True)
        (folder / name).write_bytes(data)
        collect(vault, case.id, [folder / name], Job())
        return vault.items.by_sha256(hashlib.sha256(data).hexdigest()).id

    return taken


@pytest.fixture
def three(take):
    return (
        take("a.jpg", jpeg(scene(1))),
        take("b.jpg", jpeg(CHANGES["crop-5-each-side"](scene(1)))),
        take("c.jpg", jpeg(scene(2))),
    )


def found(vault, case, **more):
    return [
        {one.first.item.id, one.second.item.id}
        for one in alike.proposals(vault, case.id, Job(), **more)
    ]


def test_hashes_are_made_as_a_picture_comes_in(vault, three):
    kept = {one.method: one for one in vault.likenesses.hashes(three[0])}
    assert set(kept) == {PDQ, PARTS}
    assert kept[PDQ].version == "ongi-pdq-1"
    assert kept[PDQ].quality > 50


def test_alike_pictures_are_proposed_and_nothing_is_kept_of_it(vault, case, three):
    assert found(vault, case) == [{three[0], three[1]}]
    assert vault.likenesses.decided(case.id) == ()


def test_only_pairs_with_the_item_that_is_asked_for(vault, case, three):
    assert found(vault, case, item=three[1]) == [{three[0], three[1]}]
    assert found(vault, case, item=three[2]) == []


@pytest.mark.parametrize("decision", [Decision.SAME, Decision.DIFFERENT])
def test_a_decision_is_logged_for_both_and_not_asked_again(vault, case, three, decision):
    alike.decide(vault, case.id, three[1], three[0], decision)
    assert found(vault, case) == []
    (told,) = alike.proposals(vault, case.id, Job(), decided=True)
    assert told.likeness.decided is decision
    for one, other in ((three[0], three[1]), (three[1], three[0])):
        (entry,) = [
            entry for entry in vault.custody.of_subject(one) if entry.act is Act.LIKENESS_DECIDED
        ]
        assert entry.details["other"] == other
        assert entry.details["decided"] == decision.value


def test_a_decision_taken_back_is_proposed_again(vault, case, three):
    alike.decide(vault, case.id, three[0], three[1], Decision.SAME)
    alike.decide(vault, case.id, three[0], three[1], Decision.OPEN)
    assert found(vault, case) == [{three[0], three[1]}]
    assert alike.linked(vault, case.id, three[0]) == ()


def test_what_only_the_person_finds_the_same_can_be_linked(vault, case, three):
    kept = alike.decide(vault, case.id, three[0], three[2], Decision.SAME)
    assert kept.method == "eye"
    assert [one.item.id for one in alike.linked(vault, case.id, three[2])] == [three[0]]


def test_links_go_through_others_and_not_through_what_is_set_aside(vault, case, three):
    alike.decide(vault, case.id, three[0], three[1], Decision.SAME)
    alike.decide(vault, case.id, three[1], three[2], Decision.SAME)
    assert {one.item.id for one in alike.linked(vault, case.id, three[0])} == {three[1], three[2]}
    set_items_aside(vault, [three[1]])
    assert alike.linked(vault, case.id, three[0]) == ()
    assert found(vault, case, decided=True) == []


def test_an_item_with_itself_and_one_of_elsewhere_are_refused(vault, case, three):
    with pytest.raises(InputProblem) as told:
        alike.decide(vault, case.id, three[0], three[0], Decision.SAME)
    assert told.value.code == "COL-061"
    other = add_case(vault, "다른 사건")
    with pytest.raises(InputProblem) as told:
        alike.decide(vault, other.id, three[0], three[1], Decision.SAME)
    assert told.value.code == "INP-011"


def test_the_same_bytes_at_two_places_are_told_as_exact(vault, case, take):
    item = take("a.jpg", jpeg(scene(1)))
    take("again.jpg", jpeg(scene(1)))
    (told,) = alike.exact(vault, case.id)
    assert told.item.id == item
    assert len(told.sightings) == 2


def test_a_file_that_is_not_taken_in_is_compared_and_leaves_nothing(vault, case, three, tmp_path):
    file = tmp_path / "asked.jpg"
    file.write_bytes(jpeg(CHANGES["mirror"](scene(2))))
    before = vault.status()
    ((near, item),) = alike.near_file(vault, case.id, file)
    assert (item.id, near.closeness, near.turned) == (three[2], Closeness.VERY, "mirrored")
    assert vault.status() == before


@pytest.mark.parametrize(("name", "data"), [("a.txt", b"words"), ("a.jpg", b"\xff\xd8\xff\xe0??")])
def test_what_is_no_picture_can_not_be_compared(vault, case, tmp_path, name, data):
    (tmp_path / name).write_bytes(data)
    with pytest.raises(InputProblem) as told:
        alike.near_file(vault, case.id, tmp_path / name)
    assert told.value.code == "COL-060"


def test_hashes_that_are_not_there_are_made_on_request(vault, case, three):
    with vault.transaction():
        vault._index.write("DELETE FROM item_hashes")
    assert found(vault, case) == []
    assert alike.rehash(vault, case.id, Job()) == alike.Rehashed(3, 0)
    assert found(vault, case) == [{three[0], three[1]}]
    assert alike.rehash(vault, case.id, Job()) == alike.Rehashed(0, 0)


def test_the_hash_to_hand_out_is_the_kept_one_of_a_small_picture(vault, three):
    told = alike.pdq_of(vault, three[0])
    kept = {one.method: one.value for one in vault.likenesses.hashes(three[0])}
    assert told.text == kept[PDQ][:32].hex()
    assert len(told.text) == 64


def test_the_hash_to_hand_out_is_of_all_pixels_of_a_large_picture(vault, take):
    item = take("large.png.jpg", jpeg(scene(4, (2300, 2200))))
    kept = {one.method: one for one in vault.likenesses.hashes(item)}
    assert kept[PDQ].version.endswith("-reduced")
    told = alike.pdq_of(vault, item)
    assert not told.version.endswith("-reduced")
    apart = int(told.text, 16) ^ int.from_bytes(kept[PDQ].value[:32])
    assert apart.bit_count() <= 10


def test_words_have_no_hash_to_hand_out(vault, take):
    item = take("a.txt", b"words of a note")
    with pytest.raises(InputProblem) as told:
        alike.pdq_of(vault, item)
    assert told.value.code == "COL-062"


def test_destroying_an_item_takes_its_hashes_and_decisions_along(vault, case, three):
    alike.decide(vault, case.id, three[0], three[1], Decision.SAME)
    alike.decide(vault, case.id, three[0], three[2], Decision.DIFFERENT)
    set_items_aside(vault, [three[0]])
    destroy_items(vault, [three[0]], Job())
    rows = vault._index.read("SELECT DISTINCT item FROM item_hashes")
    assert {row[0] for row in rows} == {number(three[1]), number(three[2])}
    assert vault._index.read("SELECT 1 FROM likenesses") == []


def test_an_item_and_the_copy_made_of_it_are_not_proposed(vault, case, three):
    crop(vault, case.id, three[0], Area(0, 0, 600, 440), Job())
    assert found(vault, case, item=three[0]) == [{three[0], three[1]}]


def test_the_timeline_says_where_a_linked_picture_was_seen_again(vault, case, three):
    alike.decide(vault, case.id, three[0], three[1], Decision.SAME)
    again = {one.subject: one.again for one in timeline(vault, case.id).entries}
    assert again == {three[0]: ("b.jpg",), three[1]: ("a.jpg",), three[2]: ()}


def test_the_timeline_of_a_case_does_not_name_what_was_linked_in_another(
    vault, case, three, tmp_path
):
    other = add_case(vault, "다른 사건")
    for name in ("b.jpg", "c.jpg"):
        collect(vault, other.id, [tmp_path / "given" / name], Job())
    alike.decide(vault, case.id, three[0], three[1], Decision.SAME)
    alike.decide(vault, other.id, three[1], three[2], Decision.SAME)
    again = {one.subject: one.again for one in timeline(vault, other.id).entries}
    assert again == {three[1]: ("c.jpg",), three[2]: ("b.jpg",)}


def test_a_label_is_noted_only_with_an_item_of_its_case(vault, case, three):
    other = add_case(vault, "다른 사건")
    with pytest.raises(InputProblem, match="INP-011"):
        note_label(vault, other.id, three[0], "AI")
    set_items_aside(vault, [three[1]])
    with pytest.raises(InputProblem, match="INP-011"):
        note_label(vault, case.id, three[1], "AI")
    assert note_label(vault, case.id, three[0], "AI").words == "AI"


def test_nothing_of_another_case_is_told_of_the_same_bytes(vault, case, three, tmp_path):
    """A picture that two people brought: each case tells its own names, places and entries."""
    other = add_case(vault, "다른 사건")
    (tmp_path / "둘").mkdir()
    for name, known in (("x.jpg", 0), ("y.jpg", 1)):
        with vault.items.open(three[known]) as src:
            (tmp_path / "둘" / name).write_bytes(src.read())
    collect(vault, other.id, [tmp_path / "둘"], Job())
    note_label(vault, case.id, three[0], "상표", where="하나의 방")
    for here, name, labels in ((case, "a.jpg", ["상표"]), (other, "x.jpg", [])):
        known = details(vault, three[0], here.id)
        assert known.item.name == name
        assert {one.case for one in known.sightings} == {here.id}
        assert {one.case for one in known.custody} == {here.id}
        assert [one.words for one in trace_sheet(vault, three[0], Job(), here.id).labels] == labels
        (pair,) = alike.proposals(vault, here.id, Job())
        assert pair.first.item.name in (name, {"a.jpg": "b.jpg", "x.jpg": "y.jpg"}[name])
        assert {one.case for end in (pair.first, pair.second) for one in end.sightings} == {here.id}
    alike.decide(vault, case.id, *three[:2], Decision.SAME)
    (place,) = alike.linked(vault, case.id, three[0])
    assert {one.case for one in place.sightings} == {case.id}
    assert alike.linked(vault, other.id, three[0]) == ()
    assert len(details(vault, three[0]).sightings) == 3


def test_lists_time_and_reports_have_the_names_that_an_item_has_in_their_case(
    vault, case, take, tmp_path
):
    """The file that one person brought as "a.jpg" was brought by another under a name of theirs."""
    item = take("a.jpg", jpeg(scene(1)))
    other = add_case(vault, "다른 사건")
    (tmp_path / "둘").mkdir()
    (tmp_path / "둘" / "x.jpg").write_bytes(jpeg(scene(1)))
    collect(vault, other.id, [tmp_path / "둘" / "x.jpg"], Job())
    report = save_report(vault, other.id, "kr.police.statement", {})
    facts = assemble(vault, other, report.answers, load_template("kr.police.statement"))
    assert [one.item.name for one in facts.exhibits] == ["x.jpg"]
    for here, name in ((case, "a.jpg"), (other, "x.jpg")):
        assert [row.item.name for row in list_items(vault, here.id)] == [name]
        labels = {entry.label for entry in timeline(vault, here.id).entries}
        assert labels & {"a.jpg", "x.jpg"} == {name}
    collect(vault, case.id, [tmp_path / "둘" / "x.jpg"], Job())
    assert [row.item.name for row in list_items(vault, case.id)] == ["a.jpg"]
    assert vault.items.get(item).name == "a.jpg"


def test_a_search_finds_an_item_by_the_name_it_has_in_the_case_that_is_searched(
    vault, case, take, tmp_path
):
    item = take("firstname.jpg", jpeg(scene(7)))
    other = add_case(vault, "다른 사건")
    (tmp_path / "둘").mkdir()
    (tmp_path / "둘" / "secondname.jpg").write_bytes(jpeg(scene(7)))
    collect(vault, other.id, [tmp_path / "둘"], Job())

    def found(words, where):
        return [one.id for one in search(vault, words, case_id=where).hits]

    assert found("firstname", case.id) == found("secondname", other.id) == [item]
    assert found("secondname", case.id) == found("firstname", other.id) == []
