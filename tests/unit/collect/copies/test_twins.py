"""A covered twin never restores the original: held against the bytes of both."""

import io
import json

import pypdfium2
import pytest
from PIL import Image, PngImagePlugin

from app.collect.media import movies, pictures
from app.domain.custody import Act
from app.domain.evidence.copies import (
    FILM_TYPES,
    MOST_AREAS,
    PICTURE_TYPES,
    Area,
    Covering,
    Recipe,
    Relation,
)
from app.domain.evidence.items import ItemKind
from app.errors import FormatProblem, InputProblem, PolicyProblem
from app.jobs import Job
from app.usecases.case.cases import add_case
from app.usecases.copies.copying import copies_of, recipe_of, redact
from tests.unit.collect.copies.conftest import (
    BOTTOM,
    LEFT,
    PDF,
    RIGHT,
    TOP,
    UNDER,
    document,
    film,
    made_of,
    picture,
    place,
    saved,
)

HOWS = list(Covering)


def opened(data):
    return Image.open(io.BytesIO(data)).convert("RGB")


@pytest.mark.parametrize("how", HOWS)
@pytest.mark.parametrize(
    ("form", "options"),
    [
        ("PNG", {}),
        ("GIF", {}),
        ("BMP", {}),
        ("TIFF", {}),
        ("JPEG", {"quality": 95}),
        ("JPEG", {"quality": 60}),
        ("JPEG", {"quality": 90, "subsampling": 0}),
        *[("JPEG", {"quality": 75, "exif": bytes(6) + bytes([turn])}) for turn in range(2, 9)],
    ],
)
def test_two_pictures_that_differ_only_under_a_place_have_the_same_twin(form, options, how):
    size = (200, 168)  # not whole blocks, so that it matters from which corner they are counted
    under = (62, 43, 97, 79)
    turn = options["exif"][-1] if "exif" in options else 1
    if turn > 1:
        exif = Image.Exif()
        exif[0x0112] = turn
        options = {**options, "exif": exif.tobytes()}
    first = saved(picture("red", size, under), form, **options)
    second = saved(picture("navy", size, under), form, **options)
    shown = (size[1], size[0]) if turn > 4 else size
    area = _turned(under, size, turn, how)
    media_type = f"image/{form.lower()}"
    one, two = made_of(first, media_type, area), made_of(second, media_type, area)
    assert first != second
    assert one == two
    assert opened(one).size == shown


def _turned(under, size, turn, how):
    """Where a place of the stored picture lies when it is shown upright."""
    mask = Image.new("L", size)
    mask.paste(255, under)
    ways = {
        2: (Image.Transpose.FLIP_LEFT_RIGHT,), 3: (Image.Transpose.ROTATE_180,),
        4: (Image.Transpose.FLIP_TOP_BOTTOM,), 5: (Image.Transpose.TRANSPOSE,),
        6: (Image.Transpose.ROTATE_270,), 7: (Image.Transpose.TRANSVERSE,),
        8: (Image.Transpose.ROTATE_90,),
    }  # fmt: skip
    for way in ways.get(turn, ()):
        mask = mask.transpose(way)
    left, top, right, bottom = mask.getbbox()
    return Area(left, top, right - left, bottom - top, how)


def codec(form):
    options = {"TIFF": {"compression": "jpeg"}, "WEBP": {"quality": 60}, "AVIF": {"quality": 50}}
    return [saved(picture(c, (200, 168)), form, **options[form]) for c in ("red", "navy")]


def ring(shown):
    """What lies around the place, as far as a block that it touches may reach."""
    covered = shown.crop((LEFT - 18, TOP - 18, RIGHT + 18, BOTTOM + 18))
    covered.paste((0, 0, 0), (18, 18, 18 + RIGHT - LEFT, 18 + BOTTOM - TOP))
    return covered


@pytest.mark.parametrize("form", ["WEBP", "AVIF", "TIFF"])
def test_what_a_codec_spread_around_a_place_is_covered_with_it(form):
    originals = codec(form)
    first, second = (ring(opened(one)) for one in originals)
    assert first.tobytes() != second.tobytes()
    twins = [opened(made_of(one, f"image/{form.lower()}", place())) for one in originals]
    for twin in twins:
        inner = twin.crop((LEFT - 16, TOP - 16, RIGHT + 16, BOTTOM + 16))
        assert max(high for _, high in inner.getextrema()) < 50
        assert twin.getpixel((LEFT - 26, TOP)) != twin.getpixel((LEFT, TOP))


@pytest.mark.parametrize("how", HOWS)
def test_places_that_overlap_do_not_show_each_other(how):
    areas = (Area(LEFT - 20, TOP - 20, 50, 50, Covering.MOSAIC), place(how))
    made = [made_of(saved(picture(c), "PNG"), "image/png", *areas) for c in ("red", "navy")]
    assert made[0] == made[1]


def test_what_lies_outside_of_the_places_stays_as_it_was(twin):
    original = picture()
    data = twin(saved(original, "PNG"))[2]
    shown = opened(data)
    for at in ((0, 0), (LEFT - 1, TOP), (RIGHT, BOTTOM), (199, 159)):
        assert shown.getpixel(at) == original.getpixel(at)
    assert len(set(shown.crop(UNDER).get_flattened_data())) == 1


def test_a_mosaic_that_covers_everything_is_the_same_for_all_pictures():
    whole = Area(0, 0, 200, 160, Covering.MOSAIC)
    pages = [saved(picture(), "PNG"), saved(Image.new("RGB", (200, 160), "green"), "PNG")]
    assert made_of(pages[0], "image/png", whole) == made_of(pages[1], "image/png", whole)


def test_a_twin_has_none_of_the_words_and_small_pictures_of_its_original(twin):
    small = saved(picture(size=(100, 80), under=(10, 10, 40, 40)), "JPEG")
    exif = Image.Exif()
    exif[0x010E] = "EXIFMARK"
    plain = exif.tobytes()
    data = saved(
        picture(), "JPEG", exif=plain + small, icc_profile=b"ICCMARK" * 20, xmp=b"XMPMARK",
        comment=b"COMMENTMARK",
    )  # fmt: skip
    for mark in (b"EXIFMARK", b"ICCMARK", b"XMPMARK", b"COMMENTMARK", small[20:60]):
        assert mark in data
    made = twin(data)[2]
    for mark in (b"EXIFMARK", b"ICCMARK", b"XMPMARK", b"COMMENTMARK", small[20:60], b"Exif"):
        assert mark not in made
    texts = PngImagePlugin.PngInfo()
    texts.add_text("parameters", "PROMPTMARK")
    made = twin(saved(picture(), "PNG", pnginfo=texts))[2]
    assert b"PROMPTMARK" not in made
    assert set(_chunks(made)) == {b"IHDR", b"IDAT", b"IEND"}


def _chunks(png):
    at = 8
    while at < len(png):
        length = int.from_bytes(png[at : at + 4], "big")
        yield png[at + 4 : at + 8]
        at += 12 + length


def test_a_twin_shares_no_run_of_bytes_with_its_original(twin):
    noise = Image.effect_noise((200, 160), 90).convert("RGB")  # nothing in it is alike by chance
    data = saved(noise, "JPEG", quality=80, subsampling=0)
    made = twin(data)[2]
    begin = data.index(b"\xff\xda")  # before it both have the tables of any JPEG
    pieces = {data[at : at + 24] for at in range(begin, len(data) - 24)}
    assert not any(made[at : at + 24] in pieces for at in range(len(made) - 24))


def test_of_a_picture_that_moves_only_the_first_frame_is_in_the_twin_and_that_is_said(twin, vault):
    frames = [picture("red"), picture("green"), picture("blue")]
    data = saved(frames[0], "GIF", save_all=True, append_images=frames[1:])
    _, made, content = twin(data)
    assert getattr(Image.open(io.BytesIO(content)), "n_frames", 1) == 1
    assert recipe_of(vault, made.id).first_frame


# --- pages ----------------------------------------------------------------------------------------


def test_a_document_becomes_pictures_without_words_or_objects(twin):
    data = document("HIDDENWORD", pages=2)
    _, made, content = twin(data, Area(40, 70, 240, 40, page=1), kind=ItemKind.DOCUMENT)
    pages = pypdfium2.PdfDocument(content)
    assert len(pages) == 2
    assert made.media_type == "application/pdf"
    for page in pages:
        assert page.get_textpage().get_text_range() == ""
        assert [one.type for one in page.get_objects()] == [pypdfium2.raw.FPDF_PAGEOBJ_IMAGE]
    assert pages.get_metadata_dict(skip_empty=True) == {}
    for mark in (b"HIDDENWORD", b"SHOWN", b"TITLEMARK", b"AUTHORMARK", b"/Font", b"/Info", b"/ID"):
        assert mark not in content


@pytest.mark.parametrize("how", HOWS)
def test_two_documents_that_differ_only_under_a_place_have_the_same_twin(how):
    area = Area(40, 70, 250, 45, how)
    first = made_of(document("HIDDENWORD"), PDF, area)
    second = made_of(document("OTHER"), PDF, area)
    assert first == second


def test_a_place_of_one_page_leaves_the_others():
    content = made_of(document("WORD"), PDF, Area(0, 0, 300, 400, page=2))
    dark = [
        page.render(scale=1).to_pil().convert("L").getextrema()
        for page in pypdfium2.PdfDocument(content)
    ]
    assert dark[1][1] < 60
    assert dark[0][1] > 200
    assert dark[2][1] > 200


# --- what is kept with it -------------------------------------------------------------------------


def test_a_twin_names_its_parent_by_hash_in_a_signed_entry(twin, vault, case):
    data = saved(picture(), "PNG")
    original, made, _ = twin(data)
    assert (made.parent, made.relation, made.name) == (original.id, "redacted", "copy-1.png")
    entry = vault.custody.of_subject(made.id)[0]
    assert entry.act is Act.ITEM_MADE
    assert entry.details["parent_sha256"] == original.sha256
    assert entry.details["parent"] == original.id
    assert entry.details["relation"] == "redacted"
    assert vault.check(Job()).clean
    assert [one.id for one in copies_of(vault, original.id)] == [made.id]


def test_a_damaged_copy_is_made_anew(vault, case, take, content):
    def blobs():
        return {path for path in (vault.path / "blobs").rglob("*") if path.is_file()}

    item = take(saved(picture(), "PNG"))
    before = blobs()
    made = redact(vault, case, item.id, [place()], Job()).item
    data = content(made)
    (blob,) = blobs() - before
    blob.write_bytes(bytes(len(blob.read_bytes())))
    again = redact(vault, case, item.id, [place()], Job())
    assert (again.item.id, content(again.item)) == (made.id, data)


def test_a_copy_is_only_taken_for_another_by_the_word_of_this_vault(vault, case, take):
    """A case file from elsewhere brings copies and recipes along, and may say what it likes."""
    data = saved(picture(), "PNG")
    item = take(data)

    def claimed(told, _seen):
        vault.copies.keep(told.id, Recipe(Relation.REDACTED, (place(),)), 0)

    shown = take(data + b"\0", parent=item.id, relation="redacted", beside=claimed)
    assert copies_of(vault, item.id) == (shown,)
    made = redact(vault, case, item.id, [place()], Job())
    assert (made.is_new, made.item.id == shown.id) == (True, False)


def test_the_original_keeps_every_byte(twin, content):
    data = saved(picture(), "JPEG")
    original, _, _ = twin(data)
    assert content(original) == data


def test_a_recipe_can_be_looked_at_and_repeated(vault, case, take):
    first, second = take(saved(picture("red"), "PNG")), take(saved(picture("navy"), "PNG"))
    made = redact(vault, case, first.id, [place(Covering.MOSAIC)], Job()).item
    recipe = recipe_of(vault, made.id)
    assert recipe == Recipe(Relation.REDACTED, (place(Covering.MOSAIC),))
    again = redact(vault, case, second.id, recipe.areas, Job())
    assert again.item.sha256 == made.sha256


def test_a_recipe_goes_with_its_item(vault, case, take):
    from app.usecases.items.removing import destroy_items, set_items_aside

    original = take(saved(picture(), "PNG"))
    made = redact(vault, case, original.id, [place()], Job()).item
    set_items_aside(vault, [made.id])
    assert copies_of(vault, original.id) == ()
    destroy_items(vault, [made.id], Job())
    assert vault.copies.count() == 0


def test_an_original_that_is_set_aside_gives_no_copies(vault, case, take):
    from app.usecases.items.removing import set_items_aside

    original = take(saved(picture(), "PNG"))
    set_items_aside(vault, [original.id])
    with pytest.raises(InputProblem, match="INP-011"):
        redact(vault, case, original.id, [place()], Job())


# --- what can't be done ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("areas", "code"),
    [
        ([], "COL-073"),
        ([Area(500, 0, 10, 10)], "COL-072"),
        ([Area(0, 0, 0, 10)], "COL-072"),
        ([Area(-1, 0, 5, 10)], "COL-072"),
        ([place(from_ms=9, to_ms=3)], "COL-072"),
        ([place()] * (MOST_AREAS + 1), "COL-079"),
    ],
)
def test_places_that_cannot_be_covered_are_told_and_nothing_is_made(vault, case, take, areas, code):
    item = take(saved(picture(), "PNG"))
    with pytest.raises(InputProblem) as told:
        redact(vault, case, item.id, areas, Job())
    assert told.value.code == code
    assert vault.items.count_in_case(case) == 1
    assert vault.copies.count() == 0


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (document("WORD", pages=2), ItemKind.DOCUMENT),
        (film(frames=3), ItemKind.VIDEO),
    ],
    ids=["document", "film"],
)
def test_a_place_outside_of_a_page_or_film_is_told(vault, case, take, data, kind):
    item = take(data, kind=kind)
    with pytest.raises(InputProblem, match="COL-072"):
        redact(vault, case, item.id, [Area(5_000, 0, 10, 10, page=3)], Job())


def test_a_broken_picture_is_told_and_nothing_stays(vault, case, take):
    item = take(saved(picture(), "PNG")[:200])
    with pytest.raises(FormatProblem, match="COL-070"):
        redact(vault, case, item.id, [place()], Job())
    assert vault.items.count_in_case(case) == 1


def test_words_can_not_be_covered(vault, case, take):
    item = take(b"plain words", "words.txt", ItemKind.TEXT)
    with pytest.raises(InputProblem, match="COL-074"):
        redact(vault, case, item.id, [place()], Job())


def test_minor_mode_keeps_a_twin_out_unless_the_person_is_sure(vault):
    from app.domain.evidence.items import Method
    from app.usecases.intake.adding import add_bytes

    case = add_case(vault, "Case", minor_mode=True).id
    item = add_bytes(
        vault, case, saved(picture(), "PNG"), Job(), name="screen.png", kind=ItemKind.PICTURE,
        method=Method.SCREENSHOT, screens_without_image=True,
    ).item  # fmt: skip
    with pytest.raises(PolicyProblem, match="COL-004"):
        redact(vault, case, item.id, [place()], Job())
    made = redact(vault, case, item.id, [place()], Job(), screens_without_image=True)
    assert made.is_new
    with pytest.raises(PolicyProblem, match="COL-004"):  # asked for each time, the same copy too
        redact(vault, case, item.id, [place()], Job())
    assert not redact(vault, case, item.id, [place()], Job(), screens_without_image=True).is_new


def test_stopping_leaves_nothing(vault, case, take):
    from app.errors import Cancelled

    item = take(film(frames=3), kind=ItemKind.VIDEO)
    job = Job()
    job.cancel()
    with pytest.raises(Cancelled):
        redact(vault, case, item.id, [place()], job)
    assert vault.items.count_in_case(case) == 1


def test_what_can_be_seen_is_what_the_decoders_take():
    assert set(pictures.FORMATS) == PICTURE_TYPES
    assert {one for one in movies.FORMATS if one.startswith("video/")} == FILM_TYPES


def test_a_recipe_is_plain_json(vault, case, take):
    item = take(saved(picture(), "PNG"))
    made = redact(vault, case, item.id, [place(Covering.MOSAIC)], Job()).item
    (row,) = vault._index.read("SELECT recipe FROM derivations")
    assert json.loads(row[0]) == {
        "relation": "redacted",
        "areas": [
            {"left": LEFT, "top": TOP, "width": RIGHT - LEFT, "height": BOTTOM - TOP,
             "how": "mosaic"},
        ],
    }  # fmt: skip
    assert made.parent == item.id
