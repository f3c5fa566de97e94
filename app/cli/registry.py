"""The subcommands, by hand: what stands here is all there is."""

from __future__ import annotations

from app.cli.command import Command
from app.cli.commands import (
    bench,
    bundle,
    case,
    check,
    collect,
    demo,
    listing,
    note,
    report,
    search,
    timeline,
    vault,
    verify,
)
from app.i18n import N_

GROUPS = {
    "vault": N_("make a vault, or see what is in one"),
    "case": N_("add a case"),
    "note": N_("write a note into a case"),
}

COMMANDS: tuple[Command, ...] = (
    vault.CREATE,
    vault.STATUS,
    case.ADD,
    note.ADD,
    collect.COLLECT,
    listing.LIST,
    search.SEARCH,
    timeline.TIMELINE,
    report.REPORT,
    report.TEMPLATES,
    bundle.BUNDLE,
    verify.VERIFY,
    check.CHECK,
    demo.DEMO,
    bench.BENCH,
)
