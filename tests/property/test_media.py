"""However a file is broken, looking at it ends with an answer, and the next whole file is seen."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from app.collect.kinds import sniff_kind
from app.collect.media import MediaWorker, Problem


def saved(form):
    out = io.BytesIO()
    Image.effect_noise((120, 80), 60).convert("RGB").save(out, form)
    return out.getvalue()


WHOLE = {form: saved(form) for form in ("JPEG", "PNG", "GIF", "WEBP", "BMP", "TIFF", "AVIF", "PDF")}


@pytest.fixture(scope="module")
def worker():
    with MediaWorker() as running:
        yield running


@settings(max_examples=20, deadline=None)
@given(
    st.sampled_from(sorted(WHOLE)),
    st.lists(st.tuples(st.integers(0, 2000), st.integers(0, 255)), max_size=20),
    st.integers(20, 10_000),
)
def test_a_broken_file_never_stops_the_import(worker, form, changes, length):
    data = bytearray(WHOLE[form][:length])
    for place, value in changes:
        data[12 + place % (len(data) - 12)] = value
    found = worker.inspect(io.BytesIO(bytes(data)), *sniff_kind(bytes(data), "x"))
    assert found.problem is not Problem.WORKER_LOST
    assert found.problem or found.preview_jpeg or not found.facts
    whole = worker.inspect(io.BytesIO(WHOLE["PNG"]), *sniff_kind(WHOLE["PNG"], "x"))
    assert whole.preview_jpeg
