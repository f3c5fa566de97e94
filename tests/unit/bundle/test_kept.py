"""Bundles that each released version made: they open and end as they did, for ever."""

import json
import shutil
import subprocess

import pytest
from keep_one import KEPT, inside, told

from app.bundle.verify import open_bundle, verify
from app.bundle.verify.unlock import key_from_passphrase

NAMES = sorted(path.name for path in KEPT.iterdir() if path.is_dir())


@pytest.fixture(scope="module", params=NAMES)
def kept(request):
    folder = KEPT / request.param
    expected = json.loads((KEPT / f"{request.param}.json").read_text("utf-8"))
    key = (folder / "key-passphrase.age").read_bytes()
    return folder, expected, str(key_from_passphrase(key, expected["passphrase"]))


def test_first_form_is_kept():
    assert "v1" in NAMES


def test_kept_bundle_ends_as_it_did_when_it_was_made(kept):
    folder, expected, identity = kept
    result = verify(folder, passphrase=expected["passphrase"])
    assert (str(result.result), result.fingerprint) == ("passed", expected["fingerprint"])
    assert told(result) == expected["checks"]
    assert inside(folder, identity) == expected["files"]


def test_kept_bundle_that_was_changed_is_found_out(kept, tmp_path):
    folder, _expected, identity = kept
    copy = shutil.copytree(folder, tmp_path / "copy")
    data = bytearray((copy / "bundle.age").read_bytes())
    data[len(data) // 2] ^= 1
    (copy / "bundle.age").write_bytes(data)
    assert verify(copy, identity=identity).result == "failed"


def test_kept_bundle_holds_nothing_of_others(kept):
    folder, expected, _identity = kept
    assert "OPEN.html" not in {path.name for path in folder.iterdir()}
    assert not [name for name in expected["files"] if name.endswith(".pdf")]


@pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="not installed: ssh-keygen")
def test_its_list_is_signed_for_standard_tools_too(kept, tmp_path):
    folder, _expected, identity = kept
    with open_bundle(folder, identity=identity) as bundle:
        for name in ("manifest.json", "manifest.json.sig", "allowed_signers"):
            (tmp_path / name).write_bytes(bundle.read(f"data/proofs/{name}", 1 << 20))
    command = "ssh-keygen -Y verify -f allowed_signers -I vault -n ongi-bundle -s manifest.json.sig"
    with (tmp_path / "manifest.json").open("rb") as message:
        subprocess.run(command.split(), cwd=tmp_path, stdin=message, check=True)
