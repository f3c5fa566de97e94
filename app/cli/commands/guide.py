"""`guide list`, `guide show GUIDE`, `limits`: how to keep evidence, and what the program can't do."""

from __future__ import annotations

import argparse

from app.cli.command import Command, Outcome
from app.cli.terminal import Terminal
from app.usecases.program.guiding import ToldGuide, guide_names, limits_told, tell_guide


def _list_arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    parser.add_argument(
        "page", metavar="PAGE", nargs="?", help=terminal.tr("those that go with this page")
    )


def _list(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    found = guide_names(terminal.texts, page=arguments.page)
    return Outcome(
        data={"guides": [{"id": one.id, "title": one.title, "about": one.about} for one in found]},
        lines=[f"{one.id:14} {one.title}" for one in found],
    )


def _show_arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    tr = terminal.tr
    parser.add_argument("id", metavar="GUIDE", help=tr("the guide, as guide list names it"))
    parser.add_argument(
        "--minor", action="store_true", help=tr("worded for somebody who is under 19")
    )


def _show(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    told = tell_guide(arguments.id, terminal.texts, minor=arguments.minor)
    return Outcome(data=_data(told, terminal.texts.language), lines=_lines(told))


def _data(told: ToldGuide, language: str) -> dict[str, object]:
    return {
        "id": told.id,
        "title": told.title,
        "about": told.about,
        "minor": told.minor,
        "steps": [
            {
                "text": step.text,
                "more": step.more or None,
                "care": step.care or None,
                "drawing": step.drawing.tells.in_language(language) if step.drawing else None,
            }
            for step in told.steps
        ],
        "leads_to": [one.id for one in told.leads_to],
        "checked": told.checked,
        "confidence": told.confidence,
        "sources": list(told.sources),
    }


def _lines(told: ToldGuide) -> list[str]:
    lines = [told.title, told.about]
    for number, step in enumerate(told.steps, 1):
        lines.append(f"{number}. {step.text}")
        lines += [f"   {words}" for words in (step.more, step.care) if words]
    return [*lines, told.checked]


def _limits_arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    parser.add_argument("id", metavar="ID", nargs="?", help=terminal.tr("this one alone"))


def _limits(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    found = limits_told(terminal.texts, only=arguments.id)
    return Outcome(
        data={
            "limits": [
                {"id": one.id, "title": one.title, "text": one.text, "instead": one.instead}
                for one in found
            ]
        },
        lines=[line for one in found for line in (one.title, f"  {one.text} {one.instead}")],
    )


LIST = Command(_list_arguments, _list)
SHOW = Command(_show_arguments, _show)
LIMITS = Command(_limits_arguments, _limits)
