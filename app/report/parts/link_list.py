"""The deletion-support list: one row an address, with the sixteen columns of domain 12.3.

First what the person wrote into the report, then the case's other links where the template has
them. It reads the report's record, so nothing is in it that may not leave. Unknown is empty.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from app.domain.chats.chats import LinkStanding
from app.domain.chats.link_words import link_kind_in_words
from app.domain.follow_up.fates import LinkState
from app.domain.follow_up.ledger_words import LINK_STATES
from app.domain.text.textsafe import spreadsheet_cell
from app.domain.times.times import Certainty, iso_kst
from app.errors import InputProblem
from app.i18n import N_, Texts
from app.report.data.recipients import recipient
from app.report.parts.wording import word

COLUMNS: dict[str, str] = {
    "no": N_("Row no."),
    "platform": N_("Platform"),
    "url": "URL",
    "title": N_("Title or description"),
    "account": N_("Account that posted"),
    "found_at": N_("Found at (KST)"),
    "posted_at": N_("Posted at"),
    "kind": N_("Kind"),
    "recipient": N_("Reported to, channel"),
    "submitted_at": N_("Reported at"),
    "receipt_no": N_("Receipt no."),
    "status": N_("Status"),
    "result_at": N_("Result at"),
    "reappeared": N_("Seen again"),
    "next_check": N_("Next look"),
    "note": N_("Remarks"),
}
Row = dict[str, str]
_DAY = len("2026-11-02")
_DAYS = {Certainty.DAY}
Record = dict[str, Any]


def titles(texts: Texts) -> list[str]:
    """The titles of the columns, in their order."""
    return [texts.tr(title) for title in COLUMNS.values()]


def link_rows(record: Record, texts: Texts) -> Iterator[list[str]]:
    """The rows, each cell a text that a spreadsheet takes for nothing but a text."""
    links = {str(link["link"]): link for link in record.get("links", [])}
    told = list(_told(record))
    named = {row["url"] for row in told}
    rows = [
        {**_known(links[row["url"]], texts), **row} if row["url"] in links else row for row in told
    ]
    rows += [_known(link, texts) for url, link in links.items() if url not in named]
    for number, row in enumerate(rows, 1):
        first = {
            "status": texts.tr(LINK_STATES[LinkState.FOUND]),
            "platform": _host(row.get("url", "")),
        }
        whole = {**first, **row, "no": str(number)}
        yield [spreadsheet_cell(whole.get(key, "")) for key in COLUMNS]


def _told(record: Record) -> Iterator[Row]:
    """The addresses that the answers name, once each, with what was written beside them."""
    seen = set()
    for field in record["fields"]:
        if field["type"] != "url_list":
            continue
        for one in field["answer"] or []:
            url = str(one.get("url", ""))
            if url in seen and url:
                continue
            seen.add(url)
            known = {
                "url": url,
                "title": one.get("title", ""),
                "account": one.get("account", ""),
                "found_at": _kst(one.get("found", "")),
                "posted_at": _kst(one.get("posted", "")),
                "kind": one.get("kind", ""),
                "note": one.get("note", ""),
            }
            yield {key: text for key, text in known.items() if text or key == "url"}


def _known(link: Record, texts: Texts) -> Row:
    """What the vault knows of a link of the case, and what the person wrote down of its fate."""
    state = None if link["state"] is None else LinkState(link["state"])
    known = {
        "url": str(link["link"]),
        "found_at": _kst(str(link["first_read_at"])),
        "posted_at": _moment(link["posted"]),
        "kind": link_kind_in_words(str(link["kind"]), texts),
        "status": texts.tr(LINK_STATES[state or LinkState.FOUND]),
        "result_at": _moment(link["gone_at"]),
        "reappeared": texts.tr("Yes") if link["came_back"] else "",
        "next_check": _kst(link["next_look"] or "")[:_DAY],
        "note": word(LinkStanding(link["standing"]), texts),
    }
    filed = link["reported"]
    if filed is not None:
        to = _name(str(filed["to"]), texts.language)
        known["recipient"] = ", ".join(part for part in (to, str(filed["channel"])) if part)
        known["submitted_at"] = _moment(filed["at"])
        known["receipt_no"] = str(filed["receipt"])
    return known


def _name(to: str, language: str) -> str:
    """The name of a body of the directory, or what the person called it."""
    try:
        return recipient(to).name.in_language(language)
    except InputProblem:
        return to


def _moment(moment: Record | None) -> str:
    """A time in KST as exactly as it is known; else the text that it came from."""
    if moment is None:
        return ""
    if moment["utc"] is None:
        return str(moment["original"])
    shown = _kst(str(moment["utc"]))
    return shown[:_DAY] if moment["certainty"] in _DAYS else shown


def _kst(text: str) -> str:
    """A time with its offset as KST; a day, or a person's own words, as they are."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return text
    return text if at.tzinfo is None else iso_kst(int(at.timestamp() * 1000))


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""
