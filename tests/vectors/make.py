"""Makes the crypto vectors: one JSON file for each case, with the outcome it must have.

Run from the repository root: ``PYTHONPATH=. python tests/vectors/make.py``. Keys and nonces are
fresh each time, so the bytes differ from run to run while the outcomes stay; the committed files
are what the tests read.
"""

from __future__ import annotations

import base64
import hashlib
import zlib

from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from crypto import chain
from crypto.age import (
    ArmorWriter,
    HybridIdentity,
    ScryptRecipient,
    Stanza,
    X25519Identity,
    make_header,
)
from crypto.age.chunks import CHUNK
from crypto.age.encoding import b64
from crypto.age.header import VERSION_LINE, _format, _mac
from crypto.age.stanza import hkdf, new_file_key
from crypto.sshsig import SigningKey, _string
from tests.vectors.make_slots import slots
from tests.vectors.saving import save

PASSPHRASE = "correct-horse-battery"
NONCE = bytes(range(16))
ONE = X25519Identity.generate()
PQ = HybridIdentity.generate()
KEY = new_file_key()


def payload(*chunks: tuple[int, int, bool]) -> tuple[bytes, str]:
    """Return (payload, SHA-256 of the plaintext) of chunks given as (number, length, last).

    The plaintext is the cipher's own stream, so the ciphertext is zeros and packs well.
    """
    cipher = ChaCha20Poly1305(hkdf(KEY, NONCE, b"payload"))
    sealed, digest = [NONCE], hashlib.sha256()
    for number, length, last in chunks:
        nonce = number.to_bytes(11, "big") + bytes([last])
        plain = cipher.encrypt(nonce, bytes(length), None)[:-16]
        sealed.append(cipher.encrypt(nonce, plain, None))
        digest.update(plain)
    return b"".join(sealed), digest.hexdigest()


def age(name: str, data: bytes, expect: str, code: str = "", **more: object) -> None:
    packed = base64.b64encode(zlib.compress(data, 9)).decode()
    fields = {"identities": [str(ONE)], "passphrase": None, "armor": False} | more
    save("age", name, expect=expect, code=code, **fields, file_zlib=packed)


def header(*stanzas: Stanza, edit: tuple[bytes, bytes] = (b"", b"")) -> bytes:
    """Return a header with a right code over whatever the stanzas and the edit say."""
    signed = VERSION_LINE + b"".join(_format(stanza) for stanza in stanzas) + b"---"
    signed = signed.replace(*edit, 1)
    return signed + b" " + b64(_mac(KEY, signed)).encode() + b"\n"


def armored(data: bytes) -> bytes:
    import io

    out = io.BytesIO()
    writer = ArmorWriter(out)
    writer.write(data)
    writer.finish()
    return out.getvalue()


def age_good() -> None:
    short, digest = payload((0, 12, True))
    head = make_header(KEY, [ONE.recipient])
    other = X25519Identity.generate().recipient
    grease = Stanza("fdx-grease", ("a", "b~"), bytes(48))
    age("x25519", head + short, "success", sha256=digest)
    age(
        "two_recipients", make_header(KEY, [other, ONE.recipient]) + short, "success", sha256=digest
    )
    age("unknown_stanza", header(grease, ONE.recipient.wrap(KEY)) + short, "success", sha256=digest)
    age(
        "passphrase",
        make_header(KEY, [ScryptRecipient(PASSPHRASE, 10)]) + short,
        "success",
        sha256=digest,
        identities=[],
        passphrase=PASSPHRASE,
    )
    age(
        "hybrid",
        make_header(KEY, [PQ.recipient]) + short,
        "success",
        sha256=digest,
        identities=[str(PQ)],
    )
    age("armor", armored(head + short), "success", sha256=digest, armor=True)
    shapes = {
        "empty_payload": [(0, 0, True)],
        "one_full_chunk": [(0, CHUNK, True)],
        "two_chunks": [(0, CHUNK, False), (1, 1, True)],
    }
    for name, chunks in shapes.items():
        sealed, digest = payload(*chunks)
        age(name, head + sealed, "success", sha256=digest)


def age_header() -> None:
    short, _ = payload((0, 12, True))
    good = ONE.recipient.wrap(KEY)
    head = header(good)
    share, pq = good.args[0], PQ.recipient.wrap(KEY)

    def bad(
        name: str, data: bytes, code: str = "stanza", expect: str = "BadHeader", **m: object
    ) -> None:
        age(name, data + short, expect, code, **m)

    bad("version_2", head.replace(b"/v1", b"/v2"), "version")
    bad("mac_missing", head[: head.index(b"---") + 3] + b"\n", "header")
    bad("mac_padded", head[:-1] + b"=\n", "header")
    bad("mac_wrong", header(good)[:-44] + b64(bytes(32)).encode() + b"\n", "mac", "BadMac")
    bad("no_recipients", header(), "stanza")
    bad("extra_argument", header(Stanza("X25519", (share, "x"), good.body)))
    bad("share_short", header(Stanza("X25519", (b64(bytes(31)),), good.body)))
    bad("share_low_order", header(Stanza("X25519", (b64(bytes(32)),), good.body)))
    bad("share_padded", header(Stanza("X25519", (share + "=",), good.body)))
    bad("file_key_long", header(Stanza("X25519", (share,), good.body + bytes(1))))
    bad("argument_empty", header(good, edit=(b"-> X25519 ", b"-> X25519  ")))
    bad(
        "body_long_line",
        header(Stanza("x", (), bytes(60)), good, edit=(b"A" * 64 + b"\n", b"A" * 65)),
    )
    bad("too_many_stanzas", header(*[Stanza("x", (), b"")] * 65), "too_many_stanzas")
    bad("no_match", header(X25519Identity.generate().recipient.wrap(KEY)), "no_match", "WrongKey")
    bad(
        "hybrid_low_order",
        header(Stanza(pq.type, (b64(bytes(1120)),), pq.body)),
        identities=[str(PQ)],
    )
    bad(
        "hybrid_no_match",
        header(HybridIdentity.generate().recipient.wrap(KEY)),
        "no_match",
        "WrongKey",
        identities=[str(PQ)],
    )
    age("nonce_short", head + NONCE[:15], "BadHeader", "nonce")
    age("header_cut", head[:40], "BadHeader", "header")


def age_passphrase() -> None:
    short, _ = payload((0, 12, True))
    good = ScryptRecipient(PASSPHRASE, 10).wrap(KEY)
    salt = good.args[0]

    def bad(name: str, code: str, expect: str, *stanzas: Stanza, said: str = PASSPHRASE) -> None:
        age(name, header(*stanzas) + short, expect, code, identities=[], passphrase=said)

    bad("passphrase_wrong", "no_match", "WrongKey", good, said="another")
    bad("passphrase_not_alone", "scrypt_not_alone", "BadHeader", good, ONE.recipient.wrap(KEY))
    bad("work_21", "work_factor", "WorkTooHigh", Stanza("scrypt", (salt, "21"), good.body))
    bad("work_leading_zero", "stanza", "BadHeader", Stanza("scrypt", (salt, "010"), good.body))
    bad("salt_short", "stanza", "BadHeader", Stanza("scrypt", (b64(bytes(15)), "10"), good.body))


def age_payload() -> None:
    head = make_header(KEY, [ONE.recipient])
    two, _ = payload((0, CHUNK, False), (1, 1, True))
    cases = {
        "chunk_flipped": (two[:20] + b"\x01" + two[21:], "BadPayload", "payload"),
        "last_chunk_missing": (two[: 16 + CHUNK + 16], "Truncated", "truncated"),
        "last_chunk_cut": (two[:-1], "Truncated", "truncated"),
        "last_flag_too_early": (
            payload((0, CHUNK, True), (1, 1, True))[0],
            "BadPayload",
            "trailing",
        ),
        "last_chunk_empty": (
            payload((0, CHUNK, False), (1, 0, True))[0],
            "Truncated",
            "truncated",
        ),
        "chunks_swapped": (
            payload((1, CHUNK, False), (0, CHUNK, False), (2, 1, True))[0],
            "BadPayload",
            "payload",
        ),
        "no_chunk": (NONCE, "Truncated", "truncated"),
    }
    for name, (sealed, expect, code) in cases.items():
        age(name, head + sealed, expect, code)


def age_armor() -> None:
    text = armored(make_header(KEY, [ONE.recipient]) + payload((0, 12, True))[0])
    lines = text.split(b"\n")
    cases = {
        "armor_long_line": b"\n".join([lines[0], lines[1] + lines[2], *lines[3:]]),
        "armor_space": text.replace(lines[2], b" " + lines[2]),
        "armor_empty_line": text.replace(lines[2], b"\n" + lines[2]),
        "armor_trailing": text + b"more\n",
        "armor_no_end": b"\n".join(lines[:-2]),
        "armor_other_label": text.replace(b"BEGIN AGE", b"BEGIN PGP"),
        "armor_many_blanks": b"\n" * 1100 + text,
        "armor_letters": text.replace(lines[2], b"!" + lines[2][1:]),
    }
    for name, data in cases.items():
        age(name, data, "BadArmor", "armor", armor=True)


def sshsig() -> None:
    key, other = SigningKey.from_seed(bytes(32)), SigningKey.from_seed(bytes([1] * 32))
    line, message = key.public_line("vault"), "the head of the log\n"
    text = key.sign("ongi-test", message.encode())
    blob = base64.b64decode("".join(text.split("\n")[1:-2]))

    def wrap(data: bytes) -> str:
        whole = base64.b64encode(data).decode()
        body = "\n".join(whole[at : at + 70] for at in range(0, len(whole), 70))
        return f"-----BEGIN SSH SIGNATURE-----\n{body}\n-----END SSH SIGNATURE-----\n"

    def put(name: str, expect: str, code: str, signature: str = text, **more: str) -> None:
        fields = {"public_line": line, "namespace": "ongi-test", "message": message} | more
        save("sshsig", name, expect=expect, code=code, signature=signature, **fields)

    form, bad = ("BadEncoding", "signature_form"), "BadSignature"
    put("good", "success", "")
    put("message_changed", bad, "signature", message="the head of the log")
    put("other_purpose", bad, "signature_namespace", namespace="ongi-other")
    put("other_key", bad, "signature_key", public_line=other.public_line())
    put("signature_flipped", bad, "signature", wrap(blob[:-1] + bytes([blob[-1] ^ 1])))
    put("version_2", *form, wrap(blob.replace(b"SSHSIG\0\0\0\x01", b"SSHSIG\0\0\0\x02")))
    put("hash_sha256", *form, wrap(blob.replace(_string(b"sha512"), _string(b"sha256"))))
    put("cut", *form, wrap(blob[:-3]))
    put("trailing", *form, wrap(blob + b"\0"))
    put("not_base64", *form, text.replace("U1NIU0lH", "U1N*U0lH"))
    begin, *body, end, _ = text.split("\n")
    last = body[-1]
    put("blank_line", *form, text.replace("=\n", "=\n\n"))
    put("one_line", *form, "\n".join([begin, "".join(body), end, ""]))
    put("other_spelling", *form, text.replace(last, f"{last[:-2]}{chr(ord(last[-2]) + 1)}="))
    put("crlf", *form, text.replace("\n", "\r\n"))
    put("no_last_newline", *form, text[:-1])
    put("no_armor", *form, text.replace("BEGIN", "BEGAN"))
    for order, low in (("one", b"\1" + bytes(31)), ("four", bytes(31) + b"\x80")):
        anybody = base64.b64encode(_string(b"ssh-ed25519") + _string(low)).decode()
        put(f"line_of_order_{order}", form[0], "public_line", public_line=f"ssh-ed25519 {anybody}")
    put("line_rsa", "BadEncoding", "public_line", public_line="ssh-rsa AAAA")
    put("line_not_base64", "BadEncoding", "public_line", public_line="ssh-ed25519 A*AA")
    put(
        "line_cut",
        "BadEncoding",
        "public_line",
        public_line=" ".join([line.split()[0], line.split()[1][:-4]]),
    )


def chains() -> None:
    key, other = SigningKey.from_seed(bytes(32)), SigningKey.from_seed(bytes([1] * 32))
    entries = [b"one", b"two", b"three"]
    heads, head = [], chain.GENESIS
    for entry in entries:
        head = chain.link(head, entry)
        heads.append(head)

    def check(number: int, at: bytes, by: SigningKey = key) -> dict[str, str]:
        text = chain.checkpoint_message(number, at, at="2026-01-31T09:00:00Z", facts={"items": 2})
        signed = chain.sign_checkpoint(by, text)
        return {"message": signed.message.decode(), "signature": signed.signature}

    def put(name: str, expect: str, code: str = "", number: int = 3, **more: object) -> None:
        fields: dict[str, object] = {
            "entries": [entry.decode() for entry in entries],
            "heads": [one.hex() for one in heads],
            "checkpoints": [check(2, heads[1]), check(3, heads[2])],
        }
        save(
            "chain",
            name,
            expect=expect,
            code=code,
            number=number,
            public_line=key.public_line(),
            **fields | more,
        )

    put("good", "success", head=head.hex())
    put("entry_changed", "BadChain", "chain_head", 2, entries=["one", "TWO", "three"])
    put("entry_dropped", "BadChain", "chain_head", 2, entries=["one", "three"])
    put("entries_swapped", "BadChain", "chain_head", 1, entries=["two", "one", "three"])
    put("entry_added", "BadChain", "chain_length", 4, entries=["one", "two", "three", "four"])
    put("tail_dropped", "BadChain", "chain_length", 3, entries=["one", "two"])
    short = [one.hex() for one in heads[:2]]
    put("rolled_back", "BadChain", "checkpoint_beyond", 3, entries=["one", "two"], heads=short)
    put("rewritten", "BadChain", "checkpoint_head", 2, entries=["one", "TWO", "three"], heads=None)
    put(
        "checkpoint_of_another_key",
        "BadChain",
        "checkpoint_signature",
        1,
        checkpoints=[check(3, head, other)],
    )
    edited = check(3, head)
    edited["message"] = edited["message"].replace('"items":2', '"items":1')
    put("checkpoint_edited", "BadChain", "checkpoint_signature", 1, checkpoints=[edited])


if __name__ == "__main__":
    age_good()
    age_header()
    age_passphrase()
    age_payload()
    age_armor()
    slots()
    sshsig()
    chains()
