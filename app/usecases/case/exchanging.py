"""Hand a case to another vault as a file, and take one in: both sides go on working on it.

Nothing is sent from here. The first file that comes from somebody is believed only after its
numbers were compared aloud; later ones have to be of the same key. FORMAT.md, section "Case file".
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from app.bundle import wordlist
from app.bundle.packing import WORK_FACTOR, new_passphrase
from app.bundle.verify.unlock import MAX_WORK_FACTOR, MOST_IDENTITY_TEXT
from app.casework.minor import held_back
from app.collect.looking import LOOKED_AT, look_inside
from app.collect.media import MediaWorker
from app.collect.page_intake import has_inside, keep_inside
from app.domain.case.exchanges import Exchange, ExchangeWay, PeerEntry
from app.domain.custody import Act
from app.domain.ids import new_id
from app.domain.text.textsafe import visible_name
from app.errors import AccessProblem, EnvironmentProblem, InputProblem
from app.exchange.base import encoded
from app.exchange.framing import CaseFile, open_case_file
from app.exchange.packing import Packed, Plan, write_case_file
from app.exchange.peers import Peer, base_of, common, met, open_records, peers, void
from app.exchange.taking import Known, TakenIn, Taking
from app.jobs import Job
from app.usecases.reports.reporting import outside
from app.usecases.told.told_texts import kept_text
from app.usecases.vault.vaults import OpenVault
from app.vault.case_seal import seal_of
from crypto.age import (
    Identity,
    Recipient,
    ScryptIdentity,
    ScryptRecipient,
    read_identities,
    read_recipient,
    spoken_text,
)
from crypto.errors import CryptoError, OutOfMemory
from crypto.sshsig import fingerprint
from crypto.words import normalise

__all__ = [
    "CASE_FILE", "CaseFileSeen", "CaseHanded", "Peer", "TakenIn", "case_numbers", "hand_case",
    "look_at_case_file", "peer_entries", "peers_of", "take_case",
]  # fmt: skip

CASE_FILE = ".ongi-case"


@dataclass(frozen=True, slots=True)
class CaseHanded:
    """A case file that was made. `passphrase` is empty where it was sealed to a key.

    `items` went along by name, `carried` of them with their bytes; the others are there already.
    `numbers` are read aloud to whoever takes it in for the first time.
    """

    path: Path
    passphrase: str
    items: int
    carried: int
    size: int
    numbers: str


@dataclass(frozen=True, slots=True)
class CaseFileSeen:
    """What a case file says of itself, before anything of it is taken in.

    `title` is this vault's name of the case, None where it has no such case. `is_known`: a file of
    the same key was taken in before; else `numbers` have to be compared. `made_at` is the other
    computer's clock in UTC.
    """

    case_id: str
    title: str | None
    signer: str
    numbers: str
    is_known: bool
    is_taken: bool
    peer: str
    made_at: str
    minor: bool
    size: int


def case_numbers(vault: OpenVault, case_id: str) -> str:
    """The numbers of this vault's key for a case, to read aloud. Raises InputProblem INP-003."""
    case = vault.cases.get(case_id)
    return spoken_text(vault.case_signer(case.id).public_line())


def peers_of(vault: OpenVault, case_id: str) -> tuple[Peer, ...]:
    """Who handed this case over before, and can be handed it. Raises InputProblem INP-003."""
    return peers(vault.exchanges.of_case(vault.cases.get(case_id).id))


def hand_case(
    vault: OpenVault,
    case_id: str,
    path: Path,
    job: Job,
    *,
    key: str = "",
    peer: str = "",
    identity: bool = False,
    work_factor: int = WORK_FACTOR,
) -> CaseHanded:
    """Make a case file: for a `key` of the address book, a `peer` (fingerprint), or a passphrase.

    `identity`: what tells who the person is goes along too. Raises InputProblem INP-003, INP-016 (a
    file is there), INP-020, BND-021 (no such key), VLT-064 (no such peer), EnvironmentProblem,
    IntegrityProblem VLT-007, VLT-008, Cancelled. On any failure nothing is left.
    """
    case = vault.cases.get(case_id)
    if path.suffix != CASE_FILE:
        path = path.with_name(path.name + CASE_FILE)
    outside(vault, path)
    exchanges = vault.exchanges.of_case(case.id)
    other = _peer(exchanges, peer) if peer else None
    passphrase = "" if key or other else new_passphrase(wordlist())
    to: Recipient
    if other is not None:
        to = read_recipient(other.recipient)
    elif key:
        to = read_recipient(vault.handover.keys.named(key).public_key)
    else:
        to = ScryptRecipient(passphrase, work_factor)
    conflicts = vault.exchanges.conflicts(case.id)
    items = vault.items.in_case(case.id)
    plan = Plan(
        case.id,
        case.minor_mode,
        held_back(vault, case, items),
        base_of(other.last if other else None),
        identity,
        tuple(one.last.digest for one in peers(exchanges)),
        _refused(exchanges),
        open_records(conflicts),
        vault.now_ms(),
    )
    try:
        made = write_case_file(vault, plan, path, to, job)
    except OutOfMemory as error:
        raise EnvironmentProblem("ENV-010") from error
    _note_handed(vault, case.id, made, other, key, identity=identity)
    numbers = case_numbers(vault, case.id)
    return CaseHanded(path, passphrase, made.items, made.carried, made.size, numbers)


def look_at_case_file(
    vault: OpenVault, path: Path, *, passphrase: str = "", identity: str = ""
) -> CaseFileSeen:
    """What a case file says of itself; nothing is taken in. Raises as `take_case`."""
    with _opened(vault, path, passphrase, identity) as file:
        return _seen(vault, file)


def take_case(
    vault: OpenVault,
    path: Path,
    job: Job,
    *,
    passphrase: str = "",
    identity: str = "",
    trust: str = "",
    peer: str = "",
    screens_without_image: bool = False,
) -> TakenIn:
    """Take a case file in: a new case, or merged with the case that is here.

    It opens by this vault's own keys, a `passphrase`, or the text of a file with keys
    (`identity`). `trust` are the numbers (or the fingerprint) that were compared, for a key that is
    new here; `peer` is what the other side is to be called. `screens_without_image`: in minor mode,
    the person has made sure that the items show no sexual image.

    Raises InputProblem (INP-002, INP-185 the case is set aside here, VLT-061 made by this vault,
    VLT-062 taken in before), AccessProblem (BND-074, VLT-060 the key is new: compare its numbers),
    FormatProblem (BND-004, BND-070, BND-071), IntegrityProblem (BND-072, BND-075 its log does not
    go on from the last one), EnvironmentProblem, Cancelled. Nothing of it is in the vault then.
    """
    name = visible_name(path.name, 80)
    called = kept_text(peer)
    with _opened(vault, path, passphrase, identity) as file:
        seen = _seen(vault, file)
        if seen.signer == fingerprint(vault.case_signer(seen.case_id).public_line()):
            raise InputProblem("VLT-061", name=name)
        if seen.is_taken:
            raise InputProblem("VLT-062", name=name)
        if not seen.is_known and not _same(trust, seen):
            raise AccessProblem("VLT-060", numbers=seen.numbers)
        file.check(job)
        exchanges = vault.exchanges.of_case(seen.case_id)
        last = common(exchanges, seen.signer, file.manifest.seen)
        known = Known(
            seen.case_id,
            seen.title is None,
            called or seen.peer,
            seen.signer,
            base_of(last),
            met(exchanges),
            {one.log_number: one.log_head for one in exchanges if _is_of(one, seen.signer)},
            void(vault.exchanges.conflicts(seen.case_id), last, file.manifest.open),
            screens_without_image,
        )
        taken = Taking(vault, file, known, name).take(job)
    _look_inside(vault, taken, job)
    return taken


def peer_entries(
    vault: OpenVault, case_id: str, subject: str | None = None
) -> tuple[PeerEntry, ...]:
    """What other vaults' logs tell of a case, or of one thing in it.

    Raises InputProblem INP-003.
    """
    return vault.exchanges.entries(vault.cases.get(case_id).id, subject)


def _peer(exchanges: Sequence[Exchange], signer: str) -> Peer:
    found = next((one for one in peers(exchanges) if signer in (one.signer, one.name)), None)
    if found is None:
        raise InputProblem("VLT-064", name=signer[:80])
    return found


def _is_of(exchange: Exchange, signer: str) -> bool:
    return exchange.way is ExchangeWay.IN and exchange.signer == signer


def _refused(exchanges: Sequence[Exchange]) -> tuple[str, ...]:
    found = {sha for one in peers(exchanges) for sha in base_of(one.last).refused}
    return tuple(sorted(found))


def _note_handed(
    vault: OpenVault, case_id: str, made: Packed, other: Peer | None, key: str, *, identity: bool
) -> None:
    signer = "" if other is None else other.signer
    name = key if other is None else other.name
    exchange = Exchange(
        new_id("exchange"),
        case_id,
        ExchangeWay.OUT,
        name,
        signer,
        made.digest,
        made.number,
        made.head,
        vault.now_ms(),
        encoded(made.base),
    )
    details: dict[str, str | int] = {
        "exchange": exchange.id,
        "digest": made.digest,
        "to": signer or key,
        "items": made.items,
        "identity": int(identity),
        **seal_of(vault, case_id).mark,
    }
    with vault.transaction():
        vault.exchanges.add(exchange)
        vault.custody.append(Act.CASE_HANDED, case_id, case_id, details)
    vault.custody.checkpoint()


def _opened(vault: OpenVault, path: Path, passphrase: str, identity: str) -> CaseFile:
    name = visible_name(path.name, 80)
    identities: list[Identity] = []
    if passphrase.strip():
        identities.append(ScryptIdentity(normalise(passphrase), MAX_WORK_FACTOR))
    if identity.strip():
        try:
            if len(identity) > MOST_IDENTITY_TEXT:
                raise AccessProblem("BND-074", name=name)
            identities += read_identities(identity)
        except CryptoError:
            raise AccessProblem("BND-074", name=name) from None
    identities += [vault.case_identity(case.id) for case in vault.cases.every()]
    if not identities:
        raise AccessProblem("BND-074", name=name)
    return open_case_file(path, identities, name)


def _seen(vault: OpenVault, file: CaseFile) -> CaseFileSeen:
    manifest = file.manifest
    title = None
    with suppress(InputProblem):
        title = vault.cases.find(manifest.case)[0].title
    if title is not None:
        vault.cases.get(manifest.case)  # one that is set aside has to come back first
    signer = fingerprint(manifest.public_key)
    exchanges = vault.exchanges.of_case(manifest.case)
    known = next((one for one in peers(exchanges) if one.signer == signer), None)
    return CaseFileSeen(
        manifest.case,
        title,
        signer,
        spoken_text(manifest.public_key),
        known is not None,
        vault.exchanges.taken(file.digest),
        "" if known is None else known.name,
        manifest.made_at,
        manifest.minor,
        manifest.payloads,
    )


def _same(trust: str, seen: CaseFileSeen) -> bool:
    digits = "".join(one for one in trust if one.isascii() and one.isdigit())
    return trust.strip() == seen.signer or digits == seen.numbers.replace(" ", "")


def _look_inside(vault: OpenVault, taken: TakenIn, job: Job) -> None:
    """Small pictures and file facts are made here: nobody else's are decoded."""
    new = [
        item
        for item in taken.new_items
        if (has_inside(item) or item.kind in LOOKED_AT)
        and not (vault.items.preview(item.id) or vault.items.facts(item.id))
    ]
    if not new:
        return
    with MediaWorker() as worker:
        for item in new:
            if has_inside(item):
                keep_inside(vault, item, worker, job)
            else:
                look_inside(vault, item, worker)
