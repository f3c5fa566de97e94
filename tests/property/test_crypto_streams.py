"""What must hold for any bytes: chunk borders, seeking, canonical JSON, hostile input."""

from __future__ import annotations

import io
import itertools
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crypto import canon, chain, sshsig
from crypto.age import (
    PayloadReader,
    PayloadWriter,
    X25519Identity,
    decrypt,
    encrypt,
    make_header,
    open_header,
)
from crypto.age.chunks import CHUNK
from crypto.errors import BadMac, CryptoError, WrongKey
from crypto.slots import BLOCK_BYTES, SlotBlock

BORDERS = [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK - 1, 2 * CHUNK, 2 * CHUNK + 1, 3 * CHUNK]
KEY = bytes(range(16))
IDENTITY = X25519Identity(bytes(range(32)))
HEADER = make_header(KEY, [IDENTITY.recipient])
sizes = st.sampled_from(BORDERS) | st.integers(0, 3 * CHUNK)
cuts = st.lists(sizes, max_size=6)


def _sealed(data: bytes, places: list[int]) -> io.BytesIO:
    out = io.BytesIO()
    writer = PayloadWriter(out, KEY)
    edges = [0, *sorted(min(place, len(data)) for place in places), len(data)]
    for start, end in itertools.pairwise(edges):
        writer.write(data[start:end])
    writer.finish()
    return out


@given(sizes, cuts, st.lists(st.tuples(sizes, sizes), max_size=6))
def test_any_cutting_and_any_seek_gives_the_slice(
    size: int, places: list[int], reads: list[tuple[int, int]]
) -> None:
    data = random.Random(size).randbytes(size)
    reader = PayloadReader(_sealed(data, places), KEY)
    assert reader.size == size
    for start, count in reads:
        reader.seek(start)
        assert reader.read(count) == data[start : start + count]
    reader.seek(0)
    assert reader.read() == data


@given(st.integers(0, 2 * CHUNK + 20), st.integers(0, 2**32))
def test_any_cut_payload_never_reads_to_its_end(size: int, where: int) -> None:
    whole = _sealed(bytes(size), []).getvalue()
    with pytest.raises(CryptoError):
        PayloadReader(io.BytesIO(whole[: where % len(whole)]), KEY).read()


@given(st.integers(0, 2 * CHUNK + 20), st.integers(0, 2**32), st.integers(0, 7))
def test_any_flipped_bit_of_a_payload_is_found(size: int, where: int, bit: int) -> None:
    whole = bytearray(_sealed(bytes(size), []).getvalue())
    whole[where % len(whole)] ^= 1 << bit
    with pytest.raises(CryptoError):
        PayloadReader(io.BytesIO(whole), KEY).read()


@given(st.integers(0, len(HEADER) - 1), st.integers(1, 255))
def test_any_changed_header_byte_is_found(where: int, change: int) -> None:
    changed = bytearray(HEADER)
    changed[where] ^= change
    with pytest.raises(CryptoError):
        open_header(bytes(changed), [IDENTITY])


@given(
    st.lists(st.sampled_from([b"-> X25519", b"-> ", b"--- ", b"A" * 64, b"\n", b" ", b"=", b"AA"]))
)
def test_any_header_soup_raises_only_our_errors(parts: list[bytes]) -> None:
    with pytest.raises(CryptoError):
        decrypt(io.BytesIO(b"age-encryption.org/v1\n" + b"".join(parts)), io.BytesIO(), [IDENTITY])


@given(st.binary(max_size=300), st.sampled_from([b"", b"-----BEGIN AGE ENCRYPTED FILE-----\n"]))
def test_any_bytes_raise_only_our_errors(data: bytes, start: bytes) -> None:
    with pytest.raises(CryptoError):
        decrypt(io.BytesIO(start + data), io.BytesIO(), [IDENTITY])


@given(st.binary(max_size=1000))
def test_any_bytes_survive_the_armor(data: bytes) -> None:
    out, back = io.BytesIO(), io.BytesIO()
    encrypt(io.BytesIO(data), out, [IDENTITY.recipient], armor=True)
    decrypt(io.BytesIO(out.getvalue().replace(b"\n", b"\r\n")), back, [IDENTITY])
    assert back.getvalue() == data


text = st.text(st.characters(exclude_categories=["Cs"]))
scalars = st.none() | st.booleans() | st.integers(-canon.MAX_INT, canon.MAX_INT) | text
values = st.recursive(
    scalars, lambda inner: st.lists(inner) | st.dictionaries(text, inner), max_leaves=20
)


@given(values)
def test_canonical_json_survives_and_has_one_spelling(value: canon.JsonValue) -> None:
    data = canon.dumps(value)
    assert canon.loads(data, canonical=True) == value
    assert canon.dumps(canon.loads(data)) == data


@given(st.binary(max_size=200) | text.map(str.encode))
def test_any_json_soup_raises_only_our_errors(data: bytes) -> None:
    try:
        value = canon.loads(data)
    except CryptoError:
        return
    assert canon.loads(canon.dumps(value), canonical=True) == value


@given(st.binary(max_size=BLOCK_BYTES + 1))
def test_any_slot_block_soup_raises_only_our_errors(data: bytes) -> None:
    with pytest.raises(CryptoError):
        SlotBlock.parse(b"ongi-slots-v2\0\0\0" + data)


@given(st.lists(st.binary(max_size=20), min_size=1, max_size=8), st.data())
def test_any_changed_entry_changes_the_head(entries: list[bytes], data: st.DataObject) -> None:
    number, head = chain.verify_chain(entries)
    assert number == len(entries)
    where = data.draw(st.integers(0, len(entries) - 1))
    other = data.draw(st.binary(max_size=20).filter(lambda entry: entry != entries[where]))
    changed = [*entries[:where], other, *entries[where + 1 :]]
    assert chain.verify_chain(changed)[1] != head


@given(st.binary(max_size=300))
def test_any_signature_soup_raises_only_our_errors(data: bytes) -> None:
    import base64

    key = sshsig.SigningKey.from_seed(bytes(32))
    body = base64.b64encode(b"SSHSIG\0\0\0\x01" + data).decode()
    armored = f"-----BEGIN SSH SIGNATURE-----\n{body}\n-----END SSH SIGNATURE-----"
    with pytest.raises(CryptoError):
        sshsig.verify(key.public_line(), "n", b"", armored)


def test_other_identity_and_changed_code_are_told_apart() -> None:
    with pytest.raises(WrongKey):
        open_header(HEADER, [X25519Identity.generate()])
    with pytest.raises(BadMac):
        open_header(HEADER.replace(b"--- ", b"---\x20")[:-44] + b"A" * 43 + b"\n", [IDENTITY])
