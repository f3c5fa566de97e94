"""Key files for recipients: several at once, one that fails, none but keys; and opening with a key."""

import io
import shutil
import subprocess
from dataclasses import replace

import making
import pytest

from app.bundle import KeyFor, keyfiles
from app.bundle.verify import State, open_bundle, verify
from app.bundle.verify.unlock import MOST_KEY_FILES, keys_from_identity
from app.errors import InputProblem, IntegrityProblem
from crypto.age import HybridIdentity, X25519Identity, X25519Recipient, encrypt

OFFICE, CENTRE, STRANGER = (
    X25519Identity.generate(),
    HybridIdentity.generate(),
    X25519Identity.generate(),
)
LOW_ORDER = str(X25519Recipient(bytes(32)))
FOR = (KeyFor("office", str(OFFICE.recipient)), KeyFor("centre", str(CENTRE.recipient)))


def packed(out, *recipients, passphrase=True):
    plan = replace(making.plan_of((b"one",)), recipients=recipients, passphrase=passphrase)
    return making.make(out, plan)


@pytest.fixture(scope="module")
def for_two(tmp_path_factory):
    return packed(tmp_path_factory.mktemp("two"), *FOR, KeyFor("broken", "age1nonsense"))


def outer(result):
    return result.checks[0].state, result.checks[0].values.get("name", "")


def test_each_recipient_opens_it_with_the_own_key_and_the_passphrase_stays(for_two):
    for identity, name in ((OFFICE, "key-office.age"), (CENTRE, "key-centre.age")):
        text = f"# made today\n{STRANGER}\n{identity}\n"
        result = verify(for_two.path, identity=text)
        assert (result.result, *outer(result)) == ("passed", State.PASSED, name)
        with open_bundle(for_two.path, identity=text) as bundle:
            assert "data/report.pdf" in bundle.sizes
    assert verify(for_two.path, passphrase=for_two.passphrase).result == "passed"


def test_one_that_can_t_be_made_is_named_and_the_others_are_there(for_two):
    problems = {one.name: one.problem and one.problem.code for one in for_two.keys}
    assert problems == {"office": None, "centre": None, "broken": "BND-020"}
    assert [one.name for one in for_two.keys if one.post_quantum] == ["centre"]
    keys = sorted(path.name for path in for_two.path.glob("key-*"))
    assert keys == ["key-centre.age", "key-office.age", "key-passphrase.age"]


def test_a_key_of_low_order_and_a_disk_error_touch_one_file_alone(tmp_path, monkeypatch):
    real = keyfiles.durable_file

    def failing(path):
        if path.name == "key-worn.age":
            raise OSError(5, "input/output error")
        return real(path)

    monkeypatch.setattr(keyfiles, "durable_file", failing)
    worn = KeyFor("worn", str(STRANGER.recipient))
    made = packed(tmp_path, KeyFor("low", LOW_ORDER), worn, FOR[0])
    codes = [one.problem and one.problem.code for one in made.keys]
    assert codes == ["BND-020", "ENV-005", None]
    assert verify(made.path, identity=str(OFFICE)).result == "passed"


def test_a_key_file_that_reads_back_otherwise_is_taken_away(tmp_path, monkeypatch):
    monkeypatch.setattr(keyfiles, "forget_cached", lambda path: path.write_bytes(b"worn"))
    made = packed(tmp_path, FOR[0])
    assert made.keys[0].problem.code == "ENV-005"
    assert not (made.path / "key-office.age").exists()


def test_without_a_passphrase_only_keys_open_it(tmp_path):
    made = packed(tmp_path, FOR[0], passphrase=False)
    assert (made.passphrase, made.passphrase_file.exists()) == ("", False)
    assert not (made.path / "key-passphrase.age").exists()
    assert verify(made.path, identity=str(OFFICE)).result == "passed"
    assert outer(verify(made.path, passphrase="any words"))[0] is State.FAILED


@pytest.mark.parametrize(
    ("recipients", "code"),
    [
        ((), "BND-027"),
        ((KeyFor("broken", "age1nonsense"),), "BND-027"),
        ((FOR[0], FOR[0]), "BND-023"),
        ((KeyFor("../x", FOR[0].public_key),), "BND-022"),
        ((KeyFor("passphrase", FOR[0].public_key),), "BND-022"),
        ([KeyFor(f"k{n}", FOR[0].public_key) for n in range(MOST_KEY_FILES + 1)], "BND-033"),
    ],
)
def test_a_bundle_that_nobody_could_open_or_name_is_refused(tmp_path, recipients, code):
    with pytest.raises(InputProblem, match=code):
        packed(tmp_path, *recipients, passphrase=False)
    assert list(tmp_path.iterdir()) == []


def test_a_stranger_s_key_opens_nothing(for_two):
    result = verify(for_two.path, identity=str(STRANGER))
    assert result.checks[0].why == "No key file beside it is for this key."
    assert (result.result, outer(result)[0]) == ("failed", State.FAILED)
    assert all(check.state is State.NOT_CHECKED for check in result.checks[1:])
    with (
        pytest.raises(IntegrityProblem, match="BND-003"),
        open_bundle(for_two.path, identity=str(STRANGER)),
    ):
        pass


def test_damaged_and_hostile_key_files_never_keep_the_right_one_from_opening(for_two, tmp_path):
    folder = shutil.copytree(for_two.path, tmp_path / "bundle")
    wrong = io.BytesIO()
    encrypt(io.BytesIO(f"{STRANGER}\n".encode()), wrong, [OFFICE.recipient])
    hostile = {
        "key-aa.age": b"",
        "key-ab.age": b"age-encryption.org/v1\n-> X25519 x\n",
        "key-ac.age": b"x" * 200_000,
        "key-ad.age": wrong.getvalue(),
        "key-ae.age": (folder / "key-office.age").read_bytes()[:-1],
    }
    for name, data in hostile.items():
        (folder / name).write_bytes(data)
    result = verify(folder, identity=str(OFFICE))
    assert (result.result, outer(result)[1]) == ("passed", "key-office.age")


def test_no_more_key_files_are_tried_than_a_bundle_can_have():
    class Many:
        names = frozenset(f"key-{n:03d}.age" for n in range(500))
        opened = 0

        def open(self, name):
            self.opened += 1
            return io.BytesIO(name.encode())

    many = Many()
    assert list(keys_from_identity(str(CENTRE), many)) == []
    assert many.opened == MOST_KEY_FILES


@pytest.mark.skipif(shutil.which("age-keygen") is None, reason="not installed: age")
def test_age_opens_it_with_a_key_of_its_own_making(tmp_path):
    own = tmp_path / "key.txt"
    subprocess.run(["age-keygen", "-o", own], check=True, capture_output=True)
    public = subprocess.run(["age-keygen", "-y", own], check=True, capture_output=True, text=True)
    made = packed(tmp_path / "out", KeyFor("age", public.stdout.strip()), FOR[1], passphrase=False)
    opened = subprocess.run(
        ["age", "-d", "-i", own, made.path / "key-age.age"], check=True, capture_output=True
    )
    (tmp_path / "inner").write_bytes(opened.stdout)
    whole = ["age", "-d", "-i", tmp_path / "inner", made.path / "bundle.age"]
    assert subprocess.run(whole, check=True, capture_output=True).stdout[:2] == b"PK"
    assert verify(made.path, identity=own.read_text()).result == "passed"
