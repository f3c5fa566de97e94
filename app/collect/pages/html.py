"""The words and links of an HTML page, and what programs that save pages write into it.

Scripts, styles and hidden templates are left out; nothing is run or loaded. SingleFile writes
address and time into its first comment, Chromium and Internet Explorer the address.
"""

from __future__ import annotations

import codecs
import re
from typing import BinaryIO
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser, LexborNode

from app.collect.links import find_links
from app.collect.pages.data_pictures import data_pictures
from app.collect.pages.gathering import ADDRESS_LIMIT, Gathered
from app.collect.pages.moments import script_moment
from app.domain.evidence.pages import TEXT_LIMIT

PAGE_LIMIT = 64 * 1024 * 1024
_DROPPED = ["script", "style", "template", "noscript", "svg", "math", "object", "iframe"]
_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr",
    "li", "main", "nav", "ol", "option", "p", "pre", "section", "table", "td", "th", "tr", "ul",
})  # fmt: skip
_SINGLE_FILE = re.compile(
    r"Page saved with (SingleFile[^\n]{0,60})\s+url:\s*(\S{1,8192})\s+saved date:\s*([^\n]{1,200})"
)
_SAVED_FROM = re.compile(r"<!-- saved from url=\(\d{4}\)(\S{1,8192}) -->")
_META = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_\-:]{2,40})", re.IGNORECASE
)
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_COMMENT_WITHIN = 65_536


def read_html_file(source: BinaryIO, size: int, got: Gathered) -> None:
    """A page that was saved as one HTML file."""
    data = source.read(PAGE_LIMIT)
    if size > len(data):
        got.problem("", "cut_off")
    page = decoded(data, "")
    del data
    if got.wants_pictures:
        find_pictures(page, got)
        return  # nothing else is asked for, and the tree of a hostile page costs most
    beginning = page[:_COMMENT_WITHIN]
    single, marked = _SINGLE_FILE.search(beginning), _SAVED_FROM.search(beginning)
    if single is not None:
        got.fact("page.saved_by", single[1])
        got.fact("page.url", single[2])
        said = single[3].removesuffix("-->").strip()
        got.fact("page.recorded", said)
        got.recorded = script_moment(said)
        if got.recorded is None:
            got.problem("saved date", "bad_time", said)
    elif marked is not None:
        got.fact("page.url", marked[1])
    read_html(page, got, base=_base(single, marked), where="")


def read_html(page: str, got: Gathered, *, base: str, where: str) -> None:
    """Title, words and links of a decoded page. `where` goes before the position of each link."""
    if got.wants_pictures:
        find_pictures(page, got)
        return
    tree = LexborHTMLParser(page)
    title = tree.css_first("title")
    if title is not None:
        got.fact("page.title", " ".join(title.text().split()))
    stated = tree.css_first("base[href]")
    if stated is not None:
        base = _joined(base, stated.attributes.get("href") or "") or base
    for number, node in enumerate(tree.css("a[href], area[href]"), 1):
        original = node.attributes.get("href") or ""
        target = _joined(base, original)
        if target:
            got.link(target, original, _position(where, number))
    tree.strip_tags(_DROPPED)
    words = _words(tree.body)
    got.text(words)
    find_into(words, got, where)


def find_pictures(page: str, got: Gathered) -> None:
    """The pictures that the page's own letters hold."""
    for content in data_pictures(page):
        got.picture(content)


def find_into(words: str, got: Gathered, where: str) -> None:
    """Links that stand in plain words."""
    for line, text in enumerate(words.split("\n"), 1):
        position = f"{where}, line {line}" if where else f"line {line}"
        for link in find_links(text):
            got.link(link.original, link.original, position)


def decoded(data: bytes, charset: str) -> str:
    """The page's letters, by its own word, else by what fits."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace")
    stated = _META.search(data[:4096])
    for name in (charset, stated[1].decode("ascii") if stated else "", "utf-8", "cp949"):
        try:
            return data.decode(name or "utf-8")
        except (UnicodeDecodeError, LookupError, ValueError):
            continue
    return data.decode("utf-8", "replace")


def _words(body: LexborNode | None) -> str:
    """Text of the body; blocks begin a new line. No more than is kept."""
    if body is None:
        return ""
    pieces: list[str] = []
    room = 2 * TEXT_LIMIT
    before = 0
    for node in body.traverse(include_text=True):
        if node.tag == "-text":
            around = _block_around(node)
            if around != before:
                pieces.append("\n")  # also where a block ended
            before = around
            piece = re.sub(r"\s+", " ", (node.text_content or "")[:room])
            pieces.append(piece)
            room -= len(piece)
            if room <= 0:
                break
        elif node.tag in _BLOCKS:
            pieces.append("\n")
    lines = (" ".join(line.split()) for line in "".join(pieces).split("\n"))
    return "\n".join(line for line in lines if line)


def _block_around(node: LexborNode) -> int:
    """Which block a text stands in."""
    above = node.parent
    while above is not None and above.tag not in _BLOCKS and above.parent is not None:
        above = above.parent
    return 0 if above is None else above.mem_id


def _base(single: re.Match[str] | None, marked: re.Match[str] | None) -> str:
    return single[2] if single else marked[1] if marked else ""


def _joined(base: str, href: str) -> str:
    """A whole web address; empty for scripts, data, mail and places inside the page."""
    asked = href.strip()[: ADDRESS_LIMIT + 1]
    if not asked or asked.startswith("#"):
        return ""
    try:
        whole = urljoin(base, asked) if base else asked
    except ValueError:
        return ""
    return whole if re.match(r"(?:https?|ftp)://|tg:", whole, re.IGNORECASE) else ""


def _position(where: str, number: int) -> str:
    return f"{where}, link {number}" if where else f"link {number}"
