"""`bundle DIR --case ID --report ID --out FOLDER`: an encrypted bundle, checked before it is called done."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path

from app.cli.command import Command, Outcome
from app.cli.commands.carry import PARTS, WRITTEN, part_size_argument
from app.cli.commands.case_key import key_lines
from app.cli.commands.stamp import stamp_arguments, stamps_of_bundle, wish_of
from app.cli.commands.verify import check_lines
from app.cli.opening import case_arguments, opened
from app.cli.terminal import Terminal
from app.domain.bundles.key_words import NOT_EVERYWHERE
from app.domain.bundles.signer_told import SignerTold
from app.domain.evidence.items import Item
from app.domain.text.textsafe import one_line
from app.error_texts import sentence
from app.usecases.bundles.bundling import BundleMade, KeyMade, make_bundle
from app.usecases.bundles.carrying import part_size_of_recipient, size_in_bytes, zip_bundle
from app.usecases.bundles.signing_key import signing_key
from app.usecases.reports.consenting import staying
from app.usecases.vault.vaults import OpenVault


def _arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    case_arguments(parser, terminal)
    parser.add_argument(
        "--report", metavar="ID", required=True, help=terminal.tr("the report to hand over")
    )
    parser.add_argument(
        "--out", metavar="FOLDER", required=True, help=terminal.tr("where the bundle goes")
    )
    parser.add_argument(
        "--to",
        metavar="NAME",
        action="append",
        default=[],
        help=terminal.tr("let a key of the address book open it, once for each"),
    )
    parser.add_argument(
        "--no-passphrase", action="store_true", help=terminal.tr("only those keys open it")
    )
    parser.add_argument(
        "--signer-told",
        choices=[str(one) for one in SignerTold],
        metavar="WAY",
        default=str(SignerTold.NOT_YET),
        help=terminal.tr("by what way the recipient was told your signing key's fingerprint"),
    )
    stamp_arguments(parser, terminal, option="--stamp")
    form = parser.add_mutually_exclusive_group()
    part_size_argument(form, terminal)
    form.add_argument(
        "--limit",
        action="store_true",
        help=terminal.tr("in parts of the size that the recipient takes"),
    )
    form.add_argument(
        "--zip", action="store_true", help=terminal.tr("also as one ZIP beside it, for a portal")
    )


def _part_size(arguments: argparse.Namespace, vault: OpenVault) -> int | None:
    if arguments.limit:
        return part_size_of_recipient(vault, arguments.case, arguments.report)
    return None if arguments.part_size is None else size_in_bytes(arguments.part_size)


def staying_lines(stays: Iterable[Item], terminal: Terminal) -> list[str]:
    """What was left out for want of consent, an item a line."""
    tr = terminal.tr
    return [tr("Left here, without consent: {name}", name=one_line(one.name, 80)) for one in stays]


def _run(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    tr = terminal.tr
    with opened(arguments, terminal) as vault:
        stays = staying(vault, arguments.case, arguments.report).items
        size, signer = _part_size(arguments, vault), signing_key(vault, arguments.case)
        made = terminal.work(
            lambda job: make_bundle(
                vault,
                arguments.case,
                arguments.report,
                Path(arguments.out),
                job,
                recipients=arguments.to,
                passphrase=not arguments.no_passphrase,
                part_size=size,
                stamps=wish_of(arguments),
                signer_told=SignerTold(arguments.signer_told),
            )
        )
    packed = None
    if arguments.zip:
        packed = terminal.work(lambda job: zip_bundle(made.path, made.path.parent, job))
    return Outcome(
        data={
            "path": str(made.path),
            "passphrase_file": str(made.passphrase_file) if made.passphrase else None,
            "keys": [{"name": one.name, "problem": _code(one)} for one in made.keys],
            "withheld": [item.id for item in stays],
            "parts": made.parts,
            "zip": None if packed is None else str(packed),
            "time_stamps": [one.id for one in made.stamps],
            "signer": signer.fingerprint,
        },
        lines=[
            *staying_lines(stays, terminal),
            tr(
                "The bundle is made and was checked as its recipient will check it: {path}",
                path=made.path,
            ),
            *check_lines(made.checks, terminal),
            *key_lines(signer, terminal),
            *([tr(PARTS, count=made.parts)] if made.parts > 1 else []),
            *([] if packed is None else [tr(WRITTEN, path=packed)]),
            *stamps_of_bundle(made.stamps, terminal),
            *_key_lines(made, terminal),
            *_passphrase_lines(made, terminal),
        ],
    )


def _code(key: KeyMade) -> str | None:
    return None if key.problem is None else key.problem.code


def _key_lines(made: BundleMade, terminal: Terminal) -> list[str]:
    """A line a recipient's key: it opens the bundle, or why not."""
    tr = terminal.tr
    lines = [
        tr("The key {name} opens it.", name=one.name)
        if one.problem is None
        else tr(
            "The key {name} does not open it: {why}",
            name=one.name,
            why=sentence(one.problem, terminal.texts),
        )
        for one in made.keys
    ]
    if any(one.post_quantum for one in made.keys):
        lines.append(tr(NOT_EVERYWHERE))
    return lines


def _passphrase_lines(made: BundleMade, terminal: Terminal) -> list[str]:
    tr = terminal.tr
    if not made.passphrase:
        return []
    return [
        tr("Its passphrase: {words}", words=made.passphrase),
        tr(
            "Tell the passphrase by another way, for example by phone. It also stands in {path}; don't hand that file over.",
            path=made.passphrase_file,
        ),
    ]


BUNDLE = Command(_arguments, _run)
