"""The contact sheet: the exhibits as small numbered pictures, so that a hand finds them again.

Originals are always covered. A redacted copy is made to be seen, so its picture is shown coarse
enough that only its layout can be told. Where the template or minor mode lets no picture leave, the
place has its number and kind only.
"""

from __future__ import annotations

from app.domain.evidence.copies import Relation
from app.i18n import Texts
from app.report.facts import Exhibit
from app.report.parts.wording import word
from app.report.pictures.covered import coarse, covered
from app.report.select import Selection
from app.report.tree import Block, ContactSheet, Heading, Paragraph, Picture, Thumbnail

MOST_PICTURES = 500
"""A card with its picture costs the typesetter about a megabyte of memory."""


def shows_pictures(selection: Selection) -> bool:
    """Whether the template lets pictures of this case leave, covered as they are."""
    policy = selection.template.media_policy
    return (policy.minor if selection.facts.case.minor_mode else policy.adult) != "never"


def contact_sheet(selection: Selection, texts: Texts) -> list[Block]:
    """One small picture for each exhibit; nothing where none goes along."""
    if not selection.exhibits:
        return []
    title = texts.tr("Contact sheet")
    if shows_pictures(selection):
        note = texts.tr(
            "Originals are covered on purpose; of redacted copies only the layout can be told. The "
            "numbers are those of the exhibits."
        )
    else:
        note = texts.tr("No pictures are shown here. The numbers are those of the exhibits.")
    shown = selection.exhibits[:MOST_PICTURES]
    cells = tuple(_cell(exhibit, selection, texts) for exhibit in shown)
    sheet = ContactSheet(title, cells)
    more = len(selection.exhibits) - len(shown)
    words = texts.tr("{more} more exhibits are told in report.json.", more=f"{more:,}")
    rest = [Paragraph(words)] if more else []
    return [Heading(title), Paragraph(note, quiet=True, leads=True), sheet, *rest]


def _cell(exhibit: Exhibit, selection: Selection, texts: Texts) -> Thumbnail:
    title = texts.tr("Exhibit {number}", number=exhibit.number)
    kind = word(exhibit.item.kind, texts)
    picture = small_picture(exhibit, selection, title, kind, texts)
    file_name = exhibit.file_name.rpartition("/")[2]
    return Thumbnail(exhibit.number, title, kind, file_name, picture)


def small_picture(
    exhibit: Exhibit, selection: Selection, title: str, kind: str, texts: Texts
) -> Picture | None:
    """The covered picture of an exhibit, or of a redacted copy its layout.

    None without a preview, and where no picture may leave.
    """
    if exhibit.preview is None or not shows_pictures(selection):
        return None
    redacted = exhibit.item.relation == Relation.REDACTED
    if exhibit.number not in selection.covered:
        cover = coarse if redacted else covered
        selection.covered[exhibit.number] = cover(exhibit.preview)
    jpeg = selection.covered[exhibit.number]
    if redacted:
        alt = texts.tr("Layout of {title}, a redacted copy ({kind})", title=title, kind=kind)
    else:
        alt = texts.tr("Covered picture of {title} ({kind})", title=title, kind=kind)
    return None if jpeg is None else Picture(jpeg, alt)
