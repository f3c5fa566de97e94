"""FORMAT.md names what there is: tables, acts, key labels, and the sections that the source cites."""

from __future__ import annotations

import re
from pathlib import Path

import apsw
import pytest

from app.domain.custody import Act
from app.vault.index.migrate import v001, v002, v003, v004, v005, v006
from crypto.kdf import Label


@pytest.fixture(scope="module")
def document() -> str:
    root = Path(__file__).resolve().parents[2]
    return (root / "resources" / "docs" / "FORMAT.md").read_text("utf-8")


def test_every_table_of_the_index_has_its_row(document: str) -> None:
    connection = apsw.Connection(":memory:")
    for step in (v001, v002, v003, v004, v005, v006):
        step.upgrade(connection)
    sql = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT GLOB 'words_*'"
    start = document.index("| table | one row is |")
    rows = document[start : document.index("\n\n", start)].splitlines()[2:]
    told = {name for row in rows for name in re.findall(r"`(\w+)`", row.split(" | ")[0])}
    assert {name for (name,) in connection.execute(sql)} == told


def test_every_act_of_the_custody_log_is_explained(document: str) -> None:
    start = document.index("| `act` | `subject` | `details` |")
    table = document[start : document.index("\n\n", start)]
    told = set(re.findall(r"`([a-z_]+\.[a-z_]+)`", "\n".join(table.split("\n")[2:])))
    assert {act.value for act in Act} == told


def test_every_label_of_a_key_is_told(document: str) -> None:
    assert [label.value for label in Label if f"`{label.value}`" not in document] == []


def test_every_section_that_the_source_cites_is_there(
    document: str, python_files: list[Path]
) -> None:
    headings = set(re.findall(r"^##+ (.+)$", document, re.MULTILINE))
    cited = {
        name
        for path in python_files
        for name in re.findall(r'FORMAT\.md,\s+section\s+"([^"]+)"', path.read_text("utf-8"))
    }
    assert cited
    assert cited - headings == set()
