"""Words for what links lead to, by their kind. A kind that is not known here is shown as it is."""

from __future__ import annotations

from app.i18n import N_, Texts

LINK_KINDS = {
    "telegram.message": N_("Telegram: a message"),
    "telegram.private_message": N_("Telegram: a message, for members only"),
    "telegram.invite": N_("Telegram: an invitation to a room"),
    "telegram.name": N_("Telegram: a room or an account, by its name"),
    "telegram.phone": N_("Telegram: an account, by its telephone number"),
    "telegram.folder": N_("Telegram: a list of rooms"),
    "telegram.story": N_("Telegram: a story"),
    "telegram.proxy": N_("Telegram: a setting of the connection"),
    "telegram.other": N_("Telegram"),
    "x.post": N_("X: a post"),
    "x.profile": N_("X: a profile"),
    "instagram.post": N_("Instagram: a post"),
    "instagram.reel": N_("Instagram: a reel"),
    "instagram.story": N_("Instagram: a story"),
    "instagram.profile": N_("Instagram: a profile"),
    "discord.invite": N_("Discord: an invitation to a server"),
    "discord.server": N_("Discord: a server"),
    "discord.channel": N_("Discord: a channel"),
    "discord.message": N_("Discord: a message"),
    "discord.profile": N_("Discord: a profile"),
    "discord.file": N_("Discord: a file"),
    "kakaotalk.open_chat": N_("KakaoTalk: an open chat"),
    "kakaotalk.open_profile": N_("KakaoTalk: an open profile"),
    "youtube.video": N_("YouTube: a video"),
    "youtube.channel": N_("YouTube: a channel"),
    "web": N_("Web"),
}


def link_kind_in_words(kind: str, texts: Texts) -> str:
    """What a link leads to, in words."""
    word = LINK_KINDS.get(kind)
    return kind if word is None else texts.tr(word)
