"""`key kit`, `key try`, `key forgot`: the recovery kit made, tried, and used."""

from __future__ import annotations

import argparse
from pathlib import Path

from app.cli.command import DONE, NOT_ALL, Command, Outcome
from app.cli.kits import kit_texts, sheet_argument
from app.cli.opening import new_vault_arguments, opened, vault_arguments
from app.cli.terminal import Terminal
from app.error_texts import TEXTS
from app.errors import OngiError
from app.usecases.vault.vaults import OpenVault, open_vault
from app.usecases.ways_in.recovery import (
    SHAPES,
    Kit,
    Rehearsal,
    SavedSheet,
    Tried,
    WordLanguage,
    make_kit,
    read_kit_texts,
    rehearse,
    rehearse_open,
    retire_other_kits,
    save_kit,
    set_new_passphrase_with_kit,
    withdraw_kit,
)


def _saved(
    vault: OpenVault, arguments: argparse.Namespace, terminal: Terminal
) -> tuple[Kit, tuple[SavedSheet, ...]]:
    """A kit that was made and saved; one that can't be saved is taken out of the vault again."""
    shape = SHAPES.get(arguments.split)
    wanted = arguments.kit_lang or terminal.texts.language
    language: WordLanguage = "ko" if wanted == "ko" else "en"
    kit = terminal.work(lambda job: make_kit(vault, job, language, shape))
    try:
        return kit, save_kit(vault, kit, Path(arguments.out))
    except OngiError:
        withdraw_kit(vault, kit)
        raise


def _make(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    tr = terminal.tr
    with opened(arguments, terminal) as vault:
        kit, sheets = _saved(vault, arguments, terminal)
        gone = retire_other_kits(vault, kit) if arguments.replace else ()
    lines = [tr("The kit is made. It opens the vault when the passphrase is forgotten.")]
    for sheet in sheets:
        lines += [f"  {sheet.text}", f"  {sheet.page}"]
    lines.append(tr("Print it or move it away from this computer, then try it: key try."))
    if gone:
        lines.append(tr("Kits that were made before open it no more."))
    data = {
        "place": kit.place,
        "sheets": [
            {"number": sheet.number, "text": str(sheet.text), "page": str(sheet.page)}
            for sheet in sheets
        ],
        "needed": 1 if kit.shape is None else kit.shape.needed,
        "removed": [{"place": key.place} for key in gone],
    }
    return Outcome(data=data, lines=lines)


def _make_arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    tr = terminal.tr
    vault_arguments(parser, terminal)
    parser.add_argument(
        "--out", metavar="FOLDER", required=True, help=tr("the folder that the kit is saved in")
    )
    parser.add_argument(
        "--split", choices=sorted(SHAPES), metavar="{2of3,3of5}",
        help=tr("in sheets, some of which are needed together"),
    )  # fmt: skip
    parser.add_argument(
        "--kit-lang", choices=("ko", "en"), metavar="{ko,en}", help=tr("the language of its words")
    )
    parser.add_argument(
        "--replace", action="store_true", help=tr("take away the kits that were made before")
    )


def _try(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    path, file = Path(arguments.dir), arguments.passphrase_file
    texts = kit_texts(arguments.kit, terminal)
    many = len(texts) > 1
    if file is None:
        return _told(terminal.work(lambda job: rehearse(path, texts, job)), many, terminal)
    passphrase = terminal.passphrase(file, terminal.tr("Passphrase of the vault"))
    with terminal.work(lambda job: open_vault(path, passphrase, job)) as vault:
        return _told(terminal.work(lambda job: rehearse_open(vault, texts, job)), many, terminal)


def _told(tried: Rehearsal, many: bool, terminal: Terminal) -> Outcome:
    tr, values = terminal.tr, tried.values
    if tried.result is Tried.RIGHT:
        lines = [tr("The kit is right: it opens this vault.")]
    else:
        said = TEXTS[tried.code]
        lines = [tr(said.sentence, **values), tr(said.next_step, **values), f"[{tried.code}]"]
        if many and tried.result is Tried.MISTYPED:
            lines.insert(1, tr("It is on sheet {sheet} of those that were read.", **values))
    data = {
        "result": tried.result.value,
        "code": tried.code or None,
        **{name: values.get(name) for name in ("sheet", "number", "count", "needed")},
    }
    return Outcome(DONE if tried.result is Tried.RIGHT else NOT_ALL, data, lines)


def _try_arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    new_vault_arguments(parser, terminal)
    sheet_argument(parser, terminal)


def _forgot(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    tr = terminal.tr
    kit = read_kit_texts(kit_texts(arguments.kit, terminal))
    new = terminal.passphrase(arguments.new_passphrase_file, tr("The new passphrase"), twice=True)
    key = terminal.work(lambda job: set_new_passphrase_with_kit(Path(arguments.dir), kit, new, job))
    return Outcome(
        data={"place": key.place},
        lines=[tr("From now on the new passphrase opens the vault. The kit stays good.")],
    )


def _forgot_arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    tr = terminal.tr
    parser.add_argument("dir", metavar="DIR", help=tr("the folder of the vault"))
    sheet_argument(parser, terminal)
    parser.add_argument(
        "--new-passphrase-file",
        metavar="FILE",
        help=tr("read the new passphrase from the first line of FILE"),
    )


KIT = Command(_make_arguments, _make)
TRY = Command(_try_arguments, _try)
FORGOT = Command(_forgot_arguments, _forgot)
