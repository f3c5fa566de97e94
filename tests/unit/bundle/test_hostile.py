"""Many hundred bad bundles, made by rule, against the verifier and its command.

Each is refused or shown harmless; never a crash, never a wrong "passed", never a byte that a
terminal would obey, never long, never much memory.
"""

import json
import re
import resource
import time

import making
import pytest
from hostile_kinds import KINDS, SAMPLE, laid, some
from hostile_source import Case, folder_of, taken_apart

from app.bundle.verify import State, verify
from app.cli.main import main
from app.errors import OngiError
from app.i18n import texts

SECONDS = 5.0
MEMORY_KIB = 256 * 1024
FEW = 100
"""One of so many is given to the command itself, which does nothing but ask the verifier."""
_UNSAFE = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]"
)


@pytest.fixture(scope="module")
def good(tmp_path_factory):
    contents = (b"first picture", b"second", b"")
    return taken_apart(making.make(tmp_path_factory.mktemp("good"), making.plan_of(contents)))


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("hostile")


def judged(folder, case, good):
    """How it ended: refused by a code, or the result; AssertionError for what must not be."""
    place = laid(folder, case.make(good))
    began = time.process_time()
    try:
        result = verify(place, **case.secret(good))
    except OngiError as error:
        return "refused" if re.fullmatch(r"(BND|INP|ENV)-\d{3}", error.code) else error.code
    finally:
        took = time.process_time() - began
        assert took < SECONDS, f"{took:.1f} s"
    assert [check.id for check in result.checks] == list(range(1, 14))
    for check in result.checks:
        for words in (texts("ko"), texts("en")):
            said = check.name_in(words) + check.why_in(words)
            assert len(said) < 500
            assert not _UNSAFE.search(said), said
    states = {check.state for check in result.checks[:11]}
    assert (result.result == "passed") == (
        states == {State.PASSED} and result.checks[11].state is not State.FAILED
    )
    assert result.checks[11].state is not State.PASSED  # there is no time stamp in any of them
    return str(result.result)


def every(folder, good, cases):
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    findings = []
    for case in cases:
        try:
            end = judged(folder, case, good)
        except (AssertionError, ArithmeticError, LookupError, OSError, RuntimeError, TypeError,
                ValueError, AttributeError, MemoryError) as error:  # fmt: skip
            end = f"{type(error).__name__}: {str(error)[:300]}"
        if end not in ("refused", "failed", "incomplete") and not (
            case.harmless and end == "passed"
        ):
            findings.append(f"{case.name}: {end}")
    assert not findings, f"{len(findings)}:\n" + "\n".join(findings)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < MEMORY_KIB


@pytest.mark.parametrize("kind", KINDS)
def test_bad_bundles_are_refused_or_harmless(kind, good, folder):
    every(folder, good, list(KINDS[kind]())[::SAMPLE])


@pytest.mark.long
@pytest.mark.parametrize("kind", KINDS)
def test_every_bad_bundle_is_refused_or_harmless(kind, good, folder):
    every(folder, good, KINDS[kind]())


def test_command_says_the_verdict_and_nothing_that_a_terminal_obeys(good, folder, capsys):
    words = folder.parent / f"{folder.name}-words"
    words.write_text(good.passphrase + "\n")
    for case in some(FEW):
        if case.office:
            continue
        place = laid(folder, case.make(good))
        status = main(["verify", str(place), "--passphrase-file", str(words), "--json"])
        said = capsys.readouterr()
        whole = said.out + said.err
        assert not _UNSAFE.search(whole), case.name
        assert "Traceback" not in whole
        assert "BUG-" not in whole
        assert len(whole) < 20_000
        told = json.loads(said.out)
        assert (told.get("result") == "passed") == (status == 0), case.name
        assert status != 0 or case.harmless, case.name


def test_the_good_bundle_passes(good, folder):
    assert judged(folder, _UNTOUCHED, good) == "passed"


_UNTOUCHED = Case("untouched", lambda good: folder_of(good, good.archive))


def test_corpus_has_many_hundred_of_different_names():
    names = [case.name for cases in KINDS.values() for case in cases()]
    assert len(names) >= 1900
    assert len(set(names)) == len(names)
