"""What is committed: only the project's own work, and no trace of a machine it was made on."""

from __future__ import annotations

import json
import re
from pathlib import Path

OTHERS = {".ttf", ".otf", ".woff", ".woff2", ".mo", ".so", ".dll", ".whl", ".gz", ".wasm"}
DATA_OF_TESTS = ("tests/vectors/", "tests/fixtures/")

# Put together here, so that this file does not name what it looks for.
REGISTRIES = [
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("files", "pythonhosted", "org"),
        ("registry", "npmjs", "org"),
        ("deb", "debian", "org"),
        ("proxy", "golang", "org"),
        ("pkg", "dev"),
    )
]
MACHINE = re.compile(r"(?<![\w.])/(?:work|root|home/[a-z]+|Users/[A-Za-z]+)/")


def texts_of(root: Path, files: list[Path]) -> dict[str, str]:
    """The files that are text, by path from the root."""
    found = {}
    for path in files:
        whole = path.read_bytes()
        if b"\0" not in whole[:4096]:
            found[path.relative_to(root).as_posix()] = whole.decode("utf-8", "replace")
    return found


def test_no_file_names_a_registrys_host(repo_root: Path, project_files: list[Path]) -> None:
    naming = [
        (path, host)
        for path, text in texts_of(repo_root, project_files).items()
        for host in REGISTRIES
        if host in text
    ]
    assert naming == []


def test_no_file_has_a_path_of_the_machine_it_was_made_on(
    repo_root: Path, project_files: list[Path]
) -> None:
    naming = [
        (path, found.group())
        for path, text in texts_of(repo_root, project_files).items()
        if not path.startswith(("tests/", ".ci/"))
        if (found := MACHINE.search(text))
    ]
    assert naming == []


def test_the_lock_of_libraries_has_hashes_and_no_address(repo_root: Path) -> None:
    lock = (repo_root / "requirements.lock").read_text("utf-8")
    assert "://" not in lock
    assert "--index" not in lock
    pins = [line for line in lock.splitlines() if re.match(r"[a-z0-9]", line)]
    assert len(pins) > 40
    assert all(re.fullmatch(r"[a-z0-9._-]+==[^ ]+( ; [^\\]+)? \\", line) for line in pins)
    assert lock.count("--hash=sha256:") >= len(pins)


def test_the_lock_of_fonts_has_hashes_and_no_address(repo_root: Path) -> None:
    lock = json.loads((repo_root / "resources" / "package-lock.json").read_text("utf-8"))
    fetched = {name: entry for name, entry in lock["packages"].items() if name}
    assert fetched
    for entry in fetched.values():
        assert entry["integrity"].startswith("sha512-")
        assert "resolved" not in entry


def test_nothing_that_others_made_is_kept(repo_root: Path, project_files: list[Path]) -> None:
    names = [path.relative_to(repo_root).as_posix() for path in project_files]
    foreign = [
        name
        for name in names
        if Path(name).suffix.lower() in OTHERS and not name.startswith(DATA_OF_TESTS)
    ]
    assert foreign == []
    assert [name for name in names if re.search(r"\.min\.(js|css)$|node_modules/", name)] == []
