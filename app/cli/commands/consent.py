"""`consent give|withdraw|list DIR --case ID`: what was agreed to, per recipient and per item."""

from __future__ import annotations

import argparse

from app.cli.command import Command, Outcome
from app.cli.commands.rooms import utc
from app.cli.opening import case_arguments, opened
from app.cli.terminal import Terminal
from app.cli.told import choice_argument, meant, spelt, text_argument
from app.domain.reports.consent_words import HOW_WORDS, KIND_WORDS
from app.domain.reports.consents import Consent, ConsentHow, ConsentKind
from app.domain.text.textsafe import one_line
from app.domain.times.times import iso_kst
from app.usecases.reports.consenting import ConsentSaid, by_recipient, give, hold_back, withdraw


def _where(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    tr = terminal.tr
    parser.add_argument(
        "--to", metavar="ID", default="", help=tr("one recipient of the directory; else all")
    )
    parser.add_argument(
        "--item", metavar="ID", action="append", default=[],
        help=tr("one item; may be given several times"),
    )  # fmt: skip


def _give_arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    tr = terminal.tr
    case_arguments(parser, terminal)
    words = [spelt(one) for one in ConsentKind]
    parser.add_argument(
        "--kind",
        action="append",
        required=True,
        choices=words,
        metavar="{" + ",".join(words) + "}",
        help=tr("what was agreed to; may be given several times"),
    )
    _where(parser, terminal)
    choice_argument(parser, "how", ConsentHow, tr("how it was given"))
    text_argument(parser, "witness", tr("who was there"))
    text_argument(parser, "text-version", tr("the version of the text; else that of the form"))
    text_argument(parser, "note", tr("what else is known"))


def _give(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    said = ConsentSaid(
        kinds=tuple(ConsentKind(meant(word)) for word in arguments.kind),
        recipient=arguments.to,
        items=tuple(arguments.item),
        how=ConsentHow(meant(arguments.how or ConsentHow.WRITING.value)),
        witness=arguments.witness or "",
        text_version=arguments.text_version or "",
        note=arguments.note or "",
    )
    with opened(arguments, terminal) as vault:
        kept = give(vault, arguments.case, said)
    return Outcome(
        data={"consents": [_data(one) for one in kept]},
        lines=[_line(one, terminal) for one in kept],
    )


def _withdraw_arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    case_arguments(parser, terminal)
    parser.add_argument(
        "--consent",
        metavar="ID",
        action="append",
        default=[],
        help=terminal.tr("what is taken back; may be given several times"),
    )
    _where(parser, terminal)


def _withdraw(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    with opened(arguments, terminal) as vault:
        ended = withdraw(vault, arguments.case, arguments.consent)
        if arguments.item:
            ended += hold_back(vault, arguments.case, arguments.to, arguments.item)
    return Outcome(
        data={"consents": [_data(one) for one in ended]},
        lines=[_line(one, terminal) for one in ended],
    )


def _list(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    tr = terminal.tr
    with opened(arguments, terminal) as vault:
        rows = by_recipient(vault, arguments.case, terminal.texts.language)
    lines: list[str] = []
    for row in rows:
        name = one_line(row.name, 60) if row.recipient else tr("All recipients")
        goes = (
            tr("what you choose goes")
            if row.by_choice
            else tr("{count} of {all} items may go", count=row.goes, all=row.items)
        )
        lines.append(f"{name} · {goes}")
        lines += [f"  {_line(one, terminal)}" for one in row.consents]
    data = [
        {
            "recipient": row.recipient,
            "by_choice": row.by_choice,
            "goes": row.goes,
            "items": row.items,
            "consents": [_data(one) for one in row.consents],
        }
        for row in rows
    ]
    return Outcome(data={"recipients": data}, lines=lines)


def _data(consent: Consent) -> dict[str, object]:
    return {
        "id": consent.id,
        "kind": consent.kind.value,
        "recipient": consent.recipient,
        "item": consent.item,
        "given_utc": utc(consent.given_ms),
        "how": consent.how.value,
        "witness": consent.witness,
        "text_version": consent.text_version,
        "note": consent.note,
        "withdrawn_utc": utc(consent.withdrawn_ms),
    }


def _line(consent: Consent, terminal: Terminal) -> str:
    tr = terminal.tr
    ended = consent.withdrawn_ms
    told = (
        tr(KIND_WORDS[consent.kind]),
        consent.recipient or tr("all recipients"),
        consent.item or tr("all items"),
        tr(HOW_WORDS[consent.how]),
        one_line(consent.witness, 40),
        iso_kst(consent.given_ms),
        "" if ended is None else tr("taken back {time}", time=iso_kst(ended)),
    )
    return f"{consent.id}  " + " · ".join(one for one in told if one)


GIVE = Command(_give_arguments, _give)
WITHDRAW = Command(_withdraw_arguments, _withdraw)
LIST = Command(case_arguments, _list)
