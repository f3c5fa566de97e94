"""What the subcommands for told things share: a typed time, choices, and times in their objects."""

from __future__ import annotations

import argparse
from enum import StrEnum

from app.cli.terminal import Terminal
from app.domain.times.times import Moment, iso_kst, iso_utc
from app.domain.times.typed_times import typed_moment


def when_arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    """--when and --about."""
    parser.add_argument(
        "--when",
        metavar="TIME",
        help=terminal.tr("when, such as 2024-08-27 14:03 in Korean time; other words are kept too"),
    )
    parser.add_argument("--about", action="store_true", help=terminal.tr("the time is not exact"))


def when_of(arguments: argparse.Namespace) -> Moment | None:
    """The time that --when gives."""
    return typed_moment(arguments.when or "", about=arguments.about)


def text_argument(parser: argparse.ArgumentParser, name: str, said: str) -> None:
    """An option that takes a text."""
    parser.add_argument(f"--{name}", metavar="TEXT", help=said)


def choice_argument(
    parser: argparse.ArgumentParser,
    name: str,
    kinds: type[StrEnum],
    said: str,
    *,
    required: bool = False,
) -> None:
    """An option that takes one of the words of an enumeration, spelt with dashes."""
    words = [spelt(one) for one in kinds]
    parser.add_argument(
        f"--{name}",
        choices=words,
        metavar="{" + ",".join(words) + "}",
        required=required,
        help=said,
    )


def spelt(kind: StrEnum) -> str:
    """An enumeration's word as options take it."""
    return kind.value.replace("_", "-")


def meant(word: str) -> str:
    """The enumeration's word that an option names."""
    return word.replace("-", "_")


def time_data(name: str, moment: Moment | None) -> dict[str, object]:
    """The three keys of a time: `NAME_at` (UTC), `NAME_text` as typed, `NAME_certainty`."""
    at_ms = None if moment is None else moment.at_ms
    return {
        f"{name}_at": None if at_ms is None else iso_utc(at_ms),
        f"{name}_text": "" if moment is None else moment.original,
        f"{name}_certainty": None if moment is None else moment.certainty.value,
    }


def time_line(moment: Moment | None) -> str:
    """A time for a list: Korean time, or as it was typed."""
    if moment is None:
        return ""
    return moment.original if moment.at_ms is None else iso_kst(moment.at_ms)
