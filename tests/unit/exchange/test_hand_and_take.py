"""A case goes into a vault that knows nothing of it, with everything that it holds."""

from __future__ import annotations

import pytest

from app.domain.chats.roomlife import Deed, Known, MessageMark
from app.domain.custody import NOT_FOR_RECIPIENTS, Act
from app.domain.evidence.items import Case, ItemKind
from app.domain.evidence.parts import Part
from app.domain.follow_up.fates import LinkState
from app.domain.ids import new_id
from app.domain.reports.consents import ConsentKind
from app.domain.reports.narrative import LineSource, NarrativeLine, SourceKind
from app.domain.told.incidents import Incident
from app.domain.told.people import MarkKind, Role
from app.jobs import Job
from app.usecases.case.exchanging import case_numbers, hand_case, take_case
from app.usecases.follow_up.fates import state_links
from app.usecases.follow_up.ledger import add_filing
from app.usecases.intake.linking import add_links
from app.usecases.items.parts import state_part
from app.usecases.reports.answering import say
from app.usecases.reports.consenting import ConsentSaid, give
from app.usecases.reports.reporting import save_report
from app.usecases.told.incidents import add_incident
from app.usecases.told.noting import add_note
from app.usecases.told.payments import PaymentSaid, add_payment
from app.usecases.told.people import add_mark, add_person
from app.vault import Vault, case_seal
from crypto.chain import link
from tests.unit.exchange.sides import KEY, Sides, add_chat, add_words, state


def fill(vault: Vault, case: Case) -> None:
    """Something of every kind that a person writes down beside the evidence."""
    item = add_words(vault, case, f"photo of {case.id}")
    messages = add_chat(vault, case, "첫 번째", "두 번째 https://t.me/abc")
    add_note(vault, case.id, "메모")
    add_incident(vault, case.id, "전화가 왔어요", None, Incident(place="집", witness="동생"))
    person = add_person(vault, case.id, "그 사람", Role.OFFENDER)
    account = messages[0].account
    add_mark(vault, case.id, person.id, MarkKind.ACCOUNT, account=account, item=item.id)
    add_payment(vault, case.id, PaymentSaid(amount="10만", person=person.id, item=item.id))
    (link, *_rest) = add_links(vault, case.id, "https://example.com/a")
    report = save_report(vault, case.id, "kr.d4u.deletion", {"person.name": "봄이"})
    filing = add_filing(vault, case.id, report_id=report.id)
    state_links(vault, case.id, [link.link.id], LinkState.FOUND, filing_id=filing.filing.id)
    state_part(vault, case.id, item.id, Part.SHOWS_ME, note="얼굴")
    give(vault, case.id, ConsentSaid((ConsentKind.PERSONAL,), items=(item.id,)))
    say(vault, case.id, "person.phone", "010-1234-5678")
    with vault.transaction():
        mark = MessageMark(messages[1].id, Deed.THREAT, Known.KEPT, 5)
        vault.rooms.marks.put(mark, messages[1].room, messages[1].source_item)
        line = NarrativeLine(
            new_id("line"), case.id, 1, "한 줄", (LineSource(SourceKind.MESSAGE, messages[0].id),)
        )
        vault.filed.narrative.replace_all(case.id, [line])


def test_everything_of_a_case_arrives(both: Sides, case: Case) -> None:
    fill(both.here, case)
    done = both.first(case.id, identity=True)
    assert done.is_new
    assert not done.conflicts
    assert not done.left_out
    assert state(both.there, case.id) == state(both.here, case.id)


def test_the_words_of_a_page_are_read_anew_and_found(both: Sides, case: Case) -> None:
    word = f"협박{case.id[2:8]}"
    page = f"<!doctype html><html><body><p>{word} 글</p></body></html>"
    add_words(both.here, case, page, ItemKind.WEB, "text/html")
    both.first(case.id)
    assert both.there.search.find(word, case=case.id).total == 1


def test_no_recipient_is_told_to_whom_a_case_was_handed() -> None:
    assert Act.CASE_HANDED in NOT_FOR_RECIPIENTS
    assert Act.CASE_TAKEN_IN not in NOT_FOR_RECIPIENTS


def test_a_case_s_log_is_chained_once_for_its_file(
    both: Sides, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_words(both.here, case, f"photo of {case.id}")
    both.first(case.id)
    entries = len(list(both.here.custody.entries(case.id)))
    linked = []

    def counted(head: bytes, entry: bytes) -> bytes:
        linked.append(entry)
        return link(head, entry)

    monkeypatch.setattr(case_seal, "link", counted)
    made = hand_case(both.here, case.id, both.path(), Job(), key="test")
    assert len(linked) == entries
    monkeypatch.undo()
    numbers = case_numbers(both.here, case.id)
    take_case(both.there, made.path, Job(), identity=str(KEY), trust=numbers)
