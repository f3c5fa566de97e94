"""Outside judges: a recipient's programs, by the very commands printed in READ-ME.html."""

import html
import json
import os
import pty
import re
import select
import shlex
import shutil
import subprocess
import zipfile

import bagit
import making
import pytest

from app.bundle.carrying import carry
from app.cli.main import main
from app.jobs import Job
from app.paths import resources

NEEDED = ("age", "unzip", "sha256sum", "ssh-keygen")
MISSING = [name for name in NEEDED if shutil.which(name) is None]
pytestmark = pytest.mark.skipif(bool(MISSING), reason=f"not installed: {', '.join(MISSING)}")


def commands(page, kind):
    blocks = re.findall(rf'<pre data-for="{kind}">(.*?)</pre>', page, re.DOTALL)
    assert len(blocks) == 2
    assert blocks[0] == blocks[1]  # the Korean and the English half
    return html.unescape(blocks[0]).splitlines()


def type_into(command, folder, answer):
    """Run a command that asks on the terminal, and give it the answer."""
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(folder)
        os.execvp("sh", ["sh", "-c", command])
    shown = b""
    answered = False
    while select.select([terminal], [], [], 30)[0]:
        try:
            data = os.read(terminal, 4096)
        except OSError:
            break
        shown += data
        if b"passphrase" in shown and not answered:
            os.write(terminal, answer.encode() + b"\n")
            answered = True
    os.close(terminal)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert status == 0, shown.decode()


@pytest.fixture(scope="module")
def opened(tmp_path_factory):
    made = making.make(tmp_path_factory.mktemp("judged"))
    page = (made.path / "READ-ME.html").read_text("utf-8")
    first, second = commands(page, "open")
    type_into(first, made.path, made.passphrase)
    subprocess.run(second, shell=True, cwd=made.path, check=True)
    return made, page


def test_printed_commands_open_and_check_the_bundle(opened):
    made, page = opened
    script = "set -e\n" + "\n".join(commands(page, "unix"))
    done = subprocess.run(
        ["sh", "-c", script], cwd=made.path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count(": OK") == 15 + 3
    assert done.stdout.count('Good "ongi-') == 2
    pages = commands((made.path / "READ-ME.html").read_text("utf-8"), "windows")
    assert [line for line in pages if line.startswith("ssh-keygen")] == [
        line.replace("/", "\\") for line in commands(page, "unix") if line.startswith("ssh-keygen")
    ]
    lists = re.compile(r"\w+-sha256\.txt")
    assert lists.findall("\n".join(pages)) == lists.findall("\n".join(commands(page, "unix")))


def test_plain_page_has_the_same_commands(opened):
    made, page = opened
    raw = (made.path / "READ-ME.txt").read_bytes()
    assert raw.count(b"\n") == raw.count(b"\r\n") > 50
    text = raw.decode("utf-8-sig").replace("\r\n", "\n")
    for kind in ("parts", "open", "unix", "windows", "reply"):
        for line in commands(page, kind):
            assert text.count(f"    {line}\n") >= 2


def test_printed_commands_make_what_goes_back_to_the_sender(opened, tmp_path):
    made, page = opened
    (tmp_path / "words").write_text(made.passphrase)
    for line, format_ in zip(
        commands(page, "reply"), ("ongi-receipt-v1", "ongi-questions-v1"), strict=True
    ):
        meant = line.replace("FOLDER", str(made.path)).replace("EXHIBIT", "E001")
        program, *words = shlex.split(meant)
        out = tmp_path / words[-1]
        words[-1] = str(out)
        assert program == "./run"
        assert main([*words, "--passphrase-file", str(tmp_path / "words")]) == 0
        assert json.loads(out.read_text("utf-8").splitlines()[0])["format"] == format_


def test_printed_commands_join_the_parts(opened, tmp_path):
    made, page = opened
    parted = carry(made.path, tmp_path, Job(), part_size=70_000).path
    check, join, _windows = commands(page, "parts")
    done = subprocess.run(check, shell=True, cwd=parted, capture_output=True, text=True, check=True)
    assert done.stdout.count(": OK") >= 4
    subprocess.run(join, shell=True, cwd=parted, check=True)
    assert (parted / "bundle.age").read_bytes() == (made.path / "bundle.age").read_bytes()


def test_inner_readmes_print_the_same_commands(opened):
    _, page = opened
    for name in ("README-ko.txt", "README-en.txt"):
        text = (resources() / "viewer" / name).read_text("utf-8")
        for kind in ("unix", "windows"):
            assert [one for one in commands(page, kind)[1:] if f"    {one}\n" not in text] == []


def test_bagit_validates_and_python_and_unzip_read_the_archive(opened, tmp_path):
    made, _ = opened
    subprocess.run(["unzip", "-q", "-t", made.path / "bag.zip"], check=True, capture_output=True)
    with zipfile.ZipFile(made.path / "bag.zip") as archive:
        assert archive.testzip() is None
        archive.extractall(tmp_path)
    assert bagit.Bag(str(tmp_path / "bag")).validate()


def test_read_from_front_to_back_without_seeking(opened, tmp_path):
    """Readers of streams need sizes in front; funzip is one, and gives the first file."""
    if shutil.which("funzip") is None:
        pytest.skip("not installed: funzip")
    made, _ = opened
    with (made.path / "bag.zip").open("rb") as file:
        done = subprocess.run(["funzip"], stdin=file, capture_output=True, check=False)
    assert done.stdout.startswith(b"BagIt-Version: 1.0\n")


def test_changed_list_is_refused_by_ssh_keygen(opened, tmp_path):
    made, _ = opened
    with zipfile.ZipFile(made.path / "bag.zip") as archive:
        archive.extractall(tmp_path)
    proofs = tmp_path / "bag" / "data" / "proofs"
    command = "ssh-keygen -Y verify -f allowed_signers -I vault -n ongi-bundle -s manifest.json.sig"
    whole = (proofs / "manifest.json").read_bytes()
    for data, status in ((whole, 0), (whole.replace(b"E001", b"E009"), 255)):
        done = subprocess.run(
            command.split(), cwd=proofs, input=data, capture_output=True, check=False
        )
        assert done.returncode == status
