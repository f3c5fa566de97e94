"""Files sealed for a locked vault: what lies in the folder, who can read it, what hostile ones do."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.domain.custody import Act
from app.errors import EnvironmentProblem, FormatProblem, InputProblem
from app.jobs import Job
from app.usecases.intake.dropping import lying_here
from app.vault import Vault
from app.vault.parts import system_clock
from app.vault.waiting.drop import DROP_FOLDER, Drop, DropFacts, Dropped, new_group
from app.vault.waiting.dropkey import DROP_KEY
from app.vault.waiting.waiting import Unreadable, UnreadableError, Waiting
from crypto import canon
from crypto.age import encrypt
from crypto.age.hybrid import HybridIdentity, HybridRecipient
from crypto.padding import padded_size
from tests.unit.vault.filling import PASSPHRASE

MEBIBYTE = 1024 * 1024


def nothing(_done: int) -> None:
    return


def facts(name: str = "하늘.jpg", group: str = "") -> DropFacts:
    return DropFacts(name, group or new_group(), 1_724_734_800_000, 1_724_734_700_000, "file")


def sealed(path: Path, content: bytes, told: DropFacts | None = None) -> Dropped:
    return Drop(path).take(io.BytesIO(content), told or facts(), tick=nothing, settled=nothing)


def by_hand(path: Path, end: bytes, *, zeros: int | None = None, content: bytes = b"") -> str:
    """A file that somebody else made for this vault, who knows its public key."""
    inside = content + end
    total = padded_size(len(inside)) if zeros is None else len(inside) + zeros
    plain = content + bytes(total - len(inside)) + end
    name = os.urandom(16).hex()
    recipient = HybridRecipient.parse((path / DROP_KEY).read_text().strip())
    (path / DROP_FOLDER).mkdir(exist_ok=True)
    with (path / DROP_FOLDER / name).open("wb") as out:
        encrypt(io.BytesIO(plain), out, [recipient])
    return name


def end_of(**changed: object) -> bytes:
    told: dict[str, object] = {
        "format": "ongi-drop-v1",
        "size": 0,
        "sha256": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "name": "a",
        "group": "0123456789abcdef",
        "captured_ms": 1,
        "modified_ms": 1,
        "method": "file",
    }
    text = canon.dumps({**told, **changed})
    return text + len(text).to_bytes(4) + b"ongidrop"


@pytest.fixture(scope="module")
def one_vault(fresh_vault: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Vault]:
    """One open vault for all tests here that only look at what waits: opening takes a while."""
    path = shutil.copytree(fresh_vault, tmp_path_factory.mktemp("one") / "vault")
    with Vault.open(Path(path), PASSPHRASE) as vault:
        yield vault


@pytest.mark.parametrize("size", [0, 1, 65_536, 3 * MEBIBYTE + 17])
def test_what_was_sealed_is_read_with_the_vaults_key(one_vault: Vault, size: int) -> None:
    content = os.urandom(size)
    dropped = sealed(one_vault.path, content)
    waiting = one_vault.waiting.get(dropped.name)
    assert (waiting.name, waiting.size) == (dropped.name, size)
    assert waiting.facts.name == "하늘.jpg"
    with one_vault.waiting.open(dropped.name) as src:
        assert src.read() == content


def test_what_was_sealed_while_locked_is_there_after_unlocking(closed_vault: Path) -> None:
    dropped = sealed(closed_vault, b"content")
    with Vault.open(closed_vault, PASSPHRASE) as vault:
        (waiting,) = vault.waiting.list()
        assert waiting.name == dropped.name


def test_it_is_one_standard_age_file_for_the_public_key_in_the_folder(closed_vault: Path) -> None:
    dropped = sealed(closed_vault, b"content")
    data = (closed_vault / DROP_FOLDER / dropped.name).read_bytes()
    assert data.startswith(b"age-encryption.org/v1\n-> mlkem768x25519 ")
    assert data.count(b"\n-> ") == 1
    assert len(data) == dropped.stored_size


def test_two_vaults_with_different_content_look_the_same_while_locked(
    fresh_vault: Path, tmp_path: Path
) -> None:
    shapes = []
    for number, content in enumerate((b"\x00" * 4000, os.urandom(4003))):
        path = Path(shutil.copytree(fresh_vault, tmp_path / str(number)))
        sealed(path, content, facts("a" if number else "a far longer name of a picture.jpg"))
        shapes.append(sorted(one.stored_size for one in lying_here(path)))
        told = b"".join(file.read_bytes() for file in (path / DROP_FOLDER).iterdir())
        assert b"picture" not in told
    assert shapes[0] == shapes[1]


def test_the_padded_size_of_what_lies_there_keeps_only_its_highest_bits(
    closed_vault: Path,
) -> None:
    sizes = {sealed(closed_vault, bytes(size)).stored_size for size in range(5000, 5200, 7)}
    assert len(sizes) <= 2


@pytest.mark.parametrize("place", [0, 40, -1, -20, -5000])
def test_a_flipped_bit_makes_it_unreadable_and_nothing_else(one_vault: Vault, place: int) -> None:
    whole = sealed(one_vault.path, os.urandom(90_000))
    other = sealed(one_vault.path, os.urandom(90_000))
    path = one_vault.path / DROP_FOLDER / other.name
    data = bytearray(path.read_bytes())
    data[place] ^= 1
    path.write_bytes(data)
    assert isinstance(one_vault.waiting.get(whole.name), Waiting)
    with pytest.raises(UnreadableError):  # at once, or where the damage lies
        one_vault.waiting.open(other.name).read()
    assert path.exists()


@pytest.mark.parametrize("left", [0, 1, 200, 1700, -1])
def test_a_cut_one_is_unreadable(one_vault: Vault, left: int) -> None:
    path = one_vault.path / DROP_FOLDER / sealed(one_vault.path, bytes(9000)).name
    path.write_bytes(path.read_bytes()[:left])
    with pytest.raises(UnreadableError):
        one_vault.waiting.get(path.name)


@pytest.mark.parametrize(
    "end",
    [
        end_of(format="ongi-drop-v2"),
        end_of(size=-1),
        end_of(size=2**52),
        end_of(size="7"),
        end_of(size=True),
        end_of(name=""),
        end_of(name="../../slots-a"),
        end_of(name="/etc/passwd"),
        end_of(name="a//b"),
        end_of(name="a\0b"),
        end_of(name="/".join("a" * 100)),
        end_of(name="a" * 2000),
        end_of(group="x"),
        end_of(sha256="00"),
        end_of(more=1),
        end_of()[:-1] + b"q",
        b"\xff\xff\xff\xffongidrop",
        (7).to_bytes(4) + b"ongidrop",
        b"",
    ],
    ids=lambda end: end[:60].decode("ascii", "replace") if isinstance(end, bytes) else end,
)
def test_facts_that_do_not_fit_are_not_believed(one_vault: Vault, end: bytes) -> None:
    name = by_hand(one_vault.path, end)
    listed = {one.name: one for one in one_vault.waiting.list()}
    assert isinstance(listed[name], Unreadable)
    with pytest.raises(UnreadableError):
        one_vault.waiting.open(name)


def test_one_that_fits_is_believed_whoever_made_it(one_vault: Vault) -> None:
    assert isinstance(one_vault.waiting.get(by_hand(one_vault.path, end_of())), Waiting)


def test_padding_of_another_length_is_not_believed(one_vault: Vault) -> None:
    name = by_hand(one_vault.path, end_of(), zeros=1)
    with pytest.raises(UnreadableError):
        one_vault.waiting.get(name)


@pytest.mark.parametrize("name", ["../index.db", "x", "", "0" * 31, "../drop/" + "0" * 32])
def test_only_names_of_what_waits_are_reached(one_vault: Vault, name: str) -> None:
    for act in (one_vault.waiting.get, one_vault.waiting.remove):
        with pytest.raises(InputProblem) as caught:
            act(name)
        assert caught.value.code == "INP-032"


@pytest.mark.skipif(os.name == "nt", reason="links need a right there")
def test_a_link_in_the_folder_leads_nowhere(one_vault: Vault) -> None:
    whole = one_vault.path / DROP_FOLDER / sealed(one_vault.path, b"x").name
    (whole.parent / ("a" * 32)).symlink_to(whole)
    with pytest.raises(UnreadableError):
        one_vault.waiting.get("a" * 32)
    one_vault.waiting.remove("a" * 32)
    assert whole.exists()


@pytest.mark.skipif(os.name == "nt", reason="no pipes as files there")
def test_a_folder_or_a_pipe_among_what_waits_is_named_and_hides_nothing(one_vault: Vault) -> None:
    sealed(one_vault.path, b"x")
    before = one_vault.waiting.list()
    strange = {"a" * 32, "b" * 32}
    (one_vault.path / DROP_FOLDER / ("a" * 32)).mkdir()
    os.mkfifo(one_vault.path / DROP_FOLDER / ("b" * 32))
    found = set(one_vault.waiting.list()) - set(before)
    assert {one.name for one in found if isinstance(one, Unreadable)} == strange
    damaged = {one.where for one in one_vault.check(Job()).damaged}
    assert {f"{DROP_FOLDER}/{name}" for name in strange} <= damaged
    for name in strange:
        one_vault.waiting.remove(name)
    assert one_vault.waiting.list() == before


def test_the_key_that_lies_there_is_compared_and_put_right(closed_vault: Path) -> None:
    own = (closed_vault / DROP_KEY).read_bytes()
    (closed_vault / DROP_KEY).write_text(f"{HybridIdentity.generate().recipient}\n")
    with Vault.open(closed_vault, PASSPHRASE, look_only=True) as vault:
        assert "VLT-058" in vault.status().notices
    assert (closed_vault / DROP_KEY).read_bytes() != own
    with Vault.open(closed_vault, PASSPHRASE) as vault:
        assert "VLT-058" in vault.status().notices
        assert [entry.act for entry in vault.custody.entries()][-1] is Act.DROP_KEY_REPLACED
    assert (closed_vault / DROP_KEY).read_bytes() == own
    with Vault.open(closed_vault, PASSPHRASE) as vault:
        assert "VLT-058" in vault.status().notices  # who opened it then may have seen nothing
    later = system_clock() + 31 * 24 * 60 * 60 * 1000
    with Vault.open(closed_vault, PASSPHRASE, clock=lambda: later) as vault:
        assert "VLT-058" not in vault.status().notices


def test_a_vault_without_the_key_gets_it_at_the_next_opening(closed_vault: Path) -> None:
    own = (closed_vault / DROP_KEY).read_bytes()
    (closed_vault / DROP_KEY).unlink()
    with pytest.raises(FormatProblem) as caught:
        Drop(closed_vault)
    assert caught.value.code == "VLT-056"
    with Vault.open(closed_vault, PASSPHRASE) as vault:
        assert vault.status().notices == ()
    assert (closed_vault / DROP_KEY).read_bytes() == own


@pytest.mark.parametrize("key", [b"", b"age1pq1\n", b"\xff" * 100, b"x" * 9000])
def test_a_broken_key_seals_nothing(closed_vault: Path, key: bytes) -> None:
    (closed_vault / DROP_KEY).write_bytes(key)
    with pytest.raises(FormatProblem) as caught:
        sealed(closed_vault, b"x")
    assert caught.value.code == "VLT-056"


def test_a_folder_that_is_no_vault_takes_nothing(tmp_path: Path) -> None:
    with pytest.raises(FormatProblem) as caught:
        Drop(tmp_path)
    assert caught.value.code == "VLT-002"
    assert list(tmp_path.iterdir()) == []


def test_what_stops_half_way_leaves_nothing(closed_vault: Path) -> None:
    class StoppedError(Exception):
        pass

    def stop(done: int) -> None:
        if done > MEBIBYTE:
            raise StoppedError

    for tick, settled in ((stop, nothing), (nothing, stop)):
        with pytest.raises(StoppedError):
            Drop(closed_vault).take(
                io.BytesIO(bytes(3 * MEBIBYTE)), facts(), tick=tick, settled=settled
            )
    assert list((closed_vault / DROP_FOLDER).iterdir()) == []


@pytest.mark.parametrize("at", ["drop.begun", "drop.written", "drop.renamed"])
def test_a_failure_of_the_disk_leaves_nothing(closed_vault: Path, at: str) -> None:
    def step(name: str) -> None:
        if name == at:
            raise OSError(28, "full")

    with pytest.raises(EnvironmentProblem) as caught:
        Drop(closed_vault, step).take(io.BytesIO(b"x"), facts(), tick=nothing, settled=nothing)
    assert caught.value.code == "ENV-001"
    assert list((closed_vault / DROP_FOLDER).iterdir()) == []


_WRITER = """
import sys, io
from pathlib import Path
from app.vault.waiting.drop import Drop, DropFacts
def step(name):
    if name == "drop.begun":
        print("begun", flush=True)
        sys.stdin.readline()
Drop(Path(sys.argv[1]), step).take(
    io.BytesIO(b"from another process"), DropFacts("a", "0" * 16, 1, 1, "file"),
    tick=lambda _done: None, settled=lambda _done: None)
"""


@pytest.fixture
def writer(closed_vault: Path) -> Callable[[], subprocess.Popen[str]]:
    """Begins another process that takes a file in and stops when its file is there."""

    def start() -> subprocess.Popen[str]:
        child = subprocess.Popen(
            [sys.executable, "-c", _WRITER, str(closed_vault)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert child.stdout is not None
        assert child.stdout.readline() == "begun\n"
        return child

    return start


def test_a_writer_that_lives_is_let_finish_and_a_dead_ones_rest_is_removed(
    closed_vault: Path, writer: Callable[[], subprocess.Popen[str]]
) -> None:
    dead, living = writer(), writer()
    dead.kill()
    dead.communicate()
    assert len(list((closed_vault / DROP_FOLDER).iterdir())) == 2
    with Vault.open(closed_vault, PASSPHRASE) as vault:
        (left,) = (closed_vault / DROP_FOLDER).iterdir()
        assert left.suffix == ".part"
        living.communicate("\n")
        assert living.returncode == 0
        (waiting,) = vault.waiting.list()
        assert vault.waiting.open(waiting.name).read() == b"from another process"


def test_many_take_in_at_once_while_the_vault_is_open(vault: Vault) -> None:
    threads = [
        threading.Thread(target=sealed, args=(vault.path, bytes([n]) * 70_000)) for n in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {vault.waiting.open(one.name).read(1) for one in vault.waiting.list()} == {
        bytes([n]) for n in range(8)
    }


def test_what_waits_is_no_stranger_to_the_check_up(vault: Vault) -> None:
    from app.jobs import Job

    sealed(vault.path, b"x")
    (vault.path / DROP_FOLDER / "stranger.txt").write_bytes(b"x")
    assert vault.check(Job()).unexplained == ("drop/stranger.txt",)
