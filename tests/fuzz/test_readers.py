"""Broken bytes for every reader: seconds in ./test, minutes in ./test long.

A finding is put into `corpus` and stays there. ONGI_FUZZ_SECONDS changes the time for each target,
ONGI_FUZZ_LONG_SECONDS that of a long run; ONGI_FINDINGS names a folder for files that break it.
"""

from __future__ import annotations

import os
import random

import pytest

from tests.fuzz.judging import corpus, run, run_many
from tests.fuzz.targets import TARGETS, Target

SECONDS = float(os.environ.get("ONGI_FUZZ_SECONDS", "0.2"))
LONG_SECONDS = float(os.environ.get("ONGI_FUZZ_LONG_SECONDS", "12"))
NAMES = [target.name for target in TARGETS]


def seeds(target: Target) -> list[bytes]:
    return [path.read_bytes() for path in corpus(target.name)]


@pytest.mark.parametrize("target", TARGETS, ids=NAMES)
def test_every_kept_file_is_read_or_refused_in_its_words(target: Target) -> None:
    kept = corpus(target.name)
    assert kept, "a target needs a seed: python -m tests.fuzz.make_corpus"
    for path in kept:
        run(target, path.read_bytes(), path.name)


@pytest.mark.parametrize("target", TARGETS, ids=NAMES)
def test_changed_files_are_read_or_refused_in_their_words(target: Target) -> None:
    assert run_many(target, seeds(target), SECONDS) >= 1


@pytest.mark.long
@pytest.mark.timeout(600)
@pytest.mark.parametrize("target", TARGETS, ids=NAMES)
def test_changed_files_for_a_long_time(target: Target) -> None:
    first = random.SystemRandom().randrange(
        10**9
    )  # other files on each run; a finding names its own
    run_many(target, seeds(target), LONG_SECONDS, first)
