"""Pictures inside pages and mails are looked at through the worker: by number, within limits."""

import pytest
from PIL import Image

from app.collect.media.looking import leaf
from app.domain.evidence.items import ItemKind
from app.domain.evidence.sights import Wish
from app.errors import FormatProblem, InputProblem, PolicyProblem
from app.jobs import Job
from app.usecases.case.cases import add_case
from app.usecases.case.protecting import protect
from app.usecases.items.viewing import look_inside
from tests.unit.collect.copies.conftest import picture, saved
from tests.unit.collect.looking.conftest import seen
from tests.unit.collect.pages.test_page_pictures import mail

MAIL = "message/rfc822"
WIDE, HIGH = saved(picture(size=(200, 160)), "PNG"), saved(picture(size=(60, 120)), "PNG")


def small(edge):
    return saved(Image.new("RGB", (edge, edge), "red"), "PNG")


def test_pictures_are_counted_once_each_and_shown_by_their_number():
    page = mail(WIDE, HIGH, WIDE)
    head, pixels = seen(page, MAIL, only_facing=True)
    assert (head.facing.pages, head.facing.page, pixels) == (2, 1, b"")
    head, _pixels = seen(page, MAIL, page=2, width=500, height=40)
    assert (head.facing.width, head.facing.height) == (60, 120)
    assert (head.width, head.height) == (20, 40)


def test_marks_broken_ones_and_what_is_no_picture_are_passed_by():
    head, _ = seen(mail(small(47), WIDE[:20], b"%PDF-1.4", small(48)), MAIL, only_facing=True)
    assert head.facing.pages == 1
    head, pixels = seen(mail(), MAIL)
    assert (head.facing.pages, head.width, pixels) == (0, 0, b"")


def test_no_more_than_fits_is_kept(monkeypatch):
    many = [small(48 + number) for number in range(30)]
    head, _ = seen(mail(*many), MAIL, only_facing=True)
    assert head.facing.pages == leaf.MOST_INSIDE
    monkeypatch.setattr(leaf, "MOST_BYTES", len(WIDE))
    head, _ = seen(mail(WIDE, HIGH), MAIL, only_facing=True)
    assert head.facing.pages == 1


@pytest.fixture
def page(take):
    return take(mail(WIDE, HIGH), kind=ItemKind.WEB, name="a.eml")


def test_they_come_as_pixels_from_the_worker_and_a_broken_one_is_refused(vault, case, page, take):
    looking = look_inside(vault, case, page.id)
    try:
        sight = looking.see(Wish(page=2, width=30, height=60, in_grey=False), Job())
        assert (sight.told.width, sight.told.height, len(sight.pixels)) == (30, 60, 5400)
    finally:
        looking.close()
    cut = saved(picture(size=(300, 300)), "PNG")
    looking = look_inside(vault, case, take(mail(cut[: len(cut) // 2]), kind=ItemKind.WEB).id)
    try:
        with pytest.raises(FormatProblem, match="COL-101"):
            looking.see(Wish(page=1), Job())
    finally:
        looking.close()


def test_only_pages_of_this_case_and_none_of_a_case_in_minor_mode(vault, case, page, take):
    with pytest.raises(InputProblem, match="COL-100"):
        look_inside(vault, case, take(WIDE).id)
    with pytest.raises(InputProblem, match="INP-011"):
        look_inside(vault, add_case(vault, "Another").id, page.id)
    protect(vault, case)
    with pytest.raises(PolicyProblem, match="COL-093"):
        look_inside(vault, case, page.id)
