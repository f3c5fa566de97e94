"""Which items of a case may go to a recipient, by the consents that were written down.

Where nobody wrote down any, choosing items for a report is the consent. Once consents are kept for
a case, or somebody else fills reports in for the person, only what was agreed to goes. What was
withdrawn goes nowhere, whoever fills in. Reading only. Facts: domain 4.12 and 12.2.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from app.domain.evidence.items import Item
from app.domain.reports.consents import Consent, ConsentKind
from app.vault import Vault

WHO = "filling.who"
FOR_ANOTHER = frozenset({"counsellor", "agent"})
HERSELF = frozenset({"self", "guardian"})


def consented(vault: Vault, case_id: str, recipient: str) -> frozenset[str] | None:
    """The items of a case that may go to a recipient; None: choosing them is the consent.

    Raises InputProblem INP-003.
    """
    vault.cases.get(case_id)
    rows = vault.items.rows(case_id, limit=None, offset=0)
    return agreed_to(vault, case_id, recipient, [row.item for row in rows])


def agreed_to(
    vault: Vault, case_id: str, recipient: str, items: Iterable[Item]
) -> frozenset[str] | None:
    """The same for items that were read already."""
    consents = [
        one
        for one in vault.filed.consents.in_case(case_id, hidden=True)
        if one.recipient in ("", recipient)
    ]
    asked = is_asked(vault, case_id)
    if not asked and all(one.holds for one in consents):
        return None
    parents = {item.id: item.parent for item in items}
    return frozenset(
        item for item in parents if _goes(consents, _line(vault, item, parents), asked=asked)
    )


def is_asked(vault: Vault, case_id: str) -> bool:
    """Whether each item needs a consent that was written down.

    So it is in a case that somebody else fills in, and in one that has consents, unless the person
    said that it is she who fills in.
    """
    said = vault.filed.said.of_case(case_id).get(WHO)
    who = None if said is None else said.answer
    if who in FOR_ANOTHER:
        return True
    return who not in HERSELF and bool(vault.filed.consents.in_case(case_id, hidden=True))


def _line(vault: Vault, item_id: str, parents: Mapping[str, str | None]) -> frozenset[str]:
    """An item and what it was made from: consents for the original are for its copies too."""
    line = {item_id}
    parent = parents[item_id]
    while parent is not None and parent not in line:
        line.add(parent)
        parent = parents[parent] if parent in parents else vault.items.get(parent).parent
    return frozenset(line)


def _goes(consents: Iterable[Consent], line: frozenset[str], *, asked: bool) -> bool:
    """Whether nothing that was withdrawn stands against it, and where asked, a consent for it.

    A consent stands against what was withdrawn only if the same box was ticked again later: who
    takes back a wide consent means the narrow ones too.
    """
    about = [one for one in consents if one.item is None or one.item in line]
    for kind in ConsentKind:
        given = [one.given_ms for one in about if one.kind is kind and one.holds]
        ended = [
            one.withdrawn_ms for one in about if one.kind is kind and one.withdrawn_ms is not None
        ]
        if ended and (not given or max(given) <= max(ended)):
            return False
        if asked and kind is ConsentKind.THIRD_PARTY and not given:
            return False
    return True
