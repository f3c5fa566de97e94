"""A stop waits for no look inside, as a lock does, and the list says what was not looked into."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from app.domain.evidence.intake import NotUnderstood
from app.errors import Cancelled
from app.jobs import Job
from app.usecases.items.evidence import preview
from app.usecases.vault.unfinished import resume_work, stopped_work
from app.vault import Vault
from tests.unit.collect.intake.conftest import ChangingJob, Person, said
from tests.unit.collect.pages.test_readers import SINGLE
from tests.unit.vault.filling import PASSPHRASE

PICTURES = ("a.png", "b.png", "c.png")
NOT_LOOKED = "not_looked_inside"


def png(shade: int) -> bytes:
    out = io.BytesIO()
    Image.new("L", (64, 48), shade).save(out, "PNG")
    return out.getvalue()


def given(person: Person) -> None:
    for shade, name in enumerate(PICTURES):
        person.file(name, png(shade))
    person.file("d.html", SINGLE.encode())
    person.file("e.txt", b"words")
    person.export("f", said(1, "하나"))


def seen(person: Person) -> list[str]:
    """The pictures that were looked into."""
    items = person.vault.items.in_case(person.case.id)
    return [item.name for item in items if preview(person.vault, item.id)]


def stopping(person: Person, *, for_good: bool) -> ChangingJob:
    """A job that is stopped when the first picture was looked into."""
    job: ChangingJob

    def act() -> None:
        if for_good:
            job.cancel()
        else:
            job.interrupt()

    job = ChangingJob(lambda _job: bool(seen(person)), act)
    return job


def test_a_stop_looks_into_nothing_more_and_names_it(person: Person) -> None:
    given(person)
    with pytest.raises(Cancelled):
        person.collect(job=stopping(person, for_good=True))
    assert (len(person.names()), seen(person)) == (6, ["a.png"])
    (kept,) = person.lists()
    assert set(kept.not_understood) == {
        NotUnderstood("given/b.png", NOT_LOOKED),
        NotUnderstood("given/c.png", NOT_LOOKED),
        NotUnderstood("d.html", NOT_LOOKED),
        NotUnderstood("result.json", "not_read"),
    }
    assert stopped_work(person.vault) == ()


def test_what_was_not_looked_into_is_when_the_same_files_come_again(person: Person) -> None:
    given(person)
    with pytest.raises(Cancelled):
        person.collect(job=stopping(person, for_good=True))
    again = person.collect()
    assert (again.items_taken, again.messages_taken, again.not_understood) == (0, 1, ())
    assert again.links_found == 2
    assert seen(person) == list(PICTURES)


def test_what_a_lock_left_is_looked_into_when_the_import_goes_on(person: Person) -> None:
    given(person)
    with pytest.raises(Cancelled):
        person.collect(job=stopping(person, for_good=False))
    assert seen(person) == ["a.png"]
    (work,) = stopped_work(person.vault)
    report = resume_work(person.vault, work.number, Job())
    assert (report.items_taken, report.not_understood) == (6, ())
    assert seen(person) == list(PICTURES)


def test_a_lock_during_the_last_looks_does_not_end_the_import(person: Person) -> None:
    for shade, name in enumerate(PICTURES):
        person.file(name, png(shade))
    with pytest.raises(Cancelled):
        person.collect(job=stopping(person, for_good=False))
    assert len(stopped_work(person.vault)) == 1


def test_a_stop_does_not_wait_for_the_end_of_one_look(person: Person) -> None:
    person.file("a.png", png(1))
    asked: list[str] = []

    class InsideJob(Job):
        """Stopped at its second question since the file is kept: the first is before the look."""

        def check(self) -> None:
            asked.extend(person.names())
            if len(asked) > 1:
                self.cancel()
            super().check()

    with pytest.raises(Cancelled):
        person.collect(job=InsideJob())
    assert seen(person) == []
    (kept,) = person.lists()
    assert kept.not_understood == (NotUnderstood("given/a.png", NOT_LOOKED),)


def test_a_lock_while_the_last_lot_reaches_the_disk_leaves_the_chat_to_be_read(
    person: Person,
) -> None:
    person.export("f", said(1, "하나"), said(2, "둘"))
    person.vault.close()
    job = Job()

    def step(name: str) -> None:
        if name == "blob.durable":
            job.interrupt()

    with Vault.open(person.vault.path, PASSPHRASE, step=step) as vault:
        again = Person(vault, person.case, person.folder)
        with pytest.raises(Cancelled):
            again.collect(job=job)
        (work,) = stopped_work(vault)
        assert resume_work(vault, work.number, Job()).messages_taken == 2
