"""The sheet of traces: each place is told with what was there, and nothing is judged."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image, PngImagePlugin

from app.casework.traces import traces_of
from app.collect.media import MediaWorker
from app.domain.evidence.items import ItemKind
from app.domain.evidence.traces import Outcome

SAMPLES = Path(__file__).resolve().parents[4] / "shared" / "samples" / "c2pa"
samples = pytest.mark.skipif(not SAMPLES.is_dir(), reason="samples are not there")


@pytest.fixture(scope="module")
def worker():
    with MediaWorker() as running:
        yield running


def outcomes(media_type: str, facts: dict[str, str], c2pa: dict[str, str] | None = None):
    return {t.place: t.outcome for t in traces_of(media_type, {"width": "1", **facts}, c2pa)}


def of_png(worker: MediaWorker, **texts: str) -> dict[str, Outcome]:
    info, out = PngImagePlugin.PngInfo(), io.BytesIO()
    for name, text in texts.items():
        info.add_itxt(name, text)
    Image.new("RGB", (8, 8)).save(out, "PNG", pnginfo=info)
    seen = worker.inspect(out, ItemKind.PICTURE, "image/png")
    c2pa = worker.credentials(out, "image/png")
    return {t.place: t.outcome for t in traces_of("image/png", seen.facts, c2pa)}


@pytest.mark.parametrize(
    ("texts", "place"),
    [
        ({"parameters": "a face\nSteps: 20, Sampler: Euler"}, "parameters"),
        ({"prompt": '{"3": {}}', "workflow": "{}"}, "comfyui"),
        ({"Software": "NovelAI", "Comment": '{"steps": 28}'}, "novelai"),
        ({"Description": "a face --ar 2:3 Job ID: " + "0" * 8 + "-0000-0000-0000-" + "0" * 12}, "midjourney"),
    ],
)  # fmt: skip
def test_words_of_picture_generators_are_found_at_their_place(
    worker: MediaWorker, texts: dict[str, str], place: str
) -> None:
    found = {where for where, what in of_png(worker, **texts).items() if what is Outcome.FOUND}
    assert place in found
    assert found <= {place, "program"}


def test_a_plain_picture_has_every_place_looked_at_and_none_found(worker: MediaWorker) -> None:
    plain = of_png(worker, Description="our dog", Software="GIMP")
    assert len(plain) == 9
    assert set(plain.values()) == {Outcome.NOT_FOUND}


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        ("http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia", "found"),
        ("…/compositeWithTrainedAlgorithmicMedia", "found"),
        ("…/digitalCapture", "not_found"),
    ],
)
def test_the_source_type_is_found_by_its_known_words(said: str, outcome: str) -> None:
    assert outcomes("image/jpeg", {"xmp.digital_source_type": said})["source_type"] == outcome


def test_a_picture_that_could_not_be_read_is_not_called_without_traces() -> None:
    told = traces_of("image/jpeg", {"problem": "decode_failed"}, {})
    assert {one.outcome for one in told} == {Outcome.NOT_LOOKED}


def test_a_film_has_only_content_credentials_and_a_text_nothing() -> None:
    assert list(outcomes("video/mp4", {}, {})) == ["c2pa", "c2pa_source_type"]
    assert traces_of("text/plain", {}, None) == ()


@samples
@pytest.mark.parametrize(
    ("name", "media_type", "state", "kind"),
    [
        ("C.jpg", "image/jpeg", "Valid", "found"),
        ("E-sig-CA.jpg", "image/jpeg", "Invalid", "not_found"),
        ("video1.mp4", "video/mp4", "Valid", "not_found"),
    ],
)
def test_content_credentials_are_told_with_their_state(
    worker: MediaWorker, name: str, media_type: str, state: str, kind: str
) -> None:
    facts = worker.credentials(io.BytesIO((SAMPLES / name).read_bytes()), media_type)
    assert facts is not None
    told = {one.place: one for one in traces_of(media_type, {}, facts)}
    assert told["c2pa"].outcome is Outcome.FOUND
    assert told["c2pa"].words.split("\n")[0] == f"validation: {state}"
    assert told["c2pa_source_type"].outcome == kind


@samples
@pytest.mark.parametrize("name", ["test_xmp.webp", "sample1.heic"])
def test_files_without_content_credentials_are_told_so(worker: MediaWorker, name: str) -> None:
    kind = "image/webp" if name.endswith("webp") else "image/heic"
    facts = worker.credentials(io.BytesIO((SAMPLES / name).read_bytes()), kind)
    assert facts == {"c2pa.state": "absent"}


@samples
def test_broken_credentials_could_not_be_looked_at(worker: MediaWorker) -> None:
    data = bytearray((SAMPLES / "C.jpg").read_bytes())
    place = data.index(b"c2pa.claim")
    data[place - 40 : place] = bytes(40)
    told = traces_of("image/jpeg", {}, worker.credentials(io.BytesIO(data), "image/jpeg"))
    assert told[-2].outcome is not Outcome.NOT_FOUND
    assert "Valid\n" not in told[-2].words


def test_types_without_credentials_are_not_asked(worker: MediaWorker) -> None:
    assert worker.credentials(io.BytesIO(b"x"), "image/gif") is None
