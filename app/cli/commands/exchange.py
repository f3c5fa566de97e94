"""`case hand|take|conflicts|decide DIR`: a case goes between two vaults and comes back."""

from __future__ import annotations

import argparse
from pathlib import Path

from app.cli.command import NOT_ALL, Command, Outcome
from app.cli.commands.verify import identity_of
from app.cli.opening import case_arguments, opened, vault_arguments
from app.cli.terminal import Terminal
from app.cli.told import text_argument
from app.domain.case.version_words import KINDS, lines_of
from app.domain.text.textsafe import one_line
from app.usecases.case.deciding import Choice, TwoVersions, decide_conflict, list_conflicts
from app.usecases.case.exchanging import CaseHanded, TakenIn, hand_case, take_case

_LONGEST = 200


def _hand_arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    tr = terminal.tr
    case_arguments(parser, terminal)
    parser.add_argument(
        "--out", metavar="FILE", required=True, help=tr("the case file, ending in .ongi-case")
    )
    whom = parser.add_mutually_exclusive_group()
    whom.add_argument("--to", metavar="NAME", default="", help=tr("a key of the address book"))
    whom.add_argument(
        "--back-to",
        metavar="WHO",
        default="",
        help=tr("whoever handed the case over before: what they are called, or their key"),
    )
    parser.add_argument(
        "--with-identity",
        action="store_true",
        help=tr("name, birth, address, phone and mail of the person go along too"),
    )


def _hand(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    with opened(arguments, terminal) as vault:
        made = terminal.work(
            lambda job: hand_case(
                vault,
                arguments.case,
                Path(arguments.out),
                job,
                key=arguments.to,
                peer=arguments.back_to,
                identity=arguments.with_identity,
            )
        )
    return Outcome(
        data={
            "path": str(made.path),
            "words": made.passphrase or None,
            "items": made.items,
            "carried": made.carried,
            "size": made.size,
            "numbers": made.numbers,
        },
        lines=_hand_lines(made, terminal),
    )


def _hand_lines(made: CaseHanded, terminal: Terminal) -> list[str]:
    tr = terminal.tr
    lines = [tr("The case file is made: {path}", path=made.path)]
    if made.passphrase:
        lines.append(tr("Its words, to be told by phone: {words}", words=made.passphrase))
    lines.append(tr("Numbers to read out when it is taken in: {numbers}", numbers=made.numbers))
    return [*lines, tr("Nothing was sent. The file is yours to give.")]


def _take_arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    tr = terminal.tr
    vault_arguments(parser, terminal)
    parser.add_argument("file", metavar="FILE", help=tr("the case file"))
    parser.add_argument(
        "--words-file",
        metavar="FILE",
        help=tr("a file with the words of the case file, or of the key file"),
    )
    parser.add_argument(
        "--own-key", metavar="FILE", help=tr("open it with your own key, from its file")
    )
    text_argument(parser, "numbers", tr("the numbers that the other side read out"))
    text_argument(parser, "peer", tr("what the other side is to be called here"))
    parser.add_argument(
        "--screens-without-image",
        action="store_true",
        help=tr("with a case in minor mode: you made sure that no item shows a sexual image"),
    )


def _take(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    words = identity = ""
    if arguments.own_key is not None:
        identity = identity_of(arguments.own_key, arguments.words_file, terminal)
    elif arguments.words_file is not None:
        asked = terminal.tr("Words of the case file")
        words = terminal.passphrase(arguments.words_file, asked)
    with opened(arguments, terminal) as vault:
        taken = terminal.work(
            lambda job: take_case(
                vault,
                Path(arguments.file),
                job,
                passphrase=words,
                identity=identity,
                trust=arguments.numbers or "",
                peer=arguments.peer or "",
                screens_without_image=arguments.screens_without_image,
            )
        )
    return Outcome(
        status=NOT_ALL if taken.refused or taken.left_out else 0,
        data={
            "id": taken.case_id,
            "new": taken.is_new,
            "items": taken.items,
            "messages": taken.messages,
            "added": taken.added,
            "changed": taken.changed,
            "removed": taken.removed,
            "conflicts": taken.conflicts,
            "left_out": taken.left_out,
            "kept_out": list(taken.refused),
            "minor_mode_on": taken.minor_turned_on,
        },
        lines=_taken_lines(taken, terminal),
    )


def _taken_lines(taken: TakenIn, terminal: Terminal) -> list[str]:
    tr = terminal.tr
    lines = [
        tr("The case is here: {id}", id=taken.case_id)
        if taken.is_new
        else tr("Both sides of the case are joined: {id}", id=taken.case_id)
    ]
    if taken.items:
        lines.append(tr("New items: {count}", count=taken.items))
    if taken.minor_turned_on:
        lines.append(tr("Minor mode is on now, as it is on the other side."))
    lines += [
        tr("Kept out in minor mode: {name}", name=one_line(name, _LONGEST))
        for name in taken.refused
    ]
    if taken.left_out:
        lines.append(tr("Some records name what did not come along, and were left out."))
    if taken.conflicts:
        lines.append(tr("Both sides changed something. See it with: case conflicts."))
    return lines


def _list_arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    case_arguments(parser, terminal)


def _list(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    with opened(arguments, terminal) as vault:
        found = list_conflicts(vault, arguments.case)
    lines = [line for one in found for line in _lines(one, terminal)]
    return Outcome(
        data={"conflicts": [_data(one) for one in found]},
        lines=lines or [terminal.tr("Nothing waits for you to choose.")],
    )


def _data(one: TwoVersions) -> dict[str, object]:
    return {
        "id": one.conflict.id,
        "kind": one.conflict.kind,
        "peer": one.peer,
        "ours": one.ours,
        "theirs": one.theirs,
        "both": one.may_both,
    }


def _lines(one: TwoVersions, terminal: Terminal) -> list[str]:
    tr = terminal.tr
    kind = one.conflict.kind
    lines = [f"{one.conflict.id}  {tr(KINDS.get(kind, kind))}"]
    gone, here, there = tr("taken out"), tr("here"), tr("there")
    for line in lines_of(kind, one.ours, one.theirs, tr):
        ours = one_line(line.ours, _LONGEST) if one.ours is not None else gone
        theirs = one_line(line.theirs, _LONGEST) if one.theirs is not None else gone
        lines += [f"    {tr(line.label)}", f"        {here}: {ours or '-'}"]
        lines.append(f"        {there}: {theirs or '-'}")
    return lines


def _decide_arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    tr = terminal.tr
    _list_arguments(parser, terminal)
    parser.add_argument("--conflict", metavar="ID", required=True, help=tr("which of them"))
    parser.add_argument(
        "--choice",
        metavar="{ours,theirs,both}",
        choices=[Choice.OURS.value, Choice.THEIRS.value, Choice.BOTH.value],
        required=True,
        help=tr("which version stands: ours, theirs, or both side by side"),
    )


def _decide(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    choice = Choice(arguments.choice)
    with opened(arguments, terminal) as vault:
        decide_conflict(vault, arguments.case, arguments.conflict, choice)
    told = terminal.tr("Written down: {id}", id=arguments.conflict)
    return Outcome(data={"id": arguments.conflict, "choice": choice.value}, lines=[told])


HAND = Command(_hand_arguments, _hand)
TAKE = Command(_take_arguments, _take)
CONFLICTS = Command(_list_arguments, _list)
DECIDE = Command(_decide_arguments, _decide)
