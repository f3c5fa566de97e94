"""What a verification promises besides the vectors."""

import io
import os
import re
import shutil
import zipfile
from dataclasses import replace
from pathlib import Path

import making
import pytest

from app.bundle import packing
from app.bundle.verify import CheckId, State, checks, open_bundle, parts, run, steps, verify
from app.errors import (
    AccessProblem,
    Cancelled,
    EnvironmentProblem,
    FormatProblem,
    InputProblem,
    IntegrityProblem,
)
from app.i18n import texts
from app.jobs import Job
from app.paths import resources
from crypto.age import encrypt
from crypto.sshsig import SigningKey


def state_of(result, check):
    return result.checks[check - 1].state


def test_untouched_bundle_passes_and_says_what_nobody_can_check(made):
    result = verify(made.path, passphrase=made.passphrase)
    assert result.result == "passed"
    assert [check.id for check in result.checks if check.state is State.NOT_CHECKED] == [12, 13]
    assert result.checks[12].why_in(texts("en")).endswith(result.fingerprint)


def test_words_may_be_typed_with_spaces_and_capitals(made):
    typed = "  " + made.passphrase.upper().replace("-", "  ") + " "
    assert verify(made.path, passphrase=typed).result == "passed"


def test_wrong_passphrase_is_an_access_problem(made):
    with pytest.raises(AccessProblem, match="BND-001"):
        verify(made.path, passphrase="maple-tidy-orbit-lunar-cedar-quilt")


def test_no_key_at_all_is_said_so(made):
    with pytest.raises(AccessProblem, match="BND-006"):
        verify(made.path)


def test_the_bundles_own_identity_opens_it_without_the_key_file(made):
    identity = str(making.identity_of(made))
    (made.path / "key-passphrase.age").unlink()
    assert verify(made.path, identity=identity).result == "passed"
    assert state_of(verify(made.path, identity="nonsense"), CheckId.OUTER) is State.FAILED


def test_expected_key_decides_about_the_signer(made):
    known = making.SIGNER.public_line("the counsellor wrote this down")
    assert (
        state_of(verify(made.path, passphrase=made.passphrase, expected_key=known), CheckId.SIGNER)
        is State.PASSED
    )
    other = SigningKey.from_seed(bytes(32)).public_line()
    result = verify(made.path, passphrase=made.passphrase, expected_key=other)
    assert (result.result, state_of(result, CheckId.SIGNER)) == ("failed", State.FAILED)


def test_file_itself_and_stored_zip_of_the_folder_open_in_place(made, tmp_path):
    assert verify(made.path / "bundle.age", passphrase=made.passphrase).result == "passed"
    packed = tmp_path / "mail.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        for file in sorted(made.path.iterdir()):
            archive.write(file, f"{made.path.name}/{file.name}")
    assert verify(packed, passphrase=made.passphrase).result == "passed"


def test_compressed_zip_of_the_folder_is_refused_with_a_way_out(made, tmp_path):
    packed = tmp_path / "mail.zip"
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in made.path.iterdir():
            archive.write(file, file.name)
    with pytest.raises(FormatProblem, match="BND-007"):
        verify(packed, passphrase=made.passphrase)


@pytest.mark.parametrize(
    "content", [b"", b"PK", b"PK\x05\x06" + b"\xff" * 18, b"hello", b"PK\x03\x04" + bytes(500)]
)
def test_what_is_no_bundle_is_called_so(content, tmp_path):
    (tmp_path / "x").write_bytes(content)
    with pytest.raises(FormatProblem, match="BND-002"):
        verify(tmp_path / "x", passphrase="a-b")


def test_zip_whose_directory_lies_about_its_place_is_no_bundle(made, tmp_path):
    """Python takes the difference for the files' places too: four gigabytes before the file."""
    packed = tmp_path / "x.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        for path in made.path.iterdir():
            archive.write(path, f"x/{path.name}")
    data = bytearray(packed.read_bytes())
    data[-6:-2] = (0xFFFF_FFF0).to_bytes(4, "little")
    packed.write_bytes(data)
    with pytest.raises(FormatProblem) as caught:
        verify(packed, passphrase=made.passphrase)
    assert caught.value.code == "BND-002"


def test_zip_with_a_slice_beyond_its_end_is_no_bundle(made, tmp_path):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("bundle.age", b"x" * 50)
    data = out.getvalue().replace(
        b"\x32\x00\x00\x00\x32\x00\x00\x00", b"\xff\xff\xff\x7f\xff\xff\xff\x7f"
    )
    (tmp_path / "x.zip").write_bytes(data)
    with pytest.raises(FormatProblem, match="BND-002"):
        verify(tmp_path / "x.zip", passphrase="a-b")


def test_nothing_there_and_nothing_inside(tmp_path):
    with pytest.raises(InputProblem, match="INP-002"):
        verify(tmp_path / "gone", passphrase="a-b")
    with pytest.raises(FormatProblem, match="BND-002"):
        verify(tmp_path, passphrase="a-b")


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may read everything")
def test_unreadable_file_is_named(made):
    (made.path / "bundle.age").chmod(0)
    with pytest.raises(EnvironmentProblem, match="ENV-003"):
        verify(made.path, passphrase=made.passphrase)


def test_stopping_is_no_verdict(made):
    job = Job()
    job.cancel()
    with pytest.raises(Cancelled):
        verify(made.path, passphrase=made.passphrase, job=job)


def test_nothing_is_written_whatever_the_bundle_says(made, tmp_path):
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    verify(made.path, passphrase=made.passphrase)
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before


@pytest.mark.parametrize("taken_as", [None, "f" * 64], ids=["not in the log", "another sum"])
def test_exhibit_the_log_does_not_vouch_for_fails_eleven(tmp_path, monkeypatch, taken_as):
    def log(items):
        first = [] if taken_as is None else [replace(items[0], sha256=taken_as)]
        return making.log_for([*first, *items[1:]])

    seen = []

    def watched(*args, **named):
        seen.append(verify(*args, **named))
        return seen[-1]

    monkeypatch.setattr(packing, "verify", watched)
    with pytest.raises(IntegrityProblem, match="BND-005"):
        making.make(tmp_path / "a", making.plan_of(log=log))
    assert [one.id for one in seen[0].checks if one.state is State.FAILED] == [11]
    assert list((tmp_path / "a").iterdir()) == []


def test_key_of_another_bundle_does_not_open_this_one(made, tmp_path):
    other = making.make(tmp_path / "other")
    shutil.copy(other.path / "key-passphrase.age", made.path)
    assert state_of(verify(made.path, passphrase=other.passphrase), CheckId.OUTER) is State.FAILED


def test_reader_lists_at_once_and_reads_one_file(made):
    with open_bundle(made.path, passphrase=made.passphrase) as bundle:
        assert bundle.sizes["data/exhibits/E002.jpg"] == 240_000
        with bundle.open("data/exhibits/E001.jpg") as file:
            assert file.read() == b"first picture"
            assert (file.seek(6), file.read(3)) == (6, b"pic")


def test_reader_refuses_a_damaged_archive_by_code(made):
    making.put_archive(made, making.archive_of(made) + b"x")
    with (
        pytest.raises(Exception, match="BND-003"),
        open_bundle(made.path, passphrase=made.passphrase),
    ):
        pass


def test_empty_and_short_archives_fail_three(made):
    for data in (b"", b"PK\x05\x06", bytes(22)):
        with (made.path / "bundle.age").open("wb") as file:
            encrypt(io.BytesIO(data), file, [making.identity_of(made).recipient])
        assert (
            state_of(verify(made.path, passphrase=made.passphrase), CheckId.ARCHIVE) is State.FAILED
        )


def test_every_text_of_a_check_is_in_korean(made):
    source = "".join(
        Path(module.__file__).read_text("utf-8") for module in (checks, parts, run, steps)
    )
    marked = re.findall(r'N_\(\s*"([^"]+)"', source)
    catalogue = (resources() / "locale/ko/LC_MESSAGES/bundle.po").read_text("utf-8")
    assert len(marked) > 40
    assert [text for text in marked if f'msgid "{text}"' not in catalogue] == []
