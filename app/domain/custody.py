"""The custody log: append-only, hash-chained, one entry for every act on an item."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Act(StrEnum):
    """What was done. New acts may be added; old ones never change their word."""

    VAULT_CREATED = "vault.created"
    CASE_CREATED = "case.created"
    CASE_CHANGED = "case.changed"
    CASE_STATED = "case.stated"  # where a case stands at a centre, or that was taken back
    CASE_NUMBERED = "case.numbered"  # it goes by a number, given or typed
    CASE_HANDED = "case.handed"  # a case file was made for another vault
    CASE_SET_ASIDE = "case.set_aside"
    CASE_BROUGHT_BACK = "case.brought_back"
    CASE_DESTROYED = "case.destroyed"
    CASE_TAKEN_IN = "case.taken_in"  # one was taken in, and merged
    CONFLICT_DECIDED = "conflict.decided"  # what both sides changed: which one stands
    DUTY_SEEN = "duty.seen"  # a counsellor saw the notice on the duty to report
    ITEM_TAKEN = "item.taken"
    ITEM_REFUSED = "item.refused"
    ITEM_SEEN_AGAIN = (
        "item.seen_again"  # the same bytes came in once more: one item, another sighting
    )
    ITEM_MADE = "item.made"  # a working copy: it names the item that it was made from
    CHAT_IMPORTED = "chat.imported"
    WORDS_READ = "words.read"  # a program read the words in pictures, for search only
    PAGE_READ = "page.read"  # a saved page or a mail: its words and links are in the case
    ROOM_DECIDED = "room.decided"  # what was proposed of a room is so, or is not
    MESSAGE_MARKED = "message.marked"  # a message threatens or asks for money, or does not
    LIKENESS_DECIDED = "likeness.decided"  # two pictures show the same, or do not
    LABEL_NOTED = "label.noted"  # a person wrote down a label that they saw with an item
    NOTE_WRITTEN = "note.written"
    LINK_WRITTEN = "link.written"  # a link that the person typed or pasted
    NOTE_CHANGED = "note.changed"  # a line of the incident log got other words
    PERSON_WRITTEN = "person.written"  # somebody was written down, or something they go by
    PERSON_JOINED = "person.joined"  # two turned out to be one
    PERSON_REMOVED = "person.removed"
    PAYMENT_WRITTEN = "payment.written"
    PAYMENT_REMOVED = "payment.removed"
    PART_STATED = "item.part_stated"  # what part an item plays, by the person's word
    PART_WITHDRAWN = "item.part_withdrawn"
    LOOK_LEFT = "look.left"  # somebody else is to look at an item instead
    LOOK_SAID = "look.said"  # what is seen in it was written down in words
    LOOK_TAKEN_BACK = "look.taken_back"
    REPORT_SAVED = "report.saved"
    FILING_ADDED = "filing.added"  # that something is, or was, handed in was written down
    FILING_STEP = "filing.step"  # a step of its life was written down or taken back
    FILING_REMOVED = "filing.removed"
    LINK_STATED = "link.stated"  # where links stand, by the person's word
    CONSENT_GIVEN = "consent.given"  # to hand something to a recipient, one box
    CONSENT_WITHDRAWN = "consent.withdrawn"
    CONSENT_BY_CHOICE = "consent.by_choice"  # the person herself chose what goes to a recipient
    BUNDLE_MADE = "bundle.made"
    RECEIPT_TAKEN = "receipt.taken"  # a recipient's receipt for a bundle was taken in
    QUESTION_TAKEN = "question.taken"  # a recipient's question, on an item or a bundle
    QUESTION_ANSWERED = "question.answered"
    KEY_FOR_ADDED = "key_for.added"  # whose public key a bundle can be sealed for
    KEY_FOR_CHECKED = "key_for.checked"  # its numbers were compared with its owner's
    KEY_FOR_REMOVED = "key_for.removed"
    KEY_FOR_GIVEN = "key_for.given"  # it opens a bundle that was made before
    STAMP_ASKED = "stamp.asked"  # the SHA-256 of a bundle's list went to an authority
    STAMP_KEPT = "stamp.kept"
    STAMP_REFUSED = "stamp.refused"  # what was answered is no stamp for it
    DOCUMENT_MADE = "document.made"  # a report saved outside the vault, unencrypted
    IDENTITY_SAVED = "identity.saved"  # the sheet with the real name, outside the vault
    ITEM_SET_ASIDE = "item.set_aside"
    ITEM_BROUGHT_BACK = "item.brought_back"
    ITEM_DESTROYED = "item.destroyed"
    VAULT_SET_ASIDE = "vault.set_aside"  # to be destroyed as a whole
    VAULT_KEPT = "vault.kept"  # that was taken back
    BACKUP_MADE = "backup.made"
    CHECKED = "vault.checked"
    DROP_KEY_REPLACED = "drop.key_replaced"  # another key for taking in while locked lay there
    DROP_DISCARDED = "drop.discarded"  # what waited was thrown away without a place
    OLDER_ACCEPTED = (
        "vault.older_accepted"  # opened by the person's choice though its head outside says newer
    )
    KEY_ADDED = "key.added"
    KEY_CHANGED = "key.changed"
    KEY_REMOVED = "key.removed"
    KEY_TRIED = "key.tried"  # the recovery kit was rehearsed


NOT_FOR_RECIPIENTS = frozenset(
    {
        Act.ITEM_REFUSED,  # it names folders of the computer
        Act.CONSENT_GIVEN,
        Act.CONSENT_WITHDRAWN,
        Act.CONSENT_BY_CHOICE,
        Act.FILING_ADDED,
        Act.FILING_STEP,
        Act.FILING_REMOVED,
        Act.RECEIPT_TAKEN,
        Act.QUESTION_TAKEN,
        Act.QUESTION_ANSWERED,
        Act.LOOK_LEFT,
        Act.LOOK_SAID,
        Act.LOOK_TAKEN_BACK,
        Act.CASE_STATED,
        Act.CASE_NUMBERED,
        Act.CASE_HANDED,
        Act.CASE_SET_ASIDE,
        Act.CASE_BROUGHT_BACK,
        Act.CASE_DESTROYED,
        Act.IDENTITY_SAVED,  # that there is a real name beside the alias
    }
)
"""What a recipient is not told, not even of the own case: what went to others, and what did not."""


@dataclass(frozen=True, slots=True)
class CustodyEntry:
    """One act. `number` counts from 1; `at_ms` is this computer's clock in UTC milliseconds.

    `subject` is the identifier acted on (item, case, report, import), `case` the case it belongs
    to or None; `details` are flat texts and whole numbers. `head` is the chain's value after this
    entry, in hexadecimal.
    """

    number: int
    at_ms: int
    act: Act
    subject: str
    case: str | None
    details: Mapping[str, str | int] = field(default_factory=dict)
    head: str = ""
