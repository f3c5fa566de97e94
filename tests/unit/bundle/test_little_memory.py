"""A machine without the memory that a passphrase takes: said so, and nothing is left behind."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]

PREPARED = """
import io, resource, sys
from pathlib import Path
from app.bundle import pack, wordlist
from app.bundle.verify.unlock import key_from_passphrase
from app.errors import OngiError
from app.jobs import Job
from crypto.age.encoding import b64
sys.path.insert(0, "tests/unit/bundle")
from making import MADE_MS, SIGNER, plan_of

def packed():
    pack(plan_of(), Path(sys.argv[1]), signer=SIGNER, passphrase_words=wordlist(), made_ms=MADE_MS,
         job=Job(), work_factor=20)

def opened():
    head = f"age-encryption.org/v1\\n-> scrypt {b64(bytes(16))} 20\\n{b64(bytes(32))}\\n"
    key_from_passphrase(f"{head}--- {b64(bytes(32))}\\n".encode(), "any words")

plan_of()
resource.setrlimit(resource.RLIMIT_AS, (700 << 20, 700 << 20))
try:
    {call}()
except OngiError as error:
    print(error.code)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="limits of address space")
@pytest.mark.parametrize("call", ["packed", "opened"])
def test_too_little_memory_is_said_so(tmp_path, call):
    script = PREPARED.replace("{call}", call)
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.stdout.split() == ["ENV-010"], done.stderr
    assert list(tmp_path.iterdir()) == []
