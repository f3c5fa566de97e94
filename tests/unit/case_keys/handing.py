"""Cases that hand something over, and everything in it that could tie two of them together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pypdfium2

from app.bundle import BundleMade
from app.bundle.verify import VerifyResult, open_bundle, verify
from app.domain.bundles.signer_told import SignerTold
from app.domain.custody import Act
from app.domain.evidence.items import Case, Item
from app.jobs import Job
from app.usecases.bundles.bundling import make_bundle
from app.usecases.reports.reporting import save_report
from app.vault import Vault
from crypto.age import X25519Identity
from tests.unit.vault.filling import Chat, add_case, add_item, sighting_of

OFFICE = X25519Identity.generate()
REPORT = "kr.police.evidence_index"
STATEMENT = "kr.police.statement"
_numbers = count()

_KINDS = (
    rb"[0-9A-Fa-f]{32,}",  # 16 bytes and more in hexadecimal
    rb"[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}",
    rb"[A-Za-z0-9+/_-]{27,}",  # 20 bytes and more in Base64
    rb"\b[a-z]-[0-9a-hjkmnp-tv-z]{12}\b",  # the program's own identifiers
    rb"age1[0-9a-z]{50,}",
)


def case_with(vault: Vault, words: str) -> tuple[Case, Item]:
    """A case with an item, a room and an account of its own."""
    case = add_case(vault, f"title {words}")
    item = add_item(vault, case, f"{words} {next(_numbers)}".encode(), f"{words}.png")
    Chat(vault, case, native_id=words)
    return case, item


def share(vault: Vault, item: Item, case: Case) -> None:
    """The same file comes into a further case, as an intake leaves it."""
    with vault.transaction():
        vault.items.place(item.id, case.id)
        vault.custody.append(Act.ITEM_SEEN_AGAIN, item.id, case.id, {"sha256": item.sha256})
        vault.sightings.add_many([sighting_of(vault, case, item)])


def hand_over(vault: Vault, case: Case, out: Path, template: str = REPORT) -> BundleMade:
    """A bundle as the person makes one, for a key alone: no passphrase has to be tried."""
    report = save_report(vault, case.id, template, {})
    return make_bundle(
        vault, case.id, report.id, out, Job(),
        recipients=["office"], passphrase=False, signer_told=SignerTold.PHONE,
    )  # fmt: skip


def opened(made: BundleMade, **more: object) -> VerifyResult:
    """What its recipient finds."""
    return verify(made.path, identity=str(OFFICE), **more)  # type: ignore[arg-type]


def telling(made: BundleMade) -> set[bytes]:
    """Every key, sum and random-looking identifier in a bundle, but for the exhibits' own bytes."""
    found = {mark for path in made.path.iterdir() for mark in marks(path.read_bytes())}
    with open_bundle(made.path, identity=str(OFFICE)) as bundle:
        for name in bundle.sizes:
            found.update(marks(name.encode()))
            if not name.startswith("data/exhibits/E"):
                found.update(marks(bundle.read(name, 1 << 26)))
    return found


def marks(data: bytes) -> Iterator[bytes]:
    """What of some bytes looks like a key, a sum or an identifier, in one spelling each."""
    for piece in _pages(data) if data.startswith(b"%PDF") else (data,):
        for kind in _KINDS:
            for one in re.findall(kind, piece):
                yield one.lower() if re.fullmatch(rb"[0-9A-Fa-f-]+", one) else one


def _pages(data: bytes) -> Iterator[bytes]:
    """What is read on the pages of a PDF, and what names the document itself.

    The rest of it is how letters are drawn.
    """
    yield from re.findall(rb"<(?:xmpMM:|pdf:|dc:|xmp:)[^>]*>[^<]+<", data)
    for pair in re.findall(rb"/ID\s*\[[^]]*\]", data):
        yield pair.hex().encode()  # shorter than what is looked for in texts
    document = pypdfium2.PdfDocument(data)
    for page in document:
        yield page.get_textpage().get_text_range().encode("utf-8", "replace")
    document.close()
