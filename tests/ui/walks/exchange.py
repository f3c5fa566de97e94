"""The pages of a case that two vaults work on: handed on, taken in, two versions to choose from."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from app.domain.case.exchanges import Choice, Conflict, Exchange, ExchangeWay
from app.domain.ids import new_id
from app.jobs import Job
from app.usecases.case.exchanging import TakenIn, hand_case
from app.usecases.told.noting import add_note
from app.usecases.told.people import add_person
from app.vault import Vault
from ui.building import Desk

Settle = Callable[[Desk], None]
CHANGED = "계정 이름을 둘로 알고 있어요. 하나는 사진 올린 계정이에요."


def came_back(vault: Vault, case: str) -> None:
    """What a file of another vault leaves behind where both sides changed the same things."""
    person = add_person(vault, case, "열쇠고리", note="처음 방에서 본 사람")
    note = add_note(vault, case, "상담 센터에 전화함")
    item = vault.items.in_case(case)[0]
    exchange = Exchange(
        new_id("exchange"), case, ExchangeWay.IN, "해바라기 상담소", "SHA256:" + "a" * 43,
        "00" * 32, 12, "11" * 32, vault.now_ms(),
    )  # fmt: skip
    records = vault.records_of(case)
    shelves = {shelf.name: shelf for shelf in records.behind_links}
    pairs = [
        ("people", person.id, {"name": "열쇠", "note": CHANGED}),
        ("notes", note.id, {"text": "상담 센터에 전화했고, 다음 주에 다시 걸기로 함"}),
    ]
    with vault.transaction():
        vault.exchanges.add(exchange)
        for kind, key, theirs in pairs:
            ours = next(one for one in shelves[kind].all() if one["id"] == key)
            both = (ours, {**ours, **theirs})
            vault.exchanges.add_conflict(_conflict(case, exchange.id, kind, key, *both))
        gone = {"id": item.id, "name": item.name}
        vault.exchanges.add_conflict(_conflict(case, exchange.id, "items", item.sha256, gone, None))


def _conflict(
    case: str, exchange: str, kind: str, key: str, ours: dict[str, object] | None, theirs: object
) -> Conflict:
    found = theirs if isinstance(theirs, dict) else None
    record = f"{kind}:{key}"
    return Conflict(
        new_id("conflict"),
        case,
        exchange,
        kind,
        record,
        ours,
        found,
        Choice.OPEN,
        1_788_000_000_000,
    )


def pages(desk: Desk, case: str, settle: Settle) -> Iterator[str]:
    """As they are first seen, and with something in them."""
    frame, session = desk.window.frame, desk.context.session
    vault, folder = session.vault, session.vault.path.parent
    frame.go("case_out")
    settle(desk)
    yield "case_out"
    page = frame.page_called("case_out")
    out = folder / "20261123.ongi-case"
    out.unlink(missing_ok=True)
    made = hand_case(vault, case, out, Job(), work_factor=8)
    page._tell(made)
    settle(desk)
    yield "case_out-made"
    frame.go("case_in")
    settle(desk)
    yield "case_in"
    page = frame.page_called("case_in")
    page._words.field.setText(made.passphrase)
    page.look(out)
    settle(desk)
    yield "case_in-seen"
    if not vault.exchanges.conflicts(case):
        came_back(vault, case)
    page._came(
        TakenIn(case, new_id("exchange"), is_new=False, items=2, messages=14, added=5, conflicts=3),
        vault.cases.get(case),
    )
    settle(desk)
    yield "case_in-taken"
    frame.go("conflicts")
    settle(desk)
    yield "conflicts"
    page = frame.page_called("case_in")
    page.clear()
    frame.page_called("case_out")._again()
    frame.go("case")
    settle(desk)
