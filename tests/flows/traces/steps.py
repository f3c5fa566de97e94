"""One step of a journey by the command line, and where things lie on the way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass
class Sitting:
    """Where things lie, and what earlier steps gave: `got[command][key]`."""

    folder: Path
    got: dict[str, Any] = field(default_factory=dict)

    @property
    def vault(self) -> str:
        return str(self.folder / "vault")

    @property
    def given(self) -> Path:
        return self.folder / "given"

    @property
    def out(self) -> Path:
        return self.folder / "out"

    @property
    def case(self) -> list[str]:
        return ["--case", self.got["case add"]["id"]]


@dataclass(frozen=True)
class Step:
    """A subcommand with its words, made when it is its turn; 1 where a refusal belongs to it."""

    command: str
    words: Callable[[Sitting], list[str]]
    status: int = 0
    passphrase: bool = True
    before: Callable[[Sitting], None] | None = None
