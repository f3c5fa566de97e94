"""Minor mode by the command line: each subcommand that takes something in is tried with pictures."""

from __future__ import annotations

import io
import json
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from app.cli.main import main
from app.jobs import Job
from app.usecases.vault.vaults import create_vault
from crypto.kdf import FLOOR
from tests.fixtures.documents import document, mail, packed, part
from tests.fixtures.exports.telegram_writer import message, room, written

Run = Callable[..., dict[str, Any]]


def picture(form: str = "JPEG") -> bytes:
    out = io.BytesIO()
    Image.effect_noise((60, 40), 70).convert("RGB").save(out, form)
    return out.getvalue()


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    passphrase = tmp_path / "passphrase"
    passphrase.write_text("a passphrase for this\n", "utf-8")
    create_vault(tmp_path / "vault", "a passphrase for this", Job(), argon2=FLOOR).close()

    def run(command: str, *words: object, status: int = 0) -> dict[str, Any]:
        secret = () if command == "drop" else ("--passphrase-file", passphrase)
        told = map(str, (*command.split(), tmp_path / "vault", *words, *secret))
        assert main([*told, "--json", "--lang", "en"]) == status
        answer: dict[str, Any] = json.loads(capsys.readouterr().out)
        return answer

    return run


def stored(vault: Path) -> set[str]:
    return {path.name for path in (vault / "blobs").rglob("*") if path.is_file()}


def test_no_way_in_takes_what_may_show_somebody(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = ("--case", run("case add", "--under-19", "unsure", "--school")["id"])
    given = tmp_path / "given"
    export = given / "export"
    (export / "photos").mkdir(parents=True)
    (export / "photos" / "a.jpg").write_bytes(picture())
    (export / "photos" / "b.mp4").write_bytes(b"\0\0\0\x18ftypisom film")
    said = message(1, 1_724_734_800, ("하늘", "user1"), "말", photo="photos/a.jpg")
    (export / "result.json").write_text(written(room("방", "private_group", 1, [said])), "utf-8")
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as into:
        into.writestr("a.jpg", picture())
    for name, content in {
        "a.jpg": picture(),
        "a.png": picture("PNG"),
        "words.txt": picture("WEBP"),
        "a.pdf": document(picture=True),
        "a.eml": mail(part(picture())),
        "nested.zip": inner.getvalue(),
        "nested.eml": mail(part(inner.getvalue())),
        "a.docx": packed(**{"word/media/a.jpg": picture()}),
        "page.mhtml": b"From: <saved>\nContent-Type: multipart/related; boundary=B\n\n--B\n"
        + part(picture(), "image/jpeg")
        + b"\n--B--\n",
        "crawl.warc": b"WARC/1.0\r\nContent-Length: 0\r\n\r\n\r\n\r\n",
    }.items():
        (given / name).write_bytes(content)

    report = run("collect", *case, given, status=1)
    assert report["items_taken"] == 1  # the words of the chat
    assert len(report["refused"]) == 12
    assert {one["code"] for one in report["refused"]} == {"COL-004", "COL-091", "COL-092"}
    before = stored(tmp_path / "vault")

    sure = run("collect", *case, "--screens-without-image", export, status=1)
    assert [Path(one["path"]).name for one in sure["refused"]] == ["a.jpg", "b.mp4"]

    run("drop", given / "a.jpg")
    placed = run("waiting place", *case, status=1)
    assert [one["code"] for one in placed["refused"]] == ["COL-004"]

    class Piped:
        buffer = io.BytesIO(picture("PNG"))

        def isatty(self) -> bool:
            return False

    monkeypatch.setattr(sys, "stdin", Piped())
    assert run("capture", *case, status=1)["error"]["code"] == "COL-004"

    assert {one["name"] for one in run("list", *case)["items"]} == {"result.json"}
    assert stored(tmp_path / "vault") == before


def test_turning_it_off_wants_a_reason_and_then_lets_pictures_in(run: Run, tmp_path: Path) -> None:
    case = ("--case", run("case add", "--minor")["id"])
    (tmp_path / "a.jpg").write_bytes(picture())
    assert run("case minor-off", *case, status=2)["error"]["code"] == "COL-090"
    run("collect", *case, tmp_path / "a.jpg", status=1)
    run("case minor-off", *case, "--reason", "everyone shown is an adult")
    assert run("collect", *case, tmp_path / "a.jpg")["items_taken"] == 1
    assert run("case minor-on", *case)["held_back"] == 1
