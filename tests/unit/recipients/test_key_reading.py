"""A public key read in from text, a file or a picture of its QR code; one's own key made and read."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path

import pypdfium2
import pytest

from app.bundle.codes import qr_png
from app.errors import AccessProblem, InputProblem
from app.jobs import Job
from app.usecases.bundles.identity_files import identity_text, is_closed, make_key
from app.usecases.bundles.key_reading import public_key_in_picture, read_public_key
from app.usecases.bundles.key_sheet import save_key_sheet
from app.usecases.ways_in.letters import give_letter, read_letter
from app.vault import Vault
from crypto.age import HybridIdentity, X25519Identity, read_identities

CLASSIC = str(X25519Identity.generate().recipient)
HYBRID = str(HybridIdentity.generate().recipient)


@pytest.mark.parametrize("key", [CLASSIC, HYBRID], ids=["classic", "hybrid"])
def test_a_key_is_read_from_its_text_and_from_a_file(tmp_path: Path, key: str) -> None:
    file = tmp_path / "office.pub"
    file.write_text(f"# public key of an office\r\n{key}\r\n", "utf-8-sig")
    assert read_public_key(key) == read_public_key(f" {key.upper()}\n") == key
    assert read_public_key(str(file)) == key


def test_a_key_is_read_from_a_picture_of_its_code_by_the_worker(tmp_path: Path) -> None:
    for name, key in (("a.png", CLASSIC), ("b.png", HYBRID)):
        (tmp_path / name).write_bytes(qr_png(key))
    assert read_public_key(str(tmp_path / "a.png")) == CLASSIC
    assert public_key_in_picture((tmp_path / "b.png").read_bytes(), "clipboard") == HYBRID
    (tmp_path / "c.png").write_bytes(qr_png("https://example.org/age1"))
    for picture in ((tmp_path / "c.png").read_bytes(), b"\x89PNG\r\n\x1a\nbroken", b"", b"words"):
        with pytest.raises(InputProblem, match="BND-026"):
            public_key_in_picture(picture, "clipboard")


@pytest.mark.skipif(shutil.which("zbarimg") is None, reason="not installed: zbar")
def test_another_reader_reads_the_code(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(qr_png(CLASSIC))
    command = ["zbarimg", "-q", "--raw", str(tmp_path / "a.png")]
    read = subprocess.run(command, check=True, capture_output=True, text=True)
    assert read.stdout.strip() == CLASSIC


@pytest.mark.parametrize(
    "content", [b"", b"# only words", b"\xff\xfe", CLASSIC.encode() * 9000, b"AGE-SECRET-KEY-1QQ"]
)
def test_a_file_without_one_key_is_refused(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "file"
    file.write_bytes(content)
    with pytest.raises(InputProblem, match="BND-020"):
        read_public_key(str(file))


def test_two_keys_in_a_file_are_not_chosen_from(tmp_path: Path) -> None:
    file = tmp_path / "two"
    file.write_text(f"{CLASSIC}\n{HYBRID}\n", "ascii")
    with pytest.raises(InputProblem, match="BND-020"):
        read_public_key(str(file))
    with pytest.raises(InputProblem, match="BND-020"):
        read_public_key(CLASSIC[:-1])
    with pytest.raises(InputProblem, match="INP-002"):
        read_public_key(str(tmp_path / "nothing"))


def test_a_key_of_one_s_own_is_closed_with_a_passphrase_and_opens_with_it(tmp_path: Path) -> None:
    made = make_key(tmp_path / "office.key", "말 세 개 더", Job(), work_factor=4)
    assert is_closed(made.path)
    assert b"AGE-SECRET" not in made.path.read_bytes()
    assert made.path.stat().st_mode & 0o777 == 0o600
    (identity,) = read_identities(identity_text(made.path, "말 세 개 더", Job()))
    assert str(identity.recipient) == made.public_key  # type: ignore[attr-defined]
    assert read_public_key(str(made.public_file)) == made.public_key
    assert made.numbers in made.public_file.read_text("ascii")
    assert read_public_key(str(made.picture)) == made.public_key
    with pytest.raises(AccessProblem, match="BND-029"):
        identity_text(made.path, None, Job())
    with pytest.raises(AccessProblem, match="BND-030"):
        identity_text(made.path, "다른 말", Job())


def test_a_counsellor_s_letter_opens_with_a_closed_key_too(vault: Vault, tmp_path: Path) -> None:
    made = make_key(tmp_path / "own.key", "열쇠의 말", Job(), work_factor=4)
    letter = tmp_path / "letter.age"
    give_letter(vault, made.public_key, letter)
    assert read_letter(letter, made.path, "열쇠의 말").secret
    for words, code in ((None, "BND-029"), ("다른 말", "BND-030")):
        with pytest.raises(AccessProblem, match=code):
            read_letter(letter, made.path, words)


def rendered(page: Path) -> bytes:
    """The one page of a PDF as a picture, as a photo of the printed sheet shows it."""
    out = io.BytesIO()
    with pypdfium2.PdfDocument(page.read_bytes()) as pdf:
        assert len(pdf) == 1
        pdf[0].render(scale=2.5).to_pil().save(out, "PNG")
    return out.getvalue()


@pytest.mark.parametrize("post_quantum", [False, True])
def test_the_code_on_the_printed_sheet_is_the_public_key(
    tmp_path: Path, post_quantum: bool
) -> None:
    whose = "서울 상담소 <b> #set page(fill: red) \u202e"
    made = make_key(tmp_path / "k", None, Job(), post_quantum=post_quantum, sheet_of=whose)
    assert made.sheet == tmp_path / "k.pdf"
    assert public_key_in_picture(rendered(made.sheet), "sheet") == made.public_key
    with pytest.raises(InputProblem, match="BND-032"):
        read_public_key(str(made.sheet))
    with pypdfium2.PdfDocument(made.sheet.read_bytes()) as pdf:
        text = " ".join(pdf[0].get_textpage().get_text_bounded().split())
    for said in (
        *made.numbers.split(),
        "서울 상담소 <b> #set page",
        "이 공개키의 주인",
        "Public key",
    ):
        assert said in text
    assert (made.public_key in text) is not post_quantum
    secret = made.path.read_text("ascii").splitlines()[-1]
    assert secret.encode() not in made.sheet.read_bytes()
    assert secret not in text


def test_sheet_without_a_name_has_a_line_to_write_on_and_overwrites_nothing(tmp_path: Path) -> None:
    sheet = save_key_sheet(CLASSIC, "  ", tmp_path / "sheet.pdf")
    before = sheet.read_bytes()
    with pytest.raises(InputProblem, match="INP-016"):
        save_key_sheet(CLASSIC, "other", sheet)
    assert sheet.read_bytes() == before
    with pytest.raises(InputProblem, match="INP-016"):
        make_key(tmp_path / "sheet", None, Job(), sheet_of="")
    assert [one.name for one in tmp_path.iterdir()] == ["sheet.pdf"]


def test_nothing_that_is_there_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "k.pub").write_text("mine", "ascii")
    with pytest.raises(InputProblem, match="INP-016"):
        make_key(tmp_path / "k", None, Job())
    assert [one.name for one in tmp_path.iterdir()] == ["k.pub"]
    with pytest.raises(InputProblem, match="INP-001"):
        make_key(tmp_path / "other", " ", Job())


def test_an_open_post_quantum_key_is_an_identity_file_as_it_lies(tmp_path: Path) -> None:
    made = make_key(tmp_path / "pq", None, Job(), post_quantum=True)
    assert not is_closed(made.path)
    assert made.public_key.startswith("age1pq1")
    assert identity_text(made.path, None, Job()) == made.path.read_text("ascii")


@pytest.mark.parametrize("content", [b"", b"words", b"age-encryption.org/v1\nx", b"\xff" * 70_000])
def test_what_is_no_key_file_is_said_to_be_none(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "file"
    file.write_bytes(content)
    with pytest.raises(InputProblem, match="BND-028"):
        identity_text(file, "words", Job())


@pytest.mark.skipif(shutil.which("age") is None, reason="not installed: age")
def test_age_knows_the_public_half_of_an_open_key(tmp_path: Path) -> None:
    made = make_key(tmp_path / "k", None, Job())
    command = ["age-keygen", "-y", str(made.path)]
    told = subprocess.run(command, check=True, capture_output=True, text=True)
    assert told.stdout.strip() == made.public_key
