"""Turns a plan into the exact list of files of the bag.

Documents, exhibits, proofs, tag files, in their order.

Signs the list and the end of the log. Writes nothing. FORMAT.md, section "Bundle".
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from app.bundle.log import log_entry
from app.bundle.plan import BundlePlan, Entry, entry_of
from app.bundle.verify import bag, manifest
from app.bundle.verify.stamps import STAMPED_PATH
from app.bundle.verify.sums import SideBySide
from app.domain.bundles.signer_told import SignerTold, told_file
from app.domain.text.textsafe import spreadsheet_cell
from app.domain.times.times import iso_utc
from app.paths import resources
from crypto.chain import checkpoint_message, sign_checkpoint
from crypto.sshsig import SigningKey

TOOL = "Ongi"
_TEXT = "text/plain; charset=utf-8"
_TABLE_HEAD = ("file", "name as found", "item", "kind", "bytes", "sha256")


def bag_files(
    plan: BundlePlan, *, signer: SigningKey, made_ms: int, lanes: SideBySide
) -> list[tuple[str, Entry]]:
    """Every file with its path in the bag, in the order it is written.

    Raises IntegrityProblem (VLT-010) if the log does not fit together, ValueError for a plan with
    two files of a name.
    """
    log, _, number, head = log_entry(plan, lanes)
    signed = sign_checkpoint(
        signer, checkpoint_message(number, bytes.fromhex(head), at=iso_utc(made_ms))
    )
    listed = manifest.Manifest(
        plan.case, iso_utc(made_ms), TOOL, plan.version, signer.public_line(), number, head, ()
    )
    payload = [
        *_texts(),
        *plan.entries,
        _name_table(plan.entries),
        log,
        _proof(manifest.CHECKPOINT_PATH, signed.message, "application/json"),
        _proof(manifest.CHECKPOINT_SIGNATURE_PATH, signed.signature.encode("ascii"), _TEXT),
        _proof(manifest.SIGNERS_PATH, listed.signers_line, _TEXT),
    ]
    if plan.signer_told is not SignerTold.NOT_YET:
        said = told_file(plan.signer_told)
        payload.append(_proof(manifest.SIGNER_TOLD_PATH, said, "application/json"))
    payload += _stamped(plan, listed, payload)
    payload += _signed_list(listed, payload, signer)
    return _with_tags(listed, payload)


def _stamped(plan: BundlePlan, listed: manifest.Manifest, payload: Sequence[Entry]) -> list[Entry]:
    """The list as it is by now, and what the authorities that were asked gave for its SHA-256."""
    if plan.stamping is None:
        return []
    data = _list_of(listed, payload)
    came = plan.stamping(sha256(data).digest())
    return [_proof(STAMPED_PATH, data, "application/json"), *came]


def _signed_list(
    listed: manifest.Manifest, payload: Sequence[Entry], signer: SigningKey
) -> list[Entry]:
    data = _list_of(listed, payload)
    signature = signer.sign(manifest.NAMESPACE, data)
    return [
        _proof(manifest.MANIFEST_PATH, data, "application/json"),
        _proof(manifest.SIGNATURE_PATH, signature.encode("ascii"), _TEXT),
    ]


def _list_of(listed: manifest.Manifest, payload: Sequence[Entry]) -> bytes:
    """The bytes of a list of some files."""
    lines = tuple(
        manifest.FileLine(
            bag.PAYLOAD + one.name,
            one.size,
            one.sha256,
            one.media_type,
            one.item_id,
            _plain(one.original_name),
        )
        for one in payload
    )
    return manifest.write_manifest(replace(listed, files=lines))


def _plain(name: str) -> str:
    """A name as found can hold bytes that are no text.

    JSON in UTF-8 can't, so they are spelled out.
    """
    return name.encode("utf-8", "backslashreplace").decode("utf-8")


def _with_tags(listed: manifest.Manifest, payload: Sequence[Entry]) -> list[tuple[str, Entry]]:
    sums = {bag.PAYLOAD + one.name: one.sha256 for one in payload}
    if len({path.lower() for path in sums}) != len(payload):
        raise ValueError("two files of one name")
    info = bag.write_info(listed.date, listed.agent, (one.size for one in payload))
    tags = {
        bag.BAGIT: bag.DECLARATION,
        bag.BAG_INFO: info,
        bag.MANIFEST: bag.write_manifest(sums),
    }
    tagged = {name: entry_of(name, data, _TEXT) for name, data in tags.items()}
    last = bag.write_manifest({name: one.sha256 for name, one in tagged.items()})
    tagged[bag.TAG_MANIFEST] = entry_of(bag.TAG_MANIFEST, last, _TEXT)
    return [*tagged.items(), *((bag.PAYLOAD + one.name, one) for one in payload)]


def _proof(path: str, data: bytes, media_type: str) -> Entry:
    return entry_of(path.removeprefix(bag.PAYLOAD), data, media_type)


def _texts() -> Iterable[Entry]:
    viewer = resources() / "viewer"
    for name in ("README-ko.txt", "README-en.txt"):
        yield entry_of(name, (viewer / name).read_bytes(), _TEXT)
    document = (resources() / "docs" / "FORMAT.md").read_bytes()
    yield entry_of("FORMAT.md", document, "text/markdown; charset=utf-8")


def _name_table(entries: Sequence[Entry]) -> Entry:
    """The names under which the exhibits were found, for a spreadsheet.

    No cell can be a formula.
    """
    out = io.StringIO(newline="")
    table = csv.writer(out)
    table.writerow(_TABLE_HEAD)
    for one in entries:
        if one.item_id:
            name, kind = (
                spreadsheet_cell(_plain(one.original_name)),
                spreadsheet_cell(one.media_type),
            )
            table.writerow((one.name, name, one.item_id, kind, one.size, one.sha256))
    return entry_of(
        "exhibits/names.csv", out.getvalue().encode("utf-8-sig"), "text/csv; charset=utf-8"
    )


def made_at(made_ms: int) -> datetime:
    """The time of packing in UTC."""
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=made_ms)
