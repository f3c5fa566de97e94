"""Bad sets of files by rule: parts and their list, recipients' key files, time stamps."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Iterator, Mapping

from hostile_source import OFFICE, RAW, Case, Files, Good, files_case, signed

from app.bundle.verify.outer import BUNDLE, KEY
from app.bundle.verify.parts import part_name, write_part_list
from crypto.age import HybridIdentity, ScryptRecipient, X25519Identity, encrypt

_LIST = "parts.sha256"
_MINE = "key-office.age"
_DER = (
    b"0", b"0\x80", b"0\x84\xff\xff\xff\xff", b"0\x82\x01", b"\x30\x80" * 5_000, b"\x02\x81\xff" * 500,
    b"0\x03\x02\x01\x02", b"0\x05\x30\x03\x02\x01\x02", b"0\x05\x30\x03\x02\x01\x00", b"\xff" * 100, bytes(70_000),
    b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
)  # fmt: skip


def cases() -> Iterator[Case]:
    """All bad sets."""
    yield from _parts()
    yield from _lists()
    yield from _keys()
    yield from _stamps()


def _in_parts(good: Good) -> dict[str, bytes]:
    data = good.sealed(good.archive)
    size = len(data) // 3 + 1
    pieces = [data[at : at + size] for at in range(0, len(data), size)]
    sums = [hashlib.sha256(piece).hexdigest() for piece in pieces]
    named = {part_name(number): piece for number, piece in enumerate(pieces, 1)}
    return {**named, _LIST: write_part_list(sums), KEY: good.key}


def _set(
    name: str, change: Callable[[dict[str, bytes]], Mapping[str, bytes]], *, harmless: bool = False
) -> Case:
    return Case(f"parts {name}", lambda good: change(_in_parts(good)), harmless=harmless)


def _without(files: Mapping[str, bytes], *names: str) -> dict[str, bytes]:
    return {name: data for name, data in files.items() if name not in names}


def _parts() -> Iterator[Case]:
    one, two, three, four = (part_name(number) for number in (1, 2, 3, 4))
    yield _set("as they are", lambda f: f, harmless=True)
    for name in (one, two, three, _LIST):
        yield _set(f"without {name}", lambda f, n=name: _without(f, n))
        yield _set(f"empty {name}", lambda f, n=name: {**f, n: b""})
        yield _set(f"short {name}", lambda f, n=name: {**f, n: f[n][:-1]})
        yield _set(f"long {name}", lambda f, n=name: {**f, n: f[n] + b"x"})
        yield _set(
            f"flipped {name}", lambda f, n=name: {**f, n: f[n][:40] + bytes([f[n][40] ^ 1]) + f[n][41:]},
            harmless=name == _LIST,  # no check rests on the sums
        )  # fmt: skip
    yield _set("one and two swapped", lambda f: {**f, one: f[two], two: f[one]})
    yield _set("two and three swapped", lambda f: {**f, two: f[three], three: f[two]})
    yield _set("one twice", lambda f: {**f, two: f[one]})
    yield _set("one more", lambda f: {**f, four: b"x"})
    yield _set("a part far away", lambda f: {**f, "bundle.age.999": b"x"})
    yield _set("part zero", lambda f: {**f, "bundle.age.000": b"x"})
    yield _set("four figures", lambda f: {**f, "bundle.age.0004": b"x"}, harmless=True)
    yield _set("other case", lambda f: {**_without(f, two), "BUNDLE.AGE.002": f[two]})
    yield _set("no figures", lambda f: {**_without(f, two), "bundle.age.²": f[two]})
    yield _set("a part beside a whole", lambda f: {**f, BUNDLE: b"x"})
    yield _set("no list, one part", lambda f: {one: f[one], KEY: f[KEY]})


def _lists() -> Iterator[Case]:
    ways: dict[str, Callable[[bytes], bytes]] = {
        "order": lambda d: b"".join(reversed(d.splitlines(keepends=True))),
        "line twice": lambda d: d + d.splitlines(keepends=True)[0],
        "a line more": lambda d: d + b"0" * 64 + b"  bundle.age.004\n",
        "a line less": lambda d: b"".join(d.splitlines(keepends=True)[:-1]),
        "upper case": lambda d: d[:64].upper() + d[64:] if d[:64] != d[:64].upper() else b"",
        "star": lambda d: d.replace(b"  ", b" *"),
        "one space": lambda d: d.replace(b"  ", b" "),
        "CRLF": lambda d: d.replace(b"\n", b"\r\n"),
        "no end": lambda d: d[:-1],
        "blank line": lambda d: d + b"\n",
        "mark": lambda d: b"\xef\xbb\xbf" + d,
        "escape": lambda d: d.replace(b"bundle.age.002", b"../undle.age.2"),
        "absolute": lambda d: d.replace(b"bundle.age.002", b"/etc/passwd...."),
        "key": lambda d: d.replace(b"bundle.age.002", b"key-passphrase"),
        "zero": lambda d: d.replace(b"002", b"00\0"),
        "other digits": lambda d: d.replace(b"002", "٠٠٢".encode()),
        "a thousand": lambda d: d * 400,
        "huge": lambda d: d * 30_000,
        "bytes": lambda _d: bytes(range(256)) * 50,
    }
    for name, change in ways.items():
        yield _set(f"list {name}", lambda f, c=change: {**f, _LIST: c(f[_LIST])})
    for number, raw in enumerate(RAW):
        yield _set(f"list text {number}", lambda f, raw=raw: {**f, _LIST: raw})


def _for_office(good: Good, text: bytes, owner: X25519Identity | None = None) -> bytes:
    out = io.BytesIO()
    encrypt(io.BytesIO(text), out, [(owner or OFFICE).recipient])
    return out.getvalue()


def _office(
    name: str,
    change: Callable[[Good, dict[str, bytes]], Mapping[str, bytes]],
    *,
    harmless: bool = False,
) -> Case:
    def made(good: Good) -> Mapping[str, bytes]:
        key = _for_office(good, f"{good.identity}\n".encode())
        files = {BUNDLE: good.sealed(good.archive), KEY: good.key, _MINE: key}
        return change(good, files)

    return Case(f"office {name}", made, harmless=harmless, office=True)


def _keys() -> Iterator[Case]:
    """Opened with an office's own key: only its own good key file opens, whatever lies around."""
    other = X25519Identity.generate()
    yield _office("as it is", lambda _g, f: f, harmless=True)
    yield _office("without its file", lambda _g, f: _without(f, _MINE))
    names = (
        "key-.age", "key-A.age", "key-a b.age", "key-$(x).age", "key-a;b.age", "key-a\nb.age", "key-\u202ea.age",
        "key-" + "a" * 33 + ".age", "key-a.age.age", "key-a.AGE", "KEY-a.age", "key_a.age", "-key-a.age",
        "key-..age", "key-a.b.age", "key-방.age",
    )  # fmt: skip
    for number, name in enumerate(names):
        yield _office(f"name {number}", lambda _g, f, n=name: {**_without(f, _MINE), n: f[_MINE]})
    texts = (
        b"", b"\n", b"#\n", b"AGE-SECRET-KEY-1\n", b"\0" * 100, b"\xff" * 100, b"#" * 60_000,
        str(HybridIdentity.generate()).encode(), f"{other}\n".encode(), b"ssh-ed25519 AAAA\n",
    )  # fmt: skip
    for number, text in enumerate(texts):
        yield _office(f"text {number}", lambda g, f, t=text: {**f, _MINE: _for_office(g, t)})
    for at in range(0, 230, 10):
        yield _office(
            f"byte {at}",
            lambda _g, f, at=at: {**f, _MINE: f[_MINE][:at] + bytes([f[_MINE][at] ^ 4]) + f[_MINE][at + 1 :]},
        )  # fmt: skip
    yield _office("cut", lambda _g, f: {**f, _MINE: f[_MINE][:-1]})
    yield _office("long", lambda _g, f: {**f, _MINE: f[_MINE] + bytes(70_000)})
    yield _office("for somebody else", lambda g, f: {**f, _MINE: _for_office(g, b"x", other)})
    yield _office("by passphrase", lambda g, f: {**f, _MINE: g.key})
    yield _office("heavy passphrase", lambda _g, f: {**f, "key-a.age": _heavy()}, harmless=True)
    yield _office(
        "bad ones before it",
        lambda _g, f: {**f, "key-a.age": b"x", "key-b.age": b"", "key-c.age": bytes(70_000)},
        harmless=True,
    )
    yield _office(
        "seventy before it",
        lambda _g, f: {**f, **{f"key-a{number:02d}.age": b"x" for number in range(70)}},
        harmless=True,
    )


def _heavy() -> bytes:
    out = io.BytesIO()
    encrypt(io.BytesIO(b"x"), out, [ScryptRecipient("words", 2)])
    return out.getvalue().replace(b" 2\n", b" 63\n", 1)


def _stamps() -> Iterator[Case]:
    """Listed and signed by the key's owner; none is a time stamp, so none may count as one."""
    for number, data in enumerate((*_DER, *RAW)):
        yield _stamp(f"bytes {number}", {"data/proofs/stamp-1.tsr": data})
        yield _stamp(f"earlier {number}", {"data/proofs/earlier-1.tsr": data})
        yield _stamp(
            f"roots {number}",
            {"data/proofs/stamp-1.tsr": _DER[7], "data/proofs/stamp-roots.pem": data},
        )
    for name in (
        "stamp-0",
        "stamp-01",
        "stamp-99",
        "stamp-100",
        "stamp-",
        "x",
        "stamp-1.1",
        "Stamp-1",
    ):
        yield _stamp(f"name {name}", {f"data/proofs/{name}.tsr": _DER[7]})
    yield _stamp("elsewhere", {"data/exhibits/E009.tsr": _DER[7]})
    yield _stamp("thirty", {f"data/proofs/stamp-{number}.tsr": b"0" for number in range(1, 31)})
    yield _stamp("large", {"data/proofs/stamp-1.tsr": bytes(3_000_000)})
    for number, data in enumerate(RAW):
        stamped = {"data/proofs/stamp-1.tsr": _DER[7], "data/proofs/stamped.json": data}
        yield _stamp(f"stamped {number}", stamped)


def _stamp(name: str, more: Files) -> Case:
    return files_case(f"stamp {name}", lambda files: signed({**files, **more}), harmless=True)
