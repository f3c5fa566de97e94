"""Every failure that FORMAT.md, section "Checks", names: one file each in tests/vectors/bundle."""

import tomllib
from pathlib import Path

import pytest
from changing import apply
from packing_up import lies_at

from app.bundle.verify import State, verify
from app.errors import OngiError
from app.i18n import texts

FOLDER = Path(__file__).parents[2] / "vectors" / "bundle"
FILES = sorted(FOLDER.glob("*.toml"))
SEEN: set[int] = set()


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_vector_ends_as_it_says(path, made):
    vector = tomllib.loads(path.read_text("utf-8"))
    apply(made, vector.get("step", []))
    if "error" in vector:
        with pytest.raises(OngiError) as caught:
            verify(lies_at(made.path), passphrase=made.passphrase)
        assert caught.value.code == vector["error"]
        return
    result = verify(lies_at(made.path), passphrase=made.passphrase)
    failed = [check.id for check in result.checks if check.state is State.FAILED]
    assert (result.result, failed) == (vector["result"], vector["failed"]), [
        (check.id, check.state, check.why_in(texts("en"))) for check in result.checks
    ]
    assert [check.id for check in result.checks] == list(range(1, 14))
    assert all(check.why for check in result.checks if check.state is not State.PASSED)


def test_every_check_that_can_fail_has_a_vector():
    failing = {
        number
        for path in FILES
        for number in tomllib.loads(path.read_text("utf-8")).get("failed", [])
    }
    assert failing == set(range(1, 12)) - {
        11
    }  # 11 and 13: test_verify.py, they need another log or key
