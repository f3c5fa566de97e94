"""A vault with a case, and folders as people have them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.domain.evidence.intake import IntakeReport
from app.domain.evidence.items import Case
from app.jobs import Job
from app.usecases.case.cases import add_case
from app.usecases.intake.collecting import collect
from app.vault import Vault
from tests.fixtures.exports.telegram_writer import message
from tests.unit.vault.conftest import closed_vault, fresh_vault, vault  # noqa: F401

HANEUL = ("하늘", "user5550001")
BEGIN = 1_724_734_800


class Person:
    """Somebody with a case and a folder."""

    def __init__(self, vault: Vault, case: Case, folder: Path) -> None:  # noqa: F811
        self.vault = vault
        self.case = case
        self.folder = folder

    def file(self, name: str, content: bytes = b"bytes") -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        return path

    def export(
        self, name: str, *records: dict[str, Any], number: int = 77, title: str = "방"
    ) -> Path:
        room = {"name": title, "type": "private_supergroup", "id": number}
        text = json.dumps({**room, "messages": list(records)})
        return self.file(f"{name}/result.json", text.encode()).parent

    def collect(self, *paths: Path, job: Job | None = None, **more: Any) -> IntakeReport:
        given = paths or (self.folder,)
        return collect(self.vault, self.case.id, given, job or Job(), **more)

    def names(self) -> list[str]:
        return [item.name for item in self.vault.items.in_case(self.case.id)]

    def lists(self) -> tuple[IntakeReport, ...]:
        return self.vault.imports.in_case(self.case.id)


class ChangingJob(Job):
    """Does something when the work has come to a phase, a file of a name, or a number of bytes."""

    def __init__(self, when: Callable[[Job], bool], act: Callable[[], object]) -> None:
        super().__init__()
        self._when = when
        self._act = act
        self.done = False

    def check(self) -> None:
        if not self.done and self._when(self):
            self.done = True
            self._act()
        super().check()


def said(number: int, text: str = "말", **more: Any) -> dict[str, Any]:
    """A message of an export."""
    return message(number, BEGIN + number, HANEUL, text, **more)


@pytest.fixture
def person(vault: Vault, tmp_path: Path) -> Person:  # noqa: F811
    folder = tmp_path / "given"
    folder.mkdir()
    return Person(vault, add_case(vault, "사건"), folder)
