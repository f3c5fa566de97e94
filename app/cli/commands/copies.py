"""`redact`, `crop`, `still`: working copies of pictures, PDFs and films. `copies`: those of an item.

A place is LEFT,TOP,WIDTH,HEIGHT in the original's own units, then what else is said of it, each
after a `/`: `mosaic`, `page=N`, `from=SECONDS`, `to=SECONDS`.
"""

from __future__ import annotations

import argparse
import math
import re
from collections.abc import Callable
from pathlib import PurePath

import msgspec

from app.cli.command import Command, Outcome
from app.cli.commands.item import item_argument
from app.cli.opening import case_arguments, opened, vault_arguments
from app.cli.terminal import Terminal
from app.domain.evidence.copies import LONGEST_MS, Area, Covering, Recipe, Sound, relation_in_words
from app.domain.evidence.items import Item
from app.domain.text.textsafe import visible
from app.errors import InputProblem
from app.jobs import Job
from app.usecases.copies.copying import copies_of, crop, recipe_of, redact, still
from app.usecases.intake.adding import Added
from app.usecases.vault.vaults import OpenVault

Work = Callable[[OpenVault, Job], Added]
_NUMBER = re.compile(r"\d{1,7}")


def of_arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    """DIR, the ways in, --case and --item."""
    case_arguments(parser, terminal)
    item_argument(parser, terminal)


def _sure(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    parser.add_argument(
        "--screens-without-image",
        action="store_true",
        help=terminal.tr("minor mode: you made sure that the copy shows no sexual image"),
    )


def milliseconds(said: str) -> int:
    """Seconds as they are typed (`12.5`), in milliseconds. Raises ValueError."""
    seconds = float(said)
    if not math.isfinite(seconds) or not 0 <= seconds * 1000 <= LONGEST_MS:
        raise ValueError(said)
    return round(seconds * 1000)


def area_of(said: str) -> Area:
    """A place as it is typed. Raises ValueError."""
    place, *more = said.split("/")
    numbers = place.split(",")
    if len(numbers) != 4 or not all(_NUMBER.fullmatch(one) for one in numbers):
        raise ValueError(said)
    left, top, width, height = map(int, numbers)
    how, page, from_ms, to_ms = Covering.FILL, None, None, None
    for one in more:
        name, _, value = one.partition("=")
        if one == Covering.MOSAIC:
            how = Covering.MOSAIC
        elif name == "page" and _NUMBER.fullmatch(value):
            page = int(value)
        elif name == "from":
            from_ms = milliseconds(value)
        elif name == "to":
            to_ms = milliseconds(value)
        else:
            raise ValueError(said)
    return Area(left, top, width, height, how, page, from_ms, to_ms)


def _said(read: Callable[[str], object], said: str, option: str) -> object:
    try:
        return read(said)
    except ValueError:
        raise InputProblem("INP-018", what=f"{option} {visible(said, 60)}", help="--help") from None


def _area(said: str) -> Area:
    found = _said(area_of, said, "--box")
    return found if isinstance(found, Area) else Area(0, 0, 0, 0)


def made(arguments: argparse.Namespace, terminal: Terminal, work: Work) -> Outcome:
    """Make a copy and tell of it."""
    with opened(arguments, terminal) as vault:
        added = terminal.work(lambda job: work(vault, job))
    item = added.item
    shown = visible(item.name, 60)
    if added.is_new:
        said = terminal.tr("The copy is kept: {name}, {id}", name=shown, id=item.id)
    else:
        said = terminal.tr("This copy was there already: {name}, {id}", name=shown, id=item.id)
    return Outcome(data={**item_data(item), "is_new": added.is_new}, lines=[said])


def item_data(item: Item) -> dict[str, object]:
    """A copy by its stable keys."""
    return {
        "id": item.id,
        "name": item.name,
        "media_type": item.media_type,
        "size": item.size,
        "sha256": item.sha256,
        "parent": item.parent,
        "relation": item.relation,
    }


def _redact_arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    of_arguments(parser, terminal)
    parser.add_argument(
        "--box",
        metavar="PLACE",
        action="append",
        default=[],
        help=terminal.tr(
            "LEFT,TOP,WIDTH,HEIGHT, then as needed /mosaic /page=N /from=SECONDS /to=SECONDS"
        ),
    )
    parser.add_argument(
        "--like", metavar="COPY", help=terminal.tr("the places of a copy that was made before")
    )
    parser.add_argument(
        "--sound",
        metavar="WAY",
        choices=[one.value for one in Sound],
        default=Sound.KEPT.value,
        help=terminal.tr("of a film: kept, silent while a place is covered, or none"),
    )
    _sure(parser, terminal)


def _redact(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    areas = [_area(said) for said in arguments.box]

    def work(vault: OpenVault, job: Job) -> Added:
        earlier = recipe_of(vault, arguments.like) if arguments.like else None
        return redact(
            vault,
            arguments.case,
            arguments.item,
            [*(earlier.areas if earlier else ()), *areas],
            job,
            sound=Sound(arguments.sound),
            screens_without_image=arguments.screens_without_image,
        )

    return made(arguments, terminal, work)


def _at(parser: argparse.ArgumentParser, terminal: Terminal, *, required: bool) -> None:
    parser.add_argument(
        "--at",
        metavar="SECONDS",
        required=required,
        help=terminal.tr("the time in a film, in seconds from its beginning"),
    )


def _crop_arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    of_arguments(parser, terminal)
    parser.add_argument(
        "--box",
        metavar="PLACE",
        required=True,
        help=terminal.tr("LEFT,TOP,WIDTH,HEIGHT, and /page=N of a PDF"),
    )
    _at(parser, terminal, required=False)
    _sure(parser, terminal)


def _at_ms(arguments: argparse.Namespace) -> int:
    found = _said(milliseconds, arguments.at or "0", "--at")
    return found if isinstance(found, int) else 0


def _crop(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    area, at_ms = _area(arguments.box), _at_ms(arguments)
    sure = arguments.screens_without_image
    return made(
        arguments,
        terminal,
        lambda vault, job: crop(
            vault, arguments.case, arguments.item, area, job, at_ms=at_ms,
            screens_without_image=sure,
        ),
    )  # fmt: skip


def _still_arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    of_arguments(parser, terminal)
    _at(parser, terminal, required=True)
    _sure(parser, terminal)


def _still(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    at_ms, sure = _at_ms(arguments), arguments.screens_without_image
    return made(
        arguments,
        terminal,
        lambda vault, job: still(
            vault, arguments.case, arguments.item, at_ms, job, screens_without_image=sure
        ),
    )


def _copies_arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    vault_arguments(parser, terminal)
    item_argument(parser, terminal)


def _copies(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    with opened(arguments, terminal) as vault:
        found = [(item, recipe_of(vault, item.id)) for item in copies_of(vault, arguments.item)]
    rows = [{**item_data(item), "recipe": _recipe_data(recipe)} for item, recipe in found]
    lines = [
        f"{item.id}  {visible(PurePath(item.name).name, 60)}  "
        f"{relation_in_words(item.relation, terminal.texts)}"
        for item, _ in found
    ]
    return Outcome(
        data={"copies": rows}, lines=lines or [terminal.tr("No copies were made of this item.")]
    )


def _recipe_data(recipe: Recipe | None) -> object:
    return None if recipe is None else msgspec.to_builtins(recipe)


REDACT = Command(_redact_arguments, _redact)
CROP = Command(_crop_arguments, _crop)
STILL = Command(_still_arguments, _still)
COPIES = Command(_copies_arguments, _copies)
