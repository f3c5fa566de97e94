"""An authority that answers on one port of this computer, known to the program by name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.bundle.verify import authorities
from tests.authority import OPENSSL, Authority, Responder

TOML = """
id = "{id}"
name = "{name}"
address = "{address}"
country = "KR"
roots = ["{pin}"]
as_of = "2026-11"
review_by = 2027-11-23
confidence = "A"
sources = ["S-50"]
"""


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    if OPENSSL is None:
        pytest.skip("openssl is not on this machine")
    return Authority(tmp_path_factory.mktemp("office"))


@pytest.fixture(scope="module")
def server(office: Authority) -> Iterator[Responder]:
    made = Responder(office)
    yield made
    made.close()


@pytest.fixture
def responder(server: Responder, open_port: Callable[[int], None]) -> Responder:
    """Behaves well, has seen nothing, and is the only thing that can be reached."""
    open_port(server.port)
    server.behave = server.well
    server.seen.clear()
    server.gate.clear()
    return server


@pytest.fixture
def known(responder: Responder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Responder:
    """The authority is one of the shipped ones, as `test`; and a second one that nobody runs."""
    folder = tmp_path / "resources" / "authorities"
    folder.mkdir(parents=True)
    pin = responder.authority.pin
    for name, address in (("test", responder.address), ("away", "http://127.0.0.1:9/tsa")):
        text = TOML.format(id=name, name=name.title(), address=address, pin=pin)
        (folder / f"{name}.toml").write_text(text, "utf-8")
        pin = "ab" * 32
    monkeypatch.setattr(authorities, "resources", lambda: tmp_path / "resources")
    return responder
