"""C2SP's age vectors, where they lie beside the checkout, through the offline page's own reader.

The page reads binary files for age identities (X25519 and hybrid) and key files by passphrase; it
takes no armor for a bundle, so the vectors of that are left to tests/unit/crypto.
"""

import zlib
from collections import defaultdict
from pathlib import Path

import pytest
from page_asking import page_says, script_of_page

CCTV = Path(__file__).resolve().parents[4] / "shared" / "samples" / "cctv-age"
RUNNER = Path(__file__).with_name("page_age.mjs")
OTHER_REFUSAL = {"hybrid_x25519_arg"}
"""typage calls this header one that is for nobody here; refused all the same."""

pytestmark = pytest.mark.skipif(not CCTV.is_dir(), reason="the C2SP vectors are not there")


def read(path):
    head, _, data = path.read_bytes().partition(b"\n\n")
    fields = defaultdict(list)
    for line in head.decode().split("\n"):
        key, _, value = line.partition(": ")
        fields[key].append(value)
    return fields, zlib.decompress(data) if fields["compressed"] else data


@pytest.fixture(scope="module")
def said(tmp_path_factory):
    folder = tmp_path_factory.mktemp("age")
    cases, expected = [], []
    for path in sorted(CCTV.iterdir()):
        fields, data = read(path)
        if fields["armored"]:
            continue
        (folder / path.name).write_bytes(data)
        secret = {"identities": fields["identity"]}
        if fields["passphrase"]:
            secret = {"passphrase": fields["passphrase"][0]}
        cases.append({"file": str(folder / path.name), **secret})
        expected.append((path.name, fields))
    answers = page_says(script_of_page(folder), cases, RUNNER)
    return [
        (name, fields, answer) for (name, fields), answer in zip(expected, answers, strict=True)
    ]


def test_vectors_for_identities_end_as_stated(said):
    tried = [one for one in said if one[1]["identity"]]
    assert len(tried) > 80
    wrong = []
    for name, fields, answer in tried:
        wanted = fields["expect"][0]
        if wanted == "success":
            right = answer == fields["payload"][0]
        elif wanted == "no match":
            right = answer == "no match"
        else:
            right = answer == "damaged" or (name in OTHER_REFUSAL and answer == "no match")
        if not right:
            wrong.append((name, wanted, answer))
    assert not wrong


def test_vectors_for_passphrases_end_as_stated(said):
    tried = [one for one in said if one[1]["passphrase"]]
    assert len(tried) > 20
    words = {
        "success": {"opened"},
        "no match": {"BND-001"},
        "header failure": {"damaged", "BND-004"},
    }
    assert not [
        (name, fields["expect"], answer)
        for name, fields, answer in tried
        if answer not in words[fields["expect"][0]]
    ]
