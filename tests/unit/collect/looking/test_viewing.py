"""Looking at an item through the real worker: what is refused, what is let go of, what is held."""

import io
import struct
import threading
import time

import msgspec
import pytest
from PIL import Image

from app.domain.evidence.copies import Facing
from app.domain.evidence.items import ItemKind
from app.domain.evidence.sights import Heard, Told, Wish
from app.errors import Cancelled, FormatProblem, InputProblem, PolicyProblem
from app.jobs import Job
from app.usecases.case.cases import add_case
from app.usecases.case.protecting import protect
from app.usecases.items.viewing import Looking, look_at
from tests.unit.collect.copies.conftest import document, film, picture, saved
from tests.unit.collect.looking.conftest import sound

_HEAD = struct.Struct(">I")


@pytest.fixture
def look(vault, case):
    """Look at an item; every sitting is closed at the end."""
    sittings = []

    def looking(item):
        sittings.append(look_at(vault, case, item.id))
        return sittings[-1]

    yield looking
    for one in sittings:
        one.close()


def ended(looking):
    """Wait for the end of a worker, which nobody waits for."""
    end = time.monotonic() + 10
    while looking._worker.worker_pid is not None:
        assert time.monotonic() < end
        time.sleep(0.001)


def test_each_kind_is_shown_or_heard_through_the_worker(take, look):
    for data, kind in (
        (saved(picture(), "PNG"), ItemKind.PICTURE),
        (document("A"), ItemKind.DOCUMENT),
        (film(frames=3), ItemKind.VIDEO),
    ):
        sight = look(take(data, kind=kind)).see(Wish(width=100, height=100), Job())
        assert max(sight.told.width, sight.told.height) == 100
        assert len(sight.pixels) == sight.told.width * sight.told.height
    looking = look(take(sound(), kind=ItemKind.AUDIO))
    assert len(looking.samples(0, 500, 100, Job()).data) == 48_000
    assert len(looking.peaks(0, 2_000, Job()).data) == 20


def test_what_minor_mode_holds_back_is_not_shown(vault, case, take):
    item = take(saved(picture(), "PNG"))
    protect(vault, case)
    with pytest.raises(PolicyProblem, match="COL-093"):
        look_at(vault, case, item.id)


def test_an_item_of_another_case_and_a_text_are_not_shown(vault, case, take):
    item = take(b"words\n", kind=ItemKind.TEXT, name="a.txt")
    with pytest.raises(InputProblem, match="COL-100"):
        look_at(vault, case, item.id)
    with pytest.raises(InputProblem, match="INP-011"):
        look_at(vault, add_case(vault, "Another").id, item.id)


def test_a_broken_picture_is_said_to_be_unreadable_and_nothing_else(take, look):
    data = saved(picture(), "PNG")
    with pytest.raises(FormatProblem, match="COL-101"):
        look(take(data[:60])).see(Wish(), Job())


def test_a_picture_larger_than_any_is_said_to_be_too_much(take, look):
    out = io.BytesIO()
    Image.new("1", (16, 16)).save(out, "PNG")
    data = bytearray(out.getvalue())
    data[16:24] = struct.pack(">II", 200_000, 200_000)
    import zlib

    data[29:33] = struct.pack(">I", zlib.crc32(bytes(data[12:29])))
    with pytest.raises(FormatProblem, match="COL-102"):
        look(take(bytes(data))).see(Wish(), Job())


def test_closing_lets_go_of_file_and_worker_and_answers_no_more(take, look):
    looking = look(take(saved(picture(), "PNG")))
    looking.see(Wish(), Job())
    assert looking._worker.worker_pid is not None
    looking.close()
    assert looking._source.closed
    ended(looking)
    with pytest.raises(Cancelled):
        looking.see(Wish(), Job())


def _answering(*answers):
    """A worker that answers each question with these bytes, whatever was asked."""
    import sys

    told = b"".join(struct.pack(">cI", b"A", len(one)) + one for one in answers)
    script = (
        "import sys,time\n"
        "i,o=sys.stdin.buffer,sys.stdout.buffer\n"
        "h=i.read(5)\n"
        "i.read(int.from_bytes(h[1:],'big'))\n"
        f"o.write({told + struct.pack('>cI', b'D', 0)!r}) if {bool(answers)} else time.sleep(60)\n"
        "o.flush()\n"
        "i.read()\n"
    )
    return [sys.executable, "-I", "-S", "-c", script]


def _head(told):
    text = msgspec.json.encode(told)
    return _HEAD.pack(len(text)) + text


SHAPES = (
    b"abc",
    _HEAD.pack(4_000_000) + b"{}",
    _HEAD.pack(2) + b"{}",
    _head(Told(Facing(1, 1), 4, 4)) + bytes(15),
    _head(Told(Facing(1, 1), 40_000, 1)) + bytes(40_000),
    _head(Told(Facing(1, 1), -4, -4)) + bytes(16),
)


def test_an_answer_of_another_shape_is_refused(take, vault):
    item = take(saved(picture(), "PNG"))
    for answer in SHAPES:
        looking = Looking(item, vault.items.open(item.id), command=_answering(answer))
        with pytest.raises(FormatProblem, match="COL-101"):
            looking.see(Wish(), Job())
        looking.close()


def test_times_that_no_screen_can_hold_are_cut(take, vault):
    item = take(film(frames=2), kind=ItemKind.VIDEO)
    told = _head(Told(Facing(0, 1, at_ms=-(10**15), length_ms=10**18)))
    looking = Looking(item, vault.items.open(item.id), command=_answering(told))
    facing = looking.see(Wish(), Job()).facing
    assert (facing.width, facing.at_ms, facing.length_ms) == (1, 0, 1_000_000_000)
    looking.close()


def test_a_sound_that_never_goes_on_is_refused(take, vault):
    item = take(sound(), kind=ItemKind.AUDIO)
    command = _answering(_head(Heard(0, 0)))
    looking = Looking(item, vault.items.open(item.id), command=command)
    with pytest.raises(FormatProblem, match="COL-101"):
        looking.samples(0, 100, 100, Job())
    looking.close()


def test_closing_ends_a_question_under_way_at_once(take, vault):
    item = take(saved(picture(), "PNG"))
    looking = Looking(item, vault.items.open(item.id), command=_answering())
    ended = []

    def ask():
        try:
            looking.see(Wish(), Job())
        except Cancelled:
            ended.append(True)

    thread = threading.Thread(target=ask)
    thread.start()
    end = time.monotonic() + 10
    while looking._worker.worker_pid is None and time.monotonic() < end:
        time.sleep(0.001)
    looking.close()
    thread.join(10)
    assert ended == [True]
    assert looking._source.closed
