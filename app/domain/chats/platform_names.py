"""The names of the platforms, for the screen and for documents."""

from __future__ import annotations

from enum import StrEnum

from app.domain.chats.chats import Platform
from app.i18n import N_

PLATFORMS: dict[StrEnum, str] = {
    Platform.TELEGRAM: N_("Telegram"),
    Platform.KAKAOTALK: N_("KakaoTalk"),
    Platform.DISCORD: N_("Discord"),
    Platform.INSTAGRAM: N_("Instagram"),
    Platform.FACEBOOK: N_("Facebook"),
    Platform.WHATSAPP: N_("WhatsApp"),
    Platform.LINE: N_("LINE"),
    Platform.SIGNAL: N_("Signal"),
    Platform.X: N_("X"),
    Platform.WEB: N_("Web"),
    Platform.OTHER: N_("Other"),
}
