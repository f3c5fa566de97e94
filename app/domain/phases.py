"""The phases of long work, as a person reads them. Keys are what `Job.phase` is given."""

from __future__ import annotations

from app.i18n import N_

PHASES: dict[str, str] = {
    "vault.key": N_("Making the key from the passphrase"),
    "kit.make": N_("Making the kit"),
    "kit.try": N_("Trying the kit"),
    "collect.walk": N_("Looking through the folder"),
    "collect.look": N_("Looking at the files"),
    "collect.file": N_("Storing"),
    "collect.chat": N_("Reading the chat"),
    "collect.page": N_("Reading the pages"),
    "alike.hash": N_("Making hashes of pictures"),
    "alike.compare": N_("Comparing pictures"),
    "words.read": N_("Reading the words in pictures"),
    "numbers.look": N_("Looking for resident registration numbers"),
    "rooms.reading": N_("Looking through the messages"),
    "report.build": N_("Writing the report"),
    "report.pdf": N_("Setting the pages"),
    "bundle.pack": N_("Making the bundle"),
    "stamp.ask": N_("Asking for time stamps"),
    "bundle.carry": N_("Copying the bundle"),
    "program.carry": N_("Copying the program"),
    "verify.read": N_("Checking the bundle"),
    "vault.destroy": N_("Destroying"),
    "case.look": N_("Packing the case"),
    "case.pack": N_("Packing the case"),
    "case.check": N_("Checking the case file"),
    "case.take": N_("Taking the case in"),
    "case.merge": N_("Joining both sides"),
    "backup.copy": N_("Copying"),
    "check.index": N_("Checking the index"),
    "index.rewrite": N_("Writing the index anew"),
    "check.items": N_("Reading everything back"),
    "rescue.items": N_("Copying out"),
    "rescue.records": N_("Copying out lists"),
    "selftest.check": N_("Trying"),
}
