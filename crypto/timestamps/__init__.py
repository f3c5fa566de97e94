"""Time stamps of RFC 3161: what is asked, and what an answer is worth. Bytes in, bytes out.

Reaches no network and keeps nothing.
"""

from crypto.timestamps.checking import (
    MAX_ANSWER,
    BadStamp,
    Stamp,
    Trouble,
    check_stamp,
    look_at,
)
from crypto.timestamps.request import stamp_request
from crypto.timestamps.sorting import split_roots

__all__ = [
    "MAX_ANSWER",
    "BadStamp",
    "Stamp",
    "Trouble",
    "check_stamp",
    "look_at",
    "split_roots",
    "stamp_request",
]
