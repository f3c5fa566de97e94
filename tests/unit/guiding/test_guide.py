"""The guide that comes along: whole in both languages, dated, and worded for a minor where it must be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import pytest

from app.errors import FormatProblem, InputProblem
from app.guide import reading
from app.guide.shape import Guide, Step
from app.i18n import LANGUAGES, texts
from app.paths import resources
from app.report.data.dated import read_bytes
from app.report.data.model import Words
from app.usecases.program.guiding import guide_names, help_of, limits_told, tell_guide

KO, EN = texts("ko"), texts("en")
HURTING = re.compile(r"!|(?<![가-힣])왜(?![가-힣])|경고|잘못된|잘못하|위반|실패|을\(를\)|이\(가\)")
MENU_NAMES = re.compile(r"대화 내용 내보내기|대화 내보내기|대화 내용|채팅방 설정")
KEEPS_A_SCREEN = re.compile(r"화면(?:을|만| 전체를?) (?:담|찍|녹화)|화면 녹화")
KEEPING = re.compile(r"찍어요|담아요|가져와요")


def every_word() -> Iterator[tuple[str, Words]]:
    """All bilingual texts of the guide, with where they stand."""
    for one in reading.guides().values():
        yield from ((one.id, words) for words in (one.title, one.about))
        for step in one.steps:
            said = (step.text, step.more, step.care, step.minor)
            yield from ((one.id, words) for words in said if words)
    for drawing in reading.drawings().values():
        yield drawing.id, drawing.tells
        yield from ((drawing.id, stroke.text) for stroke in drawing.strokes if stroke.text)
    for topic in reading.topics().values():
        yield topic.page, topic.what
        yield from ((topic.page, words) for words in topic.can)
        yield from ((topic.page, one.does) for one in topic.keys)
    for limit in reading.limits():
        yield from ((limit.id, words) for words in (limit.title, limit.text, limit.instead))


def test_no_sentence_of_the_guide_raises_its_voice_or_blames() -> None:
    bad = [(where, one.ko) for where, one in every_word() if HURTING.search(one.ko)]
    bad += [(where, one.en) for where, one in every_word() if "!" in one.en]
    assert bad == []


def test_english_is_english_but_for_names_of_menus() -> None:
    bad = [
        one.en for _where, one in every_word() if re.search("[가-힣]", MENU_NAMES.sub("", one.en))
    ]
    assert bad == []


def test_every_guide_says_when_it_was_read_and_that_menus_change() -> None:
    for name in guide_names(KO):
        told = tell_guide(name.id, KO, today=date(2026, 11, 1))
        assert re.search(r"확인일 20\d\d", told.checked), name.id
        assert told.sources, name.id
        assert ("메뉴 이름은 바뀔 수 있어요" in told.checked) == reading.guide(name.id).menus


def test_a_guide_that_was_not_looked_at_for_long_says_so() -> None:
    assert "바뀌었을 수 있어요" in tell_guide("telegram", KO, today=date(2028, 1, 1)).checked
    assert "바뀌었을 수 있어요" not in tell_guide("telegram", KO, today=date(2026, 11, 1)).checked


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_guide_for_a_minor_drops_drawings_of_steps_that_change(language: str) -> None:
    changed = 0
    for name, one in reading.guides().items():
        told = tell_guide(name, texts(language), minor=True)
        for step, said in zip(one.steps, told.steps, strict=True):
            if step.minor is not None:
                changed += 1
                assert said.text == step.minor.in_language(language)
                assert (said.more, said.drawing) == ("", None)
    assert changed >= 8


def keeps_a_picture(step: Step) -> bool:
    """A step that says to capture, photograph or bring something, in general words."""
    return bool(KEEPING.search(step.text.ko)) and "이미지" not in step.text.ko


def test_each_step_that_keeps_a_screen_or_a_file_of_pictures_has_words_for_a_minor() -> None:
    """But profiles, rooms, members and files of words alone, which are the same for everybody."""
    same = {"방 이름을", "올린 사람의", "구성원", "프로필", "만들어진", "찍은 사진은"}
    bare = [
        step.text.ko
        for one in reading.guides().values()
        if one.id not in {"under_19", "links", "before_deleting", "to_police"}
        for step in one.steps
        if keeps_a_picture(step) and step.minor is None
        if not any(step.text.ko.startswith(head) for head in same)
    ]
    assert bare == []


def test_no_guide_tells_a_minor_to_keep_a_screen_without_a_word_on_images() -> None:
    for name in reading.guides():
        told = tell_guide(name, KO, minor=True)
        said = [told.about, *(words for step in told.steps for words in (step.text, step.more))]
        bad = [one for one in said if KEEPS_A_SCREEN.search(one) and "이미지" not in one]
        assert bad == [], name


def test_the_guide_for_minors_never_says_to_keep_the_image() -> None:
    told = " ".join(step.text for step in tell_guide("under_19", KO).steps)
    assert "저장하거나 찍거나 보내지 마세요" in told
    assert "성적 이미지가 한 번도 나오지 않는 것만" in told


def test_help_of_a_page_has_the_keys_that_work_everywhere() -> None:
    told = help_of("five_minutes", KO)
    assert told is not None
    assert [one.keys for one in told.keys][:2] == ["Ctrl+V", "F9"]
    assert {"F1", "Ctrl+L"} <= {one.keys for one in told.keys}
    assert help_of("no such page", EN) is None


def test_limits_name_what_helps_instead() -> None:
    told = limits_told(EN)
    assert len(told) >= 10
    assert all(one.title and one.text and one.instead for one in told)


def test_an_unknown_guide_is_refused_with_the_known_ones() -> None:
    with pytest.raises(InputProblem) as refused:
        tell_guide("nothing", EN)
    assert refused.value.code == "INP-005"
    assert "telegram" in str(refused.value.values["known"])


@pytest.mark.parametrize(
    ("whole", "changed"),
    [
        (b"menus = true", b"menus = 1"),
        (b'confidence = "C"', b'confidence = "D"'),
        (b"place = 3", b'place = 3\nother = "x"'),
        (b"review_by = 2027-04-01", b'review_by = "soon"'),
        (b"title.en", b"title.fr"),
    ],
)
def test_a_guide_that_is_not_as_it_should_be_is_refused(whole: bytes, changed: bytes) -> None:
    raw = (resources() / "guide" / "guides" / "telegram.toml").read_bytes()
    assert read_bytes(raw, "telegram.toml", Guide).id == "telegram"
    with pytest.raises(FormatProblem):
        read_bytes(raw.replace(whole, changed, 1), "telegram.toml", Guide)


def test_every_stroke_lies_on_its_drawing_and_every_drawing_is_used() -> None:
    used = {step.drawing for one in reading.guides().values() for step in one.steps} - {""}
    assert used == set(reading.drawings())
    crooked = reading.drawings()["overlap"]
    assert not reading._on_the_grid(type(crooked)(**{**_fields(crooked), "width": 100}))


def _fields(one: object) -> dict[str, object]:
    return {name: getattr(one, name) for name in one.__struct_fields__}
