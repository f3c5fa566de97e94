"""Whatever the text, the document's text is drawable, says all of it, and answers stay stable."""

from hypothesis import given, settings
from hypothesis import strategies as st

from app.errors import OngiError
from app.report.answers import check_answers, read_answers
from app.report.data.templates import load_template
from app.report.writers.glyphs import _known, drawable, pieces

TEMPLATE = load_template("kr.police.statement")
ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=200)
PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | ANY_TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(ANY_TEXT, inner, max_size=4),
    max_leaves=12,
)


@given(ANY_TEXT)
def test_every_character_of_a_document_has_a_glyph(text):
    known = _known() | {"\n"}
    assert set(drawable(text)) <= known


@given(ANY_TEXT)
def test_pieces_joined_are_the_line(text):
    assert "".join(pieces(text)) == text


@settings(max_examples=300)
@given(st.sampled_from([field.id for field in TEMPLATE.fields]), PLAIN)
def test_an_answer_is_taken_once_and_for_all_or_refused(field, value):
    try:
        once = check_answers({field: value}, TEMPLATE)
    except OngiError:
        return
    assert check_answers(once, TEMPLATE) == once


@given(st.binary(max_size=300))
def test_any_bytes_as_an_answers_file_are_read_or_refused(raw):
    code = "read"
    try:
        read_answers(raw, TEMPLATE)
    except OngiError as refusal:
        code = refusal.code
    assert code in {"read", "INP-006", "INP-007", "INP-008", "INP-015"}
