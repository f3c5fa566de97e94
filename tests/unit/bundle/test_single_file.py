"""`ongi-verify.pyz`: the verifier from one file, with nothing beside it but Python and cryptography."""

import json
import shutil
import subprocess
import sys
import tomllib
import zipfile
from dataclasses import replace
from pathlib import Path

import making
import pytest
from changing import apply

from app.bundle import entry_of, onefile
from app.bundle.contents import bag_files
from app.bundle.verify import verify
from app.bundle.verify.sums import SideBySide
from app.cli.main import main
from app.errors import EnvironmentProblem

VECTORS = Path(__file__).parents[2] / "vectors" / "bundle"
BAD = ("list_exhibit_changed", "log_entry_dropped", "outer_last_byte_flipped", "zip_symlink")
RUN = """
import importlib.abc, json, runpy, sys
allowed = set(json.loads(sys.argv[1])) | {"__main__", *sys.stdlib_module_names}
class Only(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] not in allowed:
            raise ModuleNotFoundError(name)
sys.meta_path.insert(0, Only())
file, calls = sys.argv[2], json.loads(sys.argv[3])
for call in calls:
    sys.argv = [file, *call]
    try:
        runpy.run_path(file, run_name="__main__")
    except SystemExit as end:
        print(json.dumps({"end": end.code}))
"""
NEEDED = ["app", "crypto", "cryptography", "cffi", "_cffi_backend", "typing_extensions", "_openssl"]


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    path = tmp_path_factory.mktemp("single") / "ongi-verify.pyz"
    assert main(["verify-file", "--out", str(path)]) == 0
    return path


def asked(file, folder, calls, allowed=NEEDED):
    """What the file prints for each call, in an interpreter that has nothing else."""
    words = [json.dumps(allowed), str(file), json.dumps(calls)]
    run = subprocess.run(
        [sys.executable, "-I", "-c", RUN, *words],
        cwd=folder, capture_output=True, check=True, text=True, encoding="utf-8", timeout=60,
    )  # fmt: skip
    assert not list(folder.iterdir())
    return run.stdout.splitlines()


@pytest.fixture
def empty(tmp_path):
    folder = tmp_path / "empty"
    folder.mkdir()
    return folder


def test_it_says_of_good_and_bad_bundles_what_the_verifier_says(file, original, tmp_path, empty):
    identity = tmp_path / "identity"
    identity.write_text(str(making.identity_of(original)))
    places = [original.path]
    for name in BAD:
        place = tmp_path / name
        shutil.copytree(original.path, place)
        steps = tomllib.loads((VECTORS / f"{name}.toml").read_text("utf-8"))["step"]
        apply(replace(original, path=place), steps)
        places.append(place)
    calls = [[str(place), "--identity", str(identity), "--json", "--lang=en"] for place in places]
    said = [json.loads(line) for line in asked(file, empty, calls)]
    for place, told, end in zip(places, said[::2], said[1::2], strict=True):
        ours = verify(place, identity=identity.read_text())
        assert told["result"] == ours.result
        assert [(one["id"], one["state"]) for one in told["checks"]] == [
            (one.id, one.state) for one in ours.checks
        ]
        assert end == {"end": 0 if ours.result == "passed" else 1}
    assert [one["result"] for one in said[::2]] == ["passed", *["failed"] * len(BAD)]


def test_it_speaks_korean_and_takes_the_passphrase_from_a_file(file, original, tmp_path, empty):
    words = tmp_path / "words"
    words.write_text(original.passphrase + "\n")
    wrong = tmp_path / "wrong"
    wrong.write_text("other-words\n")
    calls = [
        [str(original.path), "--passphrase-file", str(words), "--lang", "ko"],
        [str(original.path), "--passphrase-file", str(wrong), "--lang", "ko", "--json"],
    ]
    lines = asked(file, empty, calls)
    assert lines[1].endswith("확인됨  묶음이 끝까지 온전함")
    assert "확인할 수 있는 것은 모두 맞습니다." in lines[13]
    refused = json.loads(lines[15])["error"]
    assert refused["code"] == "BND-001"
    assert "암호 낱말" in refused["sentence"]


def test_stamps_that_came_along_are_said_not_to_be_checked(file, tmp_path, empty):
    """Beside the check itself: what stands under the outcome must not cover the stamps."""
    made = making.make(tmp_path / "made")
    came = [entry_of("proofs/stamp-1.tsr", b"0", "application/timestamp-reply")]
    plan = replace(making.plan_of(), stamping=lambda _digest: came)
    with SideBySide() as lanes:
        files = bag_files(plan, signer=making.SIGNER, made_ms=making.MADE_MS, lanes=lanes)
        held = {path: entry.open().read() for path, entry in files}
    words = tmp_path / "words"
    words.write_text(made.passphrase)
    call = [str(made.path), "--passphrase-file", str(words), "--lang"]
    without = asked(file, empty, [[*call, "en"]])
    making.put_archive(made, making.zipped(held))
    said = asked(file, empty, [[*call, "en"], [*call, "ko"]])
    assert not [line for line in without if line.startswith("The time stamps")]
    assert said[11].startswith("  12  not checked")
    assert said[14] == (
        "The time stamps in it were not checked: this file can't. "
        "The Ongi program can, and so can openssl as READ-ME says."
    )
    assert [line for line in said if line.startswith("시각 확인서는 확인하지 않았습니다.")]


def test_without_its_library_it_says_so_in_both_languages(file, empty):
    said = asked(file, empty, [["bundle"]], allowed=["app", "crypto"])
    told = json.loads(said[0])["end"]
    assert "cryptography 라이브러리" in told
    assert "python -m pip install cryptography" in told


def test_same_sources_give_the_same_bytes(file):
    assert onefile.single_file() == file.read_bytes()


def test_it_holds_the_verifier_and_nothing_of_a_vault(file):
    with zipfile.ZipFile(file) as archive:
        names = archive.namelist()
        infos = archive.infolist()
    assert names == sorted(names)
    assert {"__main__.py", "LICENSE", "app/bundle/verify/run.py", "app/korean.json"} <= set(names)
    assert not [
        name for name in names if name.startswith(("app/vault", "app/usecases", "app/net", "ui/"))
    ]
    assert {(info.date_time[0], info.compress_type) for info in infos} == {(1980, 0)}


def test_a_file_that_is_there_stays(file, capsys):
    before = file.read_bytes()
    assert main(["verify-file", "--out", str(file)]) == 2
    assert "INP-016" in capsys.readouterr().err
    assert file.read_bytes() == before


def test_without_sources_it_is_said_that_it_cannot_be_made(monkeypatch, tmp_path):
    monkeypatch.setattr(onefile, "_ROOT", tmp_path)
    with pytest.raises(EnvironmentProblem, match="BND-065"):
        onefile.single_file()
