"""Pictures inside pages and mails are found elsewhere: hashed where they lie, within bounds."""

from __future__ import annotations

import base64
import io
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest
from PIL import Image

from app.casework.alike import Hashes
from app.collect.media import page_pictures
from app.collect.media.page_pictures import page_hashes
from app.collect.media.picture_hashes import picture_hashes
from app.domain.evidence.likeness import PARTS, Closeness, PictureHash, parts_of, well_formed
from app.jobs import Job
from app.usecases.case.protecting import protect
from app.usecases.intake.collecting import collect
from app.usecases.items import alike
from tests.fixtures.scenes import CHANGES, jpeg, scene
from tests.ole_files import mail_file
from tests.unit.collect.intake.conftest import Person, person  # noqa: F401
from tests.unit.collect.pages.test_readers import record
from tests.unit.vault.conftest import closed_vault, fresh_vault, vault  # noqa: F401

MAIL, MHTML, WARC = "message/rfc822", "multipart/related", "application/warc"


def mail(*pictures: bytes) -> bytes:
    """A mail with words and attached pictures."""
    made = EmailMessage()
    made["From"], made["To"], made["Date"] = "a@x.kr", "b@x.kr", "Fri, 1 Mar 2024 12:00:00 +0900"
    made.set_content("사진")
    for at, one in enumerate(pictures):
        made.add_attachment(one, maintype="image", subtype="jpeg", filename=f"{at}.jpg")
    return made.as_bytes()


def saved_page(picture: bytes) -> bytes:
    """A page as a browser saves it, with a picture that says it is something else."""
    told = base64.encodebytes(picture).decode()
    return (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://x.kr/\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="b"\r\n\r\n'
        "--b\r\nContent-Type: text/html\r\n\r\n<body>page</body>\r\n--b\r\n"
        "Content-Type: application/octet-stream\r\nContent-Transfer-Encoding: base64\r\n"
        f"Content-Location: https://x.kr/a\r\n\r\n{told}\r\n--b--\r\n"
    ).encode()


def one_file(picture: bytes) -> bytes:
    """A page saved as one file: a picture in an element, a mark in a style."""
    told = base64.b64encode(picture).decode()
    small = base64.b64encode(b"GIF89a" + bytes(20)).decode()
    return (
        "<!doctype html><html><style>:root{--a:url(data:image/gif;base64," + small + ")}</style>"
        f'<body><p>data:image/jpeg;base64, no</p><img src="data:image/JPEG;charset=x;base64,{told}">'
    ).encode()


def styled(picture: bytes) -> bytes:
    """The same in a style, spelt as addresses may be."""
    told = base64.b64encode(picture).decode().replace("+", "%2B").replace("=", "%3D")
    return f"<html><style>a{{background:url(data:;base64,{told})}}</style>".encode("utf-16")


def mail_with_page(picture: bytes) -> bytes:
    made = EmailMessage()
    made["From"], made["To"], made["Date"] = "a@x.kr", "b@x.kr", "Fri, 1 Mar 2024 12:00:00 +0900"
    made.set_content(one_file(picture).decode(), subtype="html")
    return made.as_bytes()


def archive(picture: bytes) -> bytes:
    head = b"HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\n\r\n"
    return record(
        "response", head + picture, WARC_Target_URI="https://x.kr/a.jpg",
        Content_Type="application/http; msgtype=response",
    )  # fmt: skip


def packed(picture: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("archive/data.warc", archive(picture))
        file.writestr("datapackage.json", b"{}")
    return out.getvalue()


def outlook(picture: bytes) -> bytes:
    return mail_file({0x0037: "제목", 0x1000: "말"}, [{0x3707: "a.jpg", 0x3701: picture}])


def hashed(data: bytes, media_type: str) -> list[PictureHash]:
    return page_hashes(io.BytesIO(data), media_type, len(data))


@pytest.mark.parametrize(
    ("made", "media_type"),
    [
        (mail, MAIL), (saved_page, MHTML), (archive, WARC),
        (one_file, "text/html"), (styled, "text/html"), (mail_with_page, MAIL),
        (packed, "application/wacz"),
        (outlook, "application/vnd.ms-outlook"),
    ],
)  # fmt: skip
def test_a_picture_inside_is_found_saved_again_and_cropped(made, media_type) -> None:  # type: ignore[no-untyped-def]
    (one,) = hashed(made(jpeg(scene(3))), media_type)
    hashes = Hashes([], [("page", one.quality, one.value)])
    for change in ("jpeg-40", "crop-5-each-side", "mirror"):
        near = hashes.near(picture_hashes(CHANGES[change](scene(3))))
        assert near["page"].closeness in (Closeness.ALIKE, Closeness.PARTLY), change
    assert hashes.near(picture_hashes(scene(9))) == {}


def test_small_plain_and_broken_pictures_count_for_nothing() -> None:
    icon, plain = io.BytesIO(), io.BytesIO()
    scene(1).resize((48, 48)).save(icon, "PNG")
    Image.new("RGB", (300, 300), "teal").save(plain, "PNG")
    broken = jpeg(scene(2))[:900]
    assert hashed(mail(icon.getvalue(), plain.getvalue(), broken, b"GIF89a"), MAIL) == [
        page_pictures.NOTHING_INSIDE
    ]
    assert well_formed(page_pictures.NOTHING_INSIDE)
    assert (
        Hashes([], [("page", 0, page_pictures.NOTHING_INSIDE.value)]).near(picture_hashes(scene(1)))
        == {}
    )


def test_only_the_largest_few_count_and_each_once() -> None:
    many = [jpeg(scene(at).resize((120 + at, 120 + at))) for at in range(15)]
    (one,) = hashed(mail(*many, many[0]), MAIL)
    parts = parts_of(one.value)
    assert parts is not None
    assert (len(parts.wholes), len(parts.crops)) == (12, 0)
    hashes = Hashes([], [("page", one.quality, one.value)])
    assert hashes.near(picture_hashes(scene(14)))
    assert not hashes.near(picture_hashes(scene(0)))


def test_what_one_page_may_cost_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    size = scene(1).width * scene(1).height
    monkeypatch.setattr(page_pictures, "MOST_PIXELS", size)
    (one,) = hashed(mail(jpeg(scene(1)), jpeg(scene(2))), MAIL)
    assert one.value[0] == 1
    monkeypatch.setattr(page_pictures, "MOST_LOOKED_AT", 0)
    assert hashed(mail(jpeg(scene(1))), MAIL) == [page_pictures.NOTHING_INSIDE]


def test_a_mail_and_a_picture_of_its_case_are_proposed(person: Person, tmp_path: Path) -> None:  # noqa: F811
    (tmp_path / "a.eml").write_bytes(mail(jpeg(scene(3))))
    (tmp_path / "b.jpg").write_bytes(jpeg(CHANGES["jpeg-40"](scene(3))))
    collect(person.vault, person.case.id, [tmp_path / "a.eml", tmp_path / "b.jpg"], Job())
    (pair,) = alike.proposals(person.vault, person.case.id, Job())
    assert {pair.first.item.name, pair.second.item.name} == {"a.eml", "b.jpg"}
    assert pair.likeness.method == PARTS


def test_in_minor_mode_pictures_of_a_page_are_not_hashed(person: Person, tmp_path: Path) -> None:  # noqa: F811
    protect(person.vault, person.case.id)
    (tmp_path / "a.eml").write_bytes(mail(jpeg(scene(3))))
    paths = [tmp_path / "a.eml"]
    collect(person.vault, person.case.id, paths, Job(), screens_without_image=True)
    (item,) = person.vault.items.in_case(person.case.id)
    assert person.vault.insides.get(item.id) is not None
    assert person.vault.likenesses.hashes(item.id) == ()


def test_pages_that_came_in_before_are_caught_up_with_once(person: Person, tmp_path: Path) -> None:  # noqa: F811
    kept, case = person.vault, person.case.id
    (tmp_path / "a.html").write_bytes(one_file(jpeg(scene(3))))
    (tmp_path / "b.jpg").write_bytes(jpeg(CHANGES["jpeg-40"](scene(3))))
    (tmp_path / "words.html").write_bytes(b"<!doctype html><html><body>words</body></html>")
    collect(kept, case, [tmp_path / one for one in ("a.html", "b.jpg", "words.html")], Job())
    assert alike.not_compared(kept, case) == 0
    (pair,) = alike.proposals(kept, case, Job())
    with kept.transaction():
        kept._index.write("DELETE FROM item_hashes")
    assert alike.proposals(kept, case, Job()) == ()
    assert alike.not_compared(kept, case) == 3
    assert alike.rehash(kept, case, Job()) == alike.Rehashed(3, 0)
    assert alike.proposals(kept, case, Job()) == (pair,)
    assert alike.not_compared(kept, case) == 0
    with kept.transaction():
        kept._index.write("DELETE FROM item_hashes")
    protect(kept, case)
    assert alike.not_compared(kept, case) == 1
