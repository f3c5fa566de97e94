"""The files of the project, as the rules about them see them."""

from __future__ import annotations

import ast
import shutil
import subprocess
from pathlib import Path

import pytest

SKIPPED = {
    ".hypothesis",
    ".git",
    ".venv",
    ".cache",
    "vendor",
    "node_modules",
    "__pycache__",
    "build",
    "dist",
}


def _known_to_git(root: Path) -> list[Path] | None:
    """The tracked files and those about to be; None without git or outside a clone."""
    git = shutil.which("git")
    if git is None or not (root / ".git").exists():
        return None
    # The rules hold for whoever's clone it is; git alone would ask who owns it.
    command = [git, "-c", f"safe.directory={root}", "-C", str(root), "ls-files"]
    found = subprocess.run(
        [*command, "-co", "--exclude-standard", "-z"], capture_output=True, check=False
    )
    if found.returncode:
        return None
    return [root / name for name in found.stdout.decode().split("\0") if name]


@pytest.fixture(scope="session")
def project_files(repo_root: Path) -> list[Path]:
    """Every file that the project keeps: what git knows, or all but what set-up and tests make."""
    known = _known_to_git(repo_root)
    if known is None:
        known = [
            path
            for path in repo_root.rglob("*")
            if not SKIPPED & set(path.relative_to(repo_root).parts)
            and not any(part.endswith("_cache") for part in path.relative_to(repo_root).parts)
            and path.suffix not in {".mo", ".pyc"}
        ]
    files = sorted(path for path in known if path.is_file())
    assert len(files) > 20
    return files


@pytest.fixture(scope="session")
def python_files(project_files: list[Path]) -> list[Path]:
    """All Python of the project, tests and scripts too."""
    return [path for path in project_files if path.suffix == ".py"]


@pytest.fixture(scope="session")
def product_trees(repo_root: Path, python_files: list[Path]) -> dict[str, ast.Module]:
    """The syntax trees of crypto, app and ui, by path from the root."""
    return {
        path.relative_to(repo_root).as_posix(): ast.parse(path.read_bytes(), str(path))
        for path in python_files
        if path.relative_to(repo_root).parts[0] in {"crypto", "app", "ui"}
    }
