"""`payments add|list|remove DIR --case ID`: money that was asked for or paid, as it was typed."""

from __future__ import annotations

import argparse
from dataclasses import fields, replace

from app.cli.command import Command, Outcome
from app.cli.opening import case_arguments, opened
from app.cli.terminal import Terminal
from app.cli.told import (
    choice_argument,
    meant,
    text_argument,
    time_data,
    time_line,
    when_arguments,
    when_of,
)
from app.domain.text.textsafe import one_line
from app.domain.told.payments import Direction, Payment, Way
from app.domain.told.told_in_words import DIRECTIONS, WAYS
from app.usecases.told.payments import (
    PaymentSaid,
    add_payment,
    change_payment,
    list_payments,
    remove_payment,
    said_of,
)


def _add_arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    tr = terminal.tr
    case_arguments(parser, terminal)
    parser.add_argument("--payment", metavar="ID", help=tr("one that gets these words"))
    choice_argument(parser, "direction", Direction, tr("asked for only, or paid"))
    choice_argument(parser, "way", Way, tr("how it was or should be paid"))
    text_argument(parser, "amount", tr("how much, as you know it"))
    text_argument(parser, "currency", tr("in which money"))
    text_argument(parser, "to-whom", tr("the account, wallet or name"))
    text_argument(parser, "reference", tr("the number of the transaction or card"))
    when_arguments(parser, terminal)
    parser.add_argument("--person", metavar="ID", help=tr("who of the case asked or got it"))
    parser.add_argument("--item", metavar="ID", help=tr("the item that shows it"))
    text_argument(parser, "note", tr("what else is known"))


def _said(arguments: argparse.Namespace, before: PaymentSaid) -> PaymentSaid:
    given = {
        one.name: said
        for one in fields(PaymentSaid)
        if (said := getattr(arguments, one.name, None)) is not None
    }
    if "direction" in given:
        given["direction"] = Direction(meant(arguments.direction))
    if "way" in given:
        given["way"] = Way(meant(arguments.way))
    if arguments.when is not None:
        given["paid"] = when_of(arguments)
    return replace(before, **given)


def _add(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    with opened(arguments, terminal) as vault:
        if arguments.payment is None:
            payment = add_payment(vault, arguments.case, _said(arguments, PaymentSaid()))
        else:
            known = {one.id: one for one in list_payments(vault, arguments.case)}
            before = known.get(arguments.payment)
            said = PaymentSaid() if before is None else said_of(before)
            payment = change_payment(
                vault, arguments.case, arguments.payment, _said(arguments, said)
            )
    said_id = terminal.tr("Written down: {id}", id=payment.id)
    return Outcome(data={"id": payment.id}, lines=[said_id])


def _data(payment: Payment) -> dict[str, object]:
    return {
        "id": payment.id,
        "direction": payment.direction.value,
        "way": payment.way.value,
        "amount": payment.amount,
        "currency": payment.currency,
        "to_whom": payment.to_whom,
        "reference": payment.reference,
        **time_data("paid", payment.paid),
        "person": payment.person,
        "item": payment.item,
        "note": payment.note,
    }


def _line(payment: Payment, terminal: Terminal) -> str:
    tr = terminal.tr
    told = (
        time_line(payment.paid),
        tr(DIRECTIONS[payment.direction]),
        tr(WAYS[payment.way]),
        one_line(f"{payment.amount} {payment.currency}".strip(), 40),
        one_line(payment.to_whom, 60),
    )
    return f"{payment.id}  " + " · ".join(one for one in told if one)


def _list(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    with opened(arguments, terminal) as vault:
        payments = list_payments(vault, arguments.case)
    lines = [_line(one, terminal) for one in payments]
    nothing = terminal.tr("Nothing is written down in this case yet.")
    return Outcome(data={"payments": [_data(one) for one in payments]}, lines=lines or [nothing])


def _remove_arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    case_arguments(parser, terminal)
    parser.add_argument(
        "--payment", metavar="ID", required=True, help=terminal.tr("what is taken out")
    )


def _remove(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    with opened(arguments, terminal) as vault:
        remove_payment(vault, arguments.case, arguments.payment)
    return Outcome(data={"id": arguments.payment}, lines=[terminal.tr("Taken out.")])


ADD = Command(_add_arguments, _add)
LIST = Command(case_arguments, _list)
REMOVE = Command(_remove_arguments, _remove)
