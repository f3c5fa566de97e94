"""What is tried with broken bytes: every reader of files that somebody else wrote.

A target reads bytes and may raise only what it says; anything else is a finding. Those that decode
are asked as the program asks them, through the limited worker (`worker_targets`).
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory

from app.bundle.replies import questions, read_questions, read_receipt, receipt
from app.bundle.verify import bag, manifest
from app.bundle.verify import custody as log_lines
from app.bundle.verify.manifest import NewerFormat
from app.bundle.verify.run import verify
from app.bundle.verify.unlock import BadKeyFile, keys_from_identity
from app.bundle.verify.zipread import BadZip, EntryReader, read_directory
from app.collect.chats.base import ChatImporter, MessageRead, ReadContext, RoomRead
from app.collect.chats.registry import IMPORTERS, recognise
from app.collect.kinds import HEAD_SIZE, sniff_kind
from app.collect.links import find_links, normalise
from app.collect.media.protocol import ProtocolProblem, receive
from app.collect.pages.reading import read_page
from app.collect.roomlife.sentences import said_in_words
from app.domain.chats.chats import Platform
from app.domain.evidence.pages import LINKS_LIMIT, PARTS_LIMIT, TEXT_LIMIT
from app.domain.text.rrn import find_rrn, mask_rrn
from app.domain.text.textsafe import visible, visible_name
from app.domain.times.times import is_storable, iso_kst, iso_utc
from app.domain.times.typed_times import typed_moment
from app.errors import OngiError
from app.recovery.reading import read_kit
from app.report.answers import read_answers
from app.report.data.templates import load_template, read_template
from app.vault.keys.letter import open_letter
from crypto import canon, sshsig
from crypto.age import X25519Identity, decrypt, read_identities, read_recipient
from crypto.errors import CryptoError
from crypto.slots import SlotBlock
from tests.fuzz import of_bundles

IDENTITY = X25519Identity(bytes(range(32)))
REPLIER = sshsig.SigningKey.from_seed(bytes(range(32)))
LONG_LINK = 2_000
"""From here on a link's normal form may be too long to be read as one again."""
SIBLINGS = frozenset({"photo1.jpg", "messages2.html"})


@dataclass(frozen=True)
class Target:
    """A reader. `words` are pieces of its format that changes like to bring in."""

    name: str
    read: Callable[[bytes], object]
    allowed: tuple[type[Exception], ...] = ()
    words: tuple[bytes, ...] = ()


def _chat(importer: ChatImporter, data: bytes) -> None:
    name = "result.json"
    recognise(data[:HEAD_SIZE], name, SIBLINGS)
    importer.sniff(data[:HEAD_SIZE], name, SIBLINGS)
    importer.companions(name, SIBLINGS)
    context = ReadContext(name, None, SIBLINGS)
    rooms: set[str] = set()
    positions: set[tuple[str, str]] = set()
    for record in importer.read(lambda: io.BytesIO(data), context):
        if isinstance(record, RoomRead):
            rooms.add(record.key)
        elif isinstance(record, MessageRead):
            assert record.room in rooms
            assert (record.source, record.position) not in positions
            positions.add((record.source, record.position))
            assert all(_leads_nowhere_else(one.path) for one in record.media)
            for moment in (record.shown, record.changed):
                if moment is not None and moment.at_ms is not None:
                    assert is_storable(moment)
                    iso_utc(moment.at_ms)
                    iso_kst(moment.at_ms)


def _leads_nowhere_else(path: str) -> bool:
    return not path.startswith("/") and ".." not in path.split("/") and "\\" not in path


def _page(media_type: str, data: bytes) -> None:
    page = read_page(io.BytesIO(data), media_type, len(data))
    assert len(page.text) <= TEXT_LIMIT
    assert len(page.links) <= LINKS_LIMIT
    assert len(page.parts) <= PARTS_LIMIT


def _kind(data: bytes) -> None:
    sniff_kind(data[:HEAD_SIZE], "x")
    sniff_kind(data[:HEAD_SIZE], visible_name(data[-40:].decode("utf-8", "replace")))


def _text(data: bytes) -> None:
    """What is done to every word of evidence, typed or read."""
    text = data.decode("utf-8", "surrogateescape")
    shown = visible(text, 4000)
    assert "\x1b" not in shown
    assert "\x00" not in shown
    visible_name(text, 90)
    typed_moment(text)
    for platform in Platform:
        said_in_words(platform, text)
    masked = mask_rrn(text)
    linked = [match.span() for match in re.finditer(r"(?i)https?://\S+", masked)]
    for start, end in find_rrn(masked):  # only thirteen digits in a row in a link are left
        assert end - start == len("9001011234567")
        assert any(first <= start < last for first, last in linked)
    for link in find_links(text):
        again = normalise(link.normal)
        assert again is not None or len(link.normal) > LONG_LINK
        assert again is None or again.normal == link.normal


def _age(data: bytes) -> None:
    decrypt(io.BytesIO(data), io.BytesIO(), [IDENTITY])


class _KeyFile:
    """The outside of a bundle that holds one recipient's key file."""

    names = frozenset({"key-a.age"})

    def __init__(self, data: bytes) -> None:
        self._data = data

    def open(self, name: str) -> io.BytesIO:
        return io.BytesIO(self._data)


def _keys(data: bytes) -> None:
    text = data.decode("utf-8", "replace")
    list(keys_from_identity(str(IDENTITY), _KeyFile(data)))
    with suppress(BadKeyFile):
        list(keys_from_identity(text, _KeyFile(data)))
    for read in (read_recipient, read_identities):
        with suppress(CryptoError, OngiError):
            read(text)
    open_letter(data, [IDENTITY])


def _zip(data: bytes) -> None:
    source = io.BytesIO(data)
    for entry in read_directory(source):
        EntryReader(source, entry).read(4096)


def _log(data: bytes) -> None:
    log_lines.follow(log_lines.read_lines(io.BytesIO(data)))


def _bundle(data: bytes) -> None:
    """A bundle as one file: a ZIP of it, or `bundle.age` alone."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "bundle.zip"
        path.write_bytes(data)
        verify(path, passphrase="only words here", identity=None)


def _messages(data: bytes) -> None:
    pipe = io.BytesIO(data)
    while True:
        receive(pipe)


@cache
def _fields() -> dict[str, dict[str, object]]:
    return {}


def _template(data: bytes) -> None:
    read_template(data, "kr.police.statement", _fields())


def _answers(data: bytes) -> None:
    read_answers(data, load_template("kr.police.statement"))


def _signature(data: bytes) -> None:
    head, _, rest = data.decode("utf-8", "replace").partition("\n\n")
    sshsig.verify(head, "ongi-fuzz", b"message", rest)


_JSON = (b'"', b"[" * 900, b"{}", b'{"a":', b"\\ud800", b"\\u0000", b"null", b"[[", b",,", b"//")
_HTML = (b"<div>" * 300, b"</div>", b"<!--", b"&#x0;", b"<![CDATA[", b'<a href="', b"<table>" * 99)
_MIME = (
    b"Content-Type: multipart/mixed; boundary=B\r\n\r\n", b"--B\r\n", b"--B--\r\n", b"\r\n\r\n",
    b"Content-Type: message/rfc822\r\n\r\n", b"=?utf-8?B?", b"?=", b"Content-Transfer-Encoding: x-uuencode\r\n",
    b'charset="\xff"', b"Content-Disposition: attachment; filename*=utf-8''%ff",
)  # fmt: skip
_WARC = (
    b"WARC/1.1\r\n", b"Content-Length: 99999999999999999999\r\n", b"Content-Length: -5\r\n", b"\r\n\r\n",
    b"Transfer-Encoding: chunked\r\n", b"ffffffffffffffff\r\n", b"Content-Encoding: gzip\r\n", b"\x1f\x8b\x08",
)  # fmt: skip
_TEXTS = (
    "오후".encode(), "년".encode(), b"[", b"] ", b" : ", b"\t", b"\r\n", b"99:99", b"12/31/99", b"- ",
    "\u202f".encode(), b"--------------- ",
)  # fmt: skip
_TOML = (b"[[fields]]\n", b'"""', b"a.b.c = ", b"1979-05-27T07:32:00Z", b"[" * 500, b"'''", b"inf")
_ZIP = (b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06", b"PK\x06\x06", b"PK\x06\x07", b"\xff\xff")
_AGE = (b"age-encryption.org/v1\n", b"-> X25519 ", b"--- ", b"-> scrypt ", b"\n", b"A" * 43)


def _words_of(name: str) -> tuple[bytes, ...]:
    if name.endswith((".json", "excerpt")):
        return _JSON
    return _HTML if name.endswith("html") else _TEXTS


PAGES = {
    "text/html": _HTML,
    "multipart/related": _MIME,
    "message/rfc822": _MIME,
    "application/warc": _WARC,
    "application/wacz": (*_ZIP, *_WARC),
}
LOST = (ProtocolProblem,)


def _receipt(data: bytes) -> None:
    """As it is, and signed anew, so that what was changed is read behind the signature too."""
    with suppress(OngiError):
        read_receipt(data, "x")
    line = data.partition(b"\n")[0] + b"\n"
    read_receipt(line + REPLIER.sign(receipt.NAMESPACE, line).encode(), "x")


def _questions(data: bytes) -> None:
    line = data.partition(b"\n")[0] + b"\n"
    read_questions(line + REPLIER.sign(questions.NAMESPACE, line).encode(), "x")


TARGETS: tuple[Target, ...] = (
    *(Target(f"chat {one.name}", partial(_chat, one), (), _words_of(one.name)) for one in IMPORTERS),
    *(Target(f"page {kind}", partial(_page, kind), (), words) for kind, words in PAGES.items()),
    Target("kind", _kind, (), (*_ZIP, *_MIME, b"ftyp", b"RIFF", b"%PDF-")),
    Target("text", _text, (), (b"https://", b"t.me/", b"@", b"www.", b"xn--", b"900101-1", b"//")),
    Target("age", _age, (CryptoError,), _AGE),
    Target("keys", _keys, (CryptoError, OngiError), _AGE),
    Target("kit", lambda data: read_kit([data.decode("utf-8", "replace")]), (OngiError,), (b"1. ",)),
    Target("slots", SlotBlock.parse, (CryptoError,)),
    Target("canonical JSON", canon.loads, (CryptoError,), _JSON),
    Target("signature", _signature, (CryptoError,), (b"ssh-ed25519 ", b"-----BEGIN SSH SIGNATURE-----")),
    Target("bundle", _bundle, (OngiError,), _ZIP),
    Target("bundle zip", _zip, (BadZip, OSError), _ZIP),
    Target("bundle manifest", manifest.read_manifest, (CryptoError, ValueError, NewerFormat), _JSON),
    Target("bundle sums", bag.read_manifest, (ValueError,), (b"  data/", b"\n", b"a" * 64)),
    Target("bundle log", _log, (log_lines.BrokenLog,), _JSON),
    *(Target(*row) for row in of_bundles.ROWS),
    Target("receipt", _receipt, (OngiError,), _JSON),
    Target("questions", _questions, (OngiError,), _JSON),
    Target("messages of the worker", _messages, LOST, (b"Q", b"R", b"F", b"D")),
    Target("template", _template, (OngiError,), _TOML),
    Target("answers", _answers, (OngiError,), _TOML),
)  # fmt: skip
