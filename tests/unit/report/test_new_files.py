"""What is saved on purpose lies over nothing, is for this account alone, and says where it can't be."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from app.errors import EnvironmentProblem, InputProblem
from app.usecases.new_files import write_new

posix = pytest.mark.skipif(os.name != "posix", reason="rights and links of POSIX")


@posix
def test_a_new_file_is_for_this_account_alone(tmp_path: Path) -> None:
    path = tmp_path / "new"
    write_new(path, b"bytes")
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (b"bytes", 0o600)


def test_a_file_that_is_there_stays_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "old"
    path.write_bytes(b"old")
    with pytest.raises(InputProblem, match="INP-016"):
        write_new(path, b"new")
    assert path.read_bytes() == b"old"


@posix
def test_nothing_is_written_through_a_link(tmp_path: Path) -> None:
    path = tmp_path / "link"
    path.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(InputProblem, match="INP-016"):
        write_new(path, b"new")
    assert not (tmp_path / "elsewhere").exists()


@pytest.mark.parametrize("above", ["missing", "a file"])
def test_where_there_is_no_folder_it_says_so_and_names_the_place(
    tmp_path: Path, above: str
) -> None:
    (tmp_path / "a file").touch()
    path = tmp_path / above / "new"
    with pytest.raises(EnvironmentProblem) as told:
        write_new(path, b"new")
    assert (told.value.code, told.value.values) == ("ENV-004", {"name": str(path)})
