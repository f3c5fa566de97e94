"""What a journey left is told by name: pytest explains the assertions of `judging` too."""

from __future__ import annotations

import pytest

pytest.register_assert_rewrite("tests.flows.traces.judging")
