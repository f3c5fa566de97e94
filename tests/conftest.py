"""What every test gets: no network, no screen unless asked for, one profile for hypothesis.

Fixtures of one area stand in the conftest of that area's folder.
"""

from __future__ import annotations

import gc
import os
import socket
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, settings

from crypto import kdf
from tests import little_work

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# Before anything imports Qt. The part of ./test that wants real windows sets xcb.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# No deadline, because two cores are shared; in CI the same examples each time, so that a failure
# there is a failure here.
settings.register_profile(
    "ongi",
    deadline=None,
    derandomize=bool(os.environ.get("CI")),
    suppress_health_check=[HealthCheck.too_slow],
    print_blob=True,
)
settings.load_profile("ongi")

ROOT = Path(__file__).resolve().parent.parent


class NetworkRefusedError(RuntimeError):
    """A test, or the code under it, tried to reach a network."""


def pytest_sessionstart() -> None:
    """Thousands of tests are collected: nothing of that is garbage, so nothing is looked for."""
    gc.disable()


def pytest_collection_finish() -> None:
    """From here on the collector leaves the collected tests alone.

    Going through them took a tenth of a second each time, in the middle of whatever was measured.
    """
    gc.collect()
    gc.freeze()
    gc.enable()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that want a real window are skipped where the platform is not an X server."""
    if os.environ["QT_QPA_PLATFORM"] == "xcb":
        return
    skip = pytest.mark.skip(reason="wants a real window: ./test runs it on an X server")
    for item in items:
        if item.get_closest_marker("xvfb"):
            item.add_marker(skip)


_open_ports: set[int] = set()
"""Ports of this computer that a test had opened with `open_port`."""


def _is_open(address: object) -> bool:
    return isinstance(address, tuple) and address[0] == "127.0.0.1" and address[1] in _open_ports


@pytest.fixture
def open_port(_no_network: None) -> Iterator[Callable[[int], None]]:
    """Let exactly one port of this computer through, for a server that the test itself runs."""
    yield _open_ports.add
    _open_ports.clear()


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse every way a Python socket gets to another machine, and name look-ups.

    Sockets within this machine (Unix ones, as an X server or a child process uses) are left alone.
    """

    def guard(name: str) -> None:
        original = getattr(socket.socket, name)

        def guarded(self: socket.socket, *arguments: Any, **named: Any) -> Any:
            inside = name == "connect" and _is_open(arguments[0])
            if self.family in (socket.AF_INET, socket.AF_INET6) and not inside:
                raise NetworkRefusedError(f"{name}{arguments!r}")
            return original(self, *arguments, **named)

        monkeypatch.setattr(socket.socket, name, guarded)

    for name in ("connect", "connect_ex", "sendto", "bind"):
        guard(name)

    def no_lookup(*arguments: Any, **_named: Any) -> Any:
        raise NetworkRefusedError(f"look-up of {arguments!r}")

    lookup = socket.getaddrinfo

    def own_lookup(*arguments: Any, **named: Any) -> Any:
        return lookup(*arguments, **named) if _is_open(arguments[:2]) else no_lookup(*arguments)

    for name in ("gethostbyname", "gethostbyname_ex", "gethostbyaddr"):
        monkeypatch.setattr(socket, name, no_lookup)
    monkeypatch.setattr(socket, "getaddrinfo", own_lookup)


@pytest.fixture(scope="session", autouse=True)
def _keys_derived_once() -> Iterator[None]:
    """Opening the same vault again and again took two thirds of what the tests of vaults take."""
    with pytest.MonkeyPatch.context() as patch:
        for module in little_work.MODULES:
            patch.setattr(module, "derive_passphrase", little_work.derived_once)
        little_work.work(little_work.LITTLE)
        yield


@pytest.fixture(autouse=True)
def _keys_derived_anew(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests that run alone look for keys in memory, where keeping some would be seen, and measure."""
    alone = request.node.get_closest_marker("alone") is not None
    little_work.work(little_work.REAL if alone else little_work.LITTLE)
    if alone:
        for module in little_work.MODULES:
            monkeypatch.setattr(module, "derive_passphrase", kdf.derive_passphrase)


@pytest.fixture(scope="session")
def repo_root() -> Path:
    """The root of the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def samples() -> Path:
    """Real exports and outside vectors, kept beside the checkout; skips where they are absent."""
    folder = ROOT.parent / "shared" / "samples"
    if not folder.is_dir():
        pytest.skip("the samples beside the checkout are not there")
    return folder


@pytest.fixture(autouse=True)
def _hooks_put_back() -> Iterator[None]:
    """Code under test may set the interpreter's hooks; the next test starts with the usual ones."""
    before = sys.excepthook
    yield
    sys.excepthook = before
