"""`care show|set DIR`: how the window behaves with this vault: pictures, pauses, locking."""

from __future__ import annotations

import argparse
from dataclasses import replace

from app.cli.command import Command, Outcome
from app.cli.opening import opened, vault_arguments
from app.cli.terminal import Terminal
from app.usecases.settings.caring import AT_ONCE, IDLE_MINUTES, Care, care_of, set_care

_SWITCHES = ("grey", "silent", "hold", "hide")


def _set_arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    tr = terminal.tr
    vault_arguments(parser, terminal)
    said = {
        "grey": tr("pictures and films without colours"),
        "silent": tr("films and sounds begin without sound"),
        "hold": tr("pictures show only while they are held"),
        "hide": tr("hide the window from screen capture, where the system can"),
    }
    for name in _SWITCHES:
        parser.add_argument(f"--{name}", choices=("on", "off"), metavar="{on,off}", help=said[name])
    parser.add_argument(
        "--idle",
        type=int,
        metavar="MINUTES",
        help=tr("lock after so many minutes: {choices}", choices=_listed(IDLE_MINUTES)),
    )
    parser.add_argument(
        "--at-once",
        type=int,
        metavar="N",
        help=tr("offer a pause after so many pictures: {choices}", choices=_listed(AT_ONCE)),
    )


def _listed(numbers: tuple[int, ...]) -> str:
    return ", ".join(str(one) for one in numbers)


def _show(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    with opened(arguments, terminal) as vault:
        return _outcome(care_of(vault), terminal)


def _set(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    with opened(arguments, terminal) as vault:
        care = care_of(vault)
        for name in _SWITCHES:
            chosen = getattr(arguments, name)
            if chosen is not None:
                care = replace(care, **{name: chosen == "on"})
        if arguments.idle is not None:
            care = replace(care, idle_minutes=arguments.idle)
        if arguments.at_once is not None:
            care = replace(care, at_once=arguments.at_once)
        set_care(vault, care)
        return _outcome(care, terminal)


def _outcome(care: Care, terminal: Terminal) -> Outcome:
    tr = terminal.tr
    on, off = tr("on"), tr("off")
    words = (
        (tr("pictures and films without colours"), on if care.grey else off),
        (tr("films and sounds begin without sound"), on if care.silent else off),
        (tr("pictures show only while they are held"), on if care.hold else off),
        (tr("hide the window from screen capture, where the system can"), on if care.hide else off),
        (tr("minutes until it locks"), str(care.idle_minutes)),
        (tr("pictures in one go before a pause is offered"), str(care.at_once)),
    )
    return Outcome(
        data={
            "grey": care.grey,
            "silent": care.silent,
            "hold": care.hold,
            "hide": care.hide,
            "idle_minutes": care.idle_minutes,
            "at_once": care.at_once,
        },
        lines=[f"{name}: {value}" for name, value in words],
    )


SHOW = Command(vault_arguments, _show)
SET = Command(_set_arguments, _set)
