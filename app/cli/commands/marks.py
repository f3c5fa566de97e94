"""`mark`, `marks DIR --case ID`: messages that threaten or ask for money, by the person's word."""

from __future__ import annotations

import argparse

from app.cli.command import Command, Outcome
from app.cli.commands.rooms import message_argument, utc
from app.cli.opening import case_arguments, opened
from app.cli.terminal import Terminal
from app.domain.chats.chats import Message
from app.domain.chats.roomlife import Deed, MessageMark
from app.domain.chats.roomlife_words import DEEDS, KNOWN
from app.domain.text.textsafe import one_line
from app.usecases.chats.roomlife import mark_message, marked_messages, proposed_messages


def _mark_arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    case_arguments(parser, terminal)
    message_argument(parser, terminal)
    parser.add_argument(
        "--deed",
        metavar="DEED",
        choices=[deed.value for deed in Deed],
        required=True,
        help=terminal.tr("what it does: threat or money"),
    )
    parser.add_argument("--not", dest="is_not", action="store_true", help=terminal.tr("it is not"))


def _mark_data(mark: MessageMark) -> dict[str, object]:
    return {
        "message": mark.message,
        "deed": mark.deed.value,
        "known": mark.known.value,
        "marked_at": utc(mark.at_ms),
    }


def _mark(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    deed = Deed(arguments.deed)
    with opened(arguments, terminal) as vault:
        mark = mark_message(
            vault, arguments.case, arguments.message, deed, is_so=not arguments.is_not
        )
    line = f"{mark.message}  {terminal.tr(DEEDS[deed])}  ({terminal.tr(KNOWN[mark.known])})"
    return Outcome(data=_mark_data(mark), lines=[line])


def _marks_arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    case_arguments(parser, terminal)
    parser.add_argument(
        "--propose",
        action="store_true",
        help=terminal.tr("messages too in which a word of a short dated list stands"),
    )


def _at(message: Message) -> dict[str, object]:
    shown = message.shown
    return {
        "room": message.room,
        "account": message.account,
        "at": utc(shown.at_ms if shown else None),
        "text": message.text,
    }


def _marks(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    tr, case = terminal.tr, arguments.case
    with opened(arguments, terminal) as vault:
        marked = marked_messages(vault, case)
        proposed = (
            terminal.work(lambda job: proposed_messages(vault, case, job))
            if arguments.propose
            else ()
        )
    lines = [
        f"{message.id}  {tr(DEEDS[mark.deed])} ({tr(KNOWN[mark.known])})  "
        f"{one_line(message.text, 100)}"
        for mark, message in marked
    ]
    lines += [
        f"{one.message.id}  {tr(DEEDS[one.deed])}?  “{one.word}”  {one_line(one.message.text, 100)}"
        for one in proposed
    ]
    return Outcome(
        data={
            "marks": [{**_mark_data(mark), **_at(message)} for mark, message in marked],
            "proposed": [
                {
                    "message": one.message.id,
                    "deed": one.deed.value,
                    "word": one.word,
                    **_at(one.message),
                }
                for one in proposed
            ],
        },
        lines=lines or [tr("No message is marked.")],
    )


MARK = Command(_mark_arguments, _mark)
MARKS = Command(_marks_arguments, _marks)
