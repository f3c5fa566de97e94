"""What is given to a journey: pictures, a film, a document, words, a chat export, all of them marked.

Marks stand in contents, in metadata, in the names of files and folders, one of them decomposed.
"""

from __future__ import annotations

import io
import json
import random
import unicodedata
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from crypto.age import X25519Identity
from tests.flows.traces.leaks import LATIN, WORD

PASSPHRASE = f"{WORD} 잠금말 {LATIN} words"
WRONG = f"{WORD} 틀린말 {LATIN}"
TITLE = f"{WORD} 사건 {LATIN}"
NOTE = f"{WORD} 메모. {LATIN} note"
ANSWER = f"{WORD} 답. {LATIN} answer"
WORDS = f"{WORD}낱말"
SECOND = f"{WORD} 둘째말 {LATIN}"
LABEL = f"{WORD} 이름표 {LATIN}"
INSIDE = f"{WORD}폴더 {LATIN}"
LATER = "later"
"""What is given first, and what comes in another way afterwards."""


@dataclass(frozen=True)
class Given:
    """The folder that is given, and its files' bytes by name."""

    folder: Path
    files: dict[str, bytes]


def _noise(seed: int, size: tuple[int, int]) -> Image.Image:
    return Image.frombytes("RGB", size, random.Random(seed).randbytes(size[0] * size[1] * 3))


def _saved(picture: Image.Image, form: str, **options: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, form, **options)
    return out.getvalue()


def _png(seed: int) -> bytes:
    words = PngInfo()
    words.add_itxt("parameters", f"{WORD} {LATIN}")
    return _saved(_noise(seed, (96, 64)), "PNG", pnginfo=words)


def _jpeg() -> bytes:
    exif = Image.Exif()
    exif[0x010E] = f"{LATIN} description"
    exif[0x013B] = f"{LATIN} artist"
    return _saved(_noise(3, (120, 80)), "JPEG", exif=exif.tobytes())


def _film() -> bytes:
    out = io.BytesIO()
    with av.open(out, "w", format="mp4") as movie:
        movie.metadata.update({"title": f"{WORD} {LATIN}", "comment": LATIN})
        stream = movie.add_stream("libx264", rate=Fraction(10))
        stream.width, stream.height, stream.pix_fmt = 128, 96, "yuv420p"
        for number in range(4):
            movie.mux(stream.encode(av.VideoFrame.from_image(_noise(number, (128, 96)))))
        movie.mux(stream.encode())
    return out.getvalue()


def _chat(folder: Path) -> None:
    (folder / "photos").mkdir(parents=True)
    (folder / "photos" / f"{LATIN}_방사진.png").write_bytes(_png(7))
    messages = [
        {
            "id": number,
            "type": "message",
            "date": "2024-08-24T20:00:00",
            "date_unixtime": str(1724497200 + number),
            "from": f"{WORD}{LATIN} 보낸이",
            "from_id": f"user77{number}",
            "text": f"{WORDS} {LATIN} https://t.me/{LATIN}/{number}",
        }
        for number in range(1, 6)
    ]
    messages[0]["photo"] = f"photos/{LATIN}_방사진.png"
    messages.append({"id": 9, "type": f"{LATIN}_kind", "text": WORD})
    room = {
        "name": f"{WORD} 방 {LATIN}",
        "type": "private_supergroup",
        "id": 990077,
        "messages": messages,
    }
    (folder / "result.json").write_text(json.dumps(room, ensure_ascii=False), "utf-8")


def give(folder: Path) -> Given:
    """Write everything into a folder of this name, which exists no more than its files do."""
    inside, later = folder / INSIDE, folder / LATER / f"{LATIN}나중"
    inside.mkdir(parents=True)
    later.mkdir(parents=True)
    decomposed = unicodedata.normalize("NFD", f"{WORD}자모.txt")
    files = {
        f"{WORD}화면.png": _png(1),
        f"{LATIN}.jpg": _jpeg(),
        f"{WORD}문서.pdf": _saved(_noise(4, (200, 280)), "PDF", title=f"{WORD} {LATIN}"),
        f"{WORD}영상 {LATIN}.mp4": _film(),
        decomposed: f"{WORD} {LATIN} 900101-1234567\n".encode() * 3,
    }
    for name, data in files.items():
        (inside / name).write_bytes(data)
    _chat(inside / f"{WORD}대화")
    (inside / f"{WORD}지름길").symlink_to(inside / decomposed)
    for number in range(20, 24):
        (later / f"{WORD}{number}.png").write_bytes(_png(number))
    counsellor = X25519Identity.generate()
    (folder / "identity").write_text(f"{counsellor}\n", "ascii")
    (folder / "recipient").write_text(f"{counsellor.recipient}\n", "ascii")
    (folder / "second").write_text(SECOND + "\n", "utf-8")
    (folder / "passphrase").write_text(PASSPHRASE + "\n", "utf-8")
    (folder / "note").write_text(NOTE, "utf-8")
    (folder / "answers.toml").write_text(f'"event.narrative" = "{ANSWER}"\n', "utf-8")
    both = [*inside.rglob("*"), *later.rglob("*")]
    kept = {path.name: path.read_bytes() for path in both if path.is_file()}
    return Given(inside, kept)
