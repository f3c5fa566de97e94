"""`receipt make BUNDLE`, `receipt take|list|confirm DIR`: that a bundle was opened, signed and kept."""

from __future__ import annotations

import argparse
from pathlib import Path

from app.cli.command import Command, Outcome
from app.cli.commands.verify import opened_bundle, opening_arguments
from app.cli.opening import case_argument, case_arguments, opened, vault_arguments
from app.cli.terminal import Terminal
from app.cli.told import text_argument
from app.domain.text.textsafe import one_line
from app.domain.times.times import iso_kst, iso_utc
from app.usecases.bundles.replying import make_receipt
from app.usecases.follow_up.came_back import (
    ReceiptShown,
    confirm_receipt,
    fitting_filings,
    list_receipts,
    take_receipt,
)
from app.usecases.follow_up.ledger import FilingRow, recipient_name


def reply_arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    """What both kinds of reply take: a bundle, where the file goes, who says so, and its key."""
    tr = terminal.tr
    opening_arguments(parser, terminal)
    parser.add_argument(
        "--out", metavar="FILE", required=True, help=tr("where the file to send back goes")
    )
    text_argument(parser, "name", tr("what you want to be called in it; may be left out"))
    parser.add_argument(
        "--sign-with",
        metavar="KEYFILE",
        help=tr("your own key; it is made if the file is not there yet"),
    )


def key_file(arguments: argparse.Namespace) -> Path | None:
    """The file that --sign-with names."""
    return None if arguments.sign_with is None else Path(arguments.sign_with)


def _make(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    result = opened_bundle(arguments, terminal)
    made = make_receipt(
        result,
        Path(arguments.out),
        who=arguments.name or "",
        key_file=key_file(arguments),
    )
    tr = terminal.tr
    return Outcome(
        data={"path": str(made.path), "signer": made.signer, "result": result.result},
        lines=[
            tr("The receipt is written: {path}", path=made.path),
            tr("It was signed by the key {signer}. Nothing was sent.", signer=made.signer),
        ],
    )


def take_arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    """DIR, the case, and the file that came back."""
    vault_arguments(parser, terminal)
    parser.add_argument("file", metavar="FILE", help=terminal.tr("what the recipient sent back"))
    case_argument(parser, terminal)


def _data(shown: ReceiptShown) -> dict[str, object]:
    receipt, checks = shown.receipt, shown.checks
    return {
        "id": receipt.id,
        "report": shown.report,
        "filing": receipt.filing,
        "who": shown.who,
        "signer": receipt.signer,
        "made_at": iso_utc(shown.made_ms),
        "came_at": iso_utc(receipt.came_ms),
        "passed": list(checks.passed),
        "not_made": list(checks.not_made),
        "failed": list(checks.failed),
    }


def _lines(shown: ReceiptShown, terminal: Terminal) -> list[str]:
    tr, checks = terminal.tr, shown.checks
    told = [
        f"{shown.receipt.id}  {iso_kst(shown.made_ms)}",
        tr("Checks passed there: {numbers}", numbers=", ".join(map(str, checks.passed)) or "-"),
    ]
    if checks.failed:
        told.append(tr("Not matching there: {numbers}", numbers=", ".join(map(str, checks.failed))))
    if shown.who:
        told.append(tr("By its own words from: {who}", who=one_line(shown.who, 200)))
    told.append(tr("Signed by the key {signer}", signer=shown.receipt.signer))
    return [told[0], *(f"    {line}" for line in told[1:])]


def _fitting(rows: tuple[FilingRow, ...], terminal: Terminal) -> list[str]:
    language = terminal.texts.language
    return [
        f"    {row.filing.id}  {one_line(recipient_name(row.filing.recipient, language), 80)}"
        for row in rows
    ]


def _take(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    tr = terminal.tr
    with opened(arguments, terminal) as vault:
        shown = take_receipt(vault, arguments.case, Path(arguments.file))
        rows = fitting_filings(vault, arguments.case, shown)
    lines = [tr("The receipt is kept."), *_lines(shown, terminal)]
    if rows:
        lines += [tr("Say what it answers, with: receipt confirm."), *_fitting(rows, terminal)]
    return Outcome(data={"receipts": [_data(shown)]}, lines=lines)


def _list_arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    case_arguments(parser, terminal)


def _list(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    with opened(arguments, terminal) as vault:
        kept = list_receipts(vault, arguments.case)
    lines = [line for one in kept for line in _lines(one, terminal)]
    return Outcome(
        data={"receipts": [_data(one) for one in kept]},
        lines=lines or [terminal.tr("No receipt is in this case yet.")],
    )


def _confirm_arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    tr = terminal.tr
    _list_arguments(parser, terminal)
    parser.add_argument("--receipt", metavar="ID", required=True, help=tr("the receipt"))
    parser.add_argument(
        "--filing",
        metavar="ID",
        help=tr("what was handed in; without it the report is written down as handed in"),
    )


def _confirm(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    with opened(arguments, terminal) as vault:
        row = confirm_receipt(vault, arguments.case, arguments.receipt, arguments.filing)
    told = terminal.tr("Written down: {id}", id=row.filing.id)
    return Outcome(data={"id": row.filing.id, "step": row.steps[-1].id}, lines=[told])


MAKE = Command(reply_arguments, _make)
TAKE = Command(take_arguments, _take)
LIST = Command(_list_arguments, _list)
CONFIRM = Command(_confirm_arguments, _confirm)
