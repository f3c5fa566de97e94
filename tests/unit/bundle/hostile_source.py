"""One small good bundle taken apart, and the parts put together again as somebody hostile would.

What is put together is signed by the bundle's own key or by none, sealed for its own identity, and
laid into one folder again and again. Must not change what it was given.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import making

from app.bundle import BundleMade
from app.bundle.verify import bag, manifest
from app.bundle.verify.outer import BUNDLE, KEY
from crypto import canon
from crypto.age import X25519Identity, encrypt
from crypto.chain import GENESIS, checkpoint_message, entry_digest, link_digest, sign_checkpoint
from crypto.errors import CryptoError

Files = dict[str, bytes]
TEXTS = (
    "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "javascript:alert(1)", "${7*7}",
    "=cmd|'/C calc'!A0", "\x1b]0;x\x07\x1b[2J", "\u202egpj.exe", "\u0000", "\ufeff", "a\r\nb", "%s%n{0}{name}",
    "\u200d\u200b", "x" * 100_000, "e" + "\u0301" * 500, "../../x", "\U000e0041", "</style>", "{fingerprint}",
)  # fmt: skip
VALUES: tuple[Any, ...] = (
    None, True, False, 0, 1, -1, 2**53 - 1, "", "0", [], {}, [[]], {"a": 1}, "\ud7ff", "9" * 400,
)  # fmt: skip
RAW = (
    b"", b"\n", b"null", b"[]", b"{}", b"[" * 100_000, b'{"a":' * 5_000, b"9" * 100_000, b"1e999", b"NaN",
    b"\xff\xfe", b"\xef\xbb\xbf{}", b'{"format":"ongi-bundle-v1"}', b'"\\ud800"', b"\0" * 1000,
    b'{"format":"ongi-bundle-v1","format":"ongi-bundle-v2"}',
)  # fmt: skip
OFFICE = X25519Identity(bytes(range(1, 33)))
_HEAVY = ("data/FORMAT.md", "data/README-ko.txt", "data/README-en.txt")


@dataclass(frozen=True)
class Good:
    """A good bundle's parts: the files of its bag, the key file, the identity in it."""

    files: Mapping[str, bytes]
    key: bytes
    identity: X25519Identity
    passphrase: str

    @property
    def archive(self) -> bytes:
        """The ZIP of the files, in the one right shape."""
        return making.zipped(self.files)

    def sealed(self, archive: bytes) -> bytes:
        """`bundle.age` for an archive."""
        out = io.BytesIO()
        encrypt(io.BytesIO(archive), out, [self.identity.recipient])
        return out.getvalue()


@dataclass(frozen=True)
class Case:
    """A bad bundle: its name, the files of its folder, whether it may pass as harmless.

    `harmless` is said only of bundles that the key's owner could have signed as they are, and of
    sets in which what is sealed is found whole. `office`: opened with OFFICE's key, not by
    passphrase.
    """

    name: str
    make: Callable[[Good], Mapping[str, bytes]]
    harmless: bool = False
    office: bool = False

    def secret(self, good: Good) -> dict[str, str]:
        """What it is opened with."""
        return {"identity": str(OFFICE)} if self.office else {"passphrase": good.passphrase}


def taken_apart(made: BundleMade) -> Good:
    """The parts of a bundle, without the long texts that come along in each."""
    with zipfile.ZipFile(io.BytesIO(making.archive_of(made))) as archive:
        files = {
            info.filename.removeprefix("bag/"): archive.read(info) for info in archive.infolist()
        }
    for name in _HEAVY:
        del files[name]
    key = (made.path / KEY).read_bytes()
    return Good(signed(files), key, making.identity_of(made), made.passphrase)


def signed(files: Mapping[str, bytes], change: Callable[[Any], object] | None = None) -> Files:
    """The files with list, signature, bag-info and manifests made again, as the owner could.

    `change` may do anything to the list's JSON value before it is signed.
    """
    result = dict(files)
    value: Any = canon.loads(result[manifest.MANIFEST_PATH])
    exhibits = {line["path"]: line for line in value["files"]}
    value["files"] = [
        {
            "media_type": "x/y",
            **exhibits.get(path, {}),
            "path": path,
            "sha256": hashlib.sha256(data).hexdigest(),
            "size": len(data),
        }
        for path, data in sorted(result.items())
        if path.startswith(bag.PAYLOAD) and path not in manifest.UNLISTED
    ]
    if change is not None:
        change(value)
    return with_list(result, canon.dumps(value))


def with_list(files: Mapping[str, bytes], data: bytes) -> Files:
    """The files with these bytes as the signed list, signed, and the bag made to fit."""
    result = dict(files)
    result[manifest.MANIFEST_PATH] = data
    result[manifest.SIGNATURE_PATH] = making.SIGNER.sign(manifest.NAMESPACE, data).encode()
    sizes = [len(data) for path, data in result.items() if path.startswith(bag.PAYLOAD)]
    result[bag.BAG_INFO] = bag.write_info(*_said(data), sizes)
    return making.rebagged(result)


def _said(data: bytes) -> tuple[str, str]:
    try:
        value: Any = canon.loads(data)
        agent = f"{value['tool']['name']} {value['tool']['version']}"
        return value["made_at"][:10].encode("ascii").decode(), agent.encode("ascii").decode()
    except (CryptoError, KeyError, TypeError, AttributeError, UnicodeError):
        # Whatever was made of the list: the tag file then says something else.
        return "2026-11-23", "Ongi 1"


def with_log(files: Mapping[str, bytes], lines: list[bytes], number: int, head: str) -> Files:
    """The files with these lines as the custody log, its end signed as said, all listed again."""
    result = dict(files)
    result[manifest.LOG_PATH] = b"".join(lines)
    at = checkpoint_message(number, bytes.fromhex(head), at="2026-11-23T01:00:00Z")
    point = sign_checkpoint(making.SIGNER, at)
    result[manifest.CHECKPOINT_PATH] = point.message
    result[manifest.CHECKPOINT_SIGNATURE_PATH] = point.signature.encode()

    def end(value: Any) -> None:
        value["custody"] = {"head": head, "number": number}

    return signed(result, end)


def chained(values: list[Any]) -> tuple[list[bytes], int, str]:
    """Log lines from JSON values of lines, each `head` made to fit; the number and head after."""
    head, lines = GENESIS, []
    for value in values:
        digest = (
            entry_digest(canon.dumps(value["entry"]))
            if "entry" in value
            else bytes.fromhex(value["digest"])
        )
        head = link_digest(head, digest)
        lines.append(canon.dumps({**value, "head": head.hex()}) + b"\n")
    return lines, len(values), head.hex()


def folder_of(good: Good, archive: bytes) -> Mapping[str, bytes]:
    """The folder's files around an archive."""
    return {BUNDLE: good.sealed(archive), KEY: good.key}


def zip_case(name: str, make: Callable[[bytes], bytes]) -> Case:
    """A case that changes the archive."""
    return Case(name, lambda good: folder_of(good, make(good.archive)))


def files_case(name: str, make: Callable[[Files], Files], *, harmless: bool = False) -> Case:
    """A case that changes the files of the bag."""
    return Case(
        name,
        lambda good: folder_of(good, making.zipped(make(dict(good.files)))),
        harmless=harmless,
    )
