"""On a real Wayland desktop with real portals: the right pixels come into the vault, no file stays.

sway without a screen, its portal (which has `grim` write a file) and the portals' common front, on
a bus of their own. Needs Debian's packages; skipped with their names where they are absent.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.ui.wayland_desktop import desktop, missing, with_portals

ROOT = Path(__file__).parents[2]
WRITTEN = Path("/tmp/out.png")
"""Where sway's portal writes, up to its version 0.7; later ones ask for a name."""

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(
        sys.platform != "linux" or bool(missing()),
        reason=f"not here, of Debian's packages: {', '.join(missing())}",
    ),
]


@pytest.fixture(autouse=True)
def nothing_there():
    """Nobody's picture lies where the portal writes: it would be overwritten and removed."""
    if WRITTEN.exists():
        pytest.skip(f"{WRITTEN} is there already")


def sit(shown, folder, *how):
    """What a sitting saw."""
    ended = subprocess.run(
        [sys.executable, "-m", "tests.ui.wayland_sitting", str(folder), *map(str, how)],
        cwd=ROOT,
        env=shown.environment | {"QT_QPA_PLATFORM": "wayland", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr + shown.said
    return json.loads(ended.stdout.splitlines()[-1])


def pictures_outside(shown):
    """PNG files in all folders that the desktop's programs were given."""
    found = [one for one in shown.folder.rglob("*") if one.is_file() and not one.is_symlink()]
    return [one for one in found if one.read_bytes()[:4] == b"\x89PNG"]


def kept(size, way, screen, *, left=0, right=0, inner=0):
    """A picture in the vault: its pixels, how much of it has which colour, what is said of it."""
    shares = {"left": left, "right": right, "inner": inner}
    return {"size": size, **shares, "way": way, "left_a_file": True, "screen": screen}


def test_one_screen_and_a_part_of_it(tmp_path):
    with desktop(1) as shown:
        with_portals(shown)
        seen = sit(shown, tmp_path / "vault", "all")
        assert pictures_outside(shown) == []
    one = ["HEADLESS-1", 1, 100]
    assert seen["kept"] == [
        kept([800, 600], "screen", one, left=99, inner=1),
        kept([61, 41], "region", one, left=100),
    ]
    assert (seen["platform"], seen["codes"], seen["back"]) == ("wayland", [], True)
    assert (len(seen["files"]), seen["left"]) == (2, [])


def test_two_screens_together_each_by_itself_and_a_part_of_each(tmp_path):
    with desktop(2) as shown:
        with_portals(shown)
        seen = sit(shown, tmp_path / "vault", "all")
        assert pictures_outside(shown) == []
    first, second = ["HEADLESS-1", 2, 100], ["HEADLESS-2", 2, 200]
    # The second screen, 400 by 300 of the desktop's measure, lies beside the first at its scale.
    assert seen["kept"] == [
        kept([2400, 1200], "screen", ["", 2, 100], left=66, right=16, inner=1),
        kept([1600, 1200], "screen", first, left=99, inner=1),
        kept([800, 600], "screen", second, right=96, inner=4),
        kept([121, 81], "region", first, left=100),
        kept([121, 81], "region", second, right=100),
    ]
    assert (len(seen["files"]), seen["left"], seen["codes"]) == (5, [], [])


@pytest.mark.parametrize("there", [True, False])
def test_a_portal_that_refuses_or_is_absent_is_said(tmp_path, there):
    with desktop(1) as shown:
        if there:
            with_portals(shown, path=str(tmp_path))  # where there is nothing to take pictures with
        seen = sit(shown, tmp_path / "vault", "once")
        assert pictures_outside(shown) == []
    assert (seen["kept"], seen["files"], seen["back"]) == ([], [], True)
    assert (seen["codes"], seen["told"]) == (["ENV-041"], True)


def test_what_a_portal_writes_too_late_is_removed(tmp_path):
    with desktop(1) as shown:
        taking = with_portals(shown)
        seen = sit(shown, tmp_path / "vault", "late", taking.pid)
        assert pictures_outside(shown) == []
    assert (seen["kept"], seen["answered"], seen["back"]) == ([], True, True)
    assert seen["before"] == seen["codes"] == ["ENV-041"]
    assert (len(seen["files"]), seen["left"]) == (1, [])
