"""The report tree as DOCX, for offices that want to edit: same content, plainer look than the PDF.

Written part by part, since the bytes must not change from run to run and must name nobody; no
library does that without being corrected afterwards. ISO/IEC 29500-1.
"""

from __future__ import annotations

from app.report.parts.blocks import Pairs, Simple, is_paper, shares_of, simple_blocks
from app.report.tree import (
    Blank,
    Closing,
    FieldRow,
    Fields,
    Heading,
    Paragraph,
    Picture,
    ReportTree,
    Statement,
    Table,
)
from app.report.writers.docx_styles import (
    R,
    W,
    content_types,
    core,
    relations,
    section,
    settings,
    styles,
)
from app.report.writers.package import Markup, element, joined, packed, part
from app.report.writers.plain import plain, plain_line

_WIDTH = 9638  # twentieths of a point between the margins
_SIDES = ("left", "right")
_MARGIN = {"w:w": 60, "w:type": "dxa"}
"""Of a cell: a time and its zone have to fit on one line of the narrow columns."""
_EMU = 36_000  # of DrawingML in a millimetre
_SHORT = 600  # characters of an answer that never breaks across pages
_PICTURE_MM = 40
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"


def render_docx(tree: ReportTree) -> bytes:
    """The whole document; pictures in it are the covered ones of the tree."""
    writer = _Writer()
    body = [_paragraph(tree.title, "Title", align="center" if is_paper(tree) else "")]
    if not is_paper(tree):
        body.append(_paragraph(tree.addressee))
        body.append(_two_columns([(label, (text,)) for label, text in tree.cover]))
    body += [writer.block(block) for block in simple_blocks(tree)]
    names = {"xmlns:w": W, "xmlns:r": R, "xmlns:wp": f"{_DRAWING}/wordprocessingDrawing"}
    document = element("w:document", names, element("w:body", None, *body, section()))
    media = {f"word/media/p{number}.jpeg": one for number, one in enumerate(writer.pictures, 1)}
    parts = {
        "[Content_Types].xml": part(content_types(pictures=bool(media))),
        "_rels/.rels": part(
            relations(
                {
                    "document": ("officeDocument", "word/document.xml"),
                    "core": ("relationships/metadata/core-properties", "docProps/core.xml"),
                }
            )
        ),
        "docProps/core.xml": part(core(plain_line(tree.title), tree.language)),
        "word/document.xml": part(document),
        "word/styles.xml": part(styles(tree.language)),
        "word/settings.xml": part(settings()),
        "word/footer1.xml": part(_footer(tree)),
        "word/_rels/document.xml.rels": part(
            relations(
                {
                    "styles": ("styles", "styles.xml"),
                    "settings": ("settings", "settings.xml"),
                    "foot": ("footer", "footer1.xml"),
                    **{
                        f"p{number}": ("image", f"media/p{number}.jpeg")
                        for number in range(1, len(media) + 1)
                    },
                }
            )
        ),
        **media,
    }
    return packed(parts)


class _Writer:
    """Blocks as WordprocessingML; collects the pictures that it names."""

    def __init__(self) -> None:
        self.pictures: list[bytes] = []

    def block(self, block: Simple) -> Markup:
        match block:
            case Heading():
                name = "Heading1" if block.level == 1 else "Heading2"
                return _paragraph(block.text, name, new_page=block.annex)
            case Paragraph():
                look = "Quiet" if block.quiet else ""
                return _paragraph(block.text, look, keep=block.leads)
            case Fields():
                return _two_columns([(row.label, _answer(row)) for row in block.rows])
            case Table():
                return _table(block)
            case Statement():
                return joined(*(_paragraph(line, "Said") for line in block.lines))
            case Blank():
                return _line(block.label, block.hint)
            case Closing():
                return _closing(block)
            case Pairs():
                seen = [self._picture(block.picture)] if block.picture else []
                return joined(*seen, _two_columns([(a, (b,)) for a, b in block.rows]))

    def _picture(self, picture: Picture) -> Markup:
        self.pictures.append(picture.jpeg)
        number = len(self.pictures)
        size = {"cx": _PICTURE_MM * _EMU, "cy": round(_PICTURE_MM * _EMU * _shape(picture.jpeg))}
        named = {"id": number, "name": f"p{number}", "descr": plain_line(picture.alt)}
        blip = element("a:blip", {"r:embed": f"p{number}"})
        stretch = element("a:stretch", None, element("a:fillRect"))
        where = element("a:xfrm", None, element("a:off", {"x": 0, "y": 0}), element("a:ext", size))
        form = element("a:prstGeom", {"prst": "rect"}, element("a:avLst"))
        shown = element(
            "pic:pic",
            {"xmlns:pic": f"{_DRAWING}/picture"},
            element("pic:nvPicPr", None, element("pic:cNvPr", named), element("pic:cNvPicPr")),
            element("pic:blipFill", None, blip, stretch),
            element("pic:spPr", None, where, form),
        )
        data = element("a:graphicData", {"uri": f"{_DRAWING}/picture"}, shown)
        inline = element(
            "wp:inline",
            {"distT": 0, "distB": 0, "distL": 0, "distR": 0},
            element("wp:extent", size),
            element("wp:docPr", named),
            element("a:graphic", {"xmlns:a": f"{_DRAWING}/main"}, data),
        )
        keep = element("w:pPr", None, element("w:keepNext"))
        return element("w:p", None, keep, element("w:r", None, element("w:drawing", None, inline)))


def _shape(jpeg: bytes) -> float:
    """Height over width, from the frame header of our own covered JPEG."""
    place = 2
    while jpeg[place + 1] not in {0xC0, 0xC1, 0xC2}:
        place += 2 + int.from_bytes(jpeg[place + 2 : place + 4])
    return int.from_bytes(jpeg[place + 5 : place + 7]) / int.from_bytes(jpeg[place + 7 : place + 9])


def _answer(row: FieldRow) -> tuple[str, ...]:
    if row.blank:
        return (*row.lines, "", "_" * 40, *([row.hint] if row.hint else []))
    return row.lines


def _paragraph(
    text: str,
    style: str = "",
    *,
    new_page: bool = False,
    keep: bool = False,
    bold: bool = False,
    align: str = "",
) -> Markup:
    look = [element("w:pStyle", {"w:val": style})] if style else []
    look += [element("w:keepNext")] if keep else []
    look += [element("w:pageBreakBefore")] if new_page else []
    look += [element("w:jc", {"w:val": align})] if align else []
    runs = []
    for number, line in enumerate(plain(text).split("\n")):
        runs += [element("w:br")] if number else []
        runs.append(element("w:t", {"xml:space": "preserve"}, line))
    weight = [element("w:rPr", None, element("w:b"))] if bold else []
    return element("w:p", None, element("w:pPr", None, *look), element("w:r", None, *weight, *runs))


def _two_columns(rows: list[tuple[str, tuple[str, ...]]]) -> Markup:
    """Labels to the left, texts to the right."""
    if not rows:
        return Markup("")
    widths = [_WIDTH * 28 // 100, _WIDTH - _WIDTH * 28 // 100]
    made = [
        _row(widths, _labelled(label, lines), whole=sum(map(len, lines)) < _SHORT)
        for label, lines in rows
    ]
    return _grid(widths, made)


def _labelled(label: str, lines: tuple[str, ...]) -> list[list[Markup]]:
    left = [_paragraph(label, "Answer", bold=True)]
    return [left, [_paragraph(line, "Answer") for line in lines]]


def _table(table: Table) -> Markup:
    widths = [round(share * _WIDTH) for share in shares_of(table)]
    head = [[_paragraph(column.title, "Cell", bold=True)] for column in table.columns]
    rows = [
        _row(widths, [[_paragraph(cell, "Cell")] for cell in row], whole=True) for row in table.rows
    ]
    return _grid(widths, [_row(widths, head, head=True, whole=True), *rows], name=table.name)


def _row(
    widths: list[int], cells: list[list[Markup]], *, whole: bool, head: bool = False
) -> Markup:
    """A row of a table; one that is `whole` stands on one page."""
    look = [element("w:cantSplit")] if whole else []
    look += [element("w:tblHeader")] if head else []
    made = [
        element(
            "w:tc",
            None,
            element("w:tcPr", None, element("w:tcW", {"w:w": width, "w:type": "dxa"})),
            *(inside or [_paragraph("")]),
        )
        for width, inside in zip(widths, cells, strict=True)
    ]
    return element("w:tr", None, element("w:trPr", None, *look), *made)


def _grid(widths: list[int], rows: list[Markup], *, name: str = "") -> Markup:
    rule = {"w:val": "single", "w:sz": 4, "w:space": 0, "w:color": "DDD7CC"}
    sides = [element(f"w:{side}", rule) for side in ("top", "bottom", "insideH")]
    look = [
        element("w:tblW", {"w:w": sum(widths), "w:type": "dxa"}),
        element("w:tblBorders", None, *sides),
        element("w:tblLayout", {"w:type": "fixed"}),
        element("w:tblCellMar", None, *(element(f"w:{side}", _MARGIN) for side in _SIDES)),
        element("w:tblLook", {"w:val": "0020", "w:firstRow": 1}),
    ]
    look += [element("w:tblCaption", {"w:val": name})] if name else []
    columns = [element("w:gridCol", {"w:w": width}) for width in widths]
    grid = element("w:tblGrid", None, *columns)
    return joined(
        element("w:tbl", None, element("w:tblPr", None, *look), grid, *rows),
        _paragraph("", "Gap"),  # the format wants one behind a table; it should take no room
    )


def _line(label: str, hint: str) -> Markup:
    quiet = [_paragraph(hint, "Quiet")] if hint else []
    return joined(_paragraph(label, "Line"), *quiet)


def _closing(closing: Closing) -> Markup:
    name = closing.name or "_" * 24
    signed = f"{closing.signer}: {name} {closing.seal}"
    lines = [_paragraph("", keep=True), _paragraph(closing.date_line, keep=True, align="center")]
    lines.append(_paragraph(signed, keep=True, align="right"))
    lines += [_paragraph(closing.hint, "Quiet", align="right")] if closing.hint else []
    lines += [_paragraph(closing.addressee, bold=True)] if closing.addressee else []
    return joined(*lines)


def _footer(tree: ReportTree) -> Markup:
    """Title, case, and the page as a field that the word processor fills."""
    before, _, after = tree.page_word.partition("{numbers}")
    text = f"{plain_line(tree.title)} · {plain_line(tree.footer)} · {before}"
    kept = {"xml:space": "preserve"}
    inside = (
        element("w:pPr", None, element("w:pStyle", {"w:val": "Quiet"})),
        element("w:r", None, element("w:t", kept, text)),
        element(
            "w:fldSimple", {"w:instr": " PAGE "}, element("w:r", None, element("w:t", None, "1"))
        ),
        element("w:r", None, element("w:t", kept, after)),
    )
    return element("w:ftr", {"xmlns:w": W}, element("w:p", None, *inside))
