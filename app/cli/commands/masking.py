"""`mask DIR --case ID --item ID`: a copy of a text or chat with registration numbers covered."""

from __future__ import annotations

import argparse

from app.cli.command import Command, Outcome
from app.cli.commands.copies import item_data, of_arguments
from app.cli.opening import opened
from app.cli.terminal import Terminal
from app.domain.text.textsafe import visible
from app.usecases.copies.masking import mask_numbers


def _run(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    with opened(arguments, terminal) as vault:
        masked = terminal.work(lambda job: mask_numbers(vault, arguments.case, arguments.item, job))
    item = masked.added.item
    return Outcome(
        data={**item_data(item), "is_new": masked.added.is_new, "numbers": masked.numbers},
        lines=[
            terminal.tr("The copy is kept: {name}, {id}", name=visible(item.name, 60), id=item.id),
            terminal.ntr(
                "{count} number is covered in it; everything else is as it was.",
                "{count} numbers are covered in it; everything else is as it was.",
                masked.numbers,
            ),
        ],
    )


MASK = Command(of_arguments, _run)
