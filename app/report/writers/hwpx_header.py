"""The fixed parts of an HWPX: fonts, looks of letters and paragraphs, borders, page. No content.

OWPML as in KS X 6101, under the namespaces that Hangul itself writes, only what `render_hwpx` uses.
Lengths are HWPUNIT, 7,200 to the inch.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.report.writers.package import Markup, element, joined

_HML = "http://www.hancom.co.kr/hwpml/2011"
_HML16 = "http://www.hancom.co.kr/hwpml/2016"
NAMES = {
    "xmlns:ha": f"{_HML}/app",
    "xmlns:hp": f"{_HML}/paragraph",
    "xmlns:hp10": f"{_HML16}/paragraph",
    "xmlns:hs": f"{_HML}/section",
    "xmlns:hc": f"{_HML}/core",
    "xmlns:hh": f"{_HML}/head",
    "xmlns:hhs": f"{_HML}/history",
    "xmlns:hm": f"{_HML}/master-page",
    "xmlns:hpf": "http://www.hancom.co.kr/schema/2011/hpf",
    "xmlns:dc": "http://purl.org/dc/elements/1.1/",
    "xmlns:opf": "http://www.idpf.org/2007/opf/",
    "xmlns:ooxmlchart": f"{_HML16}/ooxmlchart",
    "xmlns:hwpunitchar": f"{_HML16}/HwpUnitChar",
    "xmlns:epub": "http://www.idpf.org/2007/ops",
    "xmlns:config": "urn:oasis:names:tc:opendocument:xmlns:config:1.0",
}
"""All that Hangul declares at the root of a part; some of its versions want the unused ones too."""
PAGE_WIDTH, PAGE_HEIGHT, EDGE = 59528, 84186, 5669  # A4 with 20 mm
TEXT_WIDTH = PAGE_WIDTH - 2 * EDGE
_SCRIPTS = ("HANGUL", "LATIN", "HANJA", "JAPANESE", "OTHER", "SYMBOL", "USER")
_FONT = "함초롬돋움"  # comes with every Hangul
_INK, _INK2, _ACCENT, _RULE, _TINT = "#2A2825", "#5E5A53", "#2F6B5E", "#DDD7CC", "#F1F5F3"


@dataclass(frozen=True, slots=True)
class _Letters:
    height: int  # hundredths of a point
    colour: str = _INK
    bold: bool = False


@dataclass(frozen=True, slots=True)
class _Lines:
    before: int = 0
    after: int = 300
    left: int = 0
    keep: bool = False
    border: int = 1
    align: str = "LEFT"


PLAIN, STRONG, TITLE, HEAD, SUBHEAD, QUIET, SMALL, SMALL_STRONG = range(8)
_LETTERS = (
    _Letters(1000),
    _Letters(1000, bold=True),
    _Letters(2000, bold=True),
    _Letters(1300, _ACCENT, bold=True),
    _Letters(1100, bold=True),
    _Letters(850, _INK2),
    _Letters(800),
    _Letters(800, bold=True),
)
BODY, HEADING, SAID, CELL, RIGHT, CENTRE, LEADS = range(7)
_LINES = (
    _Lines(),
    _Lines(before=1700, after=600, keep=True),
    _Lines(left=1000),
    _Lines(after=0),
    _Lines(before=600, keep=True, align="RIGHT"),
    _Lines(before=600, keep=True, align="CENTER"),
    _Lines(keep=True),
)
NO_BORDER, CELL_BORDER, HEAD_BORDER = 1, 2, 3


def header() -> Markup:
    """The looks that the section names by number."""
    lists = element(
        "hh:refList",
        None,
        _counted("hh:fontfaces", [_fontface(script) for script in _SCRIPTS]),
        _counted("hh:borderFills", [_border(1, ""), _border(2, "hair"), _border(3, "hair", _TINT)]),
        _counted("hh:charProperties", [_letters(i, one) for i, one in enumerate(_LETTERS)]),
        _counted("hh:tabProperties", [element("hh:tabPr", {"id": 0})]),
        _counted("hh:numberings", [_numbering()]),
        _counted("hh:paraProperties", [_lines(i, one) for i, one in enumerate(_LINES)]),
        _counted("hh:styles", [_style()]),
    )
    numbers = ("page", "footnote", "endnote", "pic", "tbl", "equation")
    return element(
        "hh:head",
        {**NAMES, "version": "1.4", "secCnt": 1},
        element("hh:beginNum", dict.fromkeys(numbers, 1)),
        lists,
        element(
            "hh:compatibleDocument",
            {"targetProgram": "HWP201X"},
            element("hh:layoutCompatibility"),
        ),
        element("hh:docOption", None, element("hh:linkinfo", _NO_LINK)),
    )


_NO_LINK = {"path": "", "pageInherit": 0, "footnoteInherit": 0}


def _counted(name: str, inside: list[Markup]) -> Markup:
    return element(name, {"itemCnt": len(inside)}, *inside)


def _fontface(script: str) -> Markup:
    font = element("hh:font", {"id": 0, "face": _FONT, "type": "TTF", "isEmbedded": 0})
    return element("hh:fontface", {"lang": script, "fontCnt": 1}, font)


def _border(number: int, kind: str, fill: str = "") -> Markup:
    line = {"type": "SOLID" if kind else "NONE", "width": "0.12 mm", "color": _RULE}
    none = {**line, "type": "NONE"}
    slash = {"type": "NONE", "Crooked": 0, "isCounter": 0}
    inside = [element("hh:slash", slash), element("hh:backSlash", slash)]
    inside += [element(f"hh:{side}Border", none) for side in ("left", "right")]
    inside += [element(f"hh:{side}Border", line) for side in ("top", "bottom")]
    inside.append(element("hh:diagonal", none))
    if fill:
        brush = element("hc:winBrush", {"faceColor": fill, "hatchColor": fill, "alpha": 0})
        inside.append(element("hc:fillBrush", None, brush))
    look = {"id": number, "threeD": 0, "shadow": 0, "centerLine": "NONE"}
    return element("hh:borderFill", {**look, "breakCellSeparateLine": 0}, *inside)


def _letters(number: int, look: _Letters) -> Markup:
    scripts = [script.lower() for script in _SCRIPTS]

    def each(name: str, value: int) -> Markup:
        return element(f"hh:{name}", dict.fromkeys(scripts, value))

    given = {
        "id": number, "height": look.height, "textColor": look.colour, "shadeColor": "none",
        "useFontSpace": 0, "useKerning": 0, "symMark": "NONE", "borderFillIDRef": NO_BORDER,
    }  # fmt: skip
    return element(
        "hh:charPr",
        given,
        each("fontRef", 0),
        each("ratio", 100),
        each("spacing", 0),
        each("relSz", 100),
        each("offset", 0),
        element("hh:bold") if look.bold else Markup(""),
        element("hh:underline", {"type": "NONE", "shape": "SOLID", "color": "#000000"}),
        element("hh:strikeout", {"shape": "NONE", "color": "#000000"}),
        element("hh:outline", {"type": "NONE"}),
        element("hh:shadow", {"type": "NONE", "color": "#C0C0C0", "offsetX": 10, "offsetY": 10}),
    )


def _lines(number: int, look: _Lines) -> Markup:
    breaks = {
        "breakLatinWord": "BREAK_WORD", "breakNonLatinWord": "KEEP_WORD", "widowOrphan": 1,
        "keepWithNext": int(look.keep), "keepLines": 0, "pageBreakBefore": 0, "lineWrap": "BREAK",
    }  # fmt: skip
    sides = {"intent": 0, "left": look.left, "right": 0, "prev": look.before, "next": look.after}
    spaced = {"hp:required-namespace": NAMES["xmlns:hwpunitchar"]}
    offsets = {"offsetLeft": 0, "offsetRight": 0, "offsetTop": 0, "offsetBottom": 0}
    given = {"id": number, "tabPrIDRef": 0, "condense": 0, "fontLineHeight": 0, "snapToGrid": 0}
    return element(
        "hh:paraPr",
        {**given, "suppressLineNumbers": 0, "checked": 0},
        element("hh:align", {"horizontal": look.align, "vertical": "BASELINE"}),
        element("hh:heading", {"type": "NONE", "idRef": 0, "level": 0}),
        element("hh:breakSetting", breaks),
        element(
            "hp:switch",
            None,
            element("hp:case", spaced, _distances(sides, 1)),
            element("hp:default", None, _distances(sides, 2)),
        ),
        element("hh:border", {"borderFillIDRef": look.border, **offsets}),
    )


def _distances(sides: dict[str, int], times: int) -> Markup:
    """Margins and the height of lines; readers of the older kind count margins by halves."""
    edges = [
        element(f"hc:{side}", {"value": value * times, "unit": "HWPUNIT"})
        for side, value in sides.items()
    ]
    spread = {"type": "PERCENT", "value": 150, "unit": "HWPUNIT"}
    return joined(element("hh:margin", None, *edges), element("hh:lineSpacing", spread))


def _numbering() -> Markup:
    given = {
        "start": 1, "align": "LEFT", "useInstWidth": 1, "autoIndent": 1, "widthAdjust": 0,
        "textOffsetType": "PERCENT", "textOffset": 50, "numFormat": "DIGIT",
        "charPrIDRef": 4294967295, "checkable": 0,
    }  # fmt: skip
    heads = [element("hh:paraHead", {**given, "level": n}, f"^{n}.") for n in range(1, 8)]
    return element("hh:numbering", {"id": 1, "start": 1}, *heads)


def _style() -> Markup:
    given = {"id": 0, "type": "PARA", "name": "바탕글", "engName": "Normal"}
    refs = {"paraPrIDRef": BODY, "charPrIDRef": PLAIN, "nextStyleIDRef": 0}
    return element("hh:style", {**given, **refs, "langID": 1042, "lockForm": 0})


def section_settings() -> Markup:
    """The page and its number at the foot: what the first paragraph of a section begins with."""
    foot = {"header": 4252, "footer": 2835, "gutter": 0}
    edges = {**foot, "left": EDGE, "right": EDGE, "top": EDGE, "bottom": EDGE}
    page = {"landscape": "WIDELY", "width": PAGE_WIDTH, "height": PAGE_HEIGHT}
    given = {
        "id": "", "textDirection": "HORIZONTAL", "spaceColumns": 1134, "tabStop": 8000,
        "outlineShapeIDRef": 1, "memoShapeIDRef": 0, "textVerticalWidthHead": 0,
        "masterPageCnt": 0,
    }  # fmt: skip
    start = {"pageStartsOn": "BOTH", "page": 0, "pic": 0, "tbl": 0, "equation": 0}
    hidden = ("Header", "Footer", "MasterPage", "PageNum", "EmptyLine")
    shown: dict[str, object] = {f"hideFirst{what}": 0 for what in hidden}
    shown |= {"border": "SHOW_ALL", "fill": "SHOW_ALL", "showLineNumber": 0}
    lines = {"restartType": 0, "countBy": 0, "distance": 0, "startNumber": 0}
    settings = element(
        "hp:secPr",
        given,
        element("hp:grid", {"lineGrid": 0, "charGrid": 0, "wonggojiFormat": 0}),
        element("hp:startNum", start),
        element("hp:visibility", shown),
        element("hp:lineNumberShape", lines),
        element("hp:pagePr", {**page, "gutterType": "LEFT_ONLY"}, element("hp:margin", edges)),
        *_notes(),
        *(_page_border(kind) for kind in ("BOTH", "EVEN", "ODD")),
    )
    columns = {
        "id": "",
        "type": "NEWSPAPER",
        "layout": "LEFT",
        "colCount": 1,
        "sameSz": 1,
        "sameGap": 0,
    }
    number = {"pos": "BOTTOM_CENTER", "formatType": "DIGIT", "sideChar": "-"}
    return joined(
        settings,
        element("hp:ctrl", None, element("hp:colPr", columns)),
        element("hp:ctrl", None, element("hp:pageNum", number)),
    )


def _notes() -> tuple[Markup, Markup]:
    """How notes would look; Hangul wants it said though there are none."""

    def notes(name: str, place: str) -> Markup:
        digits = {"type": "DIGIT", "userChar": "", "prefixChar": "", "suffixChar": ")"}
        return element(
            name,
            None,
            element("hp:autoNumFormat", {**digits, "supscript": 0}),
            element(
                "hp:noteLine",
                {"length": -1, "type": "SOLID", "width": "0.12 mm", "color": "#000000"},
            ),
            element("hp:noteSpacing", {"betweenNotes": 283, "belowLine": 567, "aboveLine": 850}),
            element("hp:numbering", {"type": "CONTINUOUS", "newNum": 1}),
            element("hp:placement", {"place": place, "beneathText": 0}),
        )

    return notes("hp:footNotePr", "EACH_COLUMN"), notes("hp:endNotePr", "END_OF_DOCUMENT")


def _page_border(kind: str) -> Markup:
    given = {"type": kind, "borderFillIDRef": NO_BORDER, "textBorder": "PAPER"}
    sides = dict.fromkeys(("left", "right", "top", "bottom"), 1417)
    return element(
        "hp:pageBorderFill",
        {**given, "headerInside": 0, "footerInside": 0, "fillArea": "PAPER"},
        element("hp:offset", sides),
    )


def manifest(title: str, language: str) -> Markup:
    """The list of parts; of metadata the title and the language, nobody's name, no time."""
    names = {
        "xmlns:opf": "http://www.idpf.org/2007/opf/",
        "xmlns:dc": "http://purl.org/dc/elements/1.1/",
        "version": "",
        "unique-identifier": "",
        "id": "",
    }
    parts = {"header": "Contents/header.xml", "section0": "Contents/section0.xml"}
    items = [
        element("opf:item", {"id": name, "href": href, "media-type": "application/xml"})
        for name, href in {**parts, "settings": "settings.xml"}.items()
    ]
    spine = [element("opf:itemref", {"idref": name, "linear": "yes"}) for name in parts]
    told = (element("opf:title", None, title), element("opf:language", None, language))
    return element(
        "opf:package",
        names,
        element("opf:metadata", None, *told),
        element("opf:manifest", None, *items),
        element("opf:spine", None, *spine),
    )
