"""The report tree as HWPX, for Korean offices that want to edit: same content, a plainer look.

Written part by part after the published standard (KS X 6101, OWPML). Pictures stand as the words
that describe them. The bytes are the same for the same tree; nothing in them names anybody.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.report.parts.blocks import Pairs, Simple, is_paper, shares_of, simple_blocks
from app.report.tree import (
    Blank,
    Closing,
    FieldRow,
    Fields,
    Heading,
    Paragraph,
    ReportTree,
    Statement,
    Table,
)
from app.report.writers import hwpx_header as look
from app.report.writers.package import Markup, element, packed, part
from app.report.writers.plain import plain, plain_line

_MIME = b"application/hwp+zip"
_LABEL_SHARE = 28  # hundredths of the width
_LINE = "_" * 40
_ROW_HEIGHT = 1600


def render_hwpx(tree: ReportTree) -> bytes:
    """The whole document."""
    body = list(_Section().paragraphs(tree))
    return packed(
        {
            "mimetype": _MIME,
            "version.xml": part(_version()),
            "META-INF/container.xml": part(_container()),
            "Contents/content.hpf": part(look.manifest(plain_line(tree.title), tree.language)),
            "Contents/header.xml": part(look.header()),
            "Contents/section0.xml": part(element("hs:sec", look.NAMES, *body)),
            "settings.xml": part(_settings()),
            "Preview/PrvText.txt": plain_line(tree.title).encode(),
        },
        stored="mimetype",
    )


def _version() -> Markup:
    """The version of the format, not of a program or a machine."""
    given = {
        "xmlns:hv": "http://www.hancom.co.kr/hwpml/2011/version",
        "tagetApplication": "WORDPROCESSOR",  # the format's own spelling
        "major": 5, "minor": 1, "micro": 0, "buildNumber": 1, "os": 10, "xmlVersion": "1.4",
    }  # fmt: skip
    return element("hv:HCFVersion", given)


def _container() -> Markup:
    names = {"xmlns:ocf": "urn:oasis:names:tc:opendocument:xmlns:container"}
    root = {"full-path": "Contents/content.hpf", "media-type": "application/hwpml-package+xml"}
    files = element("ocf:rootfiles", None, element("ocf:rootfile", root))
    return element("ocf:container", names, files)


def _settings() -> Markup:
    place = element("ha:CaretPosition", {"listIDRef": 0, "paraIDRef": 0, "pos": 0})
    names = {"xmlns:ha": "http://www.hancom.co.kr/hwpml/2011/app"}
    return element("ha:HWPApplicationSetting", names, place)


class _Section:
    """Blocks as paragraphs of OWPML; counts them, since each has a number of its own."""

    def __init__(self) -> None:
        self._paragraphs = 0
        self._tables = 0

    def paragraphs(self, tree: ReportTree) -> Iterator[Markup]:
        """The whole document in its order."""
        lines = look.CENTRE if is_paper(tree) else look.BODY
        yield self._p(tree.title, look.TITLE, lines, first=look.section_settings())
        if not is_paper(tree):
            yield self._p(tree.addressee, look.STRONG)
            yield self._columns([(label, (text,)) for label, text in tree.cover])
        for block in simple_blocks(tree):
            yield from self._block(block)

    def _block(self, block: Simple) -> Iterator[Markup]:
        match block:
            case Heading():
                letters = look.HEAD if block.level == 1 else look.SUBHEAD
                yield self._p(block.text, letters, look.HEADING, new_page=block.annex)
            case Paragraph():
                letters = look.QUIET if block.quiet else look.PLAIN
                yield self._p(block.text, letters, look.LEADS if block.leads else look.BODY)
            case Fields():
                yield self._columns([(row.label, _answer(row)) for row in block.rows])
            case Table():
                yield self._table(block)
            case Statement():
                yield from (self._p(line, look.PLAIN, look.SAID) for line in block.lines)
            case Blank():
                yield from self._blank(block)
            case Closing():
                yield from self._closing(block)
            case Pairs():
                yield from self._pairs(block)

    def _pairs(self, pairs: Pairs) -> Iterator[Markup]:
        if pairs.picture is not None:
            yield self._p(pairs.picture.alt, look.QUIET)
        yield self._columns([(label, (text,)) for label, text in pairs.rows])

    def _blank(self, blank: Blank) -> Iterator[Markup]:
        yield self._p(f"{blank.label}: {_LINE}", look.STRONG, look.HEADING)
        if blank.hint:
            yield self._p(blank.hint, look.QUIET)

    def _closing(self, closing: Closing) -> Iterator[Markup]:
        name = closing.name or "_" * 20
        yield self._p(closing.date_line, look.PLAIN, look.CENTRE)
        yield self._p(f"{closing.signer}: {name} {closing.seal}", look.PLAIN, look.RIGHT)
        if closing.hint:
            yield self._p(closing.hint, look.QUIET, look.RIGHT)
        if closing.addressee:
            yield self._p(closing.addressee, look.SUBHEAD, look.CENTRE)

    def _p(
        self,
        text: str,
        letters: int = look.PLAIN,
        lines: int = look.BODY,
        *,
        first: Markup | None = None,
        new_page: bool = False,
    ) -> Markup:
        """A paragraph; line breaks of the text stay inside it."""
        inside: list[str] = []
        for number, line in enumerate(plain(text).split("\n")):
            inside += [element("hp:lineBreak")] if number else []
            inside.append(line)
        before = [] if first is None else [element("hp:run", {"charPrIDRef": letters}, first)]
        said = element("hp:run", {"charPrIDRef": letters}, element("hp:t", None, *inside))
        return self._paragraph(lines, *before, said, new_page=new_page)

    def _paragraph(self, lines: int, *runs: Markup, new_page: bool = False) -> Markup:
        self._paragraphs += 1
        given = {
            "id": self._paragraphs, "paraPrIDRef": lines, "styleIDRef": 0,
            "pageBreak": int(new_page), "columnBreak": 0, "merged": 0,
        }  # fmt: skip
        return element("hp:p", given, *runs)

    def _columns(self, rows: Sequence[tuple[str, tuple[str, ...]]]) -> Markup:
        """Labels to the left, texts to the right."""
        first = look.TEXT_WIDTH * _LABEL_SHARE // 100
        cells = [[(label,), texts] for label, texts in rows]
        return self._grid([first, look.TEXT_WIDTH - first], cells)

    def _table(self, table: Table) -> Markup:
        widths = [round(share * look.TEXT_WIDTH) for share in shares_of(table)]
        titles = [(column.title,) for column in table.columns]
        rows = [[(cell,) for cell in row] for row in table.rows]
        return self._grid(widths, [titles, *rows], head=True)

    def _grid(
        self,
        widths: list[int],
        rows: Sequence[Sequence[tuple[str, ...]]],
        *,
        head: bool = False,
    ) -> Markup:
        """A table over the whole width that goes on over pages, its head on each."""
        if not rows:
            return Markup("")
        self._tables += 1
        made = [
            element(
                "hp:tr",
                None,
                *(
                    self._cell(texts, (column, row), widths[column], _letters(row, column, head))
                    for column, texts in enumerate(cells)
                ),
            )
            for row, cells in enumerate(rows)
        ]
        size = {"width": sum(widths), "widthRelTo": "ABSOLUTE", "height": _ROW_HEIGHT * len(rows)}
        where = {
            "treatAsChar": 0, "affectLSpacing": 0, "flowWithText": 1, "allowOverlap": 0,
            "holdAnchorAndSO": 0, "vertRelTo": "PARA", "horzRelTo": "COLUMN", "vertAlign": "TOP",
            "horzAlign": "LEFT", "vertOffset": 0, "horzOffset": 0,
        }  # fmt: skip
        given = {
            "id": self._tables, "zOrder": self._tables, "numberingType": "TABLE",
            "textWrap": "TOP_AND_BOTTOM", "textFlow": "BOTH_SIDES", "lock": 0,
            "dropcapstyle": "None", "pageBreak": "CELL", "repeatHeader": int(head),
            "rowCnt": len(rows), "colCnt": len(widths), "cellSpacing": 0,
            "borderFillIDRef": look.CELL_BORDER, "noAdjust": 0,
        }  # fmt: skip
        table = element(
            "hp:tbl",
            given,
            element("hp:sz", {**size, "heightRelTo": "ABSOLUTE", "protect": 0}),
            element("hp:pos", where),
            element("hp:outMargin", {"left": 0, "right": 0, "top": 0, "bottom": 850}),
            element("hp:inMargin", _INSIDE),
            *made,
        )
        run = element("hp:run", {"charPrIDRef": look.PLAIN}, table, element("hp:t"))
        return self._paragraph(look.BODY, run)

    def _cell(
        self, texts: tuple[str, ...], place: tuple[int, int], width: int, letters: int
    ) -> Markup:
        is_head = letters == look.SMALL_STRONG
        # One paragraph a cell: some readers set several on top of each other.
        lines = self._p("\n".join(texts), letters, look.CELL)
        listed = {
            "id": "", "textDirection": "HORIZONTAL", "lineWrap": "BREAK", "vertAlign": "TOP",
            "linkListIDRef": 0, "linkListNextIDRef": 0, "textWidth": 0, "textHeight": 0,
            "hasTextRef": 0, "hasNumRef": 0,
        }  # fmt: skip
        border = look.HEAD_BORDER if is_head else look.CELL_BORDER
        given = {"name": "", "header": int(is_head), "hasMargin": 0, "protect": 0, "editable": 0}
        return element(
            "hp:tc",
            {**given, "dirty": 0, "borderFillIDRef": border},
            element("hp:subList", listed, lines),
            element("hp:cellAddr", {"colAddr": place[0], "rowAddr": place[1]}),
            element("hp:cellSpan", {"colSpan": 1, "rowSpan": 1}),
            element("hp:cellSz", {"width": width, "height": _ROW_HEIGHT}),
            element("hp:cellMargin", _INSIDE),
        )


_INSIDE = {"left": 510, "right": 510, "top": 200, "bottom": 200}


def _letters(row: int, column: int, head: bool) -> int:
    """Tables with a head are set small; in the others the labels stand out."""
    if head:
        return look.SMALL if row else look.SMALL_STRONG
    return look.PLAIN if column else look.STRONG


def _answer(row: FieldRow) -> tuple[str, ...]:
    if row.blank:
        return (*row.lines, "", _LINE, *([row.hint] if row.hint else []))
    return row.lines
