"""Who may import whom: import-linter's contracts, and the allow-lists that it has no kind for."""

from __future__ import annotations

import contextlib
import io
import subprocess
import sys
from pathlib import Path

import grimp
import pytest
from importlinter.cli import lint_imports

FACE = {"usecases", "domain", "errors", "error_texts", "i18n", "jobs", "paths", "cli"}
"""What the window and the command line may name of `app`."""

ONLY_IN = {
    "cryptography": "crypto",
    "shamir_mnemonic": "crypto.split",
    "zlib_ng": "crypto.quick_sums",
    "rfc3161_client": "crypto.timestamps",
    "apsw": "app.vault",
    "requests": "app.net",
    "keyring": "app.adapters.keyring_store",
    "xlsxwriter": "app.report.writers.render_xlsx",
    "sqlite3": "nowhere",
    "PySide6": "ui",
    "shiboken6": "ui",
}
"""A library, and the only package of ours that may import it."""


@pytest.fixture(scope="module")
def graph(repo_root: Path) -> grimp.ImportGraph:
    """All imports of the three packages, the libraries' names included."""
    return grimp.build_graph("crypto", "app", "ui", include_external_packages=True, cache_dir=None)


def within(module: str, package: str) -> bool:
    return module == package or module.startswith(f"{package}.")


def test_the_contracts_of_the_project_hold(repo_root: Path) -> None:
    said = io.StringIO()
    with contextlib.chdir(repo_root), contextlib.redirect_stdout(said):
        status = lint_imports(no_cache=True)
    assert status == 0, said.getvalue()


def test_the_window_and_the_command_line_name_only_the_face_of_the_product(
    graph: grimp.ImportGraph,
) -> None:
    reaching = [
        f"{module} -> {imported}"
        for module in sorted(graph.modules)
        if within(module, "ui") or within(module, "app.cli") or module == "app.__main__"
        for imported in sorted(graph.find_modules_directly_imported_by(module))
        if within(imported, "crypto")
        or (imported.startswith("app.") and imported.split(".")[1] not in FACE)
    ]
    assert reaching == []


@pytest.mark.parametrize(("library", "package"), ONLY_IN.items())
def test_a_library_stays_in_its_room(graph: grimp.ImportGraph, library: str, package: str) -> None:
    if library not in graph.modules:
        return
    elsewhere = [
        module
        for module in sorted(graph.find_modules_that_directly_import(library))
        if not within(module, package)
    ]
    assert elsewhere == []


def test_one_use_case_alone_can_reach_a_network(graph: grimp.ImportGraph) -> None:
    ways = {
        module
        for package in ("app.net", "app.net.posting", "app.net.roots")
        for module in graph.find_modules_that_directly_import(package)
        if not within(module, "app.net")
    }
    assert ways == {"app.usecases.bundles.asking_stamps"}
    sockets = {
        module
        for library in ("requests", "urllib.request", "http.client", "ftplib", "smtplib", "ssl")
        if library in graph.modules
        for module in graph.find_modules_that_directly_import(library)
    }
    assert sockets <= {"app.net.posting", "app.net.roots"}


def test_what_reaches_a_network_is_loaded_only_when_it_is_asked_for(repo_root: Path) -> None:
    code = (
        "import sys\n"
        "import app.cli.main, app.cli.commands.bundle, app.cli.commands.stamp, ui.pages.bundle.hand_over\n"
        "import app.usecases.bundles.bundling\n"
        "print(sorted({'requests', 'urllib3', 'rfc3161_client'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=repo_root, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_the_ciphers_use_only_the_standard_library_and_four_others(
    graph: grimp.ImportGraph,
) -> None:
    import sys

    foreign = {
        imported
        for module in graph.modules
        if within(module, "crypto")
        for imported in graph.find_modules_directly_imported_by(module)
        if not within(imported, "crypto") and imported not in sys.stdlib_module_names
    }
    assert foreign <= {"cryptography", "rfc3161_client", "shamir_mnemonic", "zlib_ng"}


def test_every_library_that_is_imported_is_one_the_project_names(
    graph: grimp.ImportGraph, repo_root: Path
) -> None:
    import re
    import sys
    import tomllib

    named = {
        re.split(r"[<>=!~ \[]", line)[0].lower()
        for line in tomllib.loads((repo_root / "pyproject.toml").read_text("utf-8"))["project"][
            "dependencies"
        ]
    }
    called = {
        "PySide6": "pyside6-essentials",
        "PIL": "pillow",
        "apsw": "apsw-sqlite3mc",
        "fontTools": "fonttools",
        "c2pa": "c2pa-python",
        "pi_heif": "pi-heif",
        "shamir_mnemonic": "shamir-mnemonic",
        "zlib_ng": "zlib-ng",
        "rfc3161_client": "rfc3161-client",
        "oxmsg": "python-oxmsg",
        "zxingcpp": "zxing-cpp",
    }
    imported = {
        name
        for name in graph.modules
        if graph.is_module_squashed(name) and name not in sys.stdlib_module_names
    }
    assert {called.get(name, name).lower() for name in imported} <= named
