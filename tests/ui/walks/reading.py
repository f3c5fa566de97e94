"""Pictures of the pages that read: a mail's inside, marks in a picture, a part of a chat, folders."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from app.domain.evidence.items import ItemKind
from app.usecases.items.evidence import list_items
from app.usecases.items.tracing import note_label
from tests.ui.story import Story
from ui.building import Desk

MAIL = """From: =?utf-8?B?7LWc64+E7JykIDxjaG9pLmRveXVuQGV4YW1wbGUubmV0Pg==?=
To: me@example.org
Subject: =?utf-8?B?64uk7IucIOyXsOudveuTnOumveuLiOuLpA==?=
Date: Tue, 27 Aug 2024 14:03:22 +0900
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=B

--B
Content-Type: text/plain; charset=utf-8

오늘까지 답이 없으면 다른 방에도 올리겠습니다.
https://t.me/another_room_of_theirs/12
--B
Content-Type: image/png; name=p.png

x
--B--
"""


def pages(desk: Desk, story: Story, picture: str, settle: Callable[[Desk], None]) -> Iterator[str]:
    """The traces of a picture, the inside of a mail, a part of a chat, a folder that is named."""
    frame, vault = desk.window.frame, desk.context.session.vault
    note_label(vault, story.case, picture, "AI로 만든 이미지", where="게시물 아래")
    frame.go("traces", picture)
    settle(desk)
    yield "traces"
    mail = story.vault.parent / "mail.eml"
    mail.write_text(MAIL, "utf-8")
    frame.page_called("evidence").add([mail])
    settle(desk)
    items = [row.item for row in list_items(vault, story.case)]
    frame.go("item", next(one.id for one in items if one.name == "mail.eml"))
    settle(desk)
    yield "item-mail"
    frame.go("excerpt", next(one.id for one in items if one.kind is ItemKind.CHAT))
    settle(desk)
    yield "excerpt"
    frame.go("watch")
    settle(desk)
    page = frame.page_called("watch")
    page._row.line.setText(str(story.vault.parent))
    page._add.click()
    settle(desk)
    yield "watch"
