"""What a sender says about how the signing key was made known: the sender's word, in every reader."""

import json
import re
from dataclasses import replace

import making
import pytest
from page_asking import page_says, script_of_page
from shell_asking import needs_tools, with_identity

from app.bundle.verify import verify
from app.bundle.verify.manifest import SIGNER_TOLD_PATH, read_manifest
from app.bundle.verify.signer import way_told
from app.domain.bundles.signer_told import WORDS, SignerTold, told_file
from app.i18n import texts
from crypto.sshsig import fingerprint

OURS = fingerprint(making.SIGNER.public_line())
WAYS = [one for one in SignerTold if one is not SignerTold.NOT_YET]
PLAIN = "No program can know this. Compare the key by phone: {fingerprint}"


@pytest.fixture(scope="module")
def bundles(tmp_path_factory):
    """Per way a bundle that says it; besides one that says nothing, one with an unknown way."""
    base = tmp_path_factory.mktemp("told")
    made = {
        way: making.make(base / way, replace(making.plan_of(), signer_told=way)) for way in WAYS
    }
    made[SignerTold.NOT_YET] = making.make(base / "not")
    return made


@pytest.fixture(scope="module")
def on_page(bundles, tmp_path_factory):
    script = script_of_page(tmp_path_factory.mktemp("script"))
    cases = [
        {"folder": str(made.path), "passphrase": made.passphrase, "native": False}
        for made in bundles.values()
    ]
    return dict(zip(bundles, page_says(script, cases), strict=True))


def judged(made, **known):
    result = verify(made.path, passphrase=made.passphrase, **known)
    return result.result, result.checks[12]


@pytest.mark.parametrize("way", WAYS)
def test_each_way_is_shown_as_what_the_sender_says_and_passes_nothing(way, bundles, on_page):
    result, check = judged(bundles[way])
    assert (result, check.state, check.optional) == ("passed", "not_checked", True)
    assert check.why.startswith("The sender says that it ")
    assert dict(check.values) == {"fingerprint": OURS}
    page = on_page[way]["checks"][12]
    assert (page["state"], page["why"], page["values"]) == (
        "not_checked", check.why, {"fingerprint": OURS},
    )  # fmt: skip
    korean = check.why_in(texts("ko"))
    assert korean.startswith("보낸 분은")
    assert OURS in korean


def test_ways_are_told_apart(bundles):
    assert len({judged(made)[1].why for made in bundles.values()}) == len(WAYS) + 1
    assert len({told_file(way) for way in WAYS}) == len(WAYS)
    assert set(WORDS) == set(SignerTold)


def test_not_yet_leaves_nothing_in_the_bundle(bundles, on_page):
    made = bundles[SignerTold.NOT_YET]
    assert judged(made)[1].why == on_page[SignerTold.NOT_YET]["checks"][12]["why"] == PLAIN
    assert b"bag/data/proofs/signer.json" not in making.archive_of(made)
    assert b"bag/data/proofs/signer.json" in making.archive_of(bundles[SignerTold.PHONE])


def test_an_expected_key_decides_whatever_the_sender_says(bundles):
    made = bundles[SignerTold.PHONE]
    assert judged(made, expected_key=OURS)[1].state == "passed"
    assert judged(made, expected_key="SHA256:" + "A" * 43)[1].state == "failed"


@pytest.mark.parametrize(
    "data",
    [
        b'{"format":"ongi-signer-v1","told":"not-yet"}',
        b'{"format":"ongi-signer-v1","told":"by a court"}',
        b'{"told":"phone","format":"ongi-signer-v1"}',
        b"<script>",
    ],
)
def test_other_contents_say_nothing(data, bundles):
    line = f'"path":"{SIGNER_TOLD_PATH}","sha256":"{making.hashlib.sha256(data).hexdigest()}"'
    signed = signed_list(bundles[SignerTold.PHONE])
    changed = re.sub(rf'"path":"{SIGNER_TOLD_PATH}","sha256":"[0-9a-f]+"', line, signed.decode())
    assert way_told(read_manifest(signed)) is SignerTold.PHONE
    assert way_told(read_manifest(changed.encode())) is SignerTold.NOT_YET


def signed_list(made):
    archive = making.archive_of(made)
    begin = archive.index(b'{"case":')
    data, _ = json.JSONDecoder().raw_decode(archive[begin:].decode("utf-8", "replace"))
    spelled = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return spelled.encode()


@needs_tools
@pytest.mark.parametrize("way", [SignerTold.LETTER, SignerTold.NOT_YET])
def test_the_script_of_standard_tools_says_it_too(way, bundles, tmp_path):
    made = bundles[way]
    status, said = with_identity(made.path, str(making.identity_of(made)), tmp_path / "fresh")
    line = next(one for one in said.splitlines() if one.startswith("  13 "))
    assert status == 0
    assert line.startswith("  13  not checked")
    assert OURS in line
    assert ("the sender says it was told by letter" in line) is (way is SignerTold.LETTER)
