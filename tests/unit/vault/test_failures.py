"""Failures of disk and database are told in stable codes, and bugs are not dressed up as such."""

from __future__ import annotations

import errno

import apsw
import pytest

from app.errors import OngiError
from app.vault.failures import translated

TOLD = [
    (OSError(errno.ENOSPC, ""), "ENV-001"),
    (OSError(errno.EFBIG, ""), "ENV-001"),
    (OSError(errno.EROFS, ""), "ENV-004"),
    (OSError(errno.EACCES, ""), "ENV-004"),
    (OSError(errno.ENOTDIR, ""), "ENV-004"),
    (OSError(errno.EIO, ""), "ENV-005"),
    (apsw.FullError(), "ENV-001"),
    (apsw.IOError(), "ENV-005"),
    (apsw.ReadOnlyError(), "ENV-004"),
    (apsw.CantOpenError(), "ENV-004"),
    (apsw.BusyError(), "VLT-003"),
    (apsw.CorruptError(), "VLT-006"),
    (apsw.NotADBError(), "VLT-006"),
]


@pytest.mark.parametrize(("error", "code"), TOLD, ids=str)
def test_failures_become_codes(error: Exception, code: str) -> None:
    with pytest.raises(OngiError) as told, translated("vault"):
        raise error
    assert told.value.code == code


@pytest.mark.parametrize("error", [apsw.SQLError("no such table"), ValueError("x")])
def test_bugs_stay_bugs(error: Exception) -> None:
    with pytest.raises(type(error)), translated("vault"):
        raise error
