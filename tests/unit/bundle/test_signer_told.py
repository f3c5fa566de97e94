"""The signer's key as it was made known by another way: `verify --signer`, and check 13 by it."""

import json

import making
import pytest

from app.cli.main import main
from crypto.sshsig import fingerprint

OURS = fingerprint(making.SIGNER.public_line())


def signer(made, capsys, told, status):
    words = making.identity_of(made)
    key = made.path.parent / "own.key"
    key.write_text(f"{words}\n")
    asked = ["verify", str(made.path), "--identity", str(key), "--signer", told, "--json"]
    assert main(asked) == status
    said = json.loads(capsys.readouterr().out)
    if status == 2:
        return said["error"]["code"]
    return said["result"], said["checks"][12]["state"]


def test_the_fingerprint_that_was_told_decides_check_13(made, capsys):
    assert signer(made, capsys, OURS, 0) == ("passed", "passed")


def test_another_fingerprint_fails_it(made, capsys):
    assert signer(made, capsys, "SHA256:" + "A" * 43, 1) == ("failed", "failed")


@pytest.mark.parametrize("told", ["", "SHA256:", OURS[:-1], OURS[7:], OURS + "A"])
def test_what_is_no_whole_fingerprint_is_wrong_use_and_no_verdict(made, capsys, told):
    assert signer(made, capsys, told, 2) == "BND-031"
