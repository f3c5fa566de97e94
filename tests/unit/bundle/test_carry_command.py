"""`carry` and `verify --part` at the command line: nothing but a bundle is needed."""

import json

import pytest

from app.cli.main import main
from app.errors import InputProblem
from app.report.data.model import Amount, Limits
from app.report.data.portal import part_size
from app.usecases.bundles.carrying import size_in_bytes


@pytest.fixture
def run(capsys):
    def go(*words, status=0):
        assert main([*map(str, words), "--json", "--lang", "en"]) == status
        return json.loads(capsys.readouterr().out)

    return go


def test_carried_in_parts_of_which_each_is_checked_alone(run, original, tmp_path):
    made = run("carry", original.path, "--to", tmp_path, "--part-size", "70 KB")
    assert (made["parts"] > 3, made["kept"]) == (True, 0)
    part = tmp_path / original.path.name / "bundle.age.002"
    seen = run("verify", part, "--part")
    assert (seen["result"], seen["part"], seen["parts"]) == ("passed", 2, made["parts"])
    part.write_bytes(b"x")
    assert run("verify", part, "--part", status=1)["result"] == "failed"
    words = original.path.parent / f"{original.path.name}-passphrase.txt"
    whole = run("verify", part.parent, "--passphrase-file", words, status=1)
    assert [(one["id"], one["why"]) for one in whole["checks"] if one["state"] == "failed"] == [
        (2, f"Part 2 of {made['parts']} is not the one that parts.sha256 names.")
    ]


def test_carried_as_one_zip(run, original, tmp_path):
    made = run("carry", original.path, "--to", tmp_path, "--zip")
    words = original.path.parent / f"{original.path.name}-passphrase.txt"
    assert run("verify", made["path"], "--passphrase-file", words)["result"] == "passed"
    assert run("carry", original.path, "--to", tmp_path, "--zip", status=2)["error"]["code"] == (
        "BND-037"
    )


@pytest.mark.parametrize(
    ("typed", "size"),
    [("25MB", 25_000_000), ("4 gb", 4 * 10**9), ("1.5GiB", 3 << 29), (" 700mib ", 700 << 20)],
)
def test_size_as_it_is_typed(typed, size):
    assert size_in_bytes(typed) == size


@pytest.mark.parametrize("typed", ["", "25", "MB", "-1MB", "0MB", "1e9GB", "25 MB and more", "1TB"])
def test_what_is_no_size_is_asked_again(typed):
    with pytest.raises(InputProblem, match="BND-043"):
        size_in_bytes(typed)


def within(file=None, total=None, files=None):
    amounts = {"max_file_mb": file, "max_total_mb": total, "max_files": files}
    known = {name: Amount(value=one, confidence="A") for name, one in amounts.items() if one}
    return Limits(**known)


def test_parts_to_the_recipients_limit():
    assert part_size(within(file=25), 10**9) == 25_000_000
    assert part_size(within(file=25, total=100, files=9), 100_000_000) == 25_000_000
    for limits in (within(file=25, total=99), within(file=25, files=8)):
        with pytest.raises(InputProblem, match="BND-044"):
            part_size(limits, 100_000_000)
    for unknown in (within(), within(total=10)):
        with pytest.raises(InputProblem, match="BND-045"):
            part_size(unknown, 1)
