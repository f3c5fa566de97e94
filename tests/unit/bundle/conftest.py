import shutil
import sys
from dataclasses import replace
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

import making


@pytest.fixture(scope="session")
def original(tmp_path_factory):
    return making.make(tmp_path_factory.mktemp("out"))


@pytest.fixture
def made(original, tmp_path):
    """A fresh copy of a small bundle, to be changed."""
    target = tmp_path / original.path.name
    shutil.copytree(original.path, target)
    return replace(original, path=target)
