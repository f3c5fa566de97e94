"""Any bytes have a kind."""

from hypothesis import given
from hypothesis import strategies as st

from app.collect.kinds import _MAGICS, sniff_kind
from app.domain.evidence.items import ItemKind

MARKS = st.sampled_from(
    [magic for magic, _, _ in _MAGICS]
    + [
        b"RIFF",
        b"OggS",
        b"PK\x03\x04",
        b"\x1f\x8b\x08",
        b"\xff\xfe",
        b"<svg",
        b"\x00\x00\x00\x20ftyp",
    ]
)


@given(
    st.binary(max_size=200) | st.builds(bytes.__add__, MARKS, st.binary(max_size=80)),
    st.text(max_size=8),
)
def test_every_beginning_has_a_kind_and_a_media_type(head, name):
    kind, media_type = sniff_kind(head, name)
    assert isinstance(kind, ItemKind)
    assert media_type.isascii()
    assert media_type.count("/") == 1
