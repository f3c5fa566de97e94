"""The end of an import in one line: how much came in or was there.

What stayed out or was not understood is not counted here: each stands in the list of the import.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.context import Context

if TYPE_CHECKING:
    from app.domain.evidence.intake import IntakeReport


def end_in_words(report: IntakeReport, context: Context) -> str:
    """The counts that are not nought, in the language in use now."""
    ntr = context.ntr
    parts = [ntr("{count} item taken", "{count} items taken", report.items_taken)]
    if report.items_again:
        parts.append(
            ntr("{count} was there already", "{count} were there already", report.items_again)
        )
    if report.messages_taken:
        parts.append(ntr("{count} message read", "{count} messages read", report.messages_taken))
    if report.refused or report.not_understood:
        parts.append(context.tr("the rest stands in the list"))
    return " · ".join(parts)
