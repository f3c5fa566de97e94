"""Judges what stands in a picture or film beside its image: which places hold a known trace.

Reads facts only, which the worker found; decodes nothing. After what the programs write: A1111's
`parameters`, ComfyUI's `prompt` and `workflow`, NovelAI's `Software` and `Comment`, Midjourney's
`Description`; IPTC's digital source types; C2PA's actions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from app.domain.evidence.traces import Outcome, Trace

_PICTURES = re.compile(r"image/(jpeg|png|webp|tiff|avif|heic)")
_SOURCE_TYPE = re.compile(r"(?:compositeWithT|t)rainedAlgorithmicMedia|algorithmicMedia", re.ASCII)
_PROGRAMS = re.compile(
    r"novelai|stable[ _-]?diffusion|automatic1111|comfyui|midjourney|dall[·. _-]?e\b|firefly"
    r"|invokeai|fooocus|forge|swarmui|leonardo\.?ai|ideogram|imagen\b|gemini|chatgpt|openai"
    r"|gpt-?4o|flux|sora\b|runway|deepfacelab|facefusion|faceswap|roop\b",
    re.IGNORECASE,
)
_PARAMETERS = re.compile(r"\bSteps: \d+|Negative prompt:|\bSampler: |\bCFG scale: ", re.IGNORECASE)
_MIDJOURNEY = re.compile(r"Job ID: [0-9a-f-]{36}|--v \d|--ar \d|midjourney", re.IGNORECASE)
_PROGRAM_FACTS = ("exif.software", "text.software", "xmp.creator_tool", "media.encoder")


def traces_of(
    media_type: str, facts: Mapping[str, str], credentials: Mapping[str, str] | None
) -> tuple[Trace, ...]:
    """Each place that this kind of file has, in a fixed order.

    `credentials` are the facts of the worker's look at content credentials, empty where that did
    not come to an end, None where this kind of file can't have any.
    """
    found: list[Trace] = []
    if _PICTURES.fullmatch(media_type):
        found += _of_picture(media_type, facts)
    if credentials is not None:
        found += _of_credentials(credentials)
    return tuple(found)


def _of_picture(media_type: str, facts: Mapping[str, str]) -> Iterator[Trace]:
    readable = bool(facts) and facts.get("metadata") != "not readable" and "width" in facts
    none = Outcome.NOT_FOUND if readable else Outcome.NOT_LOOKED

    def trace(place: str, where: str, words: str, *, found: bool) -> Trace:
        return Trace(place, Outcome.FOUND if found else none, where, words)

    if media_type == "image/png":
        words = facts.get("text.parameters", "")
        yield trace("parameters", "PNG parameters", words, found=bool(words))
        steps = [facts.get(name, "") for name in ("text.prompt", "text.workflow")]
        words = "\n".join(filter(None, steps))
        yield trace("comfyui", "PNG prompt, workflow", words, found=bool(words))
        novel = [facts.get(f"text.{name}", "") for name in ("software", "source", "comment")]
        is_novel = "novelai" in novel[0].lower()
        words = "\n".join(filter(None, novel)) if is_novel else ""
        yield trace("novelai", "PNG Software, Source, Comment", words, found=is_novel)
        said = facts.get("text.description", "")
        is_midjourney = _MIDJOURNEY.search(said) is not None
        yield trace("midjourney", "PNG Description", said, found=is_midjourney)
    said = facts.get("exif.user_comment", "")
    yield trace("comment", "EXIF UserComment", said, found=_PARAMETERS.search(said) is not None)
    said = "\n".join(facts[name] for name in _PROGRAM_FACTS if name in facts)
    where = "EXIF Software, PNG Software, XMP CreatorTool"
    yield trace("program", where, said, found=_PROGRAMS.search(said) is not None)
    said = facts.get("xmp.digital_source_type", "")
    known = _SOURCE_TYPE.search(said) is not None
    yield trace("source_type", "XMP DigitalSourceType", said, found=known)


def _of_credentials(facts: Mapping[str, str]) -> Iterator[Trace]:
    state = facts.get("c2pa.state", "")
    names = ("generator", "issuer", "signed", "actions", "codes")
    told = [f"{name}: {facts[f'c2pa.{name}']}" for name in names if f"c2pa.{name}" in facts]
    kinds = facts.get("c2pa.source_type", "")
    if not state:
        outcome = kind = Outcome.NOT_LOOKED
    elif state == "absent":
        outcome = kind = Outcome.NOT_FOUND
    else:
        outcome = Outcome.FOUND
        kind = Outcome.FOUND if _SOURCE_TYPE.search(kinds) else Outcome.NOT_FOUND
        told.insert(0, f"validation: {state}")
    yield Trace("c2pa", outcome, "C2PA manifest", "\n".join(told))
    yield Trace("c2pa_source_type", kind, "C2PA digitalSourceType", kinds)
