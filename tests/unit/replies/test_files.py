"""A reply's file: one spelling, one signature, small; whatever else it is, it is refused by name."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.bundle.replies import questions, read_questions, read_receipt, receipt, write_receipt
from app.bundle.verify import VerifyResult
from app.errors import OngiError
from app.usecases.bundles.replying import exhibit_names, make_questions, make_receipt
from crypto import canon
from crypto.sshkey import new_key
from crypto.sshsig import SigningKey, fingerprint
from tests.unit.replies.conftest import Ground

KEY = SigningKey.from_seed(bytes(32))
MS = 1_795_395_600_000


@pytest.fixture(scope="module")
def result(ground: Ground) -> VerifyResult:
    return ground.opened(ground.first)


@pytest.fixture(scope="module")
def genuine(result: VerifyResult) -> bytes:
    return write_receipt(result, made_ms=MS, who="경찰서 \u202e담당", key=KEY)


def signed(facts: Any, namespace: str = receipt.NAMESPACE, key: SigningKey = KEY) -> bytes:
    line = canon.dumps(facts) + b"\n"
    return line + key.sign(namespace, line).encode()


def facts_of(data: bytes) -> dict[str, Any]:
    return dict(json.loads(data.partition(b"\n")[0]))


def refused(data: bytes) -> str:
    with pytest.raises(OngiError) as error:
        read_receipt(data, "x")
    return error.value.code


def test_a_receipt_says_what_was_opened_when_and_what_passed(
    ground: Ground, result: VerifyResult, genuine: bytes
) -> None:
    said = read_receipt(genuine, "x")
    assert said.bundle.manifest == ground.first.manifest
    assert said.made_ms == MS
    assert said.checks.passed == tuple(range(1, 12))
    assert (said.checks.not_made, said.checks.failed) == ((12, 13), ())
    assert fingerprint(said.public_key) == fingerprint(KEY.public_line())
    assert signed(facts_of(genuine)) == genuine
    assert exhibit_names(result) == ("E001", "E002")


@pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="no ssh-keygen here")
def test_openssh_itself_accepts_the_signature_of_a_receipt(genuine: bytes, tmp_path: Path) -> None:
    line, _, signature = genuine.partition(b"\n")
    (tmp_path / "signature").write_bytes(signature)
    done = subprocess.run(
        ["ssh-keygen", "-Y", "check-novalidate", "-n", "ongi-receipt", "-s", "signature"],
        input=line + b"\n",
        cwd=tmp_path,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


CHANGES: dict[str, Callable[[dict[str, Any]], object]] = {
    "another field": lambda said: said.update(more=1),
    "no field": lambda said: said.pop("who"),
    "a field of the bundle": lambda said: said["bundle"].update(path="/etc"),
    "a short sum": lambda said: said["bundle"].update(manifest="00"),
    "a sum with a line end": lambda said: said["bundle"].update(manifest="0" * 64 + "\n"),
    "a case of another shape": lambda said: said["bundle"].update(case="../../c"),
    "no entry": lambda said: said["bundle"].update(number=0),
    "true for one": lambda said: said["bundle"].update(number=True),
    "a check that is none": lambda said: said["checks"].update(passed=[*range(1, 12), 14]),
    "a check twice": lambda said: said["checks"].update(failed=[1]),
    "a check left out": lambda said: said["checks"].update(not_made=[12]),
    "a day no calendar has": lambda said: said.update(made_at="2026-02-30T00:00:00Z"),
    "a long name": lambda said: said.update(who="x" * 201),
    "a list for a name": lambda said: said.update(who=["x"]),
    "questions": lambda said: said.update(format="ongi-questions-v1"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_a_receipt_of_another_shape_is_refused_though_it_is_signed(
    genuine: bytes, change: Callable[[dict[str, Any]], object]
) -> None:
    facts = facts_of(genuine)
    change(facts)
    assert refused(signed(facts)) == "BND-050"


def test_a_receipt_is_of_the_key_in_it_alone(genuine: bytes) -> None:
    facts = facts_of(genuine)
    other = SigningKey.from_seed(bytes(range(32)))
    assert refused(signed(facts, key=other)) == "BND-051"
    assert refused(signed(facts, namespace="ongi-bundle")) == "BND-051"
    assert refused(signed(facts, namespace="ongi-checkpoint")) == "BND-051"
    line, _, signature = genuine.partition(b"\n")
    assert refused(line.replace(b'"who":"', b'"who":"x') + b"\n" + signature) == "BND-051"
    assert refused(line + b"\n") == "BND-051"
    assert refused(genuine + b"\n") == "BND-051"


def test_what_is_no_reply_is_named_so(genuine: bytes) -> None:
    for data in (b"", b"{}", b"[]\n", b"\xff\xfe", genuine[1:], b" " + genuine, b'{"a":' * 5000):
        assert refused(data) == "BND-050"
    assert refused(genuine + b"x" * 1024 * 1024) == "BND-050"
    assert refused(signed(facts_of(genuine) | {"format": "ongi-receipt-v2"})) == "BND-063"
    number = facts_of(genuine) | {"who": "900101-1234567"}
    assert refused(signed(number)) == "INP-070"


def test_questions_name_exhibits_of_the_bundle_and_hold_text_only(
    ground: Ground, result: VerifyResult, tmp_path: Path
) -> None:
    made = make_questions(
        result,
        [("E002", " 언제\n받았나요? "), ("", "전체 <b>질문</b>")],
        tmp_path / "q",
        who="담당",
    )
    said = read_questions(made.path.read_bytes(), "q")
    assert [(one.exhibit, one.item, one.text) for one in said.questions] == [
        ("E002", ground.items[1].id, "언제\n받았나요?"),
        (None, None, "전체 <b>질문</b>"),
    ]
    assert fingerprint(said.public_key) == made.signer


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ([], "BND-059"),
        ([("E001", "  ")], "BND-059"),
        ([("E001", "x" * 2001)], "BND-059"),
        ([("", "x")] * 101, "BND-059"),
        ([("E009", "x")], "BND-058"),
        ([("E001", "900101-1234567 맞나요?")], "INP-070"),
    ],
)
def test_questions_that_cannot_be_asked_leave_no_file(
    result: VerifyResult, asked: list[tuple[str, str]], code: str, tmp_path: Path
) -> None:
    with pytest.raises(OngiError) as error:
        make_questions(result, asked, tmp_path / "q")
    assert error.value.code == code
    assert list(tmp_path.iterdir()) == []


def test_a_question_names_both_exhibit_and_item_or_neither(
    result: VerifyResult, tmp_path: Path
) -> None:
    made = make_questions(result, [("E001", "x")], tmp_path / "q")
    for change in ({"item": None}, {"exhibit": None}, {"exhibit": "../x"}, {"text": " \n"}):
        facts = facts_of(made.path.read_bytes())
        facts["questions"][0].update(change)
        facts["public_key"] = KEY.public_line()
        with pytest.raises(OngiError) as error:
            read_questions(signed(facts, questions.NAMESPACE), "q")
        assert error.value.code == "BND-050"


def test_what_is_no_text_is_spelled_out(result: VerifyResult, tmp_path: Path) -> None:
    made = make_questions(result, [("", "a\udcff")], tmp_path / "q", who="\udc80")
    said = read_questions(made.path.read_bytes(), "q")
    assert (said.questions[0].text, said.who) == ("a\\udcff", "\\udc80")


def test_a_key_that_is_kept_signs_every_reply_of_its_owner(
    result: VerifyResult, tmp_path: Path
) -> None:
    key = tmp_path / "key"
    first = make_receipt(result, tmp_path / "1", key_file=key)
    assert key.stat().st_mode & 0o077 == 0
    assert make_receipt(result, tmp_path / "2", key_file=key).signer == first.signer
    assert make_receipt(result, tmp_path / "3").signer != first.signer
    with pytest.raises(OngiError) as there:
        make_receipt(result, tmp_path / "1", key_file=key)
    assert there.value.code == "INP-016"
    kept = new_key()[1]
    for wrong in (b"", kept + b"\n" * 20_000, kept.replace(b"A", b"B")):
        key.write_bytes(wrong)
        with pytest.raises(OngiError) as error:
            make_receipt(result, tmp_path / "4", key_file=key)
        assert error.value.code == "BND-062"
