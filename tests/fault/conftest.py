"""What was started for the tests of this folder ends with them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.fault.tried import end_all


@pytest.fixture(scope="session", autouse=True)
def _ended() -> Iterator[None]:
    yield
    end_all()
