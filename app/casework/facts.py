"""Gathers what a report may draw on from the vault: chosen items as numbered exhibits.

What is known around them comes too.

Reading only. Resident registration numbers are covered. What the template does not allow is dropped
later, by the report itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from app.casework.chosen import about_reports, going_along, reports_to, withheld
from app.casework.covering import numbers_covered
from app.casework.link_lives import with_link_lives
from app.casework.minor import held_back
from app.casework.pseudonym import pseudonym_of
from app.casework.relations import with_relations
from app.casework.staying_names import staying_names
from app.casework.timeline import build_timeline
from app.domain.evidence.exhibit_names import exhibit_name
from app.domain.evidence.items import Case, Item
from app.report.answers import chosen_items
from app.report.data.model import Template
from app.report.data.shapes import Json
from app.report.facts import CaseFacts, Exhibit, SealInfo
from app.vault import Vault
from app.vault.case_seal import seal_of
from crypto.sshsig import fingerprint


def assemble(
    vault: Vault, case: Case, answers: Mapping[str, Json], template: Template
) -> CaseFacts:
    """The facts of a case for one report, at this moment.

    Items that the answers name go along, all of the case's where they name none, and with them
    only what is known from them (`going_along`); none where the template takes no items. What minor
    mode holds back is not among them, nor what there is no consent for.
    Numbers follow the order of coming in.
    """
    chosen = chosen_items(answers, template)
    wanted = None if chosen is None else set(chosen)
    rows = [row.item for row in vault.items.rows(case.id, limit=None, offset=0)]
    covered = held_back(vault, case, rows)
    rows = [item for item in rows if item.id not in covered]
    kept = withheld(vault, case.id, template.recipient, rows)
    going = [item for item in rows if item.id not in kept]
    items = going if wanted is None else [item for item in going if item.id in wanted]
    numbers = {item.id: number for number, item in enumerate(items, 1)}
    seal = seal_of(vault, case.id)
    imports = list(vault.imports.in_case(case.id))
    hidden = vault.deleting.names_hidden(case.id)
    log = tuple(seal.of_case())
    number, head = seal.end_of(log)
    stays = staying_names(log, numbers)
    facts = CaseFacts(
        case=case,
        made_ms=vault.now_ms(),
        exhibits=tuple(_exhibit(vault, case, item, numbers) for item in items),
        links=tuple(vault.links.in_case(case.id)),
        rooms=tuple(vault.chats.rooms(case.id)),
        accounts=tuple(vault.chats.accounts(case.id)),
        timeline=build_timeline(vault, case),
        custody=about_reports(log, reports_to(vault, case.id, template.recipient)),
        refused=tuple(one for report in imports for one in report.refused),
        not_understood=tuple(
            one
            for report in imports
            for one in report.not_understood
            if one.where.partition(": ")[0] not in hidden | stays.get(report.import_id, hidden)
        ),
        messages=vault.chats.count(case.id),
        withheld=kept,
        pseudonym=pseudonym_of(vault, case.id),
        seal=SealInfo(seal.public_line, fingerprint(seal.public_line), number, head),
    )
    whole = len(items) == len(rows)
    told = numbers_covered(going_along(facts, all_items=whole))
    told = with_link_lives(vault, case, told, template)
    told = with_relations(vault, case, told, template, all_items=whole)
    # What is known from items may be told where the files themselves do not go along.
    return told if template.takes_items else replace(told, exhibits=())


def _exhibit(vault: Vault, case: Case, item: Item, numbers: Mapping[str, int]) -> Exhibit:
    number = numbers[item.id]
    return Exhibit(
        number=number,
        file_name=f"exhibits/{exhibit_name(number, item.media_type)}",
        item=item,
        sightings=tuple(one for one in vault.sightings.of_item(item.id) if one.case == case.id),
        preview=vault.items.preview(item.id),
        derived_from=numbers.get(item.parent) if item.parent else None,
        parent_sha256=vault.items.get(item.parent).sha256 if item.parent else "",
    )
