"""Bad files in a good archive by rule: every file, every list, every field of the signed one.

Those signed again are what a hostile owner of the key could make; the others what anybody could.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from typing import Any

import making
from hostile_source import RAW, TEXTS, VALUES, Case, Files, files_case, signed, with_list

from app.bundle.verify import bag, manifest


def cases() -> Iterator[Case]:
    """All bad contents."""
    yield from _each_file()
    yield from _bag_lists()
    yield from _tag_files()
    yield from _signed_fields()


def _put(path: str, data: bytes) -> Callable[[Files], Files]:
    return lambda files: {**files, path: data}


def _rebagged(change: Callable[[Files], Files]) -> Callable[[Files], Files]:
    return lambda files: making.rebagged(change(files))


def _each_file() -> Iterator[Case]:
    """Every file: flipped, emptied, cut, doubled, gone; with and without fresh manifests."""
    names = (
        *bag.TAGGED, bag.TAG_MANIFEST, "data/report.pdf", "data/links.csv", "data/exhibits/E001.jpg",
        "data/exhibits/E003.jpg", "data/exhibits/names.csv", manifest.LOG_PATH, manifest.CHECKPOINT_PATH,
        manifest.CHECKPOINT_SIGNATURE_PATH, manifest.MANIFEST_PATH, manifest.SIGNATURE_PATH,
        manifest.SIGNERS_PATH,
    )  # fmt: skip
    ways: dict[str, Callable[[bytes], bytes]] = {
        "flipped": lambda data: bytes([data[0] ^ 1]) + data[1:] if data else b"x",
        "last flipped": lambda data: data[:-1] + bytes([data[-1] ^ 1]) if data else b"xx",
        "cut": lambda data: data[: len(data) // 2] if data else b"y",
        "doubled": lambda data: data + data if data else b"z",
        "line behind": lambda data: data + b"\n",
    }
    for name in names:
        for way, change in ways.items():

            def made(files: Files, name: str = name, change: Any = change) -> Files:
                return {**files, name: change(files[name])}

            yield files_case(f"{name} {way}", made)
            if name not in (bag.MANIFEST, bag.TAG_MANIFEST):
                yield files_case(f"{name} {way}, bagged again", _rebagged(made))

        def gone(files: Files, name: str = name) -> Files:
            return {path: data for path, data in files.items() if path != name}

        yield files_case(f"{name} gone", gone)


def _bag_lists() -> Iterator[Case]:
    """The bag's own lists, spelled in every way that another reader might take."""
    line = b"0" * 64 + b"  data/x\n"
    ways: dict[str, Callable[[bytes], bytes]] = {
        "upper case": lambda data: data[:64].upper() + data[64:],
        "one space": lambda data: data.replace(b"  ", b" ", 1),
        "star": lambda data: data.replace(b"  ", b" *", 1),
        "tab": lambda data: data.replace(b"  ", b"\t", 1),
        "CRLF": lambda data: data.replace(b"\n", b"\r\n"),
        "no end": lambda data: data[:-1],
        "mark": lambda data: b"\xef\xbb\xbf" + data,
        "comment": lambda data: b"# x\n" + data,
        "escaped line": lambda data: b"\\" + data,
        "order": lambda data: b"".join(reversed(data.splitlines(keepends=True))),
        "line twice": lambda data: data + data.splitlines(keepends=True)[0],
        "absolute": lambda data: data + line.replace(b"data/x", b"/etc/passwd"),
        "escape": lambda data: data + line.replace(b"data/x", b"data/../../x"),
        "home": lambda data: data + line.replace(b"data/x", b"~/x"),
        "device": lambda data: data + line.replace(b"data/x", b"data/NUL"),
        "encoded": lambda data: data + line.replace(b"data/x", b"data/%0Ax"),
        "unicode": lambda data: data + line.replace(b"data/x", "data/é".encode()),
        "zero byte": lambda data: data + line.replace(b"data/x", b"data/\0"),
        "script": lambda data: data + line.replace(b"data/x", b"<script>"),
        "tag file": lambda data: data + line.replace(b"data/x", b"bagit.txt"),
        "long": lambda data: data + line * 20_000,
    }
    for path in (bag.MANIFEST, bag.TAG_MANIFEST):
        for way, change in ways.items():
            if way == "tag file" and path == bag.TAG_MANIFEST:
                continue

            def made(files: Files, path: str = path, change: Any = change) -> Files:
                result = {**files, path: change(files[path])}
                sums = {
                    name: hashlib.sha256(result[name]).hexdigest() for name in sorted(bag.TAGGED)
                }
                if path == bag.MANIFEST:
                    result[bag.TAG_MANIFEST] = bag.write_manifest(sums)
                return result

            yield files_case(f"{path} {way}", made)


def _tag_files() -> Iterator[Case]:
    """Tag files more, another declaration, and words in the tag file that has words."""
    for name in (
        "fetch.txt",
        "manifest-md5.txt",
        "manifest-sha512.txt",
        "x.txt",
        "tagmanifest-md5.txt",
    ):
        yield files_case(f"{name} added", _put(name, b"https://x.invalid/ 1 data/x\n"))
        yield files_case(f"{name} added, bagged", _rebagged(_put(name, b"x  data/x\n")))
    for text in (
        b"BagIt-Version: 0.97\n",
        b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-16\n",
    ):
        yield files_case(f"declaration {text[15:18]!a}", _rebagged(_put(bag.BAGIT, text)))
    for number, text in enumerate(TEXTS):
        added = b"External-Description: " + text.encode() + b"\n"

        def said(files: Files, added: bytes = added) -> Files:
            return making.rebagged({**files, bag.BAG_INFO: files[bag.BAG_INFO] + added})

        yield files_case(f"bag-info text {number}", said)


def _signed_fields() -> Iterator[Case]:
    """Every field of the signed list with every other value, signed again by the key's owner."""
    fields: dict[str, tuple[Any, ...]] = {
        **{name: (name,) for name in ("case", "custody", "files", "format", "made_at")},
        **{name: (name,) for name in ("public_key", "tool")},
        **{f"custody {name}": ("custody", name) for name in ("head", "number")},
        **{f"tool {name}": ("tool", name) for name in ("name", "version")},
        **{
            f"file {name}": ("files", 0, name)
            for name in ("path", "size", "sha256", "media_type", "item", "name")
        },
        "file": ("files", 0),
    }
    for name, place in fields.items():
        for number, value in enumerate((*VALUES, *TEXTS)):
            yield files_case(f"signed {name} = {number}", _signed_with(place, value), harmless=True)
        yield files_case(f"signed without {name}", _signed_without(place))
    for number, value in enumerate(TEXTS):
        yield files_case(f"signed key {number}", _signed_with((value,), value))
        yield files_case(f"signed file key {number}", _signed_with(("files", 0, value), value))
    for number, raw in enumerate(RAW):
        yield files_case(f"signed bytes {number}", lambda files, raw=raw: with_list(files, raw))
    for way, indent in (("spaced", 1), ("ascii", None)):

        def spelled(files: Files, indent: int | None = indent) -> Files:
            value = json.loads(files[manifest.MANIFEST_PATH])
            return with_list(files, json.dumps(value, indent=indent).encode())

        yield files_case(f"signed list {way}", spelled)


def _signed_with(place: tuple[Any, ...], value: Any) -> Callable[[Files], Files]:
    def change(files: Files) -> Files:
        return signed(files, lambda listed: _at(listed, place).__setitem__(place[-1], value))

    return change


def _signed_without(place: tuple[Any, ...]) -> Callable[[Files], Files]:
    def change(files: Files) -> Files:
        return signed(files, lambda listed: _dropped(_at(listed, place), place[-1]))

    return change


def _dropped(holder: Any, key: Any) -> None:
    if isinstance(holder, dict) and key not in holder:
        holder["unknown"] = 1  # an exhibit's fields, at a file that is none
    else:
        del holder[key]


def _at(value: Any, place: tuple[Any, ...]) -> Any:
    for step in place[:-1]:
        value = value[step]
    return value
