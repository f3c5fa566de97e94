"""Measuring works and tells what it promises; what the figures are is not a test's business."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.flows.conftest import Ongi


def test_measuring_gives_its_lines_and_leaves_nothing_behind(ongi: Ongi, tmp_path: Path) -> None:
    place = tmp_path / "place"
    place.mkdir()
    ran = ongi(
        "bench", "--small", "--runs", "1", "--json", "--only", "file", "--only", "import",
        "--only", "search", "--only", "unlock",
        env={"TMPDIR": str(place)},
    )  # fmt: skip
    assert ran.status == 0, ran.err
    assert {"cores", "load_before", "load_after", "others_cores", "python"} <= set(
        ran.json["machine"]
    )
    rows = ran.json["rows"]
    assert [row["name"] for row in rows] == [
        *["file"] * 6, *["import"] * 3, *["search"] * 4, *["unlock"] * 2,
    ]  # fmt: skip
    assert all(
        {"name", "ours_s", "peer", "peer_s", "ratio", "target", "reached"} <= set(row)
        for row in rows
    )
    measured = [row for row in rows if row["peer_s"] is not None]
    assert measured
    for row in measured:
        over, under = ("peer_s", "ours_s") if row["ratio_of"] == "speed" else ("ours_s", "peer_s")
        assert row["ratio"] == row[over] / row[under]
    plain = [row["name"] for row in measured if "plain SQLite" in row["peer"]]
    assert plain == ["import", "search", "search", "unlock"]
    assert "(20 hits)" in rows[9]["work"]
    assert list(place.iterdir()) == []


def test_what_is_not_installed_is_left_out_and_said_so(ongi: Ongi, tmp_path: Path) -> None:
    programs = tmp_path / "programs"
    programs.mkdir()
    (programs / "cp").symlink_to(shutil.which("cp") or "")
    ran = ongi(
        "bench", "--small", "--runs", "1", "--only", "many", "--json",
        env={"PATH": str(programs)},
    )  # fmt: skip
    assert ran.status == 0, ran.err
    measured = [row["peer"] for row in ran.json["rows"] if row["peer_s"] is not None]
    absent = [row["peer"].split()[0] for row in ran.json["rows"] if row["note"]]
    assert measured == ["cp + fsync", "bare hash + seal + fsync"]
    assert absent == ["age", "gpg", "7z", "restic"]


def test_the_large_sparse_file_is_measured_only_when_asked_for(ongi: Ongi) -> None:
    words = ("bench", "--small", "--runs", "1", "--only", "sparse", "--json")
    for large in ((), ("--large",)):
        ran = ongi(*words, *large)
        assert ran.status == 0, ran.err
        assert [row["ours_mib"] is not None for row in ran.json["rows"]] == [bool(large)]


@pytest.mark.long
@pytest.mark.timeout(300)
def test_the_windows_loop_is_watched_while_evidence_comes_in_and_lists_are_scrolled(
    ongi: Ongi,
) -> None:
    only = ("--only", "turns", "--only", "scroll", "--only", "scroll-chat")
    ran = ongi("bench", "--small", "--runs", "1", "--json", *only)
    assert ran.status == 0, ran.err
    rows = ran.json["rows"]
    assert [row["name"] for row in rows] == [*["turns"] * 2, *["scroll"] * 3, *["scroll-chat"] * 3]
    assert all(row["ours_s"] > 0 for row in rows)
    assert [row["note"] for row in rows if "rows in the list" in row["note"]] == [
        "1,000 rows in the list", "2,000 rows in the list",
    ]  # fmt: skip
