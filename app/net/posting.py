"""One question by HTTP to one address, and its answer: bounded in size and time, nothing followed.

Neither proxies nor passwords are taken from the environment, no cookie is kept, no name of the
program is told. RFC 3161, section 3.4.
"""

from __future__ import annotations

import queue
import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.errors import InputProblem, NetworkProblem
from app.jobs import Job

if TYPE_CHECKING:
    import requests

SECONDS = 15.0
"""For all of it. A person waits for it."""

_CONNECT_SECONDS = 7.0
_PIECE = 8 * 1024
_LOOK_EVERY = 0.1
_QUESTION, _ANSWER = "application/timestamp-query", "application/timestamp-reply"
_SOCKS = "socks5h://"
_OK = 200


@dataclass(frozen=True, slots=True)
class Posting:
    """Where to, and how.

    `address` is http or https. `proxy` is empty or `socks5h://host:port`: names are looked up by
    the proxy then, as Tor wants it. `limit` is the most bytes an answer may have, `seconds` how
    long all of it may take.
    """

    address: str
    limit: int
    proxy: str = ""
    seconds: float = SECONDS


def post(posting: Posting, question: bytes, job: Job) -> bytes:
    """Send a question and give the bytes of the answer.

    Raises NetworkProblem (NET-001 not reached, NET-002 too slow, NET-003 turned away, NET-004 the
    answer is none), InputProblem NET-010 for another kind of proxy, Cancelled.
    """
    if posting.proxy and not posting.proxy.startswith(_SOCKS):
        raise InputProblem("NET-010")
    came: queue.SimpleQueue[bytes | NetworkProblem] = queue.SimpleQueue()
    end = time.monotonic() + posting.seconds

    # A line that gives a byte now and then would hold this thread for ever, so another one waits
    # for it. It touches nothing but its own socket, and ends by the time limits of that.
    def ask() -> None:
        try:
            came.put(_ask(posting, question, end))
        except NetworkProblem as problem:
            came.put(problem)

    threading.Thread(target=ask, name="asking", daemon=True).start()
    while True:
        job.check()
        left = end - time.monotonic()
        if left <= 0:
            raise NetworkProblem("NET-002")
        try:
            answer = came.get(timeout=min(left, _LOOK_EVERY))
        except queue.Empty:
            continue
        if isinstance(answer, NetworkProblem):
            raise answer
        return answer


def _ask(posting: Posting, question: bytes, end: float) -> bytes:
    import requests

    with requests.Session() as session:
        session.trust_env = False
        session.headers.clear()
        session.headers.update(
            {"Accept": _ANSWER, "Accept-Encoding": "identity", "User-Agent": "timestamp-client"}
        )
        if posting.proxy:
            session.proxies = {"http": posting.proxy, "https": posting.proxy}
        try:
            with session.post(
                posting.address,
                data=question,
                headers={"Content-Type": _QUESTION},
                timeout=(_CONNECT_SECONDS, posting.seconds),
                allow_redirects=False,
                stream=True,
            ) as response:
                return _read(response, posting, end)
        except (requests.Timeout, TimeoutError):
            raise NetworkProblem("NET-002") from None
        except (requests.RequestException, OSError, ValueError):
            raise NetworkProblem("NET-001") from None


def _read(response: requests.Response, posting: Posting, end: float) -> bytes:
    if response.status_code != _OK:
        raise NetworkProblem("NET-003")
    kind = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    if kind != _ANSWER:
        raise NetworkProblem("NET-004")
    data = b""
    for piece in response.iter_content(_PIECE):
        data += piece
        if len(data) > posting.limit:
            raise NetworkProblem("NET-004")
        if time.monotonic() > end:
            raise NetworkProblem("NET-002")
    return data
