"""What COMMANDS.md says of `directory` and `law`, run once each way."""

from collections.abc import Callable
from pathlib import Path
from typing import Any


def walk_directory(run: Callable[..., Any], vault: Path, *given: object) -> None:
    """Found by a former name, corrected, restored; the law by itself and by a kind of harm."""
    run("directory", "방심위")
    one, other_letters = ("--id", "kr.mogef"), ("--contact", "web=xn--9n2b.example")
    run("directory correct", vault, *one, *other_letters, "--note", "다시 확인함", *given)
    run("directory", "여성가족부", "--vault", vault, *given)
    run("directory restore", vault, *one, *given)
    run("law")
    run("law", "--harm", "threat")
    run("guide list")
    run("guide show", "telegram")
    run("limits")
