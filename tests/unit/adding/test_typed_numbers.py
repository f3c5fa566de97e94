"""Resident registration numbers stay out of typed links and of words typed in a hurry."""

from __future__ import annotations

import pytest

from app.domain.evidence.items import Case
from app.errors import InputProblem
from app.usecases.intake.hurrying import keep_words, words_to_seal
from app.usecases.intake.linking import add_links
from app.usecases.told.noting import add_note
from app.vault import Vault

NUMBER = "900101-1234567"
ROW = "9001011234567"
LINK = "https://t.me/someroom"
LONG = f"https://example.org/s/{ROW}"


def kept(vault: Vault, case: Case) -> tuple[list[str], list[str]]:
    """What the links and the notes of the case hold."""
    links = [one.normal for one in vault.links.in_case(case.id)]
    return links, [one.text for one in vault.notes.in_case(case.id)]


@pytest.mark.parametrize(
    "text",
    [
        f"{LINK} 번호는 {NUMBER}",
        f"{ROW} {LINK}",
        f"{LONG} {ROW}",
        f"https://example.org/a?who={NUMBER}",
        "https://example.org/a?who=900101%2D1234567",
        f"example.org/{NUMBER}",
        NUMBER,
    ],
)
def test_a_number_beside_a_link_or_with_its_dash_in_one_is_refused(
    vault: Vault, case: Case, text: str
) -> None:
    head = vault.custody.head
    for keep in (add_links, lambda *given: keep_words(*given, "")):
        with pytest.raises(InputProblem, match=r"INP-022|INP-150"):
            keep(vault, case.id, text)
    with pytest.raises(InputProblem, match=r"INP-022|INP-150"):
        words_to_seal(text, "")
    assert (kept(vault, case), vault.custody.head) == (([], []), head)


@pytest.mark.parametrize("link", [LONG, f"t.me/someroom?a={ROW}", f"example.foo/s/{ROW}"])
def test_thirteen_digits_in_a_row_in_a_link_stay(vault: Vault, case: Case, link: str) -> None:
    (added,) = add_links(vault, case.id, link)
    assert added.link.original == link
    keep_words(vault, case.id, link, "여기")
    assert kept(vault, case)[1] == [f"{link}\n여기"]
    assert words_to_seal(link, "여기") == f"{link}\n여기".encode()


def test_a_refused_note_leaves_no_link_behind(vault: Vault, case: Case) -> None:
    head = vault.custody.head
    for words, code in ((NUMBER, "INP-022"), ("가" * 400_000, "INP-017")):
        with pytest.raises(InputProblem, match=code):
            keep_words(vault, case.id, LINK, words)
    assert (kept(vault, case), vault.custody.head) == (([], []), head)


def test_a_note_that_fails_while_it_is_written_takes_its_link_with_it(
    vault: Vault, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_note: object) -> None:
        raise OSError

    monkeypatch.setattr(vault.notes, "add", full)
    with pytest.raises(OSError):  # noqa: PT011 - raised right above
        keep_words(vault, case.id, LINK, "여기")
    assert kept(vault, case) == ([], [])


def test_words_in_a_hurry_are_kept_with_their_link(vault: Vault, case: Case) -> None:
    keep_words(vault, case.id, LINK, "여기")
    keep_words(vault, case.id, "그냥 말", "더")
    keep_words(vault, case.id, "https://t.me/other", "")
    assert kept(vault, case) == (
        [LINK, "https://t.me/other"], [f"{LINK}\n여기", "그냥 말\n더"],
    )  # fmt: skip


def test_a_note_may_hold_a_link_with_thirteen_digits_and_no_number(
    vault: Vault, case: Case
) -> None:
    assert add_note(vault, case.id, f"여기 {LONG} 에서").text.startswith("여기")
    with pytest.raises(InputProblem, match="INP-022"):
        add_note(vault, case.id, f"{LONG} {ROW}")


@pytest.mark.parametrize("words", [NUMBER, ROW])
def test_words_for_a_locked_vault_are_looked_at_before_they_are_sealed(words: str) -> None:
    with pytest.raises(InputProblem, match="INP-022"):
        words_to_seal(LINK, words)


def test_a_link_is_called_a_link_and_words_are_called_words(vault: Vault, case: Case) -> None:
    for text, code in ((f"t.me/someroom?a={NUMBER}", "INP-150"), (f"{LINK} {NUMBER}", "INP-022")):
        with pytest.raises(InputProblem, match=code):
            add_links(vault, case.id, text)
