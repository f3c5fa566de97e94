"""On a real X server: what is stored has the very pixels of the screens, on two screens, scaled."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BLUE, RED = [12, 130, 250], [240, 40, 90]


@pytest.fixture
def two_screens():
    """An X server whose screen is cut into two; its display."""
    if not (shutil.which("Xvfb") and shutil.which("xrandr")):
        pytest.skip("there is no Xvfb or xrandr here")
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-noreset", "-screen", "0", "1800x600x24"],
        pass_fds=[writing],
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    with os.fdopen(reading) as told:
        display = f":{told.readline().strip()}"
    for name, place in (("A", "1000/250x600/150+0+0"), ("B", "800/200x600/150+1000+0")):
        output = "screen" if name == "A" else "none"
        command = ["xrandr", "--display", display, "--setmonitor", name, place, output]
        subprocess.run(command, check=True, capture_output=True)
    yield display
    server.terminate()
    server.wait(10)


@pytest.mark.xvfb
@pytest.mark.parametrize(("scale", "other"), [(1, 2), (2, 2)])
def test_captures_have_the_pixels_of_the_screens(two_screens, tmp_path, scale, other):
    ended = subprocess.run(
        [sys.executable, "-m", "tests.ui.capture_sitting", str(tmp_path / "vault")],
        cwd=ROOT,
        env={
            **os.environ,
            "DISPLAY": two_screens,
            "QT_QPA_PLATFORM": "xcb",
            "QT_SCREEN_SCALE_FACTORS": f"A={scale};B={other}",
            "PYTHONPATH": str(ROOT),
        },
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    assert json.loads(ended.stdout.splitlines()[-1]) == {
        "platform": "xcb",
        "screens": [[1000, 600, 100 * scale], [800, 600, 100 * other]],
        "sizes": [[1000, 600], [800, 600]],
        "real": [[1000, 600], [800, 600]],
        "pixels": [BLUE, RED],
        "back": True,
        "window": [40 * scale, 60 * scale, 250, 150],
        "of_window": BLUE,
        "part": [60 * scale + 1, 50 * scale + 1],
        "same_again": True,
        "stored": True,
        "kept": True,
        "stored_pixel": BLUE,
    }
