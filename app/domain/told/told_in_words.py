"""Words for what people tell: roles, what somebody goes by, ways of paying, parts of items."""

from __future__ import annotations

from app.domain.evidence.parts import Part
from app.domain.told.payments import Direction, Way
from app.domain.told.people import MarkKind, Role
from app.i18n import N_

ROLES: dict[Role, str] = {
    Role.OFFENDER: N_("did it or threatens"),
    Role.SHARER: N_("passed it on"),
    Role.WITNESS: N_("saw it"),
    Role.INFORMANT: N_("told me"),
    Role.OTHER_VICTIM: N_("was hurt too"),
    Role.UNKNOWN: N_("not sure"),
}

MARK_KINDS: dict[MarkKind, str] = {
    MarkKind.ACCOUNT: N_("Account in a chat"),
    MarkKind.USER_NAME: N_("@username"),
    MarkKind.DISPLAY_NAME: N_("Name shown"),
    MarkKind.NUMBER: N_("Number (ID)"),
    MarkKind.PROFILE_LINK: N_("Profile link"),
    MarkKind.PHONE: N_("Phone number"),
    MarkKind.EMAIL: N_("E-mail"),
    MarkKind.BANK_ACCOUNT: N_("Bank account"),
    MarkKind.WALLET: N_("Wallet"),
    MarkKind.OTHER: N_("Something else"),
}

WAYS: dict[Way, str] = {
    Way.BANK: N_("bank transfer"),
    Way.WALLET: N_("virtual assets"),
    Way.GIFT_CARD: N_("gift card or voucher"),
    Way.PAYMENT_APP: N_("payment app"),
    Way.CASH: N_("cash"),
    Way.OTHER: N_("another way"),
}

DIRECTIONS: dict[Direction, str] = {
    Direction.ASKED: N_("asked for"),
    Direction.PAID: N_("paid"),
}

PARTS: dict[Part, str] = {
    Part.SOURCE_PHOTO: N_("The photo a fake was made from"),
    Part.TIP_OFF: N_("Somebody told me with this"),
    Part.SHOWS_ME: N_("Shows that it is me"),
    Part.EFFECT: N_("What followed for me"),
    Part.PAYMENT: N_("Record of a payment or demand"),
}
