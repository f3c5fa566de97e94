"""Recipients' key files for all three readers: the page, the shell script and the verifier agree."""

import io
import shutil
from dataclasses import replace

import making
import pytest
from page_asking import page_says, script_of_page
from shell_asking import needs_tools, states, with_identity

from app.bundle import KeyFor
from app.bundle.verify import verify
from crypto.age import HybridIdentity, X25519Identity, encrypt

OFFICE, CENTRE, STRANGER = (
    X25519Identity.generate(),
    HybridIdentity.generate(),
    X25519Identity.generate(),
)
"""For whom it is sealed, and somebody for whom it is not."""


def sealed(text, *owners):
    out = io.BytesIO()
    encrypt(io.BytesIO(text.encode()), out, [one.recipient for one in owners])
    return out.getvalue()


@pytest.fixture(scope="module")
def bundle(tmp_path_factory):
    """Without a passphrase, with key files that hinder, before and after those that open."""
    recipients = [KeyFor("office", str(OFFICE.recipient)), KeyFor("centre", str(CENTRE.recipient))]
    plan = replace(making.plan_of((b"one",)), recipients=recipients, passphrase=False)
    path = making.make(tmp_path_factory.mktemp("agree"), plan).path
    hindering = {
        "key-a.age": b"age-encryption.org/v1\nnot one",
        "key-b.age": sealed(f"{STRANGER}\n", OFFICE),
        "key-c.age": sealed("no identity\n", OFFICE, STRANGER),
        "key-d.age": sealed(f"{CENTRE}\n", OFFICE),
        "key-e.age": b"x" * 70_000,
        "key-zz.age": sealed(f"{STRANGER}\n", STRANGER),
    }
    for name, data in hindering.items():
        (path / name).write_bytes(data)
    return path


CASES = {
    "office": (f"# of an office\n\n{OFFICE}\n", "key-office.age"),
    "centre": (f"{CENTRE}\n", "key-centre.age"),
    "several": (f"{STRANGER}\n{OFFICE}\n", "key-office.age"),
    "stranger": (f"{STRANGER}\n", ""),
    "nobody": (f"{X25519Identity.generate()}\n", ""),
}


def told(bundle, identity):
    result = verify(bundle, identity=identity)
    return str(result.result), {check.id: str(check.state) for check in result.checks}


@pytest.mark.parametrize("case", CASES)
def test_the_verifier_opens_by_the_file_that_is_meant(bundle, case):
    identity, name = CASES[case]
    result = verify(bundle, identity=identity)
    assert result.result == ("passed" if name else "failed")
    assert result.checks[0].values == ({"name": name} if name else {})


def test_the_page_says_the_same(bundle, tmp_path):
    asked = [{"folder": str(bundle), "identity": identity} for identity, _ in CASES.values()]
    words = {"folder": str(bundle), "passphrase": "words-for-another"}
    *answers, without = page_says(script_of_page(tmp_path), [*asked, words])
    ours = verify(bundle, passphrase="words-for-another").checks[0]
    assert ours.why == "It opens with a recipient's key file alone."
    assert (without["checks"][0]["state"], without["checks"][0]["why"]) == (ours.state, ours.why)
    for (identity, _), answer in zip(CASES.values(), answers, strict=True):
        ours = told(bundle, identity)
        assert (answer["result"], {one["id"]: one["state"] for one in answer["checks"]}) == ours
        why = verify(bundle, identity=identity).checks[0].why
        assert answer["checks"][0].get("why", "") == why


@needs_tools
def test_the_script_of_standard_tools_says_the_same(bundle, tmp_path):
    """Debian's age knows no post-quantum keys, so the centre's is left to the other two."""
    for case in ("office", "several", "stranger"):
        identity, _ = CASES[case]
        place = shutil.copytree(bundle, tmp_path / case)
        _, printed = with_identity(place, identity, tmp_path / f"{case}-new")
        theirs = states(printed)
        for number, state in told(bundle, identity)[1].items():
            if "not_checked" not in (state, theirs.get(number, "not_checked")):
                assert theirs[number] == state, (case, number, printed)
        assert theirs[1] == told(bundle, identity)[1][1]
