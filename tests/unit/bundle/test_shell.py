"""`verify.sh`: standard tools alone, by the numbers and outcomes of the verifier.

It may say that it does not check something; never "checked" where the verifier fails, or the other
way round.
"""

import re
import shutil
import subprocess
import tomllib
from dataclasses import replace
from pathlib import Path

import making
import pytest
from changing import apply
from hostile_kinds import laid, some
from hostile_outsides import ZIPPED
from hostile_source import taken_apart
from packing_up import unpacked
from shell_asking import SCRIPT, SHELLS, needs_tools, states, with_identity, with_passphrase

from app.bundle.verify import verify
from app.bundle.verify.checks import NAMES
from app.errors import OngiError
from app.i18n import texts
from app.paths import resources

VECTORS = sorted((Path(__file__).parents[2] / "vectors" / "bundle").glob("*.toml"))
FEW = 6
"""One vector of so many on each run; the others and the bad bundles by `./test long`."""
SOURCE = resources() / "viewer" / SCRIPT
CHECKED_HERE = {1, 2, 4, 5, 6, 7, 8, 10}


@pytest.fixture(scope="module")
def good(tmp_path_factory):
    contents = (b"first picture", b"second", b"")
    return taken_apart(making.make(tmp_path_factory.mktemp("good"), making.plan_of(contents)))


def verdict(folder, **secret):
    try:
        result = verify(folder, **secret)
    except OngiError as error:
        return error.code, {}
    return str(result.result), {check.id: str(check.state) for check in result.checks}


def differences(folder, passphrase, identity, fresh, *, typed, ends=(0,)):
    """Where the script and the verifier say something else, in words.

    `ends` is how it may end where the verifier finds everything in order.
    """
    if typed:
        end, ours = verdict(folder, passphrase=passphrase)
        status, printed = with_passphrase(folder, passphrase, fresh)
    else:
        end, ours = verdict(folder, identity=identity)
        status, printed = with_identity(folder, identity, fresh)
    theirs = states(printed)
    if status == 2:  # not opened: the verifier may call the same a failed check 1
        return [] if end != "passed" and not theirs else [printed]
    found = [
        f"{number}: {state} / {theirs.get(number)}"
        for number, state in ours.items()
        if theirs.get(number) != state and "not_checked" not in (state, theirs.get(number))
    ]
    if (status == 1) != ("failed" in theirs.values()) or (end == "passed" and status not in ends):
        found.append(f"{end} / {status}")
    return found


def compare_vectors(original, folder, vectors):
    identity, differ = str(making.identity_of(original)), []
    for path in vectors:
        place = folder / path.stem
        shutil.copytree(original.path, place)
        vector = tomllib.loads(path.read_text("utf-8"))
        apply(replace(original, path=place), vector.get("step", []))
        there = unpacked(place)
        if "unpacked" in vector:
            end = "none" if there is None else verdict(there, identity=identity)[0]
            differ += [] if end == vector["unpacked"] else [f"{path.stem}: {end}"]
        if there is None:
            continue
        found = differences(
            there, original.passphrase, identity, folder / f"{path.stem}-new",
            typed=path.stem.startswith("outer_key"),
        )  # fmt: skip
        differ += [f"{path.stem}: {one}" for one in found]
    assert not differ, "\n".join(differ)


@needs_tools
def test_script_ends_vectors_as_the_verifier_does(original, tmp_path):
    compare_vectors(original, tmp_path, VECTORS[::FEW])


@pytest.mark.long
@needs_tools
def test_script_ends_every_vector_as_the_verifier_does(original, tmp_path):
    compare_vectors(original, tmp_path, VECTORS)


@pytest.mark.long
@pytest.mark.timeout(1800)
@needs_tools
def test_script_ends_bad_bundles_as_the_verifier_does(good, tmp_path):
    differ = []
    for number, case in enumerate(some(1)):
        folder = tmp_path / str(number)
        folder.mkdir()
        files = case.make(good)
        if ZIPPED in files:
            continue  # the script lies beside bundle.age: whoever runs it has unpacked that ZIP
        typed = case.name.startswith("key ")
        found = differences(
            laid(folder, files), good.passphrase, case.secret(good).get("identity", str(good.identity)),
            tmp_path / f"{number}-new",
            typed=typed, ends=(0, 3) if case.harmless else (0,),
        )  # fmt: skip
        differ += [f"{case.name}: {one}" for one in found]
        shutil.rmtree(folder)
        shutil.rmtree(tmp_path / f"{number}-new", ignore_errors=True)
    assert not differ, "\n".join(differ)


@needs_tools
@pytest.mark.parametrize("shell", SHELLS)
def test_good_bundle_passes_by_any_shell_in_folders_of_any_name(shell, made, tmp_path):
    identity = str(making.identity_of(made))
    place = tmp_path / "-a $(touch x) ';\"* 방"
    made.path.rename(place)
    fresh = tmp_path / "--new `x` 폴더"
    status, printed = with_identity(place, identity, fresh, shell=shell)
    assert status == 0, printed
    said = states(printed)
    assert {number for number, state in said.items() if state == "passed"} == CHECKED_HERE
    assert list(said) == list(range(1, 14))
    assert sorted(path.name for path in fresh.iterdir()) == ["bag", "bag.zip"]
    assert fresh.stat().st_mode & 0o777 == 0o700
    assert (fresh / "bag/data/exhibits/E001.jpg").read_bytes() == b"first picture"
    assert not (tmp_path / "x").exists()


@needs_tools
def test_folder_that_is_there_is_not_written_into(made, tmp_path):
    there = tmp_path / "there"
    there.mkdir()
    status, printed = with_identity(made.path, str(making.identity_of(made)), there)
    assert (status, list(there.iterdir())) == (2, [])
    assert "is not there yet" in printed


def test_names_of_the_checks_are_the_programs_own():
    source = SOURCE.read_text("utf-8")
    for number, name in NAMES.items():
        line = re.search(rf"^    {int(number)}\) say (.*) ;;$", source, re.MULTILINE)
        assert line is not None
        assert name in line[1].replace('"', "'")
        assert texts("ko").tr(name) in line[1]


def test_bundle_carries_the_script(original):
    assert (original.path / SCRIPT).read_bytes() == SOURCE.read_bytes()


@pytest.mark.skipif(shutil.which("shellcheck") is None, reason="shellcheck is not installed")
def test_script_is_clean_for_shellcheck():
    subprocess.run(["shellcheck", "--shell=sh", SOURCE], check=True)
