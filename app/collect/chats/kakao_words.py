"""KakaoTalk's own words in an export: headings, words that stand for a file, news of the room."""

from __future__ import annotations

import re

from app.collect.chats.base import MediaRead

_TITLES = (
    re.compile(r"(?P<title>.{1,300}?) 님과(?:의)? 카카오톡 대화\Z"),
    re.compile(r"(?P<title>.{1,300}?)(?:의)? 카카오톡 대화\Z"),
    re.compile(r"KakaoTalk Chats with (?P<title>.{1,300})\Z"),
    re.compile(r"(?P<title>.{1,300}?) (?:with )?KakaoTalk Chats\Z"),
)
_SAVED = re.compile(r"(?:저장한 날짜|Date Saved) ?: ?.{4,60}\Z")
_ROLES = {
    "사진": "photo", "photo": "photo", "image": "photo", "동영상": "video_file",
    "video": "video_file", "이모티콘": "sticker", "emoticons": "sticker", "emoticon": "sticker",
    "스티커": "sticker", "sticker": "sticker", "음성메시지": "voice_message",
    "voice message": "voice_message", "voice note": "voice_message",
}  # fmt: skip
_SEVERAL = re.compile(r"사진 \d{1,3}장|\d{1,3} photos", re.IGNORECASE)
_FILE = re.compile(r"(?:파일|File) ?: ?(?P<name>[^/\\\n]{1,255})\Z")
_DELETED = {"삭제된 메시지입니다.", "this message was deleted.", "(deleted message)"}
_NEWS = re.compile(
    r".{1,300}(?:님이 (?:들어왔습니다|나갔습니다)\.?|님을 (?:초대(?:하였|했)습니다|내보냈습니다)\.?"
    r"|메시지를 가렸습니다\.?|방장이 되었습니다\.?"
    r"| (?:joined|left) this chatroom\.?| has (?:joined|left) this chatroom\.?| invited .{1,300}\.)"
    r"(?:채팅방으로 초대하기)?\Z"
)


def title_of(line: str) -> str | None:
    """The room's title out of a heading line, empty for the line that tells when it was saved.

    None for a line that is no heading.
    """
    text = line.strip("\ufeff \t")
    if len(text) > 340:
        return None
    if _SAVED.match(text):
        return ""
    for form in _TITLES:
        found = form.match(text)
        if found is not None:
            return found["title"]
    return None


def named_file(text: str) -> MediaRead | None:
    """The file that a whole message stands for: text exports hold a word in its place."""
    if len(text) > 300:
        return None
    folded = text.casefold()
    if folded in _DELETED:
        return MediaRead("message", text, absent="deleted")
    role = "photo" if _SEVERAL.fullmatch(text) else _ROLES.get(folded, "")
    found = _FILE.match(text)
    if found is not None:
        return MediaRead("file", text, absent="not_exported")
    return MediaRead(role, text, absent="not_exported") if role else None


def tells_of_room(line: str) -> bool:
    """Whether a line without a time tells who came, left or was invited."""
    return len(line) <= 700 and _NEWS.match(line) is not None
