"""Set-up's last step works in an isolated interpreter, from a fresh clone, wherever it is started."""

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def run(tree: Path, folder: Path) -> subprocess.CompletedProcess[str]:
    words = [sys.executable, "-I", str(tree / ".ci" / "assets.py"), "--check"]
    return subprocess.run(
        words, check=False, cwd=folder, capture_output=True, text=True, timeout=60
    )


def test_fresh_clone_is_told_to_be_set_up_and_nothing_breaks(tmp_path):
    """`python -I` finds neither the script's own folder nor the checkout by itself."""
    tree = tmp_path / "clone"
    shutil.copytree(ROOT / ".ci", tree / ".ci", ignore=shutil.ignore_patterns("__pycache__"))
    (tree / "resources").mkdir()
    for one in (ROOT / "resources").iterdir():
        if one.name not in {"vendor", "locale"}:
            (tree / "resources" / one.name).symlink_to(one)
    shutil.copytree(
        ROOT / "resources" / "locale",
        tree / "resources" / "locale",
        ignore=shutil.ignore_patterns("*.mo"),
    )
    (tree / "app").symlink_to(ROOT / "app")
    done = run(tree, tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (1, "", "")
    assert not (tree / "resources" / "vendor").exists()


def test_words_of_the_page_are_found_in_an_isolated_interpreter_too():
    script = (
        f"import sys; sys.path.insert(0, {str(ROOT / '.ci')!r}); import viewer;"
        "codes, parts = viewer._code_words();"
        "korean = viewer._korean({*codes.values(), *parts.values()});"
        "lacking = sorted(c for c, w in {**codes, **parts}.items() if w != c and w not in korean);"
        "print(len(codes) > 60, lacking)"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-c", script],
        check=False,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (done.stdout, done.stderr) == ("True []\n", "")
