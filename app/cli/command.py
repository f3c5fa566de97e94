"""What a subcommand is: its arguments, and a function from arguments to an outcome."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from app.cli.terminal import Terminal

DONE = 0
NOT_ALL = 1  # a check failed or something was refused
WRONG_USE = 2


@dataclass(frozen=True)
class Outcome:
    """What a subcommand gives back: the exit status, the one JSON object, the lines to read."""

    status: int = DONE
    data: Mapping[str, object] = field(default_factory=dict)
    lines: Sequence[str] = ()


@dataclass(frozen=True)
class Command:
    """One subcommand; `app.cli.registry` has its name and summary."""

    arguments: Callable[[argparse.ArgumentParser, Terminal], None]
    run: Callable[[argparse.Namespace, Terminal], Outcome]
