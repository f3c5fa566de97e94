"""Rules that no linter knows: sizes, names that hide a missing room, prints and boxes."""

from __future__ import annotations

import ast
from pathlib import Path

MOST_LINES_OF_A_FILE = 400
MOST_LINES_OF_A_FUNCTION = 60
HIDING_NAMES = {"utils", "util", "misc", "helpers", "helper", "manager", "common"}
PRINTING = ("app/cli/", "app/__main__.py")
TELLING = {"ui/__main__.py", "ui/errors.py"}
"""May write to standard error: before there is a window, and where the window itself broke."""
BOXES = {"ui/messages.py", "ui/errors.py"}


def test_no_file_is_longer_than_400_lines(repo_root: Path, python_files: list[Path]) -> None:
    scripts = [repo_root / "run", repo_root / "test", repo_root / ".ci" / "setup.sh"]
    long = {
        str(path.relative_to(repo_root)): lines
        for path in [*python_files, *scripts]
        if (lines := len(path.read_bytes().splitlines())) > MOST_LINES_OF_A_FILE
    }
    assert long == {}


def test_no_function_is_longer_than_60_lines(python_files: list[Path], repo_root: Path) -> None:
    long = [
        f"{path.relative_to(repo_root)}: {node.name} has {lines}"
        for path in python_files
        for node in ast.walk(ast.parse(path.read_bytes()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (lines := (node.end_lineno or 0) - node.lineno + 1) > MOST_LINES_OF_A_FUNCTION
    ]
    assert long == []


def test_no_file_or_folder_is_a_room_for_everything(
    repo_root: Path, project_files: list[Path]
) -> None:
    hiding = [
        path
        for file in project_files
        for path in (file.relative_to(repo_root),)
        if HIDING_NAMES & {part.partition(".")[0].lower() for part in path.parts}
    ]
    assert hiding == []


def test_the_top_level_holds_only_what_it_should(
    repo_root: Path, project_files: list[Path]
) -> None:
    top = {path.relative_to(repo_root).parts[0] for path in project_files}
    assert top <= {
        "app", "ui", "crypto", "resources", "tests", "pyproject.toml", "build.spec", "README.md",
        "run", "test", "requirements.lock", "LICENSE", ".ci", ".gitignore", ".gitattributes",
        ".npmrc",
    }  # fmt: skip


def to_standard_error(call: ast.Call) -> bool:
    return any(
        word.arg == "file" and ast.unparse(word.value) == "sys.stderr" for word in call.keywords
    )


def test_only_the_command_line_prints(product_trees: dict[str, ast.Module]) -> None:
    printing = [
        f"{path}:{node.lineno}"
        for path, tree in product_trees.items()
        if not path.startswith(PRINTING)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in {"print", "pprint", "breakpoint"}
        and not (path in TELLING and to_standard_error(node))
    ]
    assert printing == []


def test_nothing_is_evaluated_from_text(product_trees: dict[str, ast.Module]) -> None:
    evaluating = [
        f"{path}:{node.lineno}"
        for path, tree in product_trees.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in {"eval", "exec", "compile", "__import__"}
    ]
    assert evaluating == []


def test_boxes_are_shown_only_by_the_message_bridge_and_the_error_presenter(
    product_trees: dict[str, ast.Module],
) -> None:
    naming = [
        path
        for path, tree in product_trees.items()
        if path not in BOXES
        for node in ast.walk(tree)
        if (isinstance(node, ast.Name) and node.id == "QMessageBox")
        or (isinstance(node, ast.alias) and node.name == "QMessageBox")
    ]
    assert naming == []


def test_every_module_says_what_it_is_for(product_trees: dict[str, ast.Module]) -> None:
    silent = [path for path, tree in product_trees.items() if not ast.get_docstring(tree)]
    assert silent == []
