"""age: identities and recipients, their written forms, and which of them go together."""

from __future__ import annotations

import io

import pytest

from crypto import errors
from crypto.age import (
    HybridIdentity,
    HybridRecipient,
    PayloadWriter,
    Recipient,
    ScryptIdentity,
    ScryptRecipient,
    X25519Identity,
    X25519Recipient,
    make_header,
    new_file_key,
    open_header,
)
from crypto.age.encoding import bech32_decode, bech32_encode


@pytest.mark.parametrize("kind", [X25519Identity, HybridIdentity])
def test_keys_survive_writing_and_reading(kind: type[X25519Identity | HybridIdentity]) -> None:
    identity = kind.generate()
    again = kind.parse(str(identity))
    assert str(again) == str(identity)
    assert str(again.recipient) == str(identity.recipient)
    public = type(identity.recipient).parse(str(identity.recipient))
    key = new_file_key()
    assert open_header(make_header(key, [public]), [again]) == key


@pytest.mark.parametrize(
    "identity",
    [X25519Identity.generate(), HybridIdentity.generate()],
    ids=["x25519", "hybrid"],
)
def test_repr_shows_no_secret(identity: X25519Identity | HybridIdentity) -> None:
    assert "SECRET" not in repr(identity).upper()
    assert str(identity.recipient)[:15] in repr(identity)
    assert str(identity.recipient)[:15] in repr(identity.recipient)


def test_repr_shows_no_passphrase() -> None:
    assert "hunter" not in repr(ScryptRecipient("hunter")) + repr(ScryptIdentity("hunter"))


@pytest.mark.parametrize("parse", [X25519Identity.parse, X25519Recipient.parse])
@pytest.mark.parametrize("change", ["", "x", "case", "letter", "sum", "sign", "long", "non-ascii"])
def test_misspelt_keys_are_refused(parse: object, change: str) -> None:
    identity = X25519Identity.generate()
    good = str(identity) if parse == X25519Identity.parse else str(identity.recipient)
    text = {
        "": "",
        "x": "x",
        "case": good[:-1] + good[-1].swapcase() + ("a" if good.isupper() else "A"),
        "letter": good[:-1] + ("B" if good.isupper() else "b"),
        "sum": good[:-1] + ("Q" if good[-1].upper() != "Q" else "P"),
        "sign": good.replace("1", ""),
        "long": good * 100,
        "non-ascii": "é" + good,
    }[change]
    with pytest.raises(errors.BadEncoding) as caught:
        parse(text)  # type: ignore[operator]
    assert caught.value.code == "key"


def test_key_of_another_kind_or_case_is_refused() -> None:
    identity = X25519Identity.generate()
    for text in (str(identity).lower(), str(identity.recipient), str(HybridIdentity.generate())):
        with pytest.raises(errors.BadEncoding):
            X25519Identity.parse(text)


def test_bech32_with_spare_bits_is_refused() -> None:
    assert bech32_decode(bech32_encode("x", bytes(5))) == ("x", bytes(5))
    data = bech32_encode("x", b"\xff")
    assert bech32_decode(data) == ("x", b"\xff")
    # 11111 11111 would need the last two bits to be zero; one group alone is no byte at all.
    from crypto.age import encoding

    for values in ([31, 31], [31]):
        check = encoding._polymod([*encoding._expand("x"), *values, *[0] * 6]) ^ 1
        letters = values + [check >> 5 * (5 - i) & 31 for i in range(6)]
        text = "x1" + "".join(encoding._CHARSET[value] for value in letters)
        with pytest.raises(errors.BadEncoding, match="spare"):
            bech32_decode(text)


def test_not_a_lattice_key_is_refused() -> None:
    with pytest.raises(errors.BadEncoding):
        HybridRecipient.parse(bech32_encode("age1pq", b"\xff" * 1216))


@pytest.mark.parametrize("kind", ["classical", "hybrid"])
def test_recipient_of_low_order_is_refused(kind: str) -> None:
    recipient: Recipient
    if kind == "classical":
        recipient = X25519Recipient(bytes(32))
    else:
        good = HybridIdentity.generate().recipient
        recipient = HybridRecipient(good._public[:1184] + bytes(32))
    with pytest.raises(errors.BadEncoding):
        make_header(new_file_key(), [recipient])


def test_recipients_that_do_not_mix_are_refused() -> None:
    plain, pq = X25519Identity.generate().recipient, HybridIdentity.generate().recipient
    mixes: list[list[Recipient]] = [[], [plain, pq], [plain, ScryptRecipient("a")], [plain] * 65]
    for recipients in mixes:
        with pytest.raises(errors.BadRecipients):
            make_header(new_file_key(), recipients)


def test_wrong_lengths_and_costs_are_errors_of_the_caller() -> None:
    with pytest.raises(ValueError, match="file key"):
        make_header(bytes(32), [X25519Identity.generate().recipient])
    with pytest.raises(ValueError, match="file key"):
        PayloadWriter(io.BytesIO(), bytes(32))
    with pytest.raises(ValueError, match="work factor"):
        ScryptRecipient("a", 31)
