"""Look at the links of a case: where they stood, what may mislead about them. None is opened."""

from __future__ import annotations

from dataclasses import dataclass

from app.collect.link_places import expires_ms
from app.domain.chats.chats import Link
from app.domain.chats.link_shape import LinkWarning, warnings_of
from app.usecases.vault.vaults import OpenVault


@dataclass(frozen=True)
class LinkRow:
    """A link with how often it was seen.

    `expires_ms` is when a file's link ends by its own word (UTC milliseconds), None where it says
    nothing.
    """

    link: Link
    times: int
    warnings: tuple[LinkWarning, ...]
    expires_ms: int | None


def list_links(vault: OpenVault, case_id: str) -> tuple[LinkRow, ...]:
    """The links of a case in the order they were first seen. Raises InputProblem INP-003."""
    vault.cases.get(case_id)
    times = vault.links.times_seen(case_id)
    return tuple(
        LinkRow(
            link,
            times.get(link.id, 1),
            warnings_of(link.original, link.host),
            expires_ms(link.original),
        )
        for link in vault.links.in_case(case_id)
    )
