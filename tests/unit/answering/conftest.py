"""A case with a room, a marked threat, a link, an incident and a person, filled once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from app.domain.chats.roomlife import Deed
from app.domain.evidence.items import Case, Method, Sighting
from app.domain.ids import new_id
from app.domain.times.times import vault_moment
from app.domain.times.typed_times import typed_moment
from app.domain.told.people import MarkKind, Role
from app.usecases.chats.roomlife import mark_message
from app.usecases.intake.linking import add_links
from app.usecases.told.incidents import add_incident
from app.usecases.told.people import add_mark, add_person
from app.vault import Vault
from crypto.kdf import FLOOR
from tests.unit.vault.filling import BEGIN_MS, PASSPHRASE, Chat, add_case, add_item, platform_time

THREAT = "돈을 안 보내면 학교에 뿌린다"


@dataclass
class Told:
    """What the case holds."""

    vault: Vault
    case: Case


@pytest.fixture(scope="session")
def vault(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Vault]:
    """One vault for all: each test has a case of its own."""
    path = tmp_path_factory.mktemp("answering") / "vault"
    with Vault.create(path, PASSPHRASE, argon2=FLOOR) as opened:
        yield opened


def fill(vault: Vault) -> Told:
    """A new case with all of it."""
    case = add_case(vault, "사건")
    chat = Chat(vault, case)
    picture = add_item(vault, case, f"a picture in {case.id}".encode(), "b.png")
    threat = chat.message(THREAT, BEGIN_MS + 60_000)
    chat.add(chat.message("여기 올렸다"), threat)
    seen = Sighting(
        new_id("sighting"), case.id, vault_moment(vault.now_ms()), Method.EXPORT, item=picture.id,
        room=chat.room.id, account=chat.account.id, shown=platform_time(BEGIN_MS),
    )  # fmt: skip
    with vault.transaction():
        vault.sightings.add_many([seen])
    mark_message(vault, case.id, threat.id, Deed.THREAT, is_so=True)
    add_links(vault, case.id, "https://t.me/c/100/17")
    person = add_person(vault, case.id, "가해자 1", Role.OFFENDER)
    add_mark(vault, case.id, person.id, MarkKind.USER_NAME, "@x", platform="Telegram")
    add_incident(vault, case.id, "링크가 왔다", typed_moment("2024-08-26"))
    return Told(vault, case)


@pytest.fixture(scope="session")
def told(vault: Vault) -> Told:
    """A case to look at."""
    return fill(vault)


@pytest.fixture
def told_anew(vault: Vault) -> Told:
    """A case to change."""
    return fill(vault)
