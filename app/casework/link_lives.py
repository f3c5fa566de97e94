"""When what links lead to was posted, and what became of the links, for reports that list them.

Reading only; nothing looks a link up. What became of it is what the person wrote down.
"""

from __future__ import annotations

from dataclasses import replace

from app.domain.items import Case
from app.domain.rrn import mask_rrn
from app.report.facts import CaseFacts, LinkLife
from app.report.model import Part, Template
from app.vault import Vault

MOST_LINKS = 5_000
"""Of further ones the message is not looked up."""


def with_link_lives(vault: Vault, case: Case, facts: CaseFacts, template: Template) -> CaseFacts:
    """The facts with what is known of their links, where the template lists links."""
    if Part.LINKS not in template.parts:
        return facts
    newest = vault.filed.fates.newest(case.id)
    found: dict[str, LinkLife] = {}
    for place, link in enumerate(facts.links):
        posted = None
        if link.message is not None and place < MOST_LINKS:
            posted = vault.chats.message(link.message).shown
        step = newest.get(link.id)
        if step is not None:
            step = replace(step, note=mask_rrn(step.note))
        if posted is not None or step is not None:
            found[link.id] = LinkLife(posted, step)
    return replace(facts, link_lives=found)
