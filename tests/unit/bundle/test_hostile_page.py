"""The bad bundles of test_hostile.py, given to the offline page: its verdict is the verifier's.

Same number, same outcome. The page may say of a time stamp that it does not check it.
"""

import making
import pytest
from hostile_kinds import laid, some
from hostile_source import taken_apart
from page_asking import page_says, script_of_page

from app.bundle.verify import CheckId, verify
from app.errors import OngiError

FEW = 40


@pytest.fixture(scope="module")
def good(tmp_path_factory):
    contents = (b"first picture", b"second", b"")
    return taken_apart(making.make(tmp_path_factory.mktemp("good"), making.plan_of(contents)))


@pytest.fixture(scope="module")
def script(tmp_path_factory):
    return script_of_page(tmp_path_factory.mktemp("page"))


def ours(folder, secret):
    try:
        result = verify(folder, **secret)
    except OngiError as error:
        return error.code
    return {check.id: str(check.state) for check in result.checks}


def theirs(answer):
    if "error" in answer:
        return answer["error"]
    return {check["id"]: check["state"] for check in answer["checks"]}


def agree(verdict, told):
    if isinstance(verdict, dict) and isinstance(told, dict):
        open_there = {CheckId.TIMESTAMP} if told[12] == "not_checked" else set()
        return all(verdict[one] == told[one] for one in verdict if one not in open_there)
    return verdict == told


def compare(cases, good, script, tmp_path):
    places, verdicts = [], []
    for number, case in enumerate(cases):
        folder = tmp_path / str(number)
        folder.mkdir()
        verdicts.append(ours(laid(folder, case.make(good)), case.secret(good)))
        places.append({"folder": str(folder), "native": False, **case.secret(good)})
    told = [theirs(answer) for answer in page_says(script, places)]
    differ = [
        f"{case.name}: {verdict} / {said}"
        for case, verdict, said in zip(cases, verdicts, told, strict=True)
        if not agree(verdict, said)
    ]
    assert not differ, "\n".join(differ)


def test_page_ends_bad_bundles_as_the_verifier_does(good, script, tmp_path):
    compare(some(FEW), good, script, tmp_path)


@pytest.mark.long
@pytest.mark.timeout(600)
def test_page_ends_every_bad_bundle_as_the_verifier_does(good, script, tmp_path):
    compare(some(1), good, script, tmp_path)
