"""Readers of pages and mails on bytes that nobody meant: no error gets out but what ends a worker."""

from __future__ import annotations

import gzip
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.collect.media.allowance import PAGES
from app.collect.pages.reading import read_page
from app.domain.evidence.pages import LINKS_LIMIT, PARTS_LIMIT, TEXT_LIMIT
from tests.unit.collect.pages.test_readers import MAIL, SINGLE, mhtml, page_record, wacz

WARC = page_record(b"<body>x</body>", "sha1:" + "A" * 32)
SEEDS = {
    "text/html": [SINGLE.encode()],
    "multipart/related": [mhtml("<body>x <a href='/y'>y</a></body>")],
    "message/rfc822": [MAIL],
    "application/warc": [WARC, gzip.compress(WARC)],
    "application/wacz": [wacz()],
}


def test_every_kind_of_page_has_a_seed() -> None:
    # Outlook's library raises, which ends the worker: see `tests/fuzz`.
    assert set(SEEDS) == PAGES - {"application/vnd.ms-outlook"}


@pytest.mark.parametrize("media_type", sorted(SEEDS))
@given(data=st.data())
def test_damaged_files_are_read_within_the_limits(media_type: str, data: st.DataObject) -> None:
    seed = bytearray(data.draw(st.sampled_from(SEEDS[media_type])))
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(seed)))
        gone = data.draw(st.integers(0, 40))
        seed[at : at + gone] = data.draw(st.binary(max_size=40))
    page = read_page(io.BytesIO(seed), media_type, len(seed))
    assert len(page.text) <= TEXT_LIMIT
    assert len(page.links) <= LINKS_LIMIT
    assert len(page.parts) <= PARTS_LIMIT
    page.text.encode()
    for link in page.links:
        (link.target + link.original).encode()
