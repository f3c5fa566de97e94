"""A second reader of vaults and bundles, written from FORMAT.md alone.

It shows that the document is enough. It must import nothing of the product, and where it does not
get along, FORMAT.md is what has to be mended. It uses apsw (SQLite3 Multiple Ciphers), cryptography
and the programs `age` and `ssh-keygen`.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import pty
import re
import subprocess
import unicodedata
import zipfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import apsw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

PREAMBLE, BASE, DIRECTORY, SLOT_FILE, SLOTS = 60, 32, 108, 2256, 16
GENESIS = hashlib.sha256(b"ongi/v1/chain-genesis").digest()
IDENTIFIER_DIGITS = "0123456789abcdefghjkmnpqrstvwxyz"
BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"


class NotAsWrittenError(AssertionError):
    """The bytes are not as FORMAT.md says."""


def need(fits: bool, what: str) -> None:
    """Raise NotAsWrittenError(`what`) unless it fits."""
    if not fits:
        raise NotAsWrittenError(what)


def canonical(value: Any) -> bytes:
    """RFC 8785 for what stands in our files: texts, whole numbers, null, lists, objects."""
    ordered = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return ordered.encode("utf-8")


def link(head: bytes, digest: bytes) -> bytes:
    """The custody chain's head after an entry with this SHA-256."""
    return hashlib.sha256(b"ongi/v1/chain-link\0" + head + digest).digest()


# -- what the outside programs do -----------------------------------------------------------------


def age_identity(secret: bytes) -> str:
    """The line of an X25519 secret key in age's sense (Bech32)."""
    prefix = "age-secret-key-"
    number = int.from_bytes(secret, "big") << 4
    data = [number >> 5 * (51 - place) & 31 for place in range(52)]
    low = [ord(letter) & 31 for letter in prefix]
    check = 1
    for five in [ord(letter) >> 5 for letter in prefix] + [0] + low + data + [0] * 6:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ five
        for bit, generator in enumerate(
            (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
        ):
            check ^= generator if top >> bit & 1 else 0
    check ^= 1
    data += [check >> 5 * (5 - place) & 31 for place in range(6)]
    return (prefix + "1" + "".join(BECH32[five] for five in data)).upper()


def age_open(identity: str, sealed: bytes) -> bytes:
    """Decrypt with the `age` program; the identity goes through a pipe and touches no disk."""
    reading, writing = os.pipe()
    os.write(writing, identity.encode() + b"\n")
    os.close(writing)
    try:
        done = subprocess.run(
            ["age", "-d", "-i", f"/dev/fd/{reading}"],
            input=sealed,
            capture_output=True,
            check=False,
            pass_fds=[reading],
        )
    finally:
        os.close(reading)
    need(done.returncode == 0, done.stderr.decode())
    return done.stdout


def age_open_with_passphrase(passphrase: str, file: Path) -> bytes:
    """Decrypt a passphrase file with the `age` program, which asks at its terminal."""
    reading, writing = os.pipe()
    child, terminal = pty.fork()
    if child == 0:
        os.dup2(writing, 1)
        os.execlp("age", "age", "-d", str(file))
    os.close(writing)
    os.read(terminal, 1)  # it asks
    os.write(terminal, passphrase.encode() + b"\n")
    with os.fdopen(reading, "rb") as pipe:
        opened = pipe.read()
    status = os.waitpid(child, 0)[1]
    os.close(terminal)
    need(status == 0, f"age ended with {status}")
    return opened


def signature_fits(folder: Path, public: str, namespace: str, text: bytes, signature: str) -> bool:
    """Ask `ssh-keygen`; `folder` takes the two small files it wants."""
    (folder / "signers").write_text(f"vault {public}\n")
    (folder / "signature").write_text(signature)
    command = ["ssh-keygen", "-Y", "verify", "-f", folder / "signers", "-I", "vault"]
    command += ["-n", namespace, "-s", folder / "signature"]
    return subprocess.run(command, input=text, capture_output=True, check=False).returncode == 0


# -- a vault --------------------------------------------------------------------------------------


def _subkey(key: bytes, label: str) -> bytes:
    return HKDF(SHA256(), 32, None, b"ongi/v1/" + label.encode()).derive(key)


def _open_sealed(key: bytes, sealed: bytes, associated: bytes) -> bytes | None:
    try:
        return ChaCha20Poly1305(key).decrypt(sealed[:12], sealed[12:], associated)
    except InvalidTag:
        return None


def opened_slots(vault: Path, passphrase: str) -> tuple[bytes, bytes]:
    """Master key and epoch, from the newest whole slot file.

    Raises NotAsWrittenError if no slot opens.
    """
    files = [(vault / name).read_bytes() for name in ("slots-a", "slots-b")]
    whole = [
        data
        for data in files
        if len(data) == SLOT_FILE and hashlib.sha256(data[:-32]).digest() == data[-32:]
    ]
    data = max(whole, key=lambda one: int.from_bytes(one[PREAMBLE : PREAMBLE + 8], "big"))
    preamble, base = data[:PREAMBLE], data[:BASE]
    need(preamble[:16] == b"ongi-slots-v2\0\0\0", "magic")
    memory, passes, lanes = (int.from_bytes(preamble[at : at + 4], "big") for at in (48, 52, 56))
    slow = Argon2id(
        salt=preamble[32:48], length=32, iterations=passes, lanes=lanes, memory_cost=memory
    ).derive(unicodedata.normalize("NFC", passphrase).encode())
    key = _subkey(slow, "slot-passphrase")
    for number in range(SLOTS):
        slot = data[PREAMBLE + 8 + DIRECTORY + 128 * number :][:128]
        inside = _open_sealed(key, slot, preamble + b"slot" + bytes([number]))
        if inside is None:
            continue
        need(len(inside) == 100 and inside[0] == 1, "slot")
        master = inside[1:33]
        cell = data[PREAMBLE + 8 : PREAMBLE + 8 + DIRECTORY]
        told = _open_sealed(_subkey(master, "slot-directory"), cell, base + b"directory")
        need(told is not None and len(told) == SLOTS + 64 and told[number] == 1, "directory")
        need(told is not None and not any(told[SLOTS + 32 :]), "no epoch on its way")
        return master, (told or b"")[SLOTS : SLOTS + 32]
    raise NotAsWrittenError("no slot opens")


def kit_secret(sheet: str, words: list[str]) -> bytes:
    """The secret that the thirteen numbered words of a kit's file say."""
    said = dict(re.findall(r"^ ?(\d+)\. (\S+)$", sheet, re.MULTILINE))
    need(sorted(map(int, said)) == list(range(1, 14)), "thirteen words")
    whole = 0
    for number in range(1, 14):
        whole = whole << 11 | words.index(said[str(number)])
    secret, check = (whole >> 15).to_bytes(16, "big"), whole & 0x7FFF
    digest = hashlib.sha256(b"ongi/v1/recovery-words\0" + secret).digest()
    need(int.from_bytes(digest[:2], "big") >> 1 == check, "check of the words")
    return secret


def master_by_slot(vault: Path, secret: bytes) -> bytes:
    """The master key by the slot of a kit."""
    data = (vault / "slots-b").read_bytes()
    for number in range(SLOTS):
        slot = data[PREAMBLE + 8 + DIRECTORY + 128 * number :][:128]
        bound = data[:BASE] + b"slot" + bytes([number])
        inside = _open_sealed(_subkey(secret, "slot-recovery"), slot, bound)
        if inside is not None:
            need(inside[0] == 2, "a kit's slot")
            return inside[1:33]
    raise NotAsWrittenError("no slot opens")


def master_by_spare_line(sheet: str, secret: bytes) -> bytes:
    """The master key by the spare line of a kit's file, which no slot file is needed for."""
    groups = re.findall(r"(?<!\S)[A-Z2-7]{8}(?!\S)", sheet)
    need(len(groups) == 16, "groups of the spare line")
    data = base64.b32decode("".join(groups))
    spare, check = data[:76], data[76:]
    need(hashlib.sha256(spare).digest()[:4] == check, "check of the spare line")
    bound = b"ongi-kit-v1" + spare[:16]
    master = _open_sealed(_subkey(secret, "kit-spare"), spare[16:], bound)
    need(master is not None, "the spare line opens")
    return master or b""


def identifier(letter: str, number: int) -> str:
    """`i-7q2m9x0c4tza` from the whole number that stands in the index."""
    return f"{letter}-" + "".join(
        IDENTIFIER_DIGITS[number >> 5 * (11 - place) & 31] for place in range(12)
    )


@dataclass(frozen=True)
class Item:
    """One item: its identifier, its name as found, its bytes."""

    id: str
    name: str
    content: bytes


class Vault:
    """A vault opened with its passphrase, for reading only."""

    def __init__(self, folder: Path, passphrase: str) -> None:
        master, self.epoch = opened_slots(folder, passphrase)
        self._folder = folder
        self.identity = age_identity(_subkey(master, "age-identity"))
        signing = Ed25519PrivateKey.from_private_bytes(_subkey(master, "log-signing"))
        public = signing.public_key().public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH)
        self.public_key = public.decode()
        seed = master + self.epoch if any(self.epoch) else master
        self.index = apsw.Connection(str(folder / "index.db"), apsw.SQLITE_OPEN_READONLY)
        self.index.execute("PRAGMA cipher='chacha20'")
        self.index.execute(f"PRAGMA key='raw:{_subkey(seed, 'index').hex()}'")
        need(self.index.pragma("user_version") == 2, "version of the tables")

    def items(self) -> list[Item]:
        """Every item, decrypted and compared with its size and SHA-256."""
        rows = self.index.execute(
            "SELECT items.id, items.name, sha256, size, blobs.name, header"
            " FROM items JOIN blobs ON blobs.item = items.id"
        )
        found = []
        for number, name, sha256, size, blob, header in rows:
            payload = (self._folder / "blobs" / blob.hex()[:2] / blob.hex()).read_bytes()
            content = age_open(self.identity, header + payload)
            need(not any(content[size:]), f"padding of {name}")
            content = content[:size]
            need(len(content) == size, f"size of {name}")
            need(hashlib.sha256(content).digest() == sha256, f"SHA-256 of {name}")
            found.append(Item(identifier("i", number), name, content))
        return found

    def log(self) -> list[dict[str, Any]]:
        """The custody log's entries, their chain recomputed; each with its head (bytes)."""
        head, entries = GENESIS, []
        for number, at_ms, act, subject, case, details, told in self.index.execute(
            "SELECT number, at_ms, act, subject, case_id, details, head FROM log ORDER BY number"
        ):
            entry = {"number": number, "at_ms": at_ms, "act": act, "subject": subject}
            entry |= {"case": case, "details": json.loads(details)}
            head = link(head, hashlib.sha256(canonical(entry)).digest())
            need(head == told and number == len(entries) + 1, f"entry {number}")
            entries.append({**entry, "head": head})
        return entries

    def checkpoints(self, scratch: Path) -> list[dict[str, Any]]:
        """What `head-a` and `head-b` say, their signatures verified."""
        found = []
        for name in ("head-a", "head-b"):
            if not (self._folder / name).exists():
                continue
            pair = json.loads(age_open(self.identity, (self._folder / name).read_bytes()))
            text, signature = pair["checkpoint"], pair["signature"]
            need(pair["epoch"] == self.epoch.hex() and pair["turn"] > 0, f"facts of {name}")
            fits = signature_fits(
                scratch, self.public_key, "ongi-checkpoint", text.encode(), signature
            )
            need(fits, f"signature of {name}")
            checkpoint = json.loads(text)
            need(canonical(checkpoint) == text.encode(), f"canonical form of {name}")
            need(checkpoint["type"] == "ongi-checkpoint-v1", f"type of {name}")
            found.append(checkpoint)
        return found

    def bigram_hits(self, word: str) -> list[str]:
        """The texts of messages that hold a word of two letters or more."""
        folded = unicodedata.normalize("NFC", word.casefold())
        pairs = [folded[at : at + 2] for at in range(len(folded) - 1)]
        query = " ".join('"' + pair.replace('"', '""') + '"' for pair in pairs)
        rows = self.index.execute(
            "SELECT text FROM messages WHERE row IN (SELECT rowid FROM words WHERE words MATCH ?)",
            (query,),
        )
        return [text for (text,) in rows if folded in unicodedata.normalize("NFC", text.casefold())]


# -- a bundle -------------------------------------------------------------------------------------


class Bundle:
    """A bundle opened with its passphrase; reading checks what FORMAT.md says can be checked."""

    def __init__(self, folder: Path, passphrase: str) -> None:
        identity = age_open_with_passphrase(passphrase, folder / "key-passphrase.age").decode()
        need(identity.startswith("AGE-SECRET-KEY-1"), "the key")
        with zipfile.ZipFile(BytesIO(age_open(identity.strip(), _read(folder)))) as archive:
            need(archive.testzip() is None, "CRC-32")
            self.files = {
                entry.filename.removeprefix("bag/"): archive.read(entry)
                for entry in archive.infolist()
                if entry.compress_type == zipfile.ZIP_STORED and entry.filename.startswith("bag/")
            }
            need(len(self.files) == len(archive.infolist()), "names in the archive")
        self._sums("manifest-sha256.txt", {name for name in self.files if name[:5] == "data/"})
        self._sums("tagmanifest-sha256.txt", {"bagit.txt", "bag-info.txt", "manifest-sha256.txt"})
        self.manifest = json.loads(self.files["data/proofs/manifest.json"])
        self.public_key: str = self.manifest["public_key"]

    def _sums(self, manifest: str, expected: set[str]) -> None:
        lines = self.files[manifest].decode().splitlines()
        told = {name: digest for digest, _, name in (line.partition("  ") for line in lines)}
        need(told.keys() == expected and list(told) == sorted(told), f"names in {manifest}")
        for name, digest in told.items():
            need(hashlib.sha256(self.files[name]).hexdigest() == digest, name)

    def check_list(self, scratch: Path) -> None:
        """The signed list names exactly the payload, and its signature fits."""
        text = self.files["data/proofs/manifest.json"]
        need(canonical(self.manifest) == text, "canonical form of the signed list")
        need(self.manifest["format"] == "ongi-bundle-v1", "format")
        own = {"data/proofs/manifest.json", "data/proofs/manifest.json.sig"}
        payload = {name for name in self.files if name.startswith("data/")} - own
        named = {file["path"]: file for file in self.manifest["files"]}
        need(named.keys() == payload and list(named) == sorted(named), "names in the signed list")
        for name, file in named.items():
            content = self.files[name]
            same = (len(content), hashlib.sha256(content).hexdigest())
            need((file["size"], file["sha256"]) == same, name)
        signature = self.files["data/proofs/manifest.json.sig"].decode()
        need(signature_fits(scratch, self.public_key, "ongi-bundle", text, signature), "signature")

    def check_log(self, scratch: Path) -> list[dict[str, Any]]:
        """Follow the chain to the signed checkpoint; gives the entries that are shown."""
        head, shown, number = GENESIS, [], 0
        for line in self.files["data/custody/log.jsonl"].decode().splitlines():
            one = json.loads(line)
            if "entry" in one:
                shown.append(one["entry"])
                need(one["entry"]["number"] == one["number"], "number")
                digest = hashlib.sha256(canonical(one["entry"])).digest()
            else:
                digest = bytes.fromhex(one["digest"])
            head, number = link(head, digest), number + 1
            need(head.hex() == one["head"] and number == one["number"], f"entry {number}")
        text = self.files["data/custody/checkpoint.txt"]
        signature = self.files["data/custody/checkpoint.txt.sig"].decode()
        fits = signature_fits(scratch, self.public_key, "ongi-checkpoint", text, signature)
        need(fits, "signature of the checkpoint")
        end = {"number": number, "head": head.hex()}
        checkpoint = json.loads(text)
        need({key: checkpoint[key] for key in end} == end == self.manifest["custody"], "the end")
        return shown

    def check_exhibits(self, shown: list[dict[str, Any]]) -> int:
        """Each exhibit has the sum that the log gave its item; returns how many there are."""
        acts = ("item.taken", "item.seen_again")
        told = {one["subject"]: one["details"]["sha256"] for one in shown if one["act"] in acts}
        exhibits = [file for file in self.manifest["files"] if "item" in file]
        for file in exhibits:
            need(told[file["item"]] == file["sha256"], file["path"])
        return len(exhibits)


def _read(folder: Path) -> bytes:
    return (folder / "bundle.age").read_bytes()
