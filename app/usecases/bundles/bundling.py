"""Make an encrypted bundle, and check one as its recipient does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from app.bundle import BundleMade, BundlePlan, Entry, KeyFor, KeyMade, entry_of, pack, wordlist
from app.bundle.verify import Check, State, VerifyResult, verify
from app.casework.chosen import reports_to
from app.casework.facts import assemble
from app.domain.bundles.recipient_keys import RecipientKey
from app.domain.bundles.signer_told import SignerTold
from app.domain.bundles.stamps import NO_STAMPS, StampWish
from app.domain.custody import Act
from app.domain.reports.reports import Answer
from app.jobs import Job
from app.report.build import build
from app.report.data.model import Part, Template
from app.report.data.templates import load_template
from app.report.facts import CaseFacts, Exhibit
from app.report.writers.render_csv import render_csv
from app.report.writers.render_json import render_json
from app.report.writers.render_jsonld import render_jsonld
from app.report.writers.render_pdf import render_pdf
from app.report.writers.render_timeline_csv import render_timeline_csv
from app.usecases.bundles.asking_stamps import whom
from app.usecases.bundles.stamping import (
    Stamping,
    earlier_files,
    keep,
    stamping_of,
    what_left_is_told,
)
from app.usecases.reports.reporting import get_report, outside, record_report
from app.usecases.vault.vaults import OpenVault
from app.vault.case_seal import CaseSeal, seal_of
from app.version import VERSION

__all__ = [
    "BundleMade",
    "Check",
    "KeyMade",
    "State",
    "VerifyResult",
    "make_bundle",
    "verify_bundle",
]

EVIDENCE_INDEX = "kr.police.evidence_index"
"""Goes with every bundle that items go along in, whatever the report is (facts: domain 4.3)."""


def make_bundle(
    vault: OpenVault,
    case_id: str,
    report_id: str,
    out: Path,
    job: Job,
    *,
    recipients: Sequence[str] = (),
    passphrase: bool = True,
    part_size: int | None = None,
    stamps: StampWish = NO_STAMPS,
    signer_told: SignerTold = SignerTold.NOT_YET,
) -> BundleMade:
    """Make the bundle of a report in `out` as a new folder, its passphrase beside it.

    `recipients` are names of the address book: each gets a key file, or is named in `keys` with the
    reason. `part_size`: in parts of so many bytes, where it is larger; also made by themselves
    where `out` can't hold it in one. `signer_told` stands in it as the sender's word. It is read
    back and verified before this returns. Raises InputProblem INP-003, INP-004, INP-020, BND-021
    (no such name), BND-023, BND-027 (nobody could open it), BND-036 (parts too many or too small),
    EnvironmentProblem (ENV-001 room, ENV-004, ENV-005, ENV-008 fonts, ENV-010 memory),
    IntegrityProblem (VLT-007, VLT-008, BND-005).
    """
    case, report = vault.cases.get(case_id), get_report(vault, case_id, report_id)
    outside(vault, out)
    keys = {name: vault.handover.keys.named(name) for name in recipients}
    asked = whom(stamps)
    template = load_template(report.template)
    record_report(vault, case_id, report_id)
    vault.custody.checkpoint()
    job.phase("report.build")
    seal = seal_of(vault, case.id).checked()
    facts = assemble(vault, case, report.answers, template)
    documents = _documents(template, facts, report.answers, job)
    reports = reports_to(vault, case.id, template.recipient)
    stamping = stamping_of(vault, case.id, reports, asked, job)
    exhibits = (_exhibit(vault, exhibit) for exhibit in facts.exhibits)
    plan = BundlePlan(
        case.id,
        (*documents, *exhibits, *earlier_files(stamping)),
        log=seal.entries,
        reports=reports,
        version=VERSION,
        stamping=stamping if asked else None,
        recipients=[KeyFor(name, key.public_key) for name, key in keys.items()],
        passphrase=passphrase,
        signer_told=signer_told,
    )
    with what_left_is_told(vault, report.id, stamping):
        made = pack(
            plan,
            out,
            signer=seal.signer,
            passphrase_words=wordlist(),
            made_ms=facts.made_ms,
            job=job,
            part_size=part_size,
        )
    _note(vault, seal, report.id, made, keys, stamping)
    return replace(made, stamps=tuple(stamping.came))


def _documents(
    template: Template, facts: CaseFacts, answers: Mapping[str, Answer], job: Job
) -> list[Entry]:
    """The report, the evidence index where items go with another report, and lists for programs.

    All in the recipient's language. `case.jsonld` and `timeline.csv` hold what the index tells
    where there is one, else what the report does.
    """
    language = template.languages[0]
    tree = build(template, facts, answers, language)
    job.phase("report.pdf")
    documents = [
        entry_of("report.pdf", render_pdf(tree, facts.made_ms), "application/pdf"),
        entry_of("report.json", render_json(tree), "application/json"),
    ]
    listed = tree if Part.LINKS in template.parts else None
    whole = tree
    if template.id != EVIDENCE_INDEX and template.takes_items:
        job.check()
        index = load_template(EVIDENCE_INDEX)
        sheet = build(index, facts, {}, language)
        listed = listed or sheet
        whole = sheet
        documents.append(
            entry_of("evidence-index.pdf", render_pdf(sheet, facts.made_ms), "application/pdf")
        )
    if listed is not None:
        documents.append(entry_of("links.csv", render_csv(listed), "text/csv"))
    documents.append(entry_of("case.jsonld", render_jsonld(whole), "application/ld+json"))
    timeline = render_timeline_csv(whole)
    if timeline is not None:
        documents.append(entry_of("timeline.csv", timeline, "text/csv"))
    return documents


def _exhibit(vault: OpenVault, exhibit: Exhibit) -> Entry:
    item = exhibit.item
    return Entry(
        name=exhibit.file_name,
        size=item.size,
        sha256=item.sha256,
        crc32=vault.items.crc32(item.id),
        open=partial(vault.items.open, item.id),
        original_name=item.name,
        item_id=item.id,
        media_type=item.media_type,
    )


def _note(
    vault: OpenVault,
    seal: CaseSeal,
    report_id: str,
    made: BundleMade,
    keys: Mapping[str, RecipientKey],
    stamping: Stamping,
) -> None:
    """Write it down; keys by their identifiers alone, since a later bundle shows the entry."""
    given = [keys[one.name].id for one in made.keys if one.problem is None]
    details: dict[str, str | int] = {
        "name": made.path.name,
        "size": made.size,
        "checks": len(made.checks),
        "manifest": made.manifest,
        **seal.mark,
    }
    if made.parts > 1:
        details["parts"] = made.parts
    if given:
        details["recipients"] = " ".join(given)
    with vault.transaction():
        vault.custody.append(Act.BUNDLE_MADE, report_id, seal.case, details)
        keep(vault, seal.case, report_id, stamping.came)
    vault.custody.checkpoint()


def verify_bundle(
    path: Path,
    passphrase: str | None,
    job: Job,
    *,
    identity: str | None = None,
    expected_key: str | None = None,
    asked: int = 0,
) -> VerifyResult:
    """Check a bundle by its passphrase or a recipient's key; needs no vault and writes nothing.

    `identity` is the text of an identity file (`app.usecases.bundles.identity_files`),
    `expected_key` the sender's OpenSSH public key line or its fingerprint, if the recipient knows
    one, `asked` the number of an entry of the log that a comparison needs
    (`app.usecases.bundles.comparing`). Raises InputProblem INP-002, AccessProblem BND-001,
    FormatProblem BND-002, BND-004, BND-007, EnvironmentProblem ENV-003, ENV-010.
    """
    return verify(
        path,
        passphrase=passphrase,
        identity=identity,
        expected_key=expected_key,
        asked=asked,
        job=job,
    )
