"""The sentences in which platforms tell of a room's life, where an export has nothing but words.

Telegram's pages after the sentences of its exporter; KakaoTalk, WhatsApp and LINE after exports as
people publish them. A sentence that is not known here stays what it is: a record of the room.
"""

from __future__ import annotations

import re
from itertools import chain

from app.domain.chats.chats import Platform
from app.domain.chats.roomlife import Happening

LONGEST = 1000

Form = tuple[Happening, str]
Found = tuple[Happening, dict[str, str]]

_A = r"(?P<actor>.{1,300}?)"
_N = r"(?P<names>.{1,700}?)"
_T = r"(?P<after>.{1,400}?)"
_B = r"[\"“](?P<before>.{1,400})[\"”]"

_TELEGRAM: tuple[Form, ...] = (
    (Happening.CREATED, rf"{_A} created group «{_T}»(?: with members {_N})?"),
    (Happening.CREATED, rf"Channel «{_T}» created"),
    (Happening.RENAMED, rf"{_A} changed group title to «{_T}»"),
    (Happening.RENAMED, rf"Channel title changed to «{_T}»"),
    (Happening.PICTURE, rf"(?:{_A} changed group|Channel) photo(?: changed)?"),
    (Happening.PICTURE_REMOVED, rf"(?:{_A} removed group photo|Channel photo removed)"),
    (Happening.JOINED, rf"{_A} joined group by (?:request|link from {_T})"),
    (Happening.MOVED_TO, rf"{_A} converted this group to a supergroup"),
    (Happening.MOVED_FROM, rf"{_A} converted a basic group to this supergroup «{_T}»"),
    (Happening.PINNED, rf"{_A} pinned this message"),
    (Happening.CLEARED, r"History cleared"),
    (Happening.ADDED, rf"{_A} invited (?!.* (?:to|in) (?:the )?voice chat){_N}"),
    (Happening.REMOVED, rf"{_A} removed {_N}"),
)
_KAKAOTALK: tuple[Form, ...] = (
    (Happening.ADDED, rf"{_A}님이 {_N}님을 초대(?:하였|했)습니다"),
    (Happening.JOINED, rf"{_A}님이 들어왔습니다"),
    (Happening.LEFT, rf"{_A}님이 나갔습니다"),
    (Happening.REMOVED, rf"(?:{_A}님이 )?{_N}님을 내보냈습니다"),
    (Happening.HELPER, rf"{_N}님이 부방장이 되었습니다"),
    (Happening.HOST, rf"{_N}님이 방장이 되었습니다"),
    (Happening.JOINED, rf"{_A} (?:has )?joined this chatroom"),
    (Happening.LEFT, rf"{_A} (?:has )?left this chatroom"),
    (Happening.ADDED, rf"{_A} invited {_N}"),
)
_WHATSAPP: tuple[Form, ...] = (
    (Happening.CREATED, rf"{_A} created (?:this )?group(?: [\"“]{_T}[\"”])?"),
    (
        Happening.RENAMED,
        rf"{_A} changed the (?:subject|group name)(?: from {_B})? to [\"“]{_T}[\"”]",
    ),
    (Happening.PICTURE, rf"{_A} changed (?:this|the) group[’']s icon"),
    (Happening.PICTURE_REMOVED, rf"{_A} deleted (?:this|the) group[’']s icon"),
    (
        Happening.JOINED,
        rf"{_A} joined (?:using|via|from) (?:this group[’']s|your|a|an) (?:group |invite )*link",
    ),
    (Happening.HELPER, rf"{_N} (?:is|[’']?re) now an admin"),
    (Happening.ADDED, rf"{_A} added {_N}"),
    (Happening.REMOVED, rf"{_A} removed {_N}"),
    (Happening.LEFT, rf"{_A} left(?: the group)?"),
    (Happening.CREATED, rf"{_A}님이 [\"“]{_T}[\"”] 그룹을 (?:만들었|생성했)습니다"),
    (
        Happening.RENAMED,
        rf"{_A}님이 (?:그룹 )?(?:제목|이름)을 {_B}에서 [\"“]{_T}[\"”]으?로 (?:변경했|바꿨)습니다",
    ),
    (Happening.ADDED, rf"{_A}님이 {_N}님을 추가했습니다"),
    (Happening.REMOVED, rf"{_A}님이 {_N}님을 (?:내보냈|삭제했|제거했)습니다"),
    (Happening.LEFT, rf"{_A}님이 나갔습니다"),
    (Happening.JOINED, rf"{_A}님이 .{{0,40}}링크를 .{{1,20}}(?:참가|참여|입장)했습니다"),
)
_LINE: tuple[Form, ...] = (
    (Happening.ADDED, rf"{_A} invited {_N} to the group"),
    (Happening.REMOVED, rf"{_A} removed {_N} from the group"),
    (Happening.JOINED, rf"{_A} joined the (?:group|chat)"),
    (Happening.LEFT, rf"{_A} left the (?:group|chat)"),
    (Happening.RENAMED, rf"{_A} changed the group(?:'s)? name to [\"“]?{_T}[\"”]?"),
    (Happening.PICTURE, rf"{_A} changed the group(?:'s)? (?:profile )?(?:picture|photo|image)"),
    (Happening.ADDED, rf"{_A}님이 {_N}님을 (?:그룹에 )?초대(?:하였|했)습니다"),
    (Happening.JOINED, rf"{_A}님이 (?:그룹|채팅)에 참여(?:하였|했)습니다"),
    (Happening.LEFT, rf"{_A}님이 (?:그룹을 |채팅방을 )?나갔습니다"),
    (Happening.REMOVED, rf"{_A}님이 {_N}님을 내보냈습니다"),
)
_META: tuple[Form, ...] = (
    (Happening.CREATED, rf"{_A} created the group"),
    (Happening.RENAMED, rf"{_A} named the group {_T}"),
    (Happening.PICTURE, rf"{_A} changed the group photo"),
    (Happening.ADDED, rf"{_A} added {_N} to the group"),
    (Happening.REMOVED, rf"{_A} removed {_N} from the group"),
    (Happening.LEFT, rf"{_A} left the group"),
)


def _compiled(forms: tuple[Form, ...]) -> tuple[tuple[Happening, re.Pattern[str]], ...]:
    end = r"\.?(?:채팅방으로 초대하기)?\Z"
    return tuple((kind, re.compile(form + end, re.DOTALL)) for kind, form in forms)


_FORMS = {
    Platform.TELEGRAM: _compiled(_TELEGRAM),
    Platform.KAKAOTALK: _compiled(_KAKAOTALK),
    Platform.WHATSAPP: _compiled(_WHATSAPP),
    Platform.LINE: _compiled(_LINE),
    Platform.INSTAGRAM: _compiled(_META),
    Platform.FACEBOOK: _compiled(_META),
}
_SEVERAL = re.compile(r"님(?:, ?|과 |와 )")


def said_in_words(platform: Platform, text: str) -> Found | None:
    """What a sentence tells, with `actor`, `names`, `before` and `after` where it has them.

    KakaoTalk parts several names itself; elsewhere they stay as written, since names may hold
    commas. None for any other sentence.
    """
    if not text or len(text) > LONGEST:
        return None
    plain = text.strip("\u200e\u200f\u202a\u202c\ufeff \n")
    for kind, form in _FORMS.get(platform, ()):
        found = form.match(plain)
        if found is None:
            continue
        groups = {key: value for key, value in found.groupdict().items() if value}
        if platform is Platform.KAKAOTALK and "names" in groups:
            parts = (_SEVERAL.split(one) for one in groups["names"].split("\n"))
            groups["names"] = "\n".join(chain.from_iterable(parts))
        return kind, groups
    return None
