"""Who and where, in the words of a paper: nobody is named whom neither a chat nor the person names.

Names are evidence: made visible, cut, in quotation marks. Another victim has no words here at all.
"""

from __future__ import annotations

from collections.abc import Mapping

from app.casework.narrating.from_telling import ABOUT
from app.casework.narrating.happened import Happened
from app.domain.chats.chats import Account, Platform, Room
from app.domain.chats.platform_names import PLATFORMS
from app.domain.chats.roomlife import Known
from app.domain.evidence.items import Case
from app.domain.text.particles import Word
from app.domain.text.textsafe import visible_name
from app.domain.told.people import MarkKind, Person, Role
from app.i18n import Texts
from app.vault import Vault

_NAME = 40
_NAMED = 4
_OF_TWO = {"personal_chat"}
_UNNAMED_PLATFORMS = {Platform.WEB, Platform.OTHER}


class Names:
    """The names of one case in one language. An account's number is told where it first comes."""

    def __init__(self, vault: Vault, case: Case, texts: Texts) -> None:
        self._vault, self._texts = vault, texts
        self._rooms = {room.id: room for room in vault.chats.rooms(case.id)}
        self._accounts = {one.id: one for one in vault.chats.accounts(case.id)}
        self._people = {one.id: one for one in vault.told.people.in_case(case.id)}
        self._owners = _owners(vault, case, self._people)
        self._met: set[str] = set()
        self._marked = frozenset(
            account
            for mark in vault.rooms.marks.in_case(case.id)
            if mark.known is Known.KEPT
            and (account := vault.chats.message(mark.message).account) is not None
        )

    @property
    def nobody(self) -> frozenset[str]:
        """The accounts of other victims."""
        return frozenset(
            account for account, person in self._owners.items() if person.role is Role.OTHER_VICTIM
        )

    def who(self, one: Happened) -> Word:
        """Who did something in a room, as one or as several accounts."""
        tr = self._texts.tr
        if len(one.accounts) > 1:
            return Word(
                self._texts.ntr("{count} account", "{count} different accounts", len(one.accounts))
            )
        account = self._accounts.get(next(iter(one.accounts), ""))
        shown = self._sender(one, account)
        if account is None and not shown:
            return Word(tr("an unidentified person"))
        return self._account(account, shown, one)

    def person(self, person_id: str) -> Word:
        """Somebody as the person calls them."""
        person = self._people.get(person_id)
        if person is None or person.role is Role.OTHER_VICTIM:
            return Word(self._texts.tr("an unidentified person"))
        return Word(visible_name(person.name, _NAME) or self._texts.tr("an unidentified person"))

    def room(self, room_ids: tuple[str, ...]) -> Word:
        """A room with its platform and title, or how many rooms."""
        if len(room_ids) > 1:
            return Word(self._texts.ntr("{count} chat room", "{count} chat rooms", len(room_ids)))
        room = self._rooms.get(next(iter(room_ids), ""))
        return Word(self._texts.tr("a chat room")) if room is None else self._one_room(room)

    def each(self, room_ids: tuple[str, ...]) -> Word:
        """A few rooms one by one, or how many."""
        if len(room_ids) > _NAMED:
            return self.room(room_ids)
        return Word(", ".join(self.room((room,)) for room in room_ids))

    def platform_of(self, room_ids: tuple[str, ...]) -> str:
        """The platform's name where it says something; else nothing."""
        room = self._rooms.get(next(iter(room_ids), ""))
        return "" if room is None else self._platform(room.platform)

    def quoted(self, text: str) -> Word:
        """A text in quotation marks; in Korean its particle fits what is inside them."""
        return Word(f"'{text}'" if self._texts.language == "ko" else f"“{text}”")

    def _one_room(self, room: Room) -> Word:
        tr, title = self._texts.tr, visible_name(room.title, _NAME)
        platform = self._platform(room.platform)
        if not title:
            said = tr("a {platform} chat room without a name", platform=platform)
        elif room.kind in _OF_TWO:
            said = tr("the {platform} chat of two with {title}", platform=platform,
                      title=self.quoted(title))  # fmt: skip
        elif room.kind.endswith("channel"):
            said = tr("the {platform} channel “{title}”", platform=platform, title=title)
        else:
            said = tr("the {platform} chat room “{title}”", platform=platform, title=title)
        return Word(" ".join(said.split()))

    def _account(self, account: Account | None, shown: str, one: Happened) -> Word:
        tr = self._texts.tr
        owner = self._owners.get(account.id) if account else None
        room = self._rooms.get(next(iter(one.rooms), ""))
        platform = self._platform(account.platform if account else room.platform if room else None)
        name = visible_name(shown, _NAME)
        number = ""
        if account is not None and account.id not in self._met:
            self._met.add(account.id)
            number = visible_name(account.given_id, _NAME)
        called = visible_name(owner.name, _NAME) if owner else ""
        if owner is None and not self._accused(account, room):
            said = tr("the person who goes by {name}", name=self.quoted(name))
            return Word(said)
        who = called or tr("an unidentified person")
        if number:
            said = tr("{who} ({platform} name “{name}”, number {number})", who=who,
                      platform=platform, name=name, number=number)  # fmt: skip
        else:
            said = tr("{who} ({platform} name “{name}”)", who=who, platform=platform, name=name)
        return Word(said.replace("( ", "("))

    def _accused(self, account: Account | None, room: Room | None) -> bool:
        """In a chat of two one of them is the person herself, so only her word tells who is not."""
        if account is not None and account.id in self._marked:
            return True
        return room is None or room.kind not in _OF_TWO

    def _sender(self, one: Happened, account: Account | None) -> str:
        if one.message is not None:
            shown = self._vault.chats.message(one.message).sender
            if shown:
                return shown
        return account.names[-1] if account is not None and account.names else ""

    def _platform(self, platform: Platform | None) -> str:
        if platform is None or platform in _UNNAMED_PLATFORMS:
            return ""
        return self._texts.tr(PLATFORMS[platform])


def _owners(vault: Vault, case: Case, people: Mapping[str, Person]) -> dict[str, Person]:
    """Whose account it is, by the person's word; of several the one that a report is about."""
    found: dict[str, Person] = {}
    for mark in vault.told.people.marks(case.id):
        person = people.get(mark.person)
        if mark.kind is not MarkKind.ACCOUNT or mark.account is None or person is None:
            continue
        before = found.get(mark.account)
        hidden = before is not None and before.role is Role.OTHER_VICTIM
        if before is None or (not hidden and person.role in ABOUT):
            found[mark.account] = person
        if person.role is Role.OTHER_VICTIM:
            found[mark.account] = person
    return found
