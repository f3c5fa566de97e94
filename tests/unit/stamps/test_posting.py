"""One question to one address: bounded, nothing followed, nothing taken from the environment."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler

import pytest

from app.errors import Cancelled, InputProblem, NetworkProblem
from app.jobs import Job
from app.net import Posting, post
from tests.authority import Responder
from tests.conftest import NetworkRefusedError

LIMIT = 4096


def ask(responder: Responder, **how: object) -> bytes:
    return post(Posting(responder.address, LIMIT, **how), b"a question", Job())  # type: ignore[arg-type]


def code_of(responder: Responder, **how: object) -> str:
    with pytest.raises(NetworkProblem) as caught:
        ask(responder, **how)
    return caught.value.code


def saying(responder: Responder, data: bytes, **how: object) -> None:
    responder.behave = lambda handler, _body: responder.say(handler, data, **how)  # type: ignore[arg-type]


def test_the_question_and_nothing_that_tells_of_the_program_goes_out(responder: Responder) -> None:
    saying(responder, b"an answer")
    assert ask(responder) == b"an answer"
    [(path, headers, body)] = responder.seen
    assert (path, body) == ("/tsa", b"a question")
    told = {name.lower(): value for name, value in headers.items()}
    assert told.pop("content-length") == "10"
    assert told.pop("host") == f"127.0.0.1:{responder.port}"
    assert told == {
        "accept": "application/timestamp-reply",
        "accept-encoding": "identity",
        "content-type": "application/timestamp-query",
        "user-agent": "timestamp-client",
    }


@pytest.mark.parametrize("status", [301, 302, 307, 403, 404, 500])
def test_what_is_no_plain_answer_is_turned_away_and_not_followed(
    responder: Responder, status: int
) -> None:
    saying(responder, b"x", status=status, Location=f"http://127.0.0.1:{responder.port}/other")
    assert code_of(responder) == "NET-003"
    assert [path for path, _, _ in responder.seen] == ["/tsa"]


@pytest.mark.parametrize("kind", ["text/html", "application/octet-stream", ""])
def test_another_kind_of_content_is_no_answer(responder: Responder, kind: str) -> None:
    saying(responder, b"<html>", kind=kind)
    assert code_of(responder) == "NET-004"


def test_a_huge_answer_is_cut_off_and_refused(responder: Responder) -> None:
    sent = []

    def endless(handler: BaseHTTPRequestHandler, _body: bytes) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "application/timestamp-reply")
        handler.end_headers()
        while len(sent) < 4000:
            handler.wfile.write(b"0" * 65536)
            sent.append(65536)

    responder.behave = endless
    assert code_of(responder) == "NET-004"
    assert len(sent) < 4000


def test_an_answer_that_says_it_is_longer_than_it_is_is_no_answer(responder: Responder) -> None:
    def short(handler: BaseHTTPRequestHandler, _body: bytes) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "application/timestamp-reply")
        handler.send_header("Content-Length", "500")
        handler.end_headers()
        handler.wfile.write(b"0" * 20)

    responder.behave = short
    assert code_of(responder) == "NET-001"


def silent(responder: Responder) -> None:
    responder.behave = lambda _handler, _body: responder.gate.wait(5) and None


def drop_by_drop(responder: Responder) -> None:
    """A header line now and then: no single wait is long, all of it is."""

    def behave(handler: BaseHTTPRequestHandler, _body: bytes) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
        while not responder.gate.wait(0.05):
            handler.wfile.write(b"X-More: 1\r\n")

    responder.behave = behave


@pytest.mark.parametrize("slow", [silent, drop_by_drop])
def test_a_slow_authority_is_left_when_the_time_is_up(
    responder: Responder, slow: Callable[[Responder], None]
) -> None:
    slow(responder)
    before = time.monotonic()
    assert code_of(responder, seconds=0.4) == "NET-002"
    assert time.monotonic() - before < 3


def test_whoever_waits_can_stop(responder: Responder) -> None:
    silent(responder)
    job = Job()
    threading.Timer(0.1, job.cancel).start()
    with pytest.raises(Cancelled):
        post(Posting(responder.address, LIMIT), b"a question", job)


def test_where_nobody_listens_it_is_said_so(
    responder: Responder, open_port: Callable[[int], None]
) -> None:
    open_port(9)
    with pytest.raises(NetworkProblem) as caught:
        post(Posting("http://127.0.0.1:9/tsa", LIMIT), b"a question", Job())
    assert caught.value.code == "NET-001"


def test_proxies_of_the_environment_are_not_used(
    responder: Responder, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY", "https_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    monkeypatch.delenv("no_proxy", raising=False)
    saying(responder, b"an answer")
    assert ask(responder) == b"an answer"


@pytest.mark.parametrize("proxy", ["http://127.0.0.1:9", "socks5://127.0.0.1:9", "127.0.0.1:9050"])
def test_only_a_proxy_that_looks_names_up_itself_is_taken(responder: Responder, proxy: str) -> None:
    with pytest.raises(InputProblem) as caught:
        ask(responder, proxy=proxy)
    assert (caught.value.code, responder.seen) == ("NET-010", [])


def test_a_proxy_that_is_named_is_the_only_way(
    responder: Responder, open_port: Callable[[int], None]
) -> None:
    """The name goes to the proxy as it is: nothing is looked up here."""
    seen: list[bytes] = []
    with listening() as place:
        open_port(place.getsockname()[1])
        threading.Thread(target=be_a_proxy, args=(place, responder.port, seen), daemon=True).start()
        saying(responder, b"an answer")
        proxy = f"socks5h://127.0.0.1:{place.getsockname()[1]}"
        answer = post(Posting("http://stamps.example/tsa", LIMIT, proxy), b"a question", Job())
    assert answer == b"an answer"
    assert b"stamps.example" in seen[0]


def listening() -> socket.socket:
    """A listening socket, from before the guard: tests may not bind."""
    place = socket.socket(socket.AF_INET)
    ORIGINAL_BIND(place, ("127.0.0.1", 0))
    place.listen(1)
    return place


def be_a_proxy(place: socket.socket, port: int, seen: list[bytes]) -> None:
    """SOCKS5 (RFC 1928) for one connection, to the responder whatever is asked for."""
    line, _ = place.accept()
    with line, socket.socket(socket.AF_INET) as on:
        line.recv(262)
        line.sendall(b"\x05\x00")
        seen.append(line.recv(512))
        ORIGINAL_CONNECT(on, ("127.0.0.1", port))
        line.sendall(b"\x05\x00\x00\x01\x7f\x00\x00\x01\x00\x00")
        asked = b""
        while not asked.endswith(b"a question"):
            asked += line.recv(65536)
        on.sendall(asked)
        while data := on.recv(65536):
            line.sendall(data)


ORIGINAL_BIND, ORIGINAL_CONNECT = socket.socket.bind, socket.socket.connect


def test_the_guard_of_the_tests_still_refuses_every_other_place(responder: Responder) -> None:
    with pytest.raises(NetworkRefusedError):
        socket.create_connection(("127.0.0.1", responder.port + 1), timeout=1)
    with pytest.raises(NetworkRefusedError):
        socket.getaddrinfo("stamps.example", 80)
