"""One normal form for a link, so that the same place is the same text.

Nothing here opens, resolves or follows a link.

Telegram's forms after core.telegram.org/api/links (2024); other platforms in `link_places`; web
addresses after RFC 3986 section 6.2.2: case, default ports, percent signs that need not be.
Parameters that only say how somebody came there are left out by name; fragments stay.
"""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import parse_qs, quote, unquote

from app.collect.link_places import placed, without_tracking

LONGEST = 8192
"""Characters of a link that are read; a longer text is no link."""

_HIDDEN = re.compile(
    "[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]"
)
_URL = re.compile(
    r"([A-Za-z][A-Za-z0-9+.\-]{1,31})://([^/?#\s]*)([^?#]*)(\?[^#]*)?(#.*)?", re.DOTALL
)
_AUTHORITY = re.compile(r"(?:(.*)@)?(\[[0-9A-Fa-f:.]+\]|[^:@]*)(?::(\d{0,5}))?", re.DOTALL)
_ADDRESS = re.compile(r"\[[0-9a-f:.]+\]")
_TELEGRAM_HOSTS = frozenset({"t.me", "telegram.me", "telegram.dog"})
_PORTS = {"http": "80", "https": "443", "ftp": "21"}
_USERNAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{2,31}\Z")
_NUMBER = re.compile(r"[0-9]{1,19}\Z", re.ASCII)
_UNRESERVED = re.compile(r"[A-Za-z0-9\-._~]\Z", re.ASCII)
_KINDS = {"addlist": "telegram.folder", "proxy": "telegram.proxy", "socks": "telegram.proxy"}
_INVITE = re.compile(r"[A-Za-z0-9_\-]{4,64}")
_PATH_WORDS = frozenset({
    "addemoji", "addlist", "addstickers", "addtheme", "auction", "bg", "boost", "call",
    "confirmphone", "contact", "folder", "giftcode", "invoice", "iv", "login", "m", "nft",
    "proxy", "setlanguage", "share", "socks", "stars", "stickers", "www",
})  # fmt: skip
_SUBDOMAIN = re.compile(r"([a-z][a-z0-9_]{2,31})\.(?:t\.me|telegram\.me|telegram\.dog)\Z")


class FoundLink(NamedTuple):
    """A link.

    `normal` is the normalised form, `original` the text as found, `host` in ASCII (Punycode where
    needed).

    `kind` is `telegram.message`, `.private_message`, `.invite`, `.name`, `.phone`, `.folder`,
    `.story`, `.proxy`, `.other`, one that `link_places` gives, or `web`. `shown_host` is the host
    in its own letters, where they differ.
    """

    normal: str
    original: str
    host: str
    kind: str
    shown_host: str = ""


def normalise(text: str) -> FoundLink | None:
    """The normal form of a text that is a link as a whole; None where it is none.

    Without a scheme, `https` is read. Control, bidi and zero-width characters are left out of the
    normal form and stay in `original`.
    """
    if len(text) > LONGEST:
        return None
    plain = _HIDDEN.sub("", text).strip()
    if plain[:3].lower() == "tg:":
        return _tg(plain, text)
    plain = plain if "://" in plain[:40] else f"https://{plain}"
    match = _URL.match(_as_browsers_read(plain))
    if match is None or match.end() == 0 or any(space in plain for space in " \t\n\r"):
        return None
    scheme, authority, path, query, fragment = (part or "" for part in match.groups())
    scheme = scheme.lower()
    pieces = _AUTHORITY.fullmatch(authority)
    if pieces is None or scheme not in _PORTS:
        return None
    user, name, port = (part or "" for part in pieces.groups())
    host, shown = _host(name)
    if not host or ("." not in host and not host.startswith("[")):
        return None
    unusual = bool(port) and port != _PORTS[scheme]
    known = None if scheme == "ftp" or user else _known(host, path, query, text, unusual=unusual)
    if known is not None:
        return known
    place = f"{user}@{host}" if user else host
    if unusual:
        place = f"{place}:{port}"
    path, query = _plain_signs(path), without_tracking(_plain_signs(query))
    normal = f"{scheme}://{place}{path or '/'}{query}{fragment}"
    return FoundLink(normal, text, host, "web", shown)


def _known(host: str, path: str, query: str, text: str, *, unusual: bool) -> FoundLink | None:
    """The normal form on a known platform; an unusual port leads elsewhere, but for Telegram."""
    telegram = _telegram(host, path, query, text)
    if telegram is not None or unusual:
        return telegram
    known = placed(host, path, query)
    return None if known is None else FoundLink(known.normal, text, known.host, known.kind)


def username_link(mention: str) -> FoundLink | None:
    """The link behind an `@name` that Telegram itself marked as a mention."""
    name = _HIDDEN.sub("", mention).strip().removeprefix("@")
    if _USERNAME.match(name) is None:
        return None
    return FoundLink(f"https://t.me/{name.lower()}", mention, "t.me", "telegram.name")


def derived_message_link(kind: str, native_id: str, message_id: str) -> str | None:
    """The link of a message in a supergroup or channel, rebuilt from its identifiers.

    None where there is none.

    Such a link was never seen by anybody: it opens for members only and is to be marked as derived.
    One-to-one chats and basic groups have no message links at all.
    """
    if kind not in {"private_supergroup", "private_channel", "public_supergroup", "public_channel"}:
        return None
    bare = native_id.removeprefix("-100") if native_id.startswith("-") else native_id
    if _NUMBER.match(bare) is None or _NUMBER.match(message_id) is None:
        return None
    return f"https://t.me/c/{bare}/{message_id}"


def _as_browsers_read(text: str) -> str:
    """Browsers take a backslash before the query as a slash, and so does whoever opens the link."""
    if "\\" not in text:
        return text
    found = re.match(r"(?:https?|ftp):[^?#]*", text, re.IGNORECASE)
    return text if found is None else found.group().replace("\\", "/") + text[found.end() :]


def _plain_signs(text: str) -> str:
    """Percent signs as RFC 3986 section 6.2.2 has them: none where none is needed, else capital."""
    if "%" not in text:
        return text

    def plain(match: re.Match[str]) -> str:
        letter = chr(int(match.group()[1:], 16))
        return letter if _UNRESERVED.match(letter) else match.group().upper()

    return re.sub(r"%[0-9A-Fa-f]{2}", plain, text)


def _host(name: str) -> tuple[str, str]:
    """A host in ASCII and, where that differs, in its own letters."""
    lowered = (unquote(name) if "%" in name else name).lower().rstrip(".")
    try:
        if lowered.isascii():
            shown = lowered.encode().decode("idna") if "xn--" in lowered else ""
            return _checked(lowered), shown if shown != lowered else ""
        return _checked(lowered.encode("idna").decode("ascii").lower()), lowered
    except UnicodeError:
        return _checked(lowered), ""


def _checked(host: str) -> str:
    """Nothing for a host that no browser opens, among them those with a sign that was hidden."""
    if _ADDRESS.fullmatch(host):
        return host
    wrong = re.search(r"[\s\"'<>\\^`{|},;()%#/:?@\[\]]|\.\.|^\.", host) or _HIDDEN.search(host)
    return "" if wrong else host


def _telegram(host: str, path: str, query: str, original: str) -> FoundLink | None:
    """The normal form of a web link to Telegram; None where the host is another."""
    host = host.removeprefix("www.")
    parts = [unquote(part) for part in path.split("/") if part]
    subdomain = _SUBDOMAIN.match(host)
    if subdomain is not None and subdomain.group(1) not in {"web", "www"}:
        parts.insert(0, subdomain.group(1))
    elif host not in _TELEGRAM_HOSTS:
        return None
    if not parts:
        return _found("", original, "telegram.other")
    return (
        _invite(parts, original)
        or _private(parts, query, original)
        or _public(parts, query, original)
        or _other(parts, query, original)
    )


def _other(parts: list[str], query: str, original: str) -> FoundLink:
    kind = _KINDS.get(parts[0].lower(), "telegram.other")
    path = quote("/".join([parts[0].lower(), *parts[1:]]), safe="/+@:-_.~", errors="replace")
    if kind == "telegram.folder":
        query = ""
    return _found(path + without_tracking(query), original, kind)


def _found(path: str, original: str, kind: str) -> FoundLink:
    return FoundLink(f"https://t.me/{path}", original, "t.me", kind)


def _invite(parts: list[str], original: str) -> FoundLink | None:
    first = parts[0]
    if first[:1] in {"+", " "}:
        code = _INVITE.match(first[1:])
        if code is None:
            return None
        if code.group().isdigit() and len(code.group()) <= 15:
            return _found("+" + code.group(), original, "telegram.phone")
        return _found("+" + code.group(), original, "telegram.invite")
    if first.lower() == "joinchat" and len(parts) > 1:
        code = _INVITE.match(parts[1])
        return None if code is None else _found("+" + code.group(), original, "telegram.invite")
    return None


def _private(parts: list[str], query: str, original: str) -> FoundLink | None:
    if parts[0].lower() != "c" or len(parts) < 2:
        return None
    numbers = _leading_numbers(parts[1:4])
    if not numbers:
        return None
    if len(numbers) == 1:
        return _found(f"c/{numbers[0]}", original, "telegram.other")
    return _found("c/" + _place(numbers, query), original, "telegram.private_message")


def _public(parts: list[str], query: str, original: str) -> FoundLink | None:
    rest = parts[1:] if parts[0].lower() == "s" and len(parts) > 1 else parts
    name = _leading_name(rest[0])
    if not name or (name.lower() in _PATH_WORDS and rest is parts):
        return None
    numbers = _leading_numbers(rest[1:3])
    if name == rest[0] and len(rest) == 3 and rest[1] == "s" and _NUMBER.match(rest[2]):
        return _found(f"{name.lower()}/s/{rest[2]}", original, "telegram.story")
    if numbers and name == rest[0]:
        where = _place([name.lower(), *numbers], query)
        return _found(where, original, "telegram.message")
    return _found(name.lower(), original, "telegram.name")


def _place(parts: list[str], query: str) -> str:
    """Room, topic and message, with the topic or comment that the query may name."""
    given = parse_qs(query[1:], max_num_fields=20) if 0 < len(query) < 200 else {}
    thread, comment = given.get("thread", [""])[0], given.get("comment", [""])[0]
    if len(parts) == 2 and _NUMBER.match(thread):
        parts = [parts[0], thread, parts[1]]
    return "/".join(parts) + (f"?comment={comment}" if _NUMBER.match(comment) else "")


def _leading_name(part: str) -> str:
    """A user name at the beginning of a path part, without a particle that follows it."""
    match = re.match(r"@?([A-Za-z0-9_]+)", part)
    name = match.group(1) if match else ""
    return name if _USERNAME.match(name) else ""


def _leading_numbers(parts: list[str]) -> list[str]:
    numbers = []
    for part in parts:
        match = re.match(r"[0-9]{1,19}", part, re.ASCII)
        if match is None:
            break
        numbers.append(match.group())
        if match.end() != len(part):
            break
    return numbers


def _tg(plain: str, original: str) -> FoundLink | None:
    """`tg:` links, by the web form of the same place."""
    match = re.match(r"tg:(?://)?([A-Za-z_]{1,32})/?(?:\?([^#\s]*))?", plain, re.IGNORECASE)
    if match is None:
        return None
    action, raw = match.group(1).lower(), match.group(2) or ""
    try:
        given = {key: values[0] for key, values in parse_qs(raw, max_num_fields=20).items()}
    except ValueError:
        given = {}
    found = _tg_place(action, given, original)
    kept = f"?{raw}" if raw else ""
    return found or FoundLink(f"tg://{action}{kept}", original, "", "telegram.other")


def _tg_place(action: str, given: dict[str, str], original: str) -> FoundLink | None:
    post, thread = given.get("post", ""), given.get("thread", "")
    query = f"?thread={thread}" + (f"&comment={given['comment']}" if "comment" in given else "")
    if action == "resolve" and "phone" in given:
        return _invite(["+" + given["phone"].lstrip("+ ")], original)
    if action == "resolve" and _USERNAME.match(given.get("domain", "")):
        if _NUMBER.match(given.get("story", "")):
            return _public([given["domain"], "s", given["story"]], "", original)
        return _public([part for part in (given["domain"], post) if part], query, original)
    if action == "addlist" and _INVITE.fullmatch(given.get("slug", "")):
        return _other(["addlist", given["slug"]], "", original)
    if action == "boost" and _USERNAME.match(given.get("domain", "")):
        return _other(["boost", given["domain"].lower()], "", original)
    if action in {"proxy", "socks"}:
        return FoundLink(f"tg://{action}", original, "", "telegram.proxy")
    if action == "privatepost" and given.get("channel") and post:
        return _private(["c", given["channel"], post], query, original)
    if action == "join" and given.get("invite"):
        return _invite(["+" + given["invite"]], original)
    return None
