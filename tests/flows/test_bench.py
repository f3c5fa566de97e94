"""Measuring works and tells what it promises; what the figures are is not a test's business."""

from __future__ import annotations

from pathlib import Path

from tests.flows.conftest import Ongi


def test_measuring_gives_its_lines_and_leaves_nothing_behind(ongi: Ongi, tmp_path: Path) -> None:
    place = tmp_path / "place"
    place.mkdir()
    ran = ongi(
        "bench", "--small", "--runs", "1", "--only", "file", "--only", "search", "--json",
        env={"TMPDIR": str(place)},
    )  # fmt: skip
    assert ran.status == 0, ran.err
    assert {"cores", "load_before", "load_after", "others_cores", "python"} <= set(
        ran.json["machine"]
    )
    rows = ran.json["rows"]
    assert [row["name"] for row in rows] == ["file", "file", "search", "search"]
    assert all(
        {"name", "ours_s", "peer", "peer_s", "ratio", "target", "reached"} <= set(row)
        for row in rows
    )
    measured = [row for row in rows if row["peer_s"] is not None]
    assert measured
    assert all(row["ratio"] == row["peer_s"] / row["ours_s"] for row in measured)
    assert "(20 hits)" in rows[2]["work"]
    assert list(place.iterdir()) == []
