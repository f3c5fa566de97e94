"""`questions make BUNDLE`, `questions take|list|answer|answers DIR`: what recipients ask back."""

from __future__ import annotations

import argparse
from pathlib import Path

from app.cli.command import Command, Outcome
from app.cli.commands.receipt import key_file, reply_arguments, take_arguments
from app.cli.commands.verify import opened_bundle
from app.cli.opening import case_arguments, opened
from app.cli.terminal import Terminal
from app.cli.told import text_argument
from app.domain.follow_up.questions import Question
from app.domain.text.textsafe import one_line
from app.domain.times.times import iso_utc
from app.usecases.bundles.replying import make_questions
from app.usecases.follow_up.came_back import take_questions
from app.usecases.follow_up.questions import WHOLE, answer_question, answers_text, list_questions

_LINE = 4000


def _make_arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    tr = terminal.tr
    reply_arguments(parser, terminal)
    parser.add_argument(
        "--ask",
        metavar="EXHIBIT=TEXT",
        action="append",
        default=[],
        help=tr("a question on one exhibit, such as E001=When was this seen?"),
    )
    parser.add_argument(
        "--whole",
        metavar="TEXT",
        action="append",
        default=[],
        help=tr("a question on the whole bundle"),
    )


def _make(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    asked = [one.partition("=") for one in arguments.ask]
    pairs = [(exhibit.strip() or "=", text) for exhibit, _, text in asked]
    pairs += [("", text) for text in arguments.whole]
    result = opened_bundle(arguments, terminal)
    made = make_questions(
        result,
        pairs,
        Path(arguments.out),
        who=arguments.name or "",
        key_file=key_file(arguments),
    )
    tr = terminal.tr
    return Outcome(
        data={"path": str(made.path), "signer": made.signer, "questions": len(pairs)},
        lines=[
            tr("The questions are written: {path}", path=made.path),
            tr("It was signed by the key {signer}. Nothing was sent.", signer=made.signer),
        ],
    )


def _data(question: Question) -> dict[str, object]:
    answered = question.answered_ms
    return {
        "id": question.id,
        "item": question.item,
        "exhibit": question.exhibit,
        "text": question.text,
        "who": question.asker,
        "signer": question.signer,
        "asked_at": iso_utc(question.asked_ms),
        "came_at": iso_utc(question.came_ms),
        "answer": question.answer,
        "answered_at": None if answered is None else iso_utc(answered),
    }


def _lines(question: Question, terminal: Terminal) -> list[str]:
    tr = terminal.tr
    lines = [
        f"{question.id}  [{question.exhibit or tr(WHOLE)}]",
        f"    {one_line(question.text, _LINE)}",
    ]
    if question.answer:
        lines.append(f"    > {one_line(question.answer, _LINE)}")
    return lines


def _take(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    tr = terminal.tr
    with opened(arguments, terminal) as vault:
        taken = take_questions(vault, arguments.case, Path(arguments.file))
    lines = [tr("The questions are kept."), *(x for q in taken.kept for x in _lines(q, terminal))]
    if taken.gone:
        names = ", ".join(taken.gone)
        lines.append(tr("Not kept, since these items are not here any more: {names}", names=names))
    return Outcome(
        data={"questions": [_data(one) for one in taken.kept], "gone": list(taken.gone)},
        lines=lines,
    )


def _list_arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    case_arguments(parser, terminal)
    parser.add_argument("--item", metavar="ID", help=terminal.tr("those on this item alone"))


def _list(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    with opened(arguments, terminal) as vault:
        kept = list_questions(vault, arguments.case, arguments.item)
    lines = [line for one in kept for line in _lines(one, terminal)]
    return Outcome(
        data={"questions": [_data(one) for one in kept]},
        lines=lines or [terminal.tr("Nothing was asked here.")],
    )


def _answer_arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    tr = terminal.tr
    case_arguments(parser, terminal)
    parser.add_argument("--question", metavar="ID", required=True, help=tr("the question"))
    text_argument(parser, "text", tr("what you answer; without it the answer is taken back"))


def _answer(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    with opened(arguments, terminal) as vault:
        told = answer_question(vault, arguments.case, arguments.question, arguments.text or "")
    tr = terminal.tr
    line = tr("Written down: {id}", id=told.id) if told.answer else tr("Taken out.")
    return Outcome(data={"id": told.id, "answered": bool(told.answer)}, lines=[line])


def _answers(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    with opened(arguments, terminal) as vault:
        text = answers_text(vault, arguments.case, terminal.texts)
    return Outcome(
        data={"text": text}, lines=[text or terminal.tr("Nothing is answered here yet.")]
    )


MAKE = Command(_make_arguments, _make)
TAKE = Command(take_arguments, _take)
LIST = Command(_list_arguments, _list)
ANSWER = Command(_answer_arguments, _answer)
ANSWERS = Command(case_arguments, _answers)
