"""The fixed parts of a DOCX: styles, content types, relations, page. No content of a report.

WordprocessingML as in ISO/IEC 29500-1 (transitional), only what `render_docx` uses.
"""

from __future__ import annotations

from app.report.writers.package import Markup, element, joined

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_LATIN, _KOREAN = "Calibri", "Malgun Gothic"
_INK2, _ACCENT = "5E5A53", "2F6B5E"


def styles(language: str) -> Markup:
    """Fonts, sizes and distances; headings that readers aloud and tables of contents know."""
    spoken = {"w:val": "en-US", "w:eastAsia": "ko-KR"}
    if language == "ko":
        spoken["w:val"] = "ko-KR"
    fonts = {"w:ascii": _LATIN, "w:hAnsi": _LATIN, "w:cs": _LATIN, "w:eastAsia": _KOREAN}
    run = element("w:rPr", None, element("w:rFonts", fonts), _size(20), element("w:lang", spoken))
    spacing = element("w:spacing", {"w:after": 100, "w:line": 276, "w:lineRule": "auto"})
    defaults = element(
        "w:docDefaults",
        None,
        element("w:rPrDefault", None, run),
        element("w:pPrDefault", None, element("w:pPr", None, spacing)),
    )
    return element(
        "w:styles",
        {"xmlns:w": W},
        defaults,
        _style("Normal", "Normal", default=True),
        _style("Title", "Title", run=joined(element("w:b"), _size(36)), after=60),
        _style("Heading1", "heading 1", run=_heading(26), before=360, after=120, level=0),
        _style("Heading2", "heading 2", run=_heading(22), before=240, after=80, level=1),
        _style("Quiet", "Quiet", run=joined(_colour(_INK2), _size(17))),
        _style("Cell", "Cell", run=_size(16), after=0),
        _style("Gap", "Gap", run=_size(2), after=0),
        _style("Answer", "Answer", after=40),
        _style("Said", "Said", border="left"),
        _style("Line", "Line", before=360, border="bottom"),
    )


def _heading(size: int) -> Markup:
    return joined(element("w:b"), _colour(_ACCENT), _size(size))


def _size(half_points: int) -> Markup:
    return element("w:sz", {"w:val": half_points})


def _colour(value: str) -> Markup:
    return element("w:color", {"w:val": value})


def _style(
    name: str,
    title: str,
    *,
    run: Markup | None = None,
    before: int = 0,
    after: int = 100,
    level: int | None = None,
    border: str = "",
    default: bool = False,
) -> Markup:
    inside = []
    if level is not None:
        inside.append(element("w:keepNext"))
    if border:
        side = {"w:val": "single", "w:sz": 8, "w:space": 8, "w:color": _ACCENT}
        inside.append(element("w:pBdr", None, element(f"w:{border}", side)))
    if default:
        # No space between Hangul and figures: a date would fall apart.
        inside += [element(f"w:autoSpace{of}", {"w:val": 0}) for of in ("DE", "DN")]
    inside.append(element("w:spacing", {"w:before": before, "w:after": after}))
    if level is not None:
        inside.append(element("w:outlineLvl", {"w:val": level}))
    known = {"w:type": "paragraph", "w:styleId": name}
    if default:
        known["w:default"] = "1"
    parts = [element("w:name", {"w:val": title})]
    if not default:
        parts.append(element("w:basedOn", {"w:val": "Normal"}))
    parts += [element("w:qFormat"), element("w:pPr", None, *inside)]
    if run is not None:
        parts.append(element("w:rPr", None, run))
    return element("w:style", known, *parts)


def content_types(*, pictures: bool) -> Markup:
    """What each part of the archive is."""
    rows = [
        element("Default", {"Extension": kind, "ContentType": what})
        for kind, what in (
            ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
            ("xml", "application/xml"),
            *((("jpeg", "image/jpeg"),) * pictures),
        )
    ]
    core = "application/vnd.openxmlformats-package.core-properties+xml"
    rows += [
        element("Override", {"PartName": name, "ContentType": what})
        for name, what in (
            ("/word/document.xml", f"{_OFFICE}.document.main+xml"),
            ("/word/styles.xml", f"{_OFFICE}.styles+xml"),
            ("/word/settings.xml", f"{_OFFICE}.settings+xml"),
            ("/word/footer1.xml", f"{_OFFICE}.footer+xml"),
            ("/docProps/core.xml", core),
        )
    ]
    return element("Types", {"xmlns": f"{_PACKAGE}/content-types"}, *rows)


def relations(targets: dict[str, tuple[str, str]]) -> Markup:
    """A relations part: id to kind and target. A kind with a slash is the package's own."""
    rows = [
        element(
            "Relationship",
            {
                "Id": name,
                "Type": f"{_PACKAGE}/{kind}" if "/" in kind else f"{R}/{kind}",
                "Target": target,
            },
        )
        for name, (kind, target) in targets.items()
    ]
    return element("Relationships", {"xmlns": f"{_PACKAGE}/relationships"}, *rows)


def core(title: str, language: str) -> Markup:
    """What the document says of itself: its title and language, nobody's name, no time."""
    return element(
        "cp:coreProperties",
        {
            "xmlns:cp": f"{_PACKAGE}/metadata/core-properties",
            "xmlns:dc": "http://purl.org/dc/elements/1.1/",
        },
        element("dc:title", None, title),
        element("dc:language", None, language),
    )


def settings() -> Markup:
    """As today's Word lays out; without it a document opens as one of an old version."""
    mode = {"w:name": "compatibilityMode", "w:uri": "http://schemas.microsoft.com/office/word"}
    return element(
        "w:settings",
        {"xmlns:w": W},
        element("w:compat", None, element("w:compatSetting", {**mode, "w:val": 15})),
    )


def section() -> Markup:
    """A4 with 20 mm at the sides, and the foot of each page."""
    edges = {"w:top": 1134, "w:right": 1134, "w:bottom": 1247, "w:left": 1134}
    return element(
        "w:sectPr",
        None,
        element("w:footerReference", {"w:type": "default", "r:id": "foot"}),
        element("w:pgSz", {"w:w": 11906, "w:h": 16838}),
        element("w:pgMar", {**edges, "w:header": 567, "w:footer": 567, "w:gutter": 0}),
    )
