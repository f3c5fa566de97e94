"""An import that was stopped goes on where it was: nothing twice, nothing missing, one whole list."""

from __future__ import annotations

import shutil
from dataclasses import replace

import pytest

from app.domain.custody import Act
from app.domain.evidence.intake import IntakeReport
from app.errors import Cancelled, InputProblem
from app.jobs import Job
from app.usecases.intake.dropping import drop
from app.usecases.intake.waiting import place
from app.usecases.vault.unfinished import leave_work, resume_work, stopped_work
from tests.unit.collect.intake.conftest import ChangingJob, Person, said

PICTURE = b"\xff\xd8\xff\xe0 a picture"


def stopping(when: str, *, for_good: bool = False) -> ChangingJob:
    """A job that is stopped at a phase, or when a file of that name has its turn."""
    job: ChangingJob

    def act() -> None:
        if for_good:
            job.cancel()
        else:
            job.interrupt()

    job = ChangingJob(lambda now: when in (now.progress.phase, now.progress.subject), act)
    return job


def everything(person: Person) -> None:
    """Files, an export with media that are named and not named, and one that is refused."""
    for name in ("a.txt", "b.txt", "c.txt"):
        person.file(name, name.encode())
    folder = person.export("export", said(1, "하나", file="photos/1.jpg"), said(2, "둘"))
    (folder / "photos").mkdir()
    (folder / "photos" / "1.jpg").write_bytes(PICTURE)
    (folder / "photos" / "2.jpg").write_bytes(PICTURE + b"2")
    (person.folder / "link").symlink_to(person.folder / "a.txt")


def log(person: Person) -> list[tuple[str, str]]:
    """Acts and names, without the identifiers that differ by run."""
    return sorted(
        (entry.act.value, str(entry.details.get("name", "")))
        for entry in person.vault.custody.entries()
    )


def state(person: Person) -> tuple[object, ...]:
    vault = person.vault
    items = vault.items.in_case(person.case.id)
    seen = {item.name: len(vault.sightings.of_item(item.id)) for item in items}
    messages = [(one.text, len(one.media)) for one in vault.chats.messages(person.case.id)]
    return sorted(seen.items()), messages, vault.sightings.count(person.case.id), log(person)


def same(report: IntakeReport) -> IntakeReport:
    return replace(report, import_id="")


@pytest.fixture
def straight(person: Person) -> tuple[IntakeReport, tuple[object, ...]]:
    """What an import that nothing stops comes to, in a case of its own and then forgotten."""
    everything(person)
    root = shutil.copytree(person.vault.path, person.folder.parent / "straight")
    from app.vault import Vault
    from tests.unit.vault.filling import PASSPHRASE

    with Vault.open(root, PASSPHRASE) as vault:
        other = Person(vault, person.case, person.folder)
        return same(other.collect()), state(other)


@pytest.mark.parametrize(
    "stops", [["a.txt"], ["c.txt"], ["1.jpg"], ["result.json", "2.jpg"], ["collect.chat"]]
)
def test_a_stopped_import_ends_as_if_nothing_had_stopped_it(
    person: Person, straight: tuple[IntakeReport, tuple[object, ...]], stops: list[str]
) -> None:
    with pytest.raises(Cancelled):
        person.collect(job=stopping(stops[0]))
    for stop in stops[1:]:
        (work,) = stopped_work(person.vault)
        with pytest.raises(Cancelled):
            resume_work(person.vault, work.number, stopping(stop))
    (work,) = stopped_work(person.vault)
    assert (work.kind, work.case, work.given) == ("collect", person.case.id, (str(person.folder),))
    report = resume_work(person.vault, work.number, Job())
    assert same(report) == straight[0]
    assert state(person) == straight[1]
    assert [same(one) for one in person.lists()] == [straight[0]]
    assert stopped_work(person.vault) == ()


def test_what_came_in_may_be_gone_when_it_goes_on(person: Person) -> None:
    everything(person)
    with pytest.raises(Cancelled):
        person.collect(job=stopping("collect.chat"))
    (work,) = stopped_work(person.vault)
    assert work.done == 6
    shutil.rmtree(person.folder)
    report = resume_work(person.vault, work.number, Job())
    assert (report.items_taken, report.messages_taken, report.refused) == (6, 2, ())
    assert person.vault.sightings.count(person.case.id) == 5


def test_what_is_gone_and_did_not_come_in_is_refused_by_name(person: Person) -> None:
    first, second = person.file("a.txt", b"a"), person.file("b.txt", b"b")
    with pytest.raises(Cancelled):
        person.collect(first, second, job=stopping("b.txt"))
    second.unlink()
    (work,) = stopped_work(person.vault)
    report = resume_work(person.vault, work.number, Job())
    assert [(one.path, one.code) for one in report.refused] == [("b.txt", "ENV-002")]
    assert report.items_taken == 1


def test_the_persons_own_stop_is_for_good_and_leaves_its_list(person: Person) -> None:
    everything(person)
    with pytest.raises(Cancelled):
        person.collect(job=stopping("c.txt", for_good=True))
    assert stopped_work(person.vault) == ()
    assert [one.items_taken for one in person.lists()] == [2]


def test_work_that_is_left_keeps_what_came_in(person: Person) -> None:
    everything(person)
    with pytest.raises(Cancelled):
        person.collect(job=stopping("c.txt"))
    (work,) = stopped_work(person.vault)
    leave_work(person.vault, work.number)
    assert stopped_work(person.vault) == ()
    assert len(person.names()) == 2
    with pytest.raises(InputProblem) as caught:
        resume_work(person.vault, work.number, Job())
    assert caught.value.code == "INP-033"


def test_nothing_is_left_of_an_import_that_ended_or_never_began(person: Person) -> None:
    person.collect(person.file("a.txt"))
    with pytest.raises(InputProblem):
        person.collect(person.folder / "nothing")
    assert stopped_work(person.vault) == ()
    rows = person.vault._index.read("SELECT count(*) FROM unfinished_done")
    assert rows == [(0,)]


def test_placing_goes_on_too(person: Person) -> None:
    everything(person)
    drop(person.vault.path, [person.folder], Job())
    with pytest.raises(Cancelled):
        place(person.vault, person.case.id, stopping("result.json"))
    (work,) = stopped_work(person.vault)
    assert work.kind == "place"
    report = resume_work(person.vault, work.number, Job())
    assert (report.items_taken, report.messages_taken, report.refused) == (6, 2, ())
    assert person.vault.waiting.list() == ()
    taken = [one for one in person.vault.custody.entries() if one.act is Act.ITEM_TAKEN]
    assert len(taken) == 6


def test_two_that_wait_under_one_name_are_both_placed_when_it_goes_on(person: Person) -> None:
    both = [person.file("a/x.txt", b"first"), person.file("b/x.txt", b"second")]
    drop(person.vault.path, both, Job())

    def stop() -> None:
        job.interrupt()

    job = ChangingJob(lambda now: now.progress.done >= len(b"first"), stop)
    with pytest.raises(Cancelled):
        place(person.vault, person.case.id, job)
    assert person.names() == ["x.txt"]
    (work,) = stopped_work(person.vault)
    report = resume_work(person.vault, work.number, Job())
    assert (report.items_taken, report.refused) == (2, ())
    assert person.vault.waiting.list() == ()
