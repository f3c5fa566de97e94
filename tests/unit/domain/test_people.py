"""The same identifier is known however it was written; different ones are not mixed up."""

from __future__ import annotations

import pytest

from app.domain.told.people import MarkKind, PersonMark, same_key, shared_marks

SAME = [
    (MarkKind.PHONE, "010-1234-5678", "+82 10 1234 5678"),
    (MarkKind.PHONE, "010-1234-5678", "０１０ 1234 5678"),
    (MarkKind.USER_NAME, "@Some_Name", "some_name"),
    (MarkKind.EMAIL, "A@Example.org", " a@example.org"),
    (MarkKind.BANK_ACCOUNT, "110-123-456789", "110 123 456789"),
    (MarkKind.PROFILE_LINK, "https://www.Example.org/u/", "example.org/u"),
    (MarkKind.WALLET, "0xABCDEF", "0xabcdef"),
    (MarkKind.DISPLAY_NAME, "가해자", "가해자"),
]
OTHER = [
    (MarkKind.PHONE, "010-1234-5678", "010-1234-5679"),
    (MarkKind.WALLET, "1BoatSLRHtKNngkdXEeobR76b53LETtpyT", "1boatslrhtknngkdxeeobr76b53lettpyt"),
    (MarkKind.USER_NAME, "someone", "some_one"),
]


def mark(number: int, person: str, kind: MarkKind, value: str) -> PersonMark:
    return PersonMark(f"k-{number}", person, kind, value)


@pytest.mark.parametrize(("kind", "one", "other"), SAME)
def test_it_is_the_same_however_written(kind: MarkKind, one: str, other: str) -> None:
    assert same_key(mark(1, "p", kind, one)) == same_key(mark(2, "p", kind, other))


@pytest.mark.parametrize(("kind", "one", "other"), OTHER)
def test_others_stay_apart(kind: MarkKind, one: str, other: str) -> None:
    assert same_key(mark(1, "p", kind, one)) != same_key(mark(2, "p", kind, other))


def test_only_what_several_people_go_by_is_shared() -> None:
    marks = [
        mark(1, "p-a", MarkKind.PHONE, "010-1234-5678"),
        mark(2, "p-b", MarkKind.PHONE, "01012345678"),
        mark(3, "p-b", MarkKind.PHONE, "010 1234 5678"),
        mark(4, "p-b", MarkKind.BANK_ACCOUNT, "01012345678"),
        mark(5, "p-a", MarkKind.OTHER, ""),
        mark(6, "p-b", MarkKind.OTHER, ""),
    ]
    assert shared_marks(marks) == {
        "k-1": frozenset({"p-b"}),
        "k-2": frozenset({"p-a"}),
        "k-3": frozenset({"p-a"}),
    }
