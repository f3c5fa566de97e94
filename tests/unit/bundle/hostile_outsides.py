"""Bad outsides by rule: the age files chunk by chunk and line by line, the key, the ZIP around."""

from __future__ import annotations

import base64
import io
import struct
import textwrap
import zipfile
from collections.abc import Callable, Iterator, Mapping

from hostile_source import Case, Good

from app.bundle.verify.outer import BUNDLE, KEY
from crypto.age import ScryptRecipient, X25519Identity, encrypt

_SEALED = 64 * 1024 + 16
ZIPPED = "bundle.zip"


def cases() -> Iterator[Case]:
    """All bad outsides."""
    yield from _headers()
    yield from _chunks()
    yield from _keys()
    yield from _zips()


def _large(good: Good) -> bytes:
    """A sealed good archive with some chunks."""
    import making

    files = making.rebagged({**good.files, "data/exhibits/E002.jpg": bytes(3 * 64 * 1024)})
    return good.sealed(making.zipped(files))


def _outer(name: str, change: Callable[[bytes], bytes], file: str = BUNDLE) -> Case:
    def made(good: Good) -> Mapping[str, bytes]:
        files = {BUNDLE: good.sealed(good.archive), KEY: good.key}
        return {**files, file: change(files[file])}

    return Case(name, made)


def _headers() -> Iterator[Case]:
    stanza = b"-> X25519 " + b"A" * 43 + b"\n" + b"A" * 43 + b"\n"
    changes: dict[str, Callable[[bytes], bytes]] = {
        "version": lambda d: d.replace(b"/v1", b"/v2", 1),
        "version only": lambda d: d[:22],
        "CRLF": lambda d: d.replace(b"\n", b"\r\n", 4),
        "armor": lambda d: b"-----BEGIN AGE ENCRYPTED FILE-----\n" + d,
        "empty": lambda _d: b"",
        "a stanza more": lambda d: d[:22] + stanza + d[22:],
        "64 stanzas more": lambda d: d[:22] + stanza * 64 + d[22:],
        "10,000 stanzas more": lambda d: d[:22] + stanza * 10_000 + d[22:],
        "a passphrase stanza beside": lambda d: d[:22] + b"-> scrypt AAAAAAAAAAAAAAAAAAAAAA 18\n"
        + b"A" * 43 + b"\n" + d[22:],
        "unknown stanza": lambda d: d[:22] + b"-> x-grease\n\n" + d[22:],
        "endless line": lambda d: d[:22] + b"-> " + b"x" * 1_000_000,
        "endless header": lambda d: d[:22] + b"-> x\n\n" * 100_000,
        "many arguments": lambda d: d[:22] + b"->" + b" x" * 3000 + b"\n\n" + d[22:],
        "no stanza": lambda d: d[:22] + d[d.index(b"---") :],
        "no code": lambda d: d[: d.index(b"---")] + b"---\n" + d[d.index(b"---") + 48 :],
        "short code": lambda d: d[: d.index(b"---") + 20] + b"\n" + d[d.index(b"---") + 48 :],
        "share of zeros": lambda d: d.replace(d[32 : 32 + 43], b"A" * 43, 1),
    }  # fmt: skip
    for name, change in changes.items():
        yield _outer(f"header {name}", change)
        yield _outer(f"key header {name}", change, KEY)
    for at in range(0, 200, 5):
        yield _outer(f"header byte {at}", lambda d, at=at: _flipped(d, at))
        yield _outer(f"key header byte {at}", lambda d, at=at: _flipped(d, at), KEY)


def _flipped(data: bytes, at: int) -> bytes:
    return data[:at] + bytes([data[at] ^ 4]) + data[at + 1 :]


def _chunks() -> Iterator[Case]:
    def large(name: str, change: Callable[[bytes, list[bytes]], bytes]) -> Case:
        def made(good: Good) -> Mapping[str, bytes]:
            data = _large(good)
            body = data.index(b"\n", data.index(b"\n---") + 1) + 1 + 16
            chunks = [data[at : at + _SEALED] for at in range(body, len(data), _SEALED)]
            return {BUNDLE: change(data[:body], chunks), KEY: good.key}

        return Case(name, made)

    def join(head: bytes, *parts: list[bytes]) -> bytes:
        return head + b"".join(piece for part in parts for piece in part)

    for number in range(4):
        yield large(f"chunk {number} gone", lambda h, c, n=number: join(h, c[:n], c[n + 1 :]))
        yield large(f"chunk {number} twice", lambda h, c, n=number: join(h, c[: n + 1], c[n:]))
        yield large(
            f"chunk {number} short", lambda h, c, n=number: join(h, c[:n], [c[n][:-1]], c[n + 1 :])
        )
        yield large(f"cut after chunk {number}", lambda h, c, n=number: join(h, c[:n]))
        yield large(f"cut in chunk {number}", lambda h, c, n=number: join(h, c[:n], [c[n][:20]]))
        yield large(
            f"chunk {number} flipped",
            lambda h, c, n=number: join(h, c[:n], [_flipped(c[n], 9)], c[n + 1 :]),
        )
        yield large(
            f"chunk {number} of zeros",
            lambda h, c, n=number: join(h, c[:n], [bytes(len(c[n]))], c[n + 1 :]),
        )
    yield large("chunks reversed", lambda h, c: join(h, c[::-1]))
    yield large("chunks 0 and 1 swapped", lambda h, c: join(h, [c[1], c[0]], c[2:]))
    yield large("last chunk first", lambda h, c: join(h, c[-1:], c[:-1]))
    yield large("bytes behind", lambda h, c: join(h, c, [b"x"]))
    yield large("a whole chunk behind", lambda h, c: join(h, c, [bytes(_SEALED)]))
    yield large("nonce flipped", lambda h, c: join(_flipped(h, len(h) - 1), c))
    yield large("nonce gone", lambda h, c: join(h[:-16], c))
    yield large("header alone", lambda h, _c: h[:-16])
    yield large("header and nonce alone", lambda h, _c: h)

    def other(good: Good) -> Mapping[str, bytes]:
        out = io.BytesIO()
        encrypt(io.BytesIO(good.archive), out, [X25519Identity.generate().recipient])
        return {BUNDLE: out.getvalue(), KEY: good.key}

    yield Case("sealed for another", other)
    yield Case("empty inside", lambda good: {BUNDLE: good.sealed(b""), KEY: good.key})
    for size in (1, 21, 22, 65535, 65536, 65537):
        zeros = bytes(size)
        yield Case(
            f"{size} zeros inside", lambda good, z=zeros: {BUNDLE: good.sealed(z), KEY: good.key}
        )


def _keys() -> Iterator[Case]:
    texts = (
        b"", b"\n", b"#\n", b"AGE-SECRET-KEY-1\n", b"age1xyz\n", b"AGE-SECRET-KEY-1" + b"Q" * 58, b"\0" * 100,
        b"\xff" * 100, b"AGE-PLUGIN-X-1QQQ\n", b"#" * 60_000, b"\n" * 60_000, b"\x1b]0;x\x07", b"\xe2\x80\xa8AGE",
        b"ssh-ed25519 AAAA\n", b"-----BEGIN OPENSSH PRIVATE KEY-----\n", b"A" * 60_000, b"\r\r\r", b"\x1c\x1d",
    )  # fmt: skip
    for number, text in enumerate(texts):
        yield Case(f"key text {number}", lambda good, text=text: _with_key(good, text))

    def lower(good: Good) -> Mapping[str, bytes]:
        return _with_key(good, str(good.identity).lower().encode()[:-1] + b"q\n")

    yield Case("key with another check digit", lower)
    yield _outer("key in text form", _armored, KEY)
    yield _outer("header in text form", _armored)
    for work in (
        b"0",
        b"00",
        b"01",
        b"-1",
        b"+4",
        b"4 ",
        b"21",
        b"30",
        b"31",
        b"99",
        b"100",
        b"9" * 40,
        b"0x4",
        b"x",
    ):
        yield _outer(
            f"key work {work[:8]!a}", lambda d, w=work: d.replace(b" 4\n", b" " + w + b"\n", 1), KEY
        )
    for size in (0, 1, 16, 64 * 1024, 64 * 1024 + 1, 1_000_000):
        yield _outer(f"key of {size} zeros", lambda _d, size=size: bytes(size), KEY)
    yield _outer("key twice", lambda d: d + d, KEY)
    yield _outer("key cut", lambda d: d[:-1], KEY)
    yield _outer("bundle as its key", lambda _d: b"age-encryption.org/v1\n", KEY)
    yield Case("no key", lambda good: {BUNDLE: good.sealed(good.archive)})
    yield Case("no bundle", lambda good: {KEY: good.key})
    yield Case("nothing", lambda _good: {})


def _armored(data: bytes) -> bytes:
    """The same age file as age writes it with `-a`: a bundle has the other form alone."""
    lines = textwrap.wrap(base64.b64encode(data).decode(), 64)
    whole = ["-----BEGIN AGE ENCRYPTED FILE-----", *lines, "-----END AGE ENCRYPTED FILE-----", ""]
    return "\n".join(whole).encode()


def _with_key(good: Good, text: bytes) -> Mapping[str, bytes]:
    out = io.BytesIO()
    encrypt(io.BytesIO(text), out, [ScryptRecipient(good.passphrase, 4)])
    return {BUNDLE: good.sealed(good.archive), KEY: out.getvalue()}


def _zips() -> Iterator[Case]:
    """The folder as a ZIP that somebody made of it.

    What it says of itself is not believed: where what is sealed is found all the same, it is whole.
    """

    def case(name: str, change: Callable[[bytes], bytes], **options: int) -> Case:
        return Case(
            f"zip {name}", lambda good: {ZIPPED: change(_zip_of(good, **options))}, harmless=True
        )

    yield case("packed", lambda d: d, compression=zipfile.ZIP_DEFLATED)
    yield case("bzip2", lambda d: d, compression=zipfile.ZIP_BZIP2)
    yield case("two bundles", lambda d: d, bundles=2)
    yield case("no bundle", lambda d: d, bundles=0)
    yield case("3,001 files", lambda d: d, more=3001)
    yield case("20,000 files", lambda d: d, more=20_000)
    yield case("comment", lambda d: d[:-2] + b"\x01\0x")
    yield case("magic alone", lambda _d: b"PK")
    yield case("end alone", lambda _d: b"PK\x05\x06" + bytes(18))
    yield case("cut", lambda d: d[: len(d) // 2])
    yield case("behind", lambda d: d + b"x" * 30)
    for at, width in ((8, 2), (10, 2), (12, 4), (16, 4)):
        for value in (0, 1, (1 << 8 * width) - 1):
            yield case(
                f"end {at} {value}",
                lambda d, a=at, w=width, v=value: _put(d, len(d) - 22 + a, w, v),
            )
    for at, width in ((8, 2), (10, 2), (20, 4), (24, 4), (28, 2), (30, 2), (42, 4)):
        for value in (1, 0x800, 0xFFFE, (1 << 8 * width) - 1):
            yield case(
                f"record {at} {value}",
                lambda d, a=at, w=width, v=value: _put(d, d.rindex(b"b/bundle.age") - 46 + a, w, v),
            )
    for offset in (1 << 31, 1 << 32, 1 << 62, 1 << 63, (1 << 64) - 1):
        yield case(f"wide offset {offset:#x}", lambda d, o=offset: _wide_record(d, 42, o))
        yield case(f"wide size {offset:#x}", lambda d, o=offset: _wide_record(d, 24, o))


def _put(data: bytes, at: int, width: int, value: int) -> bytes:
    new = value.to_bytes(width, "little")
    if data[at : at + width] == new:
        new = (value ^ 3).to_bytes(width, "little")
    return data[:at] + new + data[at + width :]


def _wide_record(data: bytes, field: int, value: int) -> bytes:
    """A record that says its place or size in a ZIP64 field."""
    at = data.rindex(b"b/bundle.age") - 46
    record = bytearray(data[at : at + 46])
    struct.pack_into("<L", record, field, 0xFFFFFFFF)
    struct.pack_into("<H", record, 30, 12)
    name = b"b/bundle.age"
    rest = data[at + 46 + len(name) :]
    end = bytearray(rest[-22:])
    struct.pack_into("<L", end, 12, struct.unpack_from("<L", end, 12)[0] + 12)
    extra = struct.pack("<HHQ", 1, 8, value)
    return data[:at] + bytes(record) + name + extra + rest[:-22] + bytes(end)


def _zip_of(
    good: Good, compression: int = zipfile.ZIP_STORED, bundles: int = 1, more: int = 0
) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for number in range(more):
            archive.writestr(f"b/{number}", b"")
        archive.writestr("b/" + KEY, good.key)
        for number in range(bundles):
            archive.writestr("b/" * (1 + number) + BUNDLE, good.sealed(good.archive))
    return out.getvalue()
