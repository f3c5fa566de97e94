"""What a link pretends to be: hosts that look like another, and parts that lead the eye astray.

Reads the text alone; nothing is opened or resolved. A warning says what stands there and why that
may mislead; it is no verdict. Confusable letters after Unicode TR 39, those that resemble Latin
ones and are met in host names.
"""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from ipaddress import ip_address
from typing import NamedTuple

from app.i18n import N_

KNOWN_HOSTS = (
    "t.me", "telegram.me", "telegram.org", "x.com", "twitter.com", "instagram.com", "facebook.com",
    "discord.com", "discord.gg", "discordapp.com", "kakao.com", "open.kakao.com", "youtube.com",
    "youtu.be", "naver.com", "daum.net", "google.com", "whatsapp.com", "line.me", "tiktok.com",
)  # fmt: skip
"""Hosts of platforms that others dress up as."""


class Warn(StrEnum):
    """What may mislead about a link."""

    USERINFO = "userinfo"  # what stands before the @ is no host
    LOOKALIKE = "lookalike"  # letters or names that resemble a known platform
    MIXED = "mixed"  # letters of several scripts in one name
    PUNYCODE = "punycode"  # the host is written in other letters than it is shown in
    PORT = "port"  # an unusual door of the host
    NUMBERS = "numbers"  # the host is a bare address of numbers
    HIDDEN = "hidden"  # characters that can't be seen
    ENCODED = "encoded"  # letters written as percent signs in the host


WARNINGS: dict[Warn, str] = {
    Warn.USERINFO: N_("What stands before the @ is not the host. The host is {host}."),
    Warn.LOOKALIKE: N_("The host resembles {known}, but it is {host}."),
    Warn.MIXED: N_("The host mixes letters of several scripts: {shown}."),
    Warn.PUNYCODE: N_("The host in other letters: {shown}. As computers write it: {host}."),
    Warn.PORT: N_("The link names a port that is not the usual one."),
    Warn.NUMBERS: N_("The host is a bare number address: {host}."),
    Warn.HIDDEN: N_("The text holds characters that cannot be seen."),
    Warn.ENCODED: N_("Letters of the host were written as percent signs."),
}
"""A sentence for each; `{host}`, `{shown}` and `{known}` are filled from the `Warning`."""


class LinkWarning(NamedTuple):
    """One warning: the host in ASCII, in its own letters, and the platform it resembles, if any."""

    warn: Warn
    host: str
    shown: str = ""
    known: str = ""


_HIDDEN = re.compile(
    "[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]"
)
_AUTHORITY = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]{1,31}:/*([^/?#]*)")
_LATIN_LIKE = str.maketrans({
    "а": "a", "е": "e", "о": "o", "р": "p", "с": "c", "х": "x", "у": "y", "і": "i", "ѕ": "s",
    "ј": "j", "ԁ": "d", "ո": "n", "ս": "u", "ᴍ": "m", "к": "k", "м": "m", "т": "t", "в": "b",
    "н": "h", "ӏ": "l", "ԛ": "q", "ԝ": "w", "ɡ": "g", "α": "a", "ο": "o", "ρ": "p", "ν": "v",
    "τ": "t", "κ": "k", "ι": "i", "χ": "x", "υ": "u", "ε": "e", "ı": "i", "ł": "l", "ø": "o",
    "0": "o", "1": "l", "ⅿ": "m", "ℓ": "l", "|": "l",
})  # fmt: skip
_DIGRAPHS = (("rn", "m"), ("vv", "w"), ("cl", "d"))


def warnings_of(original: str, host: str, shown_host: str = "") -> tuple[LinkWarning, ...]:
    """What may mislead about a link, in a fixed order.

    `original` is the text as found, `host` in ASCII, `shown_host` in its own letters where these
    differ (it is read from `host` if it is not given).
    """
    shown = shown_host or _shown(host)
    found = []
    if _userinfo(original, host):
        found.append(LinkWarning(Warn.USERINFO, host))
    known = _resembles(host, shown)
    if known:
        found.append(LinkWarning(Warn.LOOKALIKE, host, shown, known))
    if not _is_address(host) and _scripts_mixed(shown or host):
        found.append(LinkWarning(Warn.MIXED, host, shown or host))
    if shown and shown != host:
        found.append(LinkWarning(Warn.PUNYCODE, host, shown))
    authority = _authority(original)
    port = re.search(r":(\d{1,5})\Z", authority)
    if port and port.group(1) not in {"80", "443"}:
        found.append(LinkWarning(Warn.PORT, host))
    if _is_address(host):
        found.append(LinkWarning(Warn.NUMBERS, host))
    if _HIDDEN.search(original):
        found.append(LinkWarning(Warn.HIDDEN, host))
    if "%" in authority.rpartition("@")[2]:
        found.append(LinkWarning(Warn.ENCODED, host))
    return tuple(found)


def _authority(original: str) -> str:
    text = _HIDDEN.sub("", original).strip()
    match = _AUTHORITY.match(text if "://" in text[:40] else f"https://{text}")
    return match.group(1) if match else ""


def _userinfo(original: str, host: str) -> bool:
    """Whether something stands before the @; a mere `@name` has nothing there."""
    return bool(host) and bool(_authority(original).rpartition("@")[0])


def _shown(host: str) -> str:
    try:
        return host.encode().decode("idna") if "xn--" in host else ""
    except UnicodeError:
        return ""


def _is_address(host: str) -> bool:
    if re.fullmatch(r"(?:0x[0-9a-f]+|[0-9]+)(?:\.(?:0x[0-9a-f]+|[0-9]+)){0,3}", host):
        return True
    try:
        ip_address(host.strip("[]"))
    except ValueError:
        return False
    return True


def _script(letter: str) -> str:
    if letter in "-." or letter.isdigit():
        return ""
    name = unicodedata.name(letter, "").partition(" ")[0]
    if name in {"HANGUL", "CJK", "HIRAGANA", "KATAKANA"}:
        return "EAST"  # written together as a matter of course
    return name


def _scripts_mixed(host: str) -> bool:
    return any(len({_script(one) for one in label} - {""}) > 1 for label in host.split("."))


def _skeleton(host: str) -> str:
    """A host as the eye may take it: look-alike letters as the Latin ones, marks left out."""
    plain = host.lower().translate(_LATIN_LIKE)
    apart = unicodedata.normalize("NFKD", plain)
    plain = "".join(one for one in apart if not unicodedata.combining(one)).translate(_LATIN_LIKE)
    for pair, one in _DIGRAPHS:
        plain = plain.replace(pair, one)
    return plain


_SKELETONS = {_skeleton(host): host for host in reversed(KNOWN_HOSTS)}


def _resembles(host: str, shown: str) -> str:
    """The platform that a host is dressed up as; empty where it is one itself, or none."""
    bare = (shown or host).removeprefix("www.")
    ascii_bare = host.removeprefix("www.")
    if any(ascii_bare == one or ascii_bare.endswith(f".{one}") for one in KNOWN_HOSTS):
        return ""
    labels = bare.split(".")
    for start in range(len(labels) - 1):
        known = _SKELETONS.get(_skeleton(".".join(labels[start:])))
        if known:
            return known
    for known in KNOWN_HOSTS:
        # The platform's whole name as the beginning of another host: t.me.example.com
        if _skeleton(bare).startswith((f"{_skeleton(known)}.", f"{_skeleton(known)}-")):
            return known
    return ""
