"""A second reader of vaults and bundles, written from FORMAT.md alone.

It shows that the document is enough. It must import nothing of the product, and where it does not
get along, FORMAT.md is what has to be mended. It uses apsw (SQLite3 Multiple Ciphers), cryptography,
shamir-mnemonic (SLIP-39) and the programs `age` and `ssh-keygen`.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import os
import re
import struct
import subprocess
import unicodedata
import zipfile
from collections.abc import Iterable
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import Any

import apsw
import shamir_mnemonic
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import ed25519, mlkem, x25519
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, MLKEM768X25519PrivateKey, Suite
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

IDENTIFIER_DIGITS = "0123456789abcdefghjkmnpqrstvwxyz"
BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
Item = tuple[str, str, bytes]  # identifier, name as found, bytes


class NotAsWrittenError(AssertionError):
    """The bytes are not as FORMAT.md says."""


def need(fits: bool, what: str) -> None:
    """Raise NotAsWrittenError(`what`) unless it fits."""
    if not fits:
        raise NotAsWrittenError(what)


def sha256(data: bytes) -> bytes:
    """Its SHA-256."""
    return hashlib.sha256(data).digest()


def canonical(value: Any) -> bytes:
    """RFC 8785 for what stands in our files: texts, whole numbers, null, lists, objects."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def read_canonical(text: bytes) -> Any:
    """What canonical JSON says."""
    value = json.loads(text)
    need(canonical(value) == text, "canonical form")
    return value


def read_signed(scratch: Path, key: str, namespace: str, text: bytes, signature: str) -> Any:
    """What signed canonical JSON says; `ssh-keygen` takes two small files in `scratch`."""
    (scratch / "signers").write_text(f"vault {key}\n")
    (scratch / "signature").write_text(signature)
    command = ["ssh-keygen", "-Y", "verify", "-f", scratch / "signers", "-I", "vault"]
    command += ["-n", namespace, "-s", scratch / "signature"]
    done = subprocess.run(command, input=text, capture_output=True, check=False)
    need(done.returncode == 0, f"signature, {namespace}")
    return read_canonical(text)


def follow_chain(steps: Iterable[tuple[int, str, str]]) -> dict[int, str]:
    """The heads of a custody chain by number; `steps` are number, SHA-256 of an entry, head."""
    heads = {0: sha256(b"ongi/v1/chain-genesis").hex()}
    for number, digest, told in steps:
        before = bytes.fromhex(heads[len(heads) - 1])
        heads[len(heads)] = sha256(b"ongi/v1/chain-link\0" + before + bytes.fromhex(digest)).hex()
        need(heads.get(number) == told and number == len(heads) - 1, f"entry {number}")
    return heads


def age_identity(secret: bytes) -> str:
    """The line of an X25519 secret key in age's sense (Bech32)."""
    prefix, check = "age-secret-key-", 1
    fives = [int.from_bytes(secret, "big") << 4 >> 5 * (51 - at) & 31 for at in range(52)]
    spread = [ord(sign) >> 5 for sign in prefix] + [0] + [ord(sign) & 31 for sign in prefix]
    for five in spread + fives + [0] * 6:
        top, check = check >> 25, (check & 0x1FFFFFF) << 5 ^ five
        for bit, part in enumerate((0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)):
            check ^= part if top >> bit & 1 else 0
    fives += [(check ^ 1) >> 5 * (5 - at) & 31 for at in range(6)]
    return (prefix + "1" + "".join(BECH32[five] for five in fives)).upper()


def age_open(identity: str, sealed: bytes) -> bytes:
    """Decrypt with the `age` program; the identity goes through a pipe and touches no disk."""
    command, env = ["bash", "-c", 'age -d -i <(echo "$KEY")'], {**os.environ, "KEY": identity}
    done = subprocess.run(command, input=sealed, capture_output=True, check=False, env=env)
    need(done.returncode == 0, done.stderr.decode())
    return done.stdout


def _hkdf(key: bytes, info: bytes, salt: bytes | None = None) -> bytes:
    return HKDF(SHA256(), 32, salt, info).derive(key)


def _subkey(key: bytes, label: str, epoch: bytes = b"") -> bytes:
    return _hkdf(key + epoch if any(epoch) else key, b"ongi/v1/" + label.encode())


def _unpadded(text: bytes) -> bytes:
    return base64.b64decode(text + b"==")


def _file_key(kind: bytes, said: list[bytes], body: bytes, secret: bytes) -> bytes:
    if kind == b"scrypt":
        need(int(said[1]) <= 20, "work factor")
        salt, cost = b"age-encryption.org/v1/scrypt" + _unpadded(said[0]), 1 << int(said[1])
        key = hashlib.scrypt(secret, salt=salt, n=cost, r=8, p=1, maxmem=2**31 - 1, dklen=32)
        return ChaCha20Poly1305(key).decrypt(bytes(12), body, None)
    need(kind == b"mlkem768x25519", "stanza")
    expanded = hashlib.shake_256(secret).digest(96)
    lattice = mlkem.MLKEM768PrivateKey.from_seed_bytes(expanded[:64])
    curve = x25519.X25519PrivateKey.from_private_bytes(expanded[64:])
    suite = Suite(KEM.MLKEM768_X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)
    key = MLKEM768X25519PrivateKey(lattice, curve)
    return suite.decrypt(_unpadded(said[0]) + body, key, b"age-encryption.org/" + kind)


def age_open_by_hand(secret: bytes, sealed: bytes) -> bytes:
    """Decrypt, as C2SP says, what `age` programs ask a terminal for (scrypt) or lack (hybrid)."""
    head, _, rest = sealed.partition(b"\n--- ")
    version, stanza, *body = head.split(b"\n")
    need(version == b"age-encryption.org/v1", "version of age")
    _, kind, *said = stanza.split(b" ")
    file_key = _file_key(kind, said, _unpadded(b"".join(body)), secret)
    told, _, payload = rest.partition(b"\n")
    mac = hmac.digest(_hkdf(file_key, b"header"), head + b"\n---", "sha256")
    need(mac == _unpadded(told), "MAC of the header")
    cipher, plain = ChaCha20Poly1305(_hkdf(file_key, b"payload", payload[:16])), b""
    for at in range(16, len(payload), 65552):
        nonce = (at // 65552).to_bytes(11, "big") + bytes([at + 65552 >= len(payload)])
        plain += cipher.decrypt(nonce, payload[at : at + 65552], None)
    return plain


def _open_sealed(key: bytes, sealed: bytes, associated: bytes) -> bytes:
    with suppress(InvalidTag):
        return ChaCha20Poly1305(key).decrypt(sealed[:12], sealed[12:], associated)
    return b""


def opened_slots(vault: Path, key: str | bytes) -> tuple[bytes, bytes]:
    """Master key and epoch, from the newest whole slot file: by a passphrase, or a kit's secret."""
    files = [(vault / name).read_bytes() for name in ("slots-a", "slots-b")]
    whole = [one for one in files if sha256(one[:-32]) == one[-32:]]
    data = max(whole, key=lambda one: int.from_bytes(one[60:68], "big"))
    need(len(data) == 2256 and data[:16] == b"ongi-slots-v2\0\0\0", "magic")
    kind, bound, cell, slots = 2, data[:32], data[68:176], data[176:-32]
    if isinstance(key, str):
        salt, memory, passes, lanes = struct.unpack(">16s3I", data[32:60])
        slow = Argon2id(salt=salt, length=32, iterations=passes, lanes=lanes, memory_cost=memory)
        key = slow.derive(unicodedata.normalize("NFC", key).encode())
        kind, bound = 1, data[:60]
    key = _subkey(key, {1: "slot-passphrase", 2: "slot-recovery"}[kind])
    for number in range(16):
        slot = slots[128 * number : 128 * number + 128]
        if inside := _open_sealed(key, slot, bound + b"slot" + bytes([number])):
            need(len(inside) == 100 and inside[0] == kind, "slot")
            within = _subkey(inside[1:33], "slot-directory")
            told = _open_sealed(within, cell, data[:32] + b"directory")
            need(len(told) == 80 and told[number] == kind and not any(told[48:]), "directory")
            return inside[1:33], told[16:48]
    raise NotAsWrittenError("no slot opens")


def kit_secret(sheets: list[str], words: list[str]) -> bytes:
    """The secret that a kit's sheet of thirteen words says, or enough sheets of a split kit."""
    said = [dict(re.findall(r"^ *(\d+)\. (\S+)$", one, re.MULTILINE)) for one in sheets]
    numbers = [[words.index(one[str(at + 1)]) for at in range(len(one))] for one in said]
    if len(numbers[0]) == 20:
        slip39 = shamir_mnemonic.wordlist.WORDLIST
        parts = [" ".join(slip39[number] for number in one) for one in numbers]
        return shamir_mnemonic.combine_mnemonics(parts)
    need(len(numbers) == 1 and len(numbers[0]) == 13, "thirteen words")
    whole = sum(number << 11 * (12 - at) for at, number in enumerate(numbers[0]))
    secret = (whole >> 15).to_bytes(16, "big")
    check = int.from_bytes(sha256(b"ongi/v1/recovery-words\0" + secret)[:2], "big") >> 1
    need(check == whole & 0x7FFF, "check of the words")
    return secret


def master_by_spare_line(sheet: str, secret: bytes) -> bytes:
    """The master key by the spare line of a kit's sheet, which no slot file is needed for."""
    groups = re.findall(r"(?<!\S)[A-Z2-7]{8}(?!\S)", sheet)
    need(len(groups) == 16, "groups of the spare line")
    line = base64.b32decode("".join(groups))
    need(sha256(line[:76])[:4] == line[76:], "check of the spare line")
    bound = b"ongi-kit-v1" + line[:16]
    master = _open_sealed(_subkey(secret, "kit-spare"), line[16:76], bound)
    need(len(master) == 32, "the spare line opens")
    return master


def page_seal(index: Path) -> str:
    """The seal of `index.db`, to be compared with what a head says."""
    data = index.read_bytes()
    need(len(data) % 4096 == 0, "whole pages")
    tags = b"".join(data[end - 32 : end] for end in range(4096, len(data) + 1, 4096))
    return sha256(data[:24] + tags + len(data).to_bytes(8, "big")).hex()


def padded(size: int) -> int:
    """The padded size of so many bytes (Padme, 4,096 at the least)."""
    if size <= 4096:
        return 4096
    exponent = size.bit_length() - 1
    unit = 1 << exponent - exponent.bit_length()
    return -(-size // unit) * unit


def identifier(number: int) -> str:
    """An item's, like `i-7q2m9x0c4tza`, from the whole number that stands in the index."""
    return "i-" + "".join(IDENTIFIER_DIGITS[number >> 5 * at & 31] for at in range(11, -1, -1))


class Sealed:
    """What needs no index: heads, payloads by their headers, spare segments, what waits."""

    def __init__(self, folder: Path, master: bytes) -> None:
        self._folder, self._master = folder, master
        self.identity = age_identity(_subkey(master, "age-identity"))
        signing = ed25519.Ed25519PrivateKey.from_private_bytes(_subkey(master, "log-signing"))
        public = signing.public_key().public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH)
        self.public_key = public.decode()

    def heads(self, scratch: Path) -> list[dict[str, Any]]:
        """What `head-a` and `head-b` say, oldest first, with `checkpoint` verified and read."""
        found = []
        for file in sorted(self._folder.glob("head-?")):
            head = read_canonical(age_open(self.identity, file.read_bytes()))
            pair = head["checkpoint"].encode(), head["signature"]
            head["checkpoint"] = read_signed(scratch, self.public_key, "ongi-checkpoint", *pair)
            need(head["checkpoint"]["type"] == "ongi-checkpoint-v1", f"type of {file.name}")
            found.append(head)
        return sorted(found, key=lambda head: (head["turn"], head["checkpoint"]["number"]))

    def content(self, header: bytes, blob: str, size: int, digest: str) -> bytes:
        """An item's bytes, compared with their size, padding and SHA-256."""
        payload = (self._folder / "blobs" / blob[:2] / blob).read_bytes()
        plain = age_open(self.identity, header + payload)
        need(len(plain) == padded(size) and not any(plain[size:]), f"padding of {blob}")
        need(sha256(plain[:size]).hex() == digest, f"SHA-256 of {blob}")
        return plain[:size]

    def spares(self, epoch: bytes) -> dict[str, list[Item]]:
        """The items that each spare segment tells of, by its name."""
        identity = age_identity(_subkey(self._master, "spare-identity", epoch))
        found: dict[str, list[Item]] = {}
        for file in (self._folder / "spare").iterdir():
            plain = age_open(identity, file.read_bytes())
            first, *lines = plain.rstrip(b"\0").splitlines()
            need(json.loads(first) == {"format": "ongi-spares-v1"}, "first line")
            need(len(plain) == padded(len(plain.rstrip(b"\0"))), "padding of a segment")
            found[file.name] = []
            for one in map(json.loads, lines):
                told = base64.b64decode(one["header"]), one["blob"], one["size"], one["sha256"]
                found[file.name].append((one["id"], one["name"], self.content(*told)))
        return found

    def waiting(self) -> list[tuple[dict[str, Any], bytes]]:
        """Facts and content of each file that came in while the vault was locked."""
        found = []
        for file in (self._folder / "drop").iterdir():
            plain = age_open_by_hand(_subkey(self._master, "drop-identity"), file.read_bytes())
            end = -12 - int.from_bytes(plain[-12:-8], "big")
            facts = read_canonical(plain[end:-12])
            need(plain[-8:] + facts["format"].encode() == b"ongidropongi-drop-v1", "what waits")
            content, zeros = plain[: facts["size"]], plain[facts["size"] : end]
            need(len(plain) == padded(len(content) - end) and not any(zeros), "padding")
            need(sha256(content).hex() == facts["sha256"], "SHA-256")
            found.append((facts, content))
        return found


class Vault(Sealed):
    """A vault opened with a passphrase or a kit's secret, for reading only."""

    def __init__(self, folder: Path, key: str | bytes) -> None:
        master, self.epoch = opened_slots(folder, key)
        super().__init__(folder, master)
        self.index = apsw.Connection(str(folder / "index.db"), apsw.SQLITE_OPEN_READONLY)
        self.index.execute("PRAGMA cipher='chacha20'")
        self.index.execute(f"PRAGMA key='raw:{_subkey(master, 'index', self.epoch).hex()}'")
        need(self.index.pragma("user_version") in (2, 3, 4, 5, 6), "version of the tables")

    def items(self) -> list[Item]:
        """Every item, decrypted and compared with its size and SHA-256."""
        rows = self.index.execute(
            "SELECT items.id, items.name, header, lower(hex(blobs.name)), size, lower(hex(sha256))"
            " FROM items JOIN blobs ON blobs.item = items.id"
        )
        return [(identifier(row), name, self.content(*told)) for row, name, *told in rows]

    def log(self) -> tuple[list[dict[str, Any]], dict[int, str]]:
        """The custody log's entries, and the heads by number, recomputed."""
        entries, steps = [], []
        for number, at_ms, act, subject, case, details, told in self.index.execute(
            "SELECT number, at_ms, act, subject, case_id, details, head FROM log ORDER BY number"
        ):
            entry = {"number": number, "at_ms": at_ms, "act": act, "subject": subject}
            entries.append(entry | {"case": case, "details": json.loads(details)})
            steps.append((number, sha256(canonical(entries[-1])).hex(), told.hex()))
        return entries, follow_chain(steps)

    def bigram_hits(self, word: str) -> list[str]:
        """The texts of messages that hold a word of two letters or more."""
        folded = unicodedata.normalize("NFC", word.casefold())
        pairs = [folded[at : at + 2] for at in range(len(folded) - 1)]
        query = " ".join('"' + pair.replace('"', '""') + '"' for pair in pairs)
        sql = "SELECT text FROM messages WHERE row IN (SELECT rowid FROM words WHERE words MATCH ?)"
        rows = self.index.execute(sql, (query,))
        return [text for (text,) in rows if folded in unicodedata.normalize("NFC", text.casefold())]


class Bundle:
    """A bundle opened with its passphrase; reading checks what FORMAT.md says can be checked."""

    def __init__(self, folder: Path, passphrase: str) -> None:
        key = (folder / "key-passphrase.age").read_bytes()
        identity = age_open_by_hand(passphrase.encode(), key).decode().strip()
        bag = age_open(identity, (folder / "bundle.age").read_bytes())
        with zipfile.ZipFile(BytesIO(bag)) as archive:
            need(archive.testzip() is None, "CRC-32")
            entries = archive.infolist()
            need({(one.compress_type, one.filename[:4]) for one in entries} == {(0, "bag/")}, "bag")
            self.files = {one.filename[4:]: archive.read(one) for one in entries}
            need(len(self.files) == len(entries), "names in the archive")
        self._sums("manifest-sha256.txt", {name for name in self.files if name[:5] == "data/"})
        self._sums("tagmanifest-sha256.txt", {"bagit.txt", "bag-info.txt", "manifest-sha256.txt"})
        self.manifest = json.loads(self.files["data/proofs/manifest.json"])
        self.public_key: str = self.manifest["public_key"]

    def _sums(self, manifest: str, expected: set[str]) -> None:
        lines = self.files[manifest].decode().splitlines()
        told = {name: digest for digest, _, name in (line.partition("  ") for line in lines)}
        need(told.keys() == expected and list(told) == sorted(told), f"names in {manifest}")
        for name, digest in told.items():
            need(sha256(self.files[name]).hex() == digest, name)

    def _signed(self, name: str) -> tuple[bytes, str]:
        return self.files[f"data/{name}"], self.files[f"data/{name}.sig"].decode()

    def check_list(self, scratch: Path) -> None:
        """The signed list names exactly the payload, and its signature fits."""
        text, signature = self._signed("proofs/manifest.json")
        read_signed(scratch, self.public_key, "ongi-bundle", text, signature)
        need(self.manifest["format"] == "ongi-bundle-v1", "format")
        own = {"data/proofs/manifest.json", "data/proofs/manifest.json.sig"}
        payload = {name for name in self.files if name[:5] == "data/"} - own
        named = {file["path"]: file for file in self.manifest["files"]}
        need(named.keys() == payload and list(named) == sorted(named), "names in the signed list")
        for name, file in named.items():
            same = (len(self.files[name]), sha256(self.files[name]).hex())
            need((file["size"], file["sha256"]) == same, name)

    def check_log(self, scratch: Path) -> list[dict[str, Any]]:
        """Follow the chain to the signed checkpoint; gives the entries that are shown."""
        shown, steps = [], []
        for line in self.files["data/custody/log.jsonl"].splitlines():
            if "entry" in (one := read_canonical(line)):
                shown.append(one["entry"])
                need(one["entry"]["number"] == one["number"], "number")
                one["digest"] = sha256(canonical(one["entry"])).hex()
            steps.append((one["number"], one["digest"], one["head"]))
        number, head = list(follow_chain(steps).items())[-1]
        signed = self._signed("custody/checkpoint.txt")
        checkpoint = read_signed(scratch, self.public_key, "ongi-checkpoint", *signed)
        end = {"number": number, "head": head}
        need({key: checkpoint[key] for key in end} == end == self.manifest["custody"], "the end")
        return shown

    def check_exhibits(self, shown: list[dict[str, Any]]) -> int:
        """Each exhibit has the sum that the log gave its item; returns how many there are."""
        acts = ("item.taken", "item.seen_again", "item.made")
        told = {one["subject"]: one["details"]["sha256"] for one in shown if one["act"] in acts}
        exhibits = [file for file in self.manifest["files"] if "item" in file]
        for file in exhibits:
            need(told[file["item"]] == file["sha256"], file["path"])
        return len(exhibits)
