"""Bad input gives one clear sentence with a code and a next step, and loses nothing.

Never a traceback.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.flows.conftest import Ongi, with_vault


def assert_one_line(ran, code: str) -> None:
    assert ran.status in (1, 2)
    assert ran.out == ""
    assert f"[{code}]" in ran.err
    assert "Traceback" not in ran.err
    assert len(ran.err.strip().splitlines()) == 1


def test_a_wrong_passphrase_is_said(made: Ongi, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong"
    wrong.write_text("nothing like it", "utf-8")
    assert_one_line(made("vault", "status", made.vault, "--passphrase-file", wrong), "VLT-001")


def test_a_folder_that_is_no_vault_is_said(made: Ongi, tmp_path: Path) -> None:
    assert_one_line(
        made("vault", "status", tmp_path, "--passphrase-file", made.passphrase), "VLT-002"
    )


def test_a_folder_that_holds_something_gets_no_vault(ongi: Ongi) -> None:
    assert_one_line(
        ongi("vault", "create", ongi.folder, "--passphrase-file", ongi.passphrase), "INP-009"
    )


def test_an_unknown_case_is_said(made: Ongi) -> None:
    ran = made("list", made.vault, "--case", "c-000000000000", "--passphrase-file", made.passphrase)
    assert_one_line(ran, "INP-003")
    assert ran.status == 2


def test_a_path_with_nothing_at_it_is_said(made: Ongi) -> None:
    case = made.opened("case", "add", made.vault).json["id"]
    ran = made(
        "collect", made.vault, "--case", case, "not-there", "--passphrase-file", made.passphrase
    )
    assert_one_line(ran, "INP-002")


def test_a_passphrase_is_never_an_argument(made: Ongi) -> None:
    ran = made("vault", "status", made.vault, "--passphrase", "x")
    assert ran.status == 2
    assert "Traceback" not in ran.err


def test_a_passphrase_comes_by_standard_input(made: Ongi) -> None:
    ran = made("vault", "status", made.vault, "--json", stdin=made.passphrase.read_bytes())
    assert ran.status == 0
    assert "cases" in ran.json


@pytest.mark.parametrize("language", ["ko", "en"])
def test_an_error_speaks_the_language_that_was_asked_for(
    made: Ongi, tmp_path: Path, language: str
) -> None:
    ran = made("verify", tmp_path, "--lang", language, stdin=b"some words here\n")
    assert_one_line(ran, "BND-002")
    assert ("묶음" in ran.err) == (language == "ko")


def test_a_broken_answers_file_names_its_line(made: Ongi, tmp_path: Path) -> None:
    case = made.opened("case", "add", made.vault).json["id"]
    answers = tmp_path / "answers.toml"
    answers.write_text('"event.where" = "방"\n"event.narrative" = \n', "utf-8")
    ran = made(
        "report",
        made.vault,
        "--case",
        case,
        "--template",
        "kr.police.statement",
        "--answers",
        answers,
        "--passphrase-file",
        made.passphrase,
    )
    assert_one_line(ran, "INP-006")
    assert "2" in ran.err


def test_a_resident_registration_number_is_refused(made: Ongi, tmp_path: Path) -> None:
    case = made.opened("case", "add", made.vault).json["id"]
    answers = tmp_path / "answers.toml"
    answers.write_text('"event.narrative" = "번호900101-1234567입니다"\n', "utf-8")
    ran = made(
        "report",
        made.vault,
        "--case",
        case,
        "--template",
        "kr.police.statement",
        "--answers",
        answers,
        "--passphrase-file",
        made.passphrase,
    )
    assert_one_line(ran, "INP-015")


def test_an_answer_outside_the_template_is_refused(made: Ongi, tmp_path: Path) -> None:
    case = made.opened("case", "add", made.vault).json["id"]
    answers = tmp_path / "answers.toml"
    answers.write_text('"person.address" = "서울"\n', "utf-8")
    ran = made(
        "report",
        made.vault,
        "--case",
        case,
        "--template",
        "kr.police.statement",
        "--answers",
        answers,
        "--passphrase-file",
        made.passphrase,
    )
    assert_one_line(ran, "INP-007")


def test_an_older_copy_put_back_is_told_and_opens_by_choice(ongi: Ongi) -> None:
    with_vault(ongi)
    older = (ongi.vault / "index.db").read_bytes()
    assert ongi.opened("case", "add", ongi.vault, "봄").status == 0
    (ongi.vault / "index.db").write_bytes(older)
    ran = ongi("vault", "status", ongi.vault, "--passphrase-file", ongi.passphrase)
    assert_one_line(ran, "VLT-009")
    assert ongi.opened("vault", "status", ongi.vault, "--accept-older").json["cases"] == []
    assert ongi.opened("vault", "status", ongi.vault).status == 0


def test_a_resident_registration_number_in_a_note_is_refused(made: Ongi, tmp_path: Path) -> None:
    case = made.opened("case", "add", made.vault).json["id"]
    note = tmp_path / "note.txt"
    note.write_text("제 번호는 900101-1234567입니다", "utf-8")
    words = ("--case", case, "--text-file", note, "--passphrase-file", made.passphrase)
    assert_one_line(made("note", "add", made.vault, *words), "INP-022")
