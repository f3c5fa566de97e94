"""A kit's sheets: what is on them, what is not, and that they are read back as they were written."""

from __future__ import annotations

import io
import re
import resource
import stat
import unicodedata
from pathlib import Path

import pypdfium2
import pytest

from app.errors import EnvironmentProblem, InputProblem
from app.jobs import Job
from app.recovery.kit import SHAPES, Kit, Shape, draw_sheets
from app.recovery.kit_file import sheet_file
from app.recovery.kit_page import sheet_page
from app.recovery.lists import WordLanguage
from app.recovery.reading import read_kit
from app.usecases.vault.vaults import OpenVault
from app.usecases.ways_in.recovery import make_kit, read_kit_files, read_kit_texts, save_kit
from crypto.kit_spare import seal_spare
from tests.unit.recovery.conftest import Kept

SECRET, MASTER, VAULT_ID = bytes(range(16)), bytes(32), bytes(range(40, 56))
TELLTALE = re.compile(
    r"ongi|온기|evidence|증거|vault|보관함|victim|피해|abuse|police|경찰|crime|범죄|report|신고",
    re.IGNORECASE,
)


def _kit(language: WordLanguage, shape: Shape | None) -> Kit:
    sheets = draw_sheets(SECRET, language, shape)
    spare = seal_spare(SECRET, MASTER, VAULT_ID)
    return Kit(2, language, shape, sheets, "28292a2b", 1795400000000, 12, "ab" * 32, spare)


def _page_text(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(io.BytesIO(pdf)) as document:
        assert len(document) == 1
        width, height = document[0].get_size()
        assert (round(width), round(height)) == (595, 842)
        text: str = document[0].get_textpage().get_text_range()
    return text


KITS = [
    pytest.param(_kit(language, shape), id=f"{language}-{name}")
    for language in ("ko", "en")
    for name, shape in (("whole", None), *SHAPES.items())
]


@pytest.mark.parametrize("kit", KITS)
def test_files_are_read_back(kit: Kit) -> None:
    read = read_kit([sheet_file(kit, sheet).decode("utf-8") for sheet in kit.sheets])
    assert (read.secret, read.spare) == (SECRET, kit.spare)


@pytest.mark.parametrize("kit", KITS)
def test_text_copied_out_of_the_page_is_read_back(kit: Kit) -> None:
    read = read_kit([_page_text(sheet_page(kit, sheet)) for sheet in kit.sheets])
    assert (read.secret, read.spare) == (SECRET, kit.spare)


@pytest.mark.parametrize("kit", KITS)
def test_typed_words_are_enough(kit: Kit) -> None:
    needed = 1 if kit.shape is None else kit.shape.needed
    typed = [" ".join(sheet.words) for sheet in kit.sheets[-needed:]]
    read = read_kit(typed)
    assert (read.secret, read.spare) == (SECRET, None)


@pytest.mark.parametrize("kit", KITS)
def test_a_sheet_does_not_say_what_it_is_for(kit: Kit) -> None:
    said = sheet_file(kit, kit.sheets[0]).decode("utf-8") + _page_text(
        sheet_page(kit, kit.sheets[0])
    )
    assert TELLTALE.findall(said) == []
    assert "28292a2b" in said
    assert "2026-11-23" in said
    assert f"12 {'ab' * 32}" in said


def test_a_file_that_was_changed_by_an_editor_is_still_read() -> None:
    kit = _kit("ko", None)
    text = sheet_file(kit, kit.sheets[0]).decode("utf-8")
    mangled = "\ufeff" + unicodedata.normalize("NFD", text).replace("\n", "\r\n")
    assert read_kit([mangled]).spare == kit.spare


def test_a_spare_line_with_a_wrong_letter_is_left_out_and_the_words_still_count() -> None:
    kit = _kit("en", None)
    text = sheet_file(kit, kit.sheets[0]).decode("utf-8")
    group = re.findall(r"\b[A-Z2-7]{8}\b", text)[3]
    other = ("A" if group[0] != "A" else "B") + group[1:]
    read = read_kit([text.replace(group, other)])
    assert (read.secret, read.spare) == (SECRET, None)


def test_the_english_words_of_sheets_are_kind() -> None:
    for _ in range(4):
        for sheet in draw_sheets(SECRET, "en", SHAPES["3of5"]):
            assert not {"predator", "victim", "violence", "webcam", "shame"} & set(sheet.words)


def _refusal(*texts: str) -> InputProblem:
    with pytest.raises(InputProblem) as caught:
        read_kit(texts)
    return caught.value


def test_the_word_that_is_not_in_the_list_is_named_by_its_place() -> None:
    words = [*draw_sheets(SECRET, "ko", None)[0].words]
    words[8] = "없는낱말"
    problem = _refusal(" ".join(words))
    assert (problem.code, problem.values["number"]) == ("INP-025", 9)


def test_the_word_is_named_by_its_place_in_a_file_too() -> None:
    kit = _kit("ko", SHAPES["2of3"])
    texts = [sheet_file(kit, sheet).decode("utf-8") for sheet in kit.sheets]
    broken = texts[1].replace(f" 7. {kit.sheets[1].words[6]}", " 7. 없는낱말")
    problem = _refusal(texts[0], broken)
    assert problem.code == "INP-025"
    assert (problem.values["number"], problem.values["sheet"]) == (7, 2)


def test_a_missing_word_is_a_wrong_count() -> None:
    words = draw_sheets(SECRET, "en", None)[0].words
    problem = _refusal(" ".join(words[:-1]))
    assert (problem.code, problem.values["count"]) == ("INP-026", 12)


def test_swapped_words_are_not_as_written() -> None:
    one, two, *rest = draw_sheets(SECRET, "en", None)[0].words
    assert _refusal(" ".join([two, one, *rest])).code == "INP-027"


def test_one_sheet_of_a_split_kit_says_how_many_are_needed() -> None:
    sheets = draw_sheets(SECRET, "ko", SHAPES["3of5"])
    problem = _refusal(*(" ".join(sheet.words) for sheet in sheets[:2]))
    assert (problem.code, problem.values["needed"]) == ("VLT-025", 3)


def test_sheets_of_two_kits_do_not_mix() -> None:
    first, second = (draw_sheets(SECRET, "ko", SHAPES["2of3"]) for _ in range(2))
    assert _refusal(" ".join(first[0].words), " ".join(second[1].words)).code == "VLT-026"
    whole = " ".join(draw_sheets(SECRET, "ko", None)[0].words)
    assert _refusal(whole, " ".join(first[0].words)).code == "VLT-026"


@pytest.mark.parametrize("text", ["", "12 345 !", "낱말 " * 40_000])
def test_what_cannot_be_a_kit_is_refused(text: str) -> None:
    assert _refusal(text).code in {"INP-025", "INP-028"}


def test_a_kit_is_saved_for_its_owner_alone_and_read_from_its_file(
    vault: OpenVault, tmp_path: Path
) -> None:
    kit = make_kit(vault, Job(), "en", SHAPES["2of3"])
    saved = save_kit(vault, kit, tmp_path / "new" / "place")
    assert [sheet.number for sheet in saved] == [1, 2, 3]
    files = [path for sheet in saved for path in (sheet.text, sheet.page)]
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}
    assert sorted((tmp_path / "new" / "place").iterdir()) == sorted(files)
    assert not any(TELLTALE.search(path.name) for path in files)
    key = read_kit_texts(read_kit_files([sheet.text for sheet in saved[1:]]))
    assert key.spare == kit.spare
    again = save_kit(vault, kit, tmp_path / "new" / "place")
    assert {sheet.text for sheet in again}.isdisjoint(sheet.text for sheet in saved)


def test_a_kit_is_not_saved_inside_the_vault(vault: OpenVault, kept: Kept) -> None:
    with pytest.raises(InputProblem, match="INP-020"):
        save_kit(vault, kept.kit, vault.path / "blobs")


def test_a_kit_that_cannot_be_saved_leaves_nothing(
    vault: OpenVault, kept: Kept, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("in the way", "utf-8")
    with pytest.raises(EnvironmentProblem, match="ENV-00"):
        save_kit(vault, kept.kit, tmp_path / "file")
    assert (tmp_path / "file").read_text("utf-8") == "in the way"


def test_a_full_disk_in_the_middle_leaves_no_sheet(
    vault: OpenVault, kept: Kept, tmp_path: Path
) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (8192, hard))  # room for the text, not for the page
    try:
        with pytest.raises(EnvironmentProblem, match="ENV-001"):
            save_kit(vault, kept.kit, tmp_path / "kit")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert list((tmp_path / "kit").iterdir()) == []
