"""age: keys, headers, streams, random access, and the ``age`` program as an outside judge."""

from __future__ import annotations

import io
import os
import secrets
import shutil
import subprocess
from pathlib import Path

import pytest

from crypto import errors
from crypto.age import (
    ArmorWriter,
    HybridIdentity,
    PayloadReader,
    PayloadWriter,
    ScryptIdentity,
    ScryptRecipient,
    X25519Identity,
    dearmor,
    decrypt,
    encrypt,
    make_header,
    new_file_key,
    open_file,
    open_header,
    parse_header,
    read_header,
)
from crypto.age.chunks import CHUNK
from crypto.age.encoding import b64
from crypto.age.header import VERSION_LINE, _format, _mac

AGE = shutil.which("age")
needs_age = pytest.mark.skipif(AGE is None, reason="the age program is not installed")
SIZES = [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 5 * CHUNK + 7]


def sealed(data: bytes, key: bytes) -> bytes:
    out = io.BytesIO()
    writer = PayloadWriter(out, key)
    writer.write(data)
    writer.finish()
    assert writer.stored_size == len(out.getvalue())
    return out.getvalue()


class Pipe(io.BytesIO):
    def seekable(self) -> bool:
        return False


def test_work_over_the_cap_is_refused_before_deriving() -> None:
    out = io.BytesIO()
    encrypt(io.BytesIO(b"x"), out, [ScryptRecipient("a", 12)])
    for identities, cap in (([ScryptIdentity("a", 11)], None), ([ScryptIdentity("a")], 11)):
        with pytest.raises(errors.WorkTooHigh):
            decrypt(io.BytesIO(out.getvalue()), io.BytesIO(), identities, max_work_factor=cap)
    plain = io.BytesIO()
    keys = [X25519Identity.generate(), ScryptIdentity("a")]
    decrypt(io.BytesIO(out.getvalue()), plain, keys, max_work_factor=12)
    assert plain.getvalue() == b"x"


def test_scrypt_identity_refuses_a_crowd_by_itself() -> None:
    stanza = ScryptRecipient("a", 1).wrap(new_file_key())
    with pytest.raises(errors.BadHeader):
        ScryptIdentity("a").unwrap([stanza, stanza])


def test_read_header_takes_exactly_the_header() -> None:
    header = make_header(new_file_key(), [X25519Identity.generate().recipient])
    src = io.BytesIO(header + b"rest")
    assert read_header(src) == header
    assert src.read() == b"rest"


@pytest.mark.parametrize("tail", [b"-> x " + b"a" * 9000, (b"-> x\n" + b"\n") * 40000])
def test_endless_header_is_refused_early(tail: bytes) -> None:
    src = io.BytesIO(b"age-encryption.org/v1\n" + tail)
    with pytest.raises(errors.BadHeader):
        read_header(src)
    assert src.tell() < 150_000


def test_passphrase_beside_a_key_is_refused_for_the_key_too() -> None:
    key, identity = new_file_key(), X25519Identity.generate()
    stanzas = [identity.recipient.wrap(key), ScryptRecipient("a", 1).wrap(key)]
    signed = VERSION_LINE + b"".join(_format(stanza) for stanza in stanzas) + b"---"
    header = signed + b" " + b64(_mac(key, signed)).encode() + b"\n"
    with pytest.raises(errors.BadHeader) as caught:
        open_header(header, [identity])
    assert caught.value.code == "scrypt_not_alone"


def test_armor_line_after_a_short_one_is_refused() -> None:
    text = b"-----BEGIN AGE ENCRYPTED FILE-----\nAAAA\nAAAA\n-----END AGE ENCRYPTED FILE-----\n"
    with pytest.raises(errors.BadArmor):
        dearmor(io.BytesIO(text)).read()


def test_bytes_after_a_detached_header_are_refused() -> None:
    header = make_header(new_file_key(), [X25519Identity.generate().recipient])
    with pytest.raises(errors.BadHeader):
        parse_header(header + b"x")
    for cut in (header[:-1], b"age-encryption.org/v1\n-> x\n" + b"A" * 64 + b"\n"):
        with pytest.raises(errors.BadHeader):
            parse_header(cut)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("armor", [False, True])
def test_encrypt_then_decrypt_gives_the_same_bytes(size: int, armor: bool) -> None:
    data, identity = secrets.token_bytes(size), X25519Identity.generate()
    out, back = io.BytesIO(), io.BytesIO()
    encrypt(io.BytesIO(data), out, [identity.recipient], armor=armor)
    assert out.getvalue().startswith(b"-----BEGIN AGE" if armor else b"age-")
    decrypt(Pipe(out.getvalue()), back, [identity])
    assert back.getvalue() == data


def test_unfinished_payload_reads_as_truncated() -> None:
    key, out = new_file_key(), io.BytesIO()
    PayloadWriter(out, key).write(bytes(3 * CHUNK))
    with PayloadReader(out, key) as reader, pytest.raises(errors.Truncated):
        reader.read()


def test_writer_takes_nothing_after_the_end() -> None:
    writer = PayloadWriter(io.BytesIO(), new_file_key())
    writer.finish()
    with pytest.raises(ValueError, match="finished"):
        writer.write(b"x")
    with pytest.raises(ValueError, match="finished"):
        writer.finish()


def test_unbuffered_file_that_takes_little_gets_everything(tmp_path: Path) -> None:
    class Slow(io.BytesIO):
        def write(self, data: object) -> int:  # type: ignore[override]
            return super().write(bytes(data)[:1000])  # type: ignore[call-overload]

    key, out, data = new_file_key(), Slow(), secrets.token_bytes(CHUNK + 5)
    writer = PayloadWriter(out, key)
    writer.write(data)
    writer.finish()
    assert PayloadReader(out, key).read() == data


def test_cut_at_a_chunk_border_reads_up_to_there_and_then_fails() -> None:
    key, data = new_file_key(), secrets.token_bytes(3 * CHUNK)
    whole = sealed(data, key)
    cut = whole[: 16 + 2 * (CHUNK + 16)]
    reader = PayloadReader(io.BytesIO(cut), key)
    assert reader.read(CHUNK) == data[:CHUNK]
    with pytest.raises(errors.Truncated):
        reader.read(CHUNK)
    for whence in (os.SEEK_END, os.SEEK_SET):
        with pytest.raises(errors.Truncated):
            reader.seek(0 if whence == os.SEEK_END else 2 * CHUNK, whence)
    with pytest.raises(errors.Truncated):
        reader.verify_end()


def test_flipped_chunk_leaves_the_others_readable() -> None:
    key, data = new_file_key(), secrets.token_bytes(3 * CHUNK)
    bad = bytearray(sealed(data, key))
    bad[16 + CHUNK + 16 + 100] ^= 1
    reader = PayloadReader(io.BytesIO(bad), key)
    with pytest.raises(errors.BadPayload):
        reader.read()
    assert reader.seek(2 * CHUNK) == 2 * CHUNK
    assert reader.read(10) == data[2 * CHUNK : 2 * CHUNK + 10]
    reader.seek(CHUNK + 1)
    with pytest.raises(errors.BadPayload):
        reader.read(1)


def test_payload_in_the_middle_of_a_file() -> None:
    key, data = new_file_key(), secrets.token_bytes(CHUNK + 9)
    payload = sealed(data, key)
    src = io.BytesIO(b"before" + payload + b"after")
    reader = PayloadReader(src, key, start=6, length=len(payload))
    assert reader.size == len(data)
    reader.verify_end()
    assert reader.read() == data
    with pytest.raises(errors.Truncated):
        PayloadReader(src, key, start=6, length=len(payload) + 6)


def test_source_that_shrinks_meanwhile_is_truncated() -> None:
    key = new_file_key()
    src = io.BytesIO(sealed(bytes(2 * CHUNK), key))
    reader = PayloadReader(src, key)
    src.truncate(CHUNK)
    with pytest.raises(errors.Truncated):
        reader.read()


def test_reader_behaves_like_a_file() -> None:
    key, data = new_file_key(), secrets.token_bytes(CHUNK + 100)
    src = io.BytesIO(sealed(data, key))
    with PayloadReader(src, key) as reader:
        assert reader.readable()
        assert reader.seekable()
        assert reader.read1(7) == data[:7]
        assert len(reader.read1()) == CHUNK - 7
        assert reader.readinto1(bytearray()) == 0
        assert reader.tell() == CHUNK
        assert reader.seek(-5, os.SEEK_CUR) == CHUNK - 5
        assert reader.read(10) == data[CHUNK - 5 : CHUNK + 5]
        assert reader.seek(-3, os.SEEK_END) == len(data) - 3
        assert reader.read(None) == data[-3:]
        assert reader.read(5) == b""
        assert reader.seek(10**9) == 10**9
        assert reader.read(1) == b""
        assert reader.seek(0) == 0
        assert reader.readline(4)
        with pytest.raises(ValueError, match="before"):
            reader.seek(-1)
    assert not src.closed
    with pytest.raises(ValueError, match="closed"):
        reader.read(1)


def test_source_is_closed_only_when_handed_over() -> None:
    key = new_file_key()
    src = io.BytesIO(sealed(b"x", key))
    reader = PayloadReader(src, key, close_source=True)
    for _ in range(2):
        reader.close()
        assert src.closed


def test_pipe_cannot_be_asked_for_places() -> None:
    key = new_file_key()
    pipe = Pipe(sealed(bytes(2 * CHUNK), key))
    with pytest.raises(ValueError, match="seekable"):
        PayloadReader(pipe, key, start=1)
    reader = PayloadReader(pipe, key)
    for call in (lambda: reader.seek(0), lambda: reader.size):
        with pytest.raises(io.UnsupportedOperation):
            call()
    assert reader.read(5) == bytes(5)
    assert len(reader.read()) == 2 * CHUNK - 5
    assert reader.read(1) == b""


def test_source_without_readinto_will_do() -> None:
    class Plain:
        def __init__(self, data: bytes) -> None:
            self._inner = io.BytesIO(data)

        def seekable(self) -> bool:
            return False

        def read(self, size: int) -> bytes:
            return self._inner.read(size)

    key = new_file_key()
    reader = PayloadReader(Plain(sealed(b"hello", key)), key)  # type: ignore[arg-type]
    assert reader.read() == b"hello"


def test_armor_of_whole_lines_has_no_empty_line() -> None:
    out = io.BytesIO()
    writer = ArmorWriter(out)
    assert writer.writable()
    writer.write(bytes(96))
    writer.finish()
    assert b"\n\n" not in out.getvalue()
    assert dearmor(io.BytesIO(out.getvalue())).read() == bytes(96)


@needs_age
@pytest.mark.parametrize("size", SIZES)
def test_age_program_opens_what_we_seal(size: int, tmp_path: Path) -> None:
    identity, data = X25519Identity.generate(), secrets.token_bytes(size)
    (tmp_path / "key").write_text(f"{identity}\n")
    for armor in (False, True):
        out = io.BytesIO()
        encrypt(io.BytesIO(data), out, [identity.recipient], armor=armor)
        command = [str(AGE), "-d", "-i", str(tmp_path / "key")]
        assert (
            subprocess.run(command, input=out.getvalue(), capture_output=True, check=True).stdout
            == data
        )


@needs_age
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("extra", [[], ["-a"]], ids=["binary", "armor"])
def test_we_open_what_the_age_program_seals(size: int, extra: list[str]) -> None:
    identity, data = X25519Identity.generate(), secrets.token_bytes(size)
    command = [str(AGE), "-r", str(identity.recipient), *extra]
    done = subprocess.run(command, input=data, capture_output=True, check=True)
    back = io.BytesIO()
    decrypt(io.BytesIO(done.stdout), back, [identity])
    assert back.getvalue() == data


def test_open_file_is_seekable_behind_its_header() -> None:
    identity, data = HybridIdentity.generate(), secrets.token_bytes(2 * CHUNK)
    out = io.BytesIO(b"junk")
    out.seek(4)
    encrypt(io.BytesIO(data), out, [identity.recipient])
    out.seek(4)
    reader = open_file(out, [X25519Identity.generate(), identity])
    assert reader.seek(CHUNK + 3)
    assert reader.read(4) == data[CHUNK + 3 : CHUNK + 7]
