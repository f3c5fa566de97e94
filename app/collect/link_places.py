"""Normal forms of links to the platforms where such material is spread, beside Telegram.

X, Instagram, Discord, KakaoTalk open chat, YouTube, after the forms that these platforms write
themselves. Nothing here opens a link. Parameters that only say how somebody came to a link are
left out of the normal form, by name; the original keeps them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple
from urllib.parse import unquote

TRACKING = frozenset({
    "fbclid", "gclid", "dclid", "gbraid", "wbraid", "msclkid", "twclid", "ttclid", "yclid",
    "igshid", "igsh", "mc_cid", "mc_eid", "_hsenc", "_hsmi", "mkt_tok", "oly_anon_id", "oly_enc_id",
    "vero_id", "wickedid", "n_media", "n_query", "n_rank", "nacn", "napm",
})  # fmt: skip
"""Parameters of web links that say how somebody came there; and all that begin with `utm_`."""

_NUMBER = re.compile(r"[0-9]{1,20}\Z", re.ASCII)
_WORD = re.compile(r"[A-Za-z0-9_.\-]{1,100}\Z", re.ASCII)
_VIDEO = re.compile(r"[A-Za-z0-9_\-]{11}\Z", re.ASCII)
_EXPIRES = re.compile(r"[0-9a-fA-F]{8}\Z", re.ASCII)

X_HOSTS = frozenset({"x.com", "twitter.com"})
X_MIRRORS = frozenset({
    "vxtwitter.com", "fxtwitter.com", "fixupx.com", "fixvx.com", "twittpr.com", "nitter.net",
    "xcancel.com",
})  # fmt: skip
DISCORD_FILES = frozenset({"cdn.discordapp.com", "media.discordapp.net"})
_PREFIXES = ("www.", "mobile.", "m.")
_X_WORDS = frozenset({"home", "explore", "search", "i", "settings", "notifications", "hashtag"})
_INSTAGRAM_WORDS = frozenset({"explore", "accounts", "direct", "about", "developer", "legal"})


class Placed(NamedTuple):
    """The normal form of a link to a platform, its kind, and the host that it has there."""

    normal: str
    kind: str
    host: str


class _Asked(NamedTuple):
    host: str
    parts: list[str]
    query: str

    def parameter(self, name: str) -> str:
        """The first value of a parameter, empty where there is none."""
        for pair in self.query.lstrip("?").split("&"):
            key, _, value = pair.partition("=")
            if key == name:
                return unquote(value)
        return ""


def placed(host: str, path: str, query: str) -> Placed | None:
    """The normal form of a web link on a known platform; None for any other link.

    `host` is in ASCII small letters, without a port.
    """
    bare = next((host.removeprefix(one) for one in _PREFIXES if host.startswith(one)), host)
    reader = _BY_HOST.get(bare) or _BY_HOST.get(host)
    if reader is None:
        return None
    parts = [unquote(part) for part in path.split("/") if part]
    return reader(_Asked(bare if bare in _BY_HOST else host, parts, query))


def without_tracking(query: str) -> str:
    """A query without the parameters of `TRACKING`; the others as they stand, in their order."""
    if not query:
        return ""
    kept = [pair for pair in query[1:].split("&") if not _is_tracking(pair.partition("=")[0])]
    return "?" + "&".join(kept) if kept else ""


def expires_ms(link: str) -> int | None:
    """When a link to a file on Discord's servers ends, by its own parameter; None for others.

    UTC milliseconds.
    """
    host = link.partition("://")[2].partition("/")[0].lower()
    if host not in DISCORD_FILES:
        return None
    value = _Asked(host, [], link.partition("?")[2].partition("#")[0]).parameter("ex")
    return int(value, 16) * 1000 if _EXPIRES.match(value) else None


def _is_tracking(name: str) -> bool:
    folded = name.lower()
    return folded in TRACKING or folded.startswith("utm_")


def _x(asked: _Asked) -> Placed | None:
    parts = asked.parts
    host = "x.com" if asked.host in X_HOSTS else asked.host
    base = f"https://{host}/"
    if len(parts) >= 3 and parts[1] in {"status", "statuses"} and _NUMBER.match(parts[2]):
        who = parts[0].lower() if _WORD.match(parts[0]) else "i"
        return Placed(f"{base}{who}/status/{parts[2]}", "x.post", host)
    if parts[:3] == ["i", "web", "status"] and len(parts) > 3 and _NUMBER.match(parts[3]):
        return Placed(f"{base}i/status/{parts[3]}", "x.post", host)
    if len(parts) == 1 and _WORD.match(parts[0]) and parts[0].lower() not in _X_WORDS:
        return Placed(f"{base}{parts[0].lower().lstrip('@')}", "x.profile", host)
    return None


def _instagram(asked: _Asked) -> Placed | None:
    parts, base = asked.parts, "https://www.instagram.com/"
    if len(parts) >= 3 and parts[1] in {"p", "reel"} and _WORD.match(parts[2]):
        parts = parts[1:]  # …/NAME/p/CODE is the same place as …/p/CODE
    if len(parts) >= 2 and parts[0] in {"p", "reel", "reels", "tv"} and _WORD.match(parts[1]):
        word = "reel" if parts[0] == "reels" else parts[0]
        kind = "instagram.reel" if word == "reel" else "instagram.post"
        return Placed(f"{base}{word}/{parts[1]}/", kind, "www.instagram.com")
    if parts[:1] == ["stories"] and len(parts) >= 2 and _WORD.match(parts[1]):
        rest = f"{parts[2]}/" if len(parts) > 2 and _NUMBER.match(parts[2]) else ""
        place = f"{base}stories/{parts[1].lower()}/{rest}"
        return Placed(place, "instagram.story", "www.instagram.com")
    if len(parts) == 1 and _WORD.match(parts[0]) and parts[0].lower() not in _INSTAGRAM_WORDS:
        return Placed(f"{base}{parts[0].lower()}/", "instagram.profile", "www.instagram.com")
    return None


def _discord(asked: _Asked) -> Placed | None:
    parts = asked.parts
    if parts[:1] == ["invite"]:
        return _discord_invite(_Asked(asked.host, parts[1:], asked.query))
    if parts[:1] == ["channels"] and 2 <= len(parts) <= 4:
        numbers = parts[1:]
        if all(_NUMBER.match(one) or one == "@me" for one in numbers):
            kind = ("discord.server", "discord.channel", "discord.message")[len(numbers) - 1]
            return Placed("https://discord.com/channels/" + "/".join(numbers), kind, "discord.com")
    if parts[:1] == ["users"] and len(parts) == 2 and _NUMBER.match(parts[1]):
        return Placed(f"https://discord.com/users/{parts[1]}", "discord.profile", "discord.com")
    return None


def _discord_invite(asked: _Asked) -> Placed | None:
    parts = asked.parts
    if len(parts) == 1 and _WORD.match(parts[0]):
        return Placed(f"https://discord.gg/{parts[0]}", "discord.invite", "discord.gg")
    return None


def _discord_file(asked: _Asked) -> Placed | None:
    parts = asked.parts
    if len(parts) >= 4 and parts[0] in {"attachments", "ephemeral-attachments"}:
        if not all(_NUMBER.match(one) for one in parts[1:3]) or not _WORD.match(parts[3]):
            return None
        place = "/".join(parts[:4])
        return Placed(f"https://cdn.discordapp.com/{place}", "discord.file", "cdn.discordapp.com")
    return None


def _kakaotalk(asked: _Asked) -> Placed | None:
    parts, host = asked.parts, "open.kakao.com"
    if len(parts) >= 2 and parts[0] in {"o", "me"} and _WORD.match(parts[1]):
        kind = "kakaotalk.open_chat" if parts[0] == "o" else "kakaotalk.open_profile"
        return Placed(f"https://{host}/{parts[0]}/{parts[1]}", kind, host)
    return None


def _youtube(asked: _Asked) -> Placed | None:
    parts, video = asked.parts, ""
    if parts[:1] == ["watch"]:
        video = asked.parameter("v")
    elif len(parts) >= 2 and parts[0] in {"shorts", "live", "embed", "v"}:
        video = parts[1]
    elif asked.host == "youtu.be" and parts:
        video = parts[0]
    if _VIDEO.match(video):
        begin = asked.parameter("t") or asked.parameter("start")
        at = f"&t={begin}" if re.fullmatch(r"[0-9hms]{1,12}", begin, re.ASCII) else ""
        place = f"https://www.youtube.com/watch?v={video}{at}"
        return Placed(place, "youtube.video", "www.youtube.com")
    return _youtube_channel(parts)


def _youtube_channel(parts: list[str]) -> Placed | None:
    base, host = "https://www.youtube.com/", "www.youtube.com"
    if len(parts) >= 1 and parts[0].startswith("@") and _WORD.match(parts[0][1:]):
        return Placed(f"{base}{parts[0].lower()}", "youtube.channel", host)
    if len(parts) >= 2 and parts[0] in {"channel", "c", "user"} and _WORD.match(parts[1]):
        return Placed(f"{base}{parts[0]}/{parts[1]}", "youtube.channel", host)
    return None


_BY_HOST: dict[str, Callable[[_Asked], Placed | None]] = {
    **dict.fromkeys(X_HOSTS | X_MIRRORS, _x),
    **dict.fromkeys(("instagram.com", "instagr.am"), _instagram),
    **dict.fromkeys(
        ("discord.com", "discordapp.com", "ptb.discord.com", "canary.discord.com"), _discord
    ),
    **dict.fromkeys(("discord.gg", "dsc.gg"), _discord_invite),
    **dict.fromkeys(DISCORD_FILES, _discord_file),
    "open.kakao.com": _kakaotalk,
    **dict.fromkeys(
        ("youtube.com", "youtu.be", "music.youtube.com", "youtube-nocookie.com"), _youtube
    ),
}
