"""Which kind of key a text is, and the numbers of a key that are read aloud."""

import hashlib

import pytest

from crypto.age import (
    HybridIdentity,
    X25519Identity,
    X25519Recipient,
    read_identities,
    read_recipient,
    read_recipients,
    spoken,
)
from crypto.errors import BadEncoding

CLASSIC = X25519Identity(bytes(range(32)))
HYBRID = HybridIdentity(bytes(range(32)))


@pytest.mark.parametrize("identity", [CLASSIC, HYBRID])
def test_a_key_is_read_in_lower_case_and_in_the_upper_case_of_a_code(identity):
    text = str(identity.recipient)
    for given in (text, text.upper(), f"  {text}\n"):
        assert str(read_recipient(given)) == text
    with pytest.raises(BadEncoding):
        read_recipient(text[:-1] + text[-1].upper())
    assert str(read_identities(f"# made today\n\n{identity}\n")[0]) == str(identity)


@pytest.mark.parametrize("text", ["", "age1", "AGE-SECRET-KEY-1QQ", "# remark only", "age1pq1x"])
def test_what_is_no_key_is_refused(text):
    for read in (read_recipient, read_recipients, read_identities):
        with pytest.raises(BadEncoding):
            read(text)


def test_a_recipient_file_gives_its_keys_and_not_more_than_a_hundred():
    line = f"{CLASSIC.recipient}\n"
    assert len(read_recipients("# two\n" + line * 2)) == 2
    assert len(read_recipients(line * 100)) == 100
    with pytest.raises(BadEncoding):
        read_recipients(line * 101)


def test_the_numbers_are_thirty_digits_of_the_whole_key():
    text = str(CLASSIC.recipient)
    digest = hashlib.sha256(b"ongi/v1/key-numbers\0" + text.encode()).digest()
    digits = str(int.from_bytes(digest, "big"))[-30:]
    groups = spoken(CLASSIC.recipient).split(" ")
    assert "".join(groups) == digits
    assert [len(group) for group in groups] == [5] * 6
    assert spoken(HYBRID.recipient) != spoken(CLASSIC.recipient)
    assert spoken(X25519Recipient(bytes([1] * 32))) != spoken(X25519Recipient(bytes([2] * 32)))
