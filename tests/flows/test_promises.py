"""The first two promises, held against the whole journey: no plaintext on a disk, no network.

Every file that the journey opened for writing is known from a trace of the system calls; every
file that stays is searched for marker strings that stand in the evidence, the answers and the
names.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.flows.conftest import ROOT

MARK = "표시말둘셋"
WRITING = re.compile(r'open(?:at)?\((?:AT_FDCWD, )?"([^"]*)", [A-Z_|0-9]*O_(?:WRONLY|RDWR)')


def _journey(folder: Path, before: list[str]) -> subprocess.CompletedProcess[bytes]:
    """The main job in one process group: vault, case, note, collect, search, report, bundle.

    Verify, check.
    """
    export = folder / "given" / "export"
    (export / "photos").mkdir(parents=True)
    picture = (ROOT / "resources" / "samples" / "screenshots").glob("*.png")
    shutil.copy(next(picture), export / "photos" / f"{MARK}.png")
    message = {
        "id": 5,
        "type": "message",
        "date": "2024-08-24T20:00:00",
        "date_unixtime": "1724497200",
        "from": f"{MARK}이름",
        "from_id": "user7",
        "photo": f"photos/{MARK}.png",
        "text": f"{MARK} https://t.me/{'mark' * 5}/77",
    }
    chat = {"name": f"{MARK}방", "type": "private_supergroup", "id": 99, "messages": [message]}
    (export / "result.json").write_text(json.dumps(chat, ensure_ascii=False), "utf-8")
    (folder / "given" / "answers.toml").write_text(f'"event.narrative" = "{MARK}"\n', "utf-8")
    (folder / "given" / "passphrase").write_text("a passphrase for this\n", "utf-8")
    home = folder / "home"
    for name in ("home", "tmp", "out"):
        (folder / name).mkdir()
    return subprocess.run(
        [*before, sys.executable, "-B", str(ROOT / "tests" / "flows" / "journey.py"), str(folder)],
        cwd=home,
        capture_output=True,
        check=False,
        timeout=110,
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "HOME": str(home),
            "TMPDIR": str(folder / "tmp"),
            "LC_ALL": "C.UTF-8",
        },
    )


@pytest.fixture(scope="module")
def traced(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    if shutil.which("strace") is None:
        pytest.skip("strace is not here")
    folder = tmp_path_factory.mktemp("promise")
    log = folder / "trace.log"
    calls = "trace=open,openat,creat,connect,socket"
    done = _journey(folder, ["strace", "-f", "-qq", "-s", "4096", "-e", calls, "-o", str(log)])
    if b"ptrace" in done.stderr:
        pytest.skip("this machine does not let itself be traced")
    assert done.returncode == 0, done.stderr.decode()
    return folder, log.read_text("utf-8", "replace")


def test_only_the_vault_and_the_chosen_folder_are_written(traced: tuple[Path, str]) -> None:
    folder, log = traced
    written = {Path(os.path.normpath(folder / "home" / name)) for name in WRITING.findall(log)}
    allowed = (folder / "vault", folder / "out", Path("/dev"), Path("/proc"))
    strangers = [path for path in written if not any(path.is_relative_to(one) for one in allowed)]
    assert any(path.is_relative_to(folder / "vault" / "blobs") for path in written)
    assert strangers == []


def test_nothing_readable_of_the_evidence_stays(traced: tuple[Path, str]) -> None:
    folder, _ = traced
    marks = [MARK.encode(form) for form in ("utf-8", "utf-16-le", "utf-16-be", "cp949")]
    marks += [b"markmarkmark", b"result.json", b"\x89PNG\r\n"]
    given = folder / "given"
    leaks = [
        path
        for path in folder.rglob("*")
        if path.is_file() and given not in path.parents and path.name != "trace.log"
        if any(mark in path.read_bytes() for mark in marks)
    ]
    assert leaks == []


def test_names_of_files_tell_nothing(traced: tuple[Path, str]) -> None:
    folder, _ = traced
    names = [str(path) for path in folder.rglob("*") if folder / "given" not in path.parents]
    assert not [name for name in names if MARK in name]


def test_no_internet_socket_is_made(traced: tuple[Path, str]) -> None:
    _, log = traced
    assert not re.findall(r"socket\(AF_INET6?,|connect\([0-9]+, \{sa_family=AF_INET", log)


def test_everything_works_where_there_is_no_network(tmp_path: Path) -> None:
    alone = ["unshare", "--map-root-user", "--net"]
    if shutil.which("unshare") is None or subprocess.run([*alone, "true"], check=False).returncode:
        pytest.skip("this machine gives no network namespaces")
    done = _journey(tmp_path, alone)
    assert done.returncode == 0, done.stderr.decode()
