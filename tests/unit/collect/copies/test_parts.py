"""Stills, parts, transcripts and translations: new items that name their parent."""

import io

import pytest
from PIL import Image

from app.domain.evidence.copies import Area, Recipe, Relation
from app.domain.evidence.items import ItemKind, Method
from app.errors import FormatProblem, InputProblem
from app.jobs import Job
from app.usecases.case.searching import search
from app.usecases.copies.copying import crop, recipe_of, still, view
from app.usecases.copies.retelling import retell
from tests.unit.collect.copies.conftest import UNDER, document, film, picture, saved

LEFT, TOP, RIGHT, BOTTOM = UNDER
PART = Area(LEFT, TOP, RIGHT - LEFT, BOTTOM - TOP)


@pytest.fixture(scope="module")
def short_film():
    return film("red", frames=12)


def opened(data):
    return Image.open(io.BytesIO(data))


def test_a_part_of_a_picture_is_that_part_and_nothing_more(vault, case, take, content):
    exif = Image.Exif()
    exif[0x010E] = "EXIFMARK"
    original = picture()
    item = take(saved(original, "PNG", exif=exif.tobytes()))
    made = crop(vault, case, item.id, PART, Job()).item
    data = content(made)
    assert opened(data).tobytes() == original.crop(UNDER).tobytes()
    assert b"EXIFMARK" not in data
    assert (made.parent, made.relation, made.kind) == (item.id, "cropped", ItemKind.PICTURE)
    assert recipe_of(vault, made.id) == Recipe(Relation.CROPPED, (PART,))


def test_a_part_of_a_page_is_told_in_points(vault, case, take, content):
    item = take(document("WORD"), kind=ItemKind.DOCUMENT)
    made = crop(vault, case, item.id, Area(40, 330, 150, 50, page=2), Job()).item
    shown = opened(content(made)).convert("L")
    assert shown.size == (417, 140)
    assert shown.getextrema()[0] < 60  # "SHOWN2" stands there


def test_a_still_is_the_frame_of_its_time(vault, case, take, content, short_film):
    item = take(short_film, kind=ItemKind.VIDEO)
    made = still(vault, case, item.id, 550, Job()).item
    shown = opened(content(made)).convert("L")
    assert shown.size == (320, 240)
    assert [shown.getpixel((x, 205)) < 80 for x in (204, 211)] == [True, False]  # frame 5 of 12
    assert recipe_of(vault, made.id) == Recipe(Relation.STILL, at_ms=550)


def test_a_part_of_a_film_is_of_its_time(vault, case, take, content, short_film):
    item = take(short_film, kind=ItemKind.VIDEO)
    made = crop(vault, case, item.id, PART, Job(), at_ms=300).item
    assert opened(content(made)).size == (RIGHT - LEFT, BOTTOM - TOP)
    assert recipe_of(vault, made.id).at_ms == 300


def test_frames_are_stepped_through_one_by_one(vault, take, short_film):
    item = take(short_film, kind=ItemKind.VIDEO)
    seen, at_ms = [], -1
    while (one := view(vault, item.id, Job(), at_ms=at_ms, which="after")) is not None:
        at_ms = one.facing.at_ms
        seen.append(at_ms)
    assert seen == list(range(0, 1200, 100))
    back = []
    while (one := view(vault, item.id, Job(), at_ms=at_ms, which="before")) is not None:
        at_ms = one.facing.at_ms
        back.append(at_ms)
    assert back == seen[-2::-1]
    assert view(vault, item.id, Job(), at_ms=99_000).facing.at_ms == 1100


def test_a_view_tells_its_size_in_the_units_of_the_original(vault, take):
    large = picture(size=(3000, 1000))
    seen = view(vault, take(saved(large, "PNG")).id, Job(), edge=600)
    assert (seen.facing.width, seen.facing.height) == (3000, 1000)
    assert opened(seen.jpeg).size == (600, 200)
    pages = take(document("WORD"), kind=ItemKind.DOCUMENT)
    seen = view(vault, pages.id, Job(), page=3)
    assert (seen.facing.width, seen.facing.height) == (300, 400)
    assert (seen.facing.page, seen.facing.pages) == (3, 3)


def test_a_still_after_the_end_is_the_last_picture(vault, case, take, content, short_film):
    item = take(short_film, kind=ItemKind.VIDEO)
    made = still(vault, case, item.id, 99_000, Job())
    assert still(vault, case, item.id, 1_100, Job()).item.id == made.item.id


def test_a_still_of_a_picture_is_told(vault, case, take):
    item = take(saved(picture(), "PNG"))
    with pytest.raises(InputProblem, match="COL-074"):
        still(vault, case, item.id, 0, Job())


def test_a_part_outside_is_told(vault, case, take):
    item = take(saved(picture(), "PNG"))
    with pytest.raises(InputProblem, match="COL-072"):
        crop(vault, case, item.id, Area(200, 0, 10, 10), Job())


def test_a_page_that_is_not_there_is_told(vault, case, take):
    item = take(document("WORD"), kind=ItemKind.DOCUMENT)
    with pytest.raises(InputProblem, match="COL-072"):
        crop(vault, case, item.id, Area(0, 0, 10, 10, page=9), Job())
    with pytest.raises(FormatProblem, match="COL-070"):
        view(vault, item.id, Job(), page=9)


@pytest.mark.parametrize("translated", [False, True])
def test_a_text_says_by_whom_of_what_and_in_which_language(vault, case, take, content, translated):
    item = take(saved(picture(), "PNG"))
    text = "그는 내일까지 보내라고 했다\n두 번 말했다"
    made = retell(vault, case, item.id, text, Job(), language="ko", translated=translated).item
    lines = content(made).decode().split("\n")
    assert lines[0].endswith("(ko)")
    assert "Typed by a person" in lines[1]
    assert lines[2] == f"SHA-256 {item.sha256}"
    assert "\n".join(lines[4:-1]) == text
    relation = Relation.TRANSLATION if translated else Relation.TRANSCRIPT
    assert recipe_of(vault, made.id) == Recipe(relation, language="ko")
    assert (made.kind, made.media_type) == (ItemKind.TEXT, "text/plain")
    assert vault.sightings.of_item(made.id)[0].method is Method.WORKING_COPY


def test_a_transcript_is_found_by_its_words_until_it_is_set_aside(vault, case, take):
    from app.usecases.items.removing import set_items_aside

    item = take(saved(picture(), "PNG"))
    made = retell(vault, case, item.id, "나무늘보가 말했다", Job(), language="ko").item
    assert [hit.id for hit in search(vault, "나무늘보", case).hits] == [made.id]
    set_items_aside(vault, [made.id])
    assert search(vault, "나무늘보", case).total == 0


@pytest.mark.parametrize(
    ("text", "code"),
    [(" \n", "COL-075"), ("가" * 200_001, "COL-076"), ("번호 900101-1234568", "COL-077")],
)
def test_texts_that_do_not_fit_are_told(vault, case, take, text, code):
    item = take(saved(picture(), "PNG"))
    with pytest.raises(InputProblem) as told:
        retell(vault, case, item.id, text, Job(), language="ko")
    assert told.value.code == code
    assert vault.items.count_in_case(case) == 1


def test_a_language_is_no_place_for_a_registration_number(vault, case, take):
    item = take(saved(picture(), "PNG"))
    with pytest.raises(InputProblem, match="COL-077"):
        retell(vault, case, item.id, "words", Job(), language="900101-1234568")


def test_an_item_of_another_case_gives_no_copies(vault, case, take):
    from app.usecases.case.cases import add_case

    item = take(saved(picture(), "PNG"))
    other = add_case(vault, "Other").id
    for work in (
        lambda: crop(vault, other, item.id, PART, Job()),
        lambda: retell(vault, other, item.id, "words", Job(), language="en"),
    ):
        with pytest.raises(InputProblem, match="INP-011"):
            work()


def test_a_copy_is_no_seeing_on_the_timeline(vault, case, take):
    from app.usecases.case.timelines import timeline

    item = take(saved(picture(), "PNG"))
    before = timeline(vault, case)
    crop(vault, case, item.id, PART, Job())
    assert timeline(vault, case) == before
