"""The messages between the program and its worker: a letter, a length, and so many bytes.

The program sends `Q` (what to look at, JSON) and then answers each `R` (read so many bytes at an
offset) with `B`. The worker ends with any of `F` (facts, JSON), `P` (preview), `G` (the inside of a
page, JSON), `H` (hashes that compare pictures, JSON) and `A` (a piece of what a task answers),
then `D` (done).
Strict on both sides: an unknown letter or a length over the cap ends the conversation.
"""

from __future__ import annotations

import struct
from typing import IO, Any

import msgspec

_HEAD = struct.Struct(">cI")
READ = struct.Struct(">QI")
"""Body of `R`: offset and count."""
READ_LIMIT = 1024 * 1024
BODY_LIMIT = 8 * 1024 * 1024
STATUS_TOO_LARGE = 3
"""How a worker ends that would need more room than it may have."""
STATUS_RAISED = 4
"""How a worker ends whose decoder gave up; a worker that never got that far ends otherwise."""
LETTERS = frozenset(b"QRBFPGAHD")


class ProtocolProblem(Exception):
    """The other side went away or does not keep to the rules."""


class Question(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the worker is asked about bytes of this media type and size.

    `task` is one of `tasks.TASKS`, or empty: facts and preview. `details` is what that task wants
    to know besides.
    """

    media_type: str
    size: int
    task: str = ""
    details: dict[str, Any] = {}


def send(pipe: IO[bytes], letter: bytes, body: bytes = b"") -> None:
    """Write one message. Raises OSError when the other side is gone."""
    pipe.write(_HEAD.pack(letter, len(body)) + body)
    pipe.flush()


def receive(pipe: IO[bytes]) -> tuple[bytes, bytes]:
    """Read one message: its letter and its body. Raises `ProtocolProblem`."""
    head = pipe.read(_HEAD.size)
    if len(head) < _HEAD.size:
        raise ProtocolProblem("closed")
    letter, length = _HEAD.unpack(head)
    if letter[0] not in LETTERS or length > BODY_LIMIT:
        raise ProtocolProblem("broken")
    body = pipe.read(length)
    if len(body) < length:
        raise ProtocolProblem("cut")
    return letter, body
