"""The first lines of a beginning are those of the whole beginning, however little is decoded."""

from __future__ import annotations

import codecs

from hypothesis import example, given
from hypothesis import strategies as st

from app.collect.chats.text_lines import encoding_of, head_lines

_HEAD = 64 * 1024

_MARKS = st.sampled_from([b"", codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE])
_PIECES = st.one_of(
    st.binary(min_size=1, max_size=40),
    st.text(min_size=1, max_size=20).map(lambda text: text.encode("utf-8", "surrogatepass")),
    st.text("가나다라 \r\n", min_size=1, max_size=20).map(lambda text: text.encode("cp949")),
    st.sampled_from([b"\r\n", b"\n", b"\r", b"\x0c", b"\x00", "말\r\n".encode("utf-16-le")]),
)


@given(_MARKS, st.binary(max_size=7), st.lists(_PIECES, min_size=1, max_size=6),
       st.integers(1, 900), st.sampled_from([1, 2, 60]))  # fmt: skip
@example(b"", b"", [b"a\r\n"], 2000, 60)
@example(b"", b"x", [b"y" * 66 + b"\r\n"], 80, 60)
@example(b"", b"", ["말".encode() * 1365 + b"a"], 3, 1)
def test_first_lines_are_those_of_the_whole_beginning(
    mark: bytes, shift: bytes, pieces: list[bytes], times: int, most: int
) -> None:
    head = (mark + shift + b"".join(pieces) * times)[:_HEAD]
    encoding, skip = encoding_of(head)
    lines = head[skip:].decode(encoding, "replace").splitlines()
    whole = lines if len(head) < _HEAD else lines[:-1]
    assert head_lines(head, most) == tuple(whole[:most])
