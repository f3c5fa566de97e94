"""What is told of an account as its identifier."""

from __future__ import annotations

from app.domain.chats.chats import Account, Platform


def of(native_id: str) -> str:
    return Account("a-1", "c-1", Platform.KAKAOTALK, native_id, ("바람개비",), 0).given_id


def test_a_name_alone_is_told_as_no_identifier() -> None:
    assert (of("name:바람개비"), of("user5550100")) == ("", "user5550100")
