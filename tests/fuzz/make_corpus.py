"""Writes the seeds of the corpus: small files of every format, made here and nowhere else.

`python -m tests.fuzz.make_corpus`. What was found later lies beside them and is never touched.
"""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from fractions import Fraction

import av
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from app.bundle import wordlist
from app.bundle.replies import write_questions, write_receipt
from app.bundle.verify import Check, CheckId, Opened, Result, State, VerifyResult, bag, manifest
from app.bundle.verify.custody import write_line
from app.collect.chats.excerpt_lines import (
    FORMAT,
    HeadLine,
    Line,
    MediaLine,
    MessageLine,
    ProblemLine,
    RoomLine,
    line_bytes,
)
from app.domain.times.times import Certainty, Moment, TimeSource
from crypto import canon, chain
from crypto.age import encrypt
from crypto.kdf import FLOOR
from crypto.slots import SlotBlock
from tests.fixtures.documents import PNG, document, mail, packed, part
from tests.fixtures.exports.demo_room import demo_json
from tests.fixtures.exports.telegram_writer import html_message, html_service, page
from tests.fixtures.exports.texts import TEXTS
from tests.fuzz import of_bundles
from tests.fuzz.judging import folder_of
from tests.fuzz.targets import IDENTITY, REPLIER
from tests.ole_files import filetime, mail_file, ole_file, summary
from tests.unit.collect.pages.test_readers import MAIL, SINGLE, mhtml, page_record, wacz

DISCORD = {
    "guild": {"id": "1", "name": "방"},
    "channel": {"id": "2", "type": "GuildTextChat", "name": "채널"},
    "exportedAt": "2024-08-27T15:44:52.0+09:00",
    "messages": [
        {
            "id": "3", "type": "Default", "timestamp": "2024-08-27T15:44:52.0+09:00", "content": "말",
            "author": {"id": "4", "name": "하늘"}, "reference": {"messageId": "3"},
            "attachments": [{"id": "5", "url": "a/b.png", "fileName": "b.png"}],
        }
    ],
    "messageCount": 1,
}  # fmt: skip
META = {
    "participants": [{"name": "\u00ed\u0095\u0098"}],
    "messages": [
        {"sender_name": "\u00ed\u0095\u0098", "timestamp_ms": 1724734800000, "content": "a",
         "photos": [{"uri": "messages/photos/a.jpg"}], "share": {"link": "https://t.me/a"}}
    ],
    "title": "a", "thread_path": "inbox/a_1", "is_still_participant": True,
}  # fmt: skip
LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "laugh">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    + "]><x:xmpmeta xmlns:x='adobe:ns:meta/'>&a11;</x:xmpmeta>"
)
HTML = page(
    "방",
    html_service(-1, "27 August 2024") + html_message(1, "27.08.2024 14:03:22", "하늘", "글"),
)


def _sealed(data: bytes, *, armor: bool = False) -> bytes:
    out = io.BytesIO()
    encrypt(io.BytesIO(data), out, [IDENTITY.recipient], armor=armor)
    return out.getvalue()


def _stored() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as into:
        into.writestr("bundle.age", _sealed(b"x"))
        into.writestr("key-passphrase.age", _sealed(b"y"))
    return out.getvalue()


def _pictures() -> list[bytes]:
    found = []
    picture = Image.effect_noise((48, 32), 60).convert("RGB")
    for form in ("JPEG", "PNG", "GIF", "WEBP", "BMP", "TIFF", "AVIF"):
        out = io.BytesIO()
        picture.save(out, form)
        found.append(out.getvalue())
    return found


def _film() -> bytes:
    out = io.BytesIO()
    with av.open(out, "w", format="mp4") as movie:
        stream = movie.add_stream("libx264", rate=Fraction(5))
        stream.width, stream.height, stream.pix_fmt = 64, 48, "yuv420p"
        for shade in (0, 90):
            frame = av.VideoFrame.from_image(Image.new("RGB", (64, 48), (shade, 9, 9)))
            movie.mux(stream.encode(frame))
        movie.mux(stream.encode())
    return out.getvalue()


def _xmp() -> bytes:
    """A PNG whose XMP has entities in it."""
    told = PngInfo()
    told.add_itxt("XML:com.adobe.xmp", LAUGHS)
    out = io.BytesIO()
    Image.new("RGB", (8, 8)).save(out, "PNG", pnginfo=told)
    return out.getvalue()


def _office() -> list[bytes]:
    """Documents of older programs, and a mail of Outlook."""
    told = summary({2: "제목", 4: "김", 12: (filetime(1_709_262_000_000),), 14: 3})
    mail_of_outlook = mail_file(
        {0x0037: "제목", 0x1000: "여기 t.me/a 로", 0x0C1A: "가", 0x1009: b"rich"},
        [{0x3707: "사진.jpg", 0x370E: "image/jpeg", 0x3701: PNG}],
    )
    return [
        ole_file({"WordDocument": b"x" * 600, "\x05SummaryInformation": told}),
        ole_file({"HwpSummaryInformation": b"", "\x05HwpSummaryInformation": told}),
        packed(**{"docProps/core.xml": b"<a xmlns='b'><dc:title xmlns:dc='d'>x</dc:title></a>"}),
        mail_of_outlook,
    ]


def _chats() -> dict[str, list[bytes]]:
    found = {"chat texts": [text.encode() for text in TEXTS.values()]}
    found["chat telegram.json"] = [demo_json()[:3000]]
    found["chat telegram.html"] = [HTML]
    found["chat discord.json"] = [json.dumps(DISCORD, ensure_ascii=False).encode()]
    found["chat meta.json"] = [json.dumps(META).encode()]
    moment = Moment(1_724_734_800_000, TimeSource.PLATFORM, Certainty.EXACT)
    media = MediaLine("picture", "a.jpg", "photos/a.jpg")
    lines: tuple[Line, ...] = (
        HeadLine(FORMAT, "result.json", "0" * 64, 1, "telegram.json"),
        RoomLine("r", "telegram", "1", "방", "group", "chats[0]"),
        MessageLine(
            "r", "messages[0]", "message", "1", "user1", "하늘", "말 t.me/a", moment, moment,
            media=(media,), links=(("https://t.me/a", "text"),), details={"a": "b"}, reply_to="1",
        ),
        ProblemLine("messages[1]", "bad_record"),
    )  # fmt: skip
    found["chat ongi.excerpt"] = [b"".join(map(line_bytes, lines))]
    return found


OPENED = VerifyResult(
    Result.PASSED,
    tuple(Check(int(one), "", State.PASSED) for one in CheckId),
    "",
    Opened(
        "0" * 64, "c-000000000000", "2026-11-23T01:00:00Z", REPLIER.public_line(), 1, "0" * 64,
        (("E001", "i-000000000000"),),
    ),
)  # fmt: skip


def _questions() -> bytes:
    assert OPENED.opened is not None
    asked = (("E001", "언제 \u202e보셨나요?"), ("", "전체"))
    return write_questions(OPENED.opened, asked, made_ms=0, who="", key=REPLIER)


def _signature() -> bytes:
    return f"{REPLIER.public_line()}\n\n{REPLIER.sign('ongi-fuzz', b'message')}".encode()


def _signed_list() -> bytes:
    exhibit = manifest.FileLine(
        "data/exhibits/E001.jpg", 1, "0" * 64, "image/jpeg", "i-1", "방\u202e.jpg"
    )
    document = manifest.FileLine("data/report.pdf", 2, "f" * 64, "application/pdf")
    return manifest.write_manifest(
        manifest.Manifest(
            "c-000000000000", "2026-11-23T01:00:00Z", "Ongi", "1", REPLIER.public_line(), 1, "0" * 64,
            (exhibit, document),
        )
    )  # fmt: skip


def _log() -> bytes:
    """Three entries that fit together, one of them withheld."""
    head, lines = chain.GENESIS, []
    for number in (1, 2, 3):
        entry = canon.dumps(
            {
                "act": "item.taken",
                "details": {"sha256": "0" * 64},
                "number": number,
                "subject": "i-1",
            }
        )
        head = chain.link(head, entry)
        lines.append(write_line(number, entry, head, shown=number != 2))
    return b"".join(lines)


def seeds() -> dict[str, list[bytes]]:
    """The seeds of each target, by its name."""
    warc = page_record(b"<body>x</body>", "sha1:" + "A" * 32)
    line = canon.dumps({"entry": "x", "head": "0" * 64, "number": 1, "shown": True}) + b"\n"
    return {
        **_chats(),
        "page text/html": [SINGLE.encode(), HTML],
        "page multipart/related": [mhtml("<body>x <a href='/y'>y</a></body>")],
        "page message/rfc822": [MAIL, mail(part(PNG), part(mail(b"\ninner"), "message/rfc822"))],
        "page application/warc": [warc, gzip.compress(warc)],
        "page application/wacz": [wacz()],
        "decoded": [*_pictures(), _film(), document(picture=True), packed(), mail(part(PNG)), _xmp(), *_office()],
        "kind": [PNG, document(), packed(), MAIL, HTML, b"\xff\xfea\0"],
        "text": ["말 https://t.me/a?b=c 900101-1234567 \u202e@name".encode(), b"http://xn--a.net/\x1b"],
        "age": [_sealed(b"x" * 100), _sealed(b"x", armor=True)],
        "keys": [str(IDENTITY.recipient).encode(), _sealed(canon.dumps({"format": "x"})), _sealed(f"{IDENTITY}\n".encode())],
        "kit": [
            "\n".join(f"{n}. {word}" for n, word in enumerate(wordlist()[:14], 1)).encode(),
            " ".join(wordlist()[:12]).encode(),
        ],
        "slots": [SlotBlock.create(FLOOR, vault_id=bytes(16)).to_bytes(1), b"ongi-slots-v2\0\0\0"],
        "canonical JSON": [line, b'{"a":[1,null,true,"\xea\xb0\x80"]}'],
        "signature": [b"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGFh x\n\n-----BEGIN SSH SIGNATURE-----\nU1NIU0lH\n-----END SSH SIGNATURE-----\n", _signature()],
        "bundle": [_stored(), _sealed(b"x")],
        "bundle zip": [_stored()],
        "bundle manifest": [canon.dumps({"files": [], "format": "ongi-bundle-v1", "version": 1}), _signed_list()],
        "bundle sums": [bag.write_manifest({"data/report.pdf": "0" * 64})],
        "bundle log": [line, _log()],
        **of_bundles.seeds(),
        "receipt": [write_receipt(OPENED, made_ms=0, who="담당", key=REPLIER)],
        "questions": [_questions()],
        "messages of the worker": [b"R\0\0\0\x0c" + bytes(12) + b"F\0\0\0\x02{}D\0\0\0\0"],
        "template": [b'id = "a"\nversion = 1\n[[fields]]\nid = "x"\n'],
        "answers": ['event.where = "방"\n[victim]\nname = "가"\n'.encode()],
    }  # fmt: skip


def main() -> None:
    """Write every seed."""
    for name, found in seeds().items():
        folder = folder_of(name)
        folder.mkdir(parents=True, exist_ok=True)
        for number, data in enumerate(found, 1):
            (folder / f"seed-{number}").write_bytes(data)


if __name__ == "__main__":
    main()
