"""Reads content credentials (C2PA 2): who says to have made a file, and how. In the worker only.

The library checks signature and hashes; no list of trusted signers is given to it, and nothing is
fetched. So `Valid` says that the file is as its signer left it, not that the signer can be trusted.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

import c2pa  # type: ignore[import-untyped]
import msgspec

from app.collect.media.inspection import clean_facts
from app.collect.media.protocol import Question
from app.collect.media.tasks import Tell

_JSON_LIMIT = 16 * 1024 * 1024
_MANIFESTS = 50
_VALUES = 12
_OFFLINE = {"verify": {"remote_manifest_fetch": False, "ocsp_fetch": False, "verify_trust": False}}


def answer(question: Question, source: BinaryIO, tell: Tell) -> None:
    """The task `credentials`: facts."""
    facts = credential_facts(source, question.media_type)
    tell(b"F", msgspec.json.encode(clean_facts(facts)))


def credential_facts(source: BinaryIO, media_type: str) -> dict[str, str]:
    """What the manifests in a file say; `c2pa.state` is `absent` where there is none.

    Raises the library's C2paError for one that it can't read.
    """
    c2pa.load_settings(_OFFLINE)
    try:
        reader = c2pa.Reader(media_type, source)
    except c2pa.C2paError.ManifestNotFound:
        return {"c2pa.state": "absent"}
    with reader:
        text = reader.json()
        state = str(reader.get_validation_state() or "")
    if len(text) > _JSON_LIMIT:
        return {"c2pa.state": state}
    told = msgspec.json.decode(text, type=dict[str, Any])
    manifests = told.get("manifests")
    shown = list(manifests.values())[:_MANIFESTS] if isinstance(manifests, dict) else []
    active = manifests.get(told.get("active_manifest")) if isinstance(manifests, dict) else None
    facts = {"c2pa.state": state, "c2pa.codes": _line(_codes(told.get("validation_status")))}
    if isinstance(active, dict):
        facts["c2pa.generator"] = _generator(active)
        signature = active.get("signature_info")
        if isinstance(signature, dict):
            facts["c2pa.issuer"] = str(signature.get("issuer", ""))
            facts["c2pa.signed"] = str(signature.get("time", ""))
    actions = [action for one in shown for action in _actions(one)]
    facts["c2pa.actions"] = _line(str(one.get("action", "")) for one in actions)
    facts["c2pa.source_type"] = _line(str(one.get("digitalSourceType", "")) for one in actions)
    return {name: said for name, said in facts.items() if said}


def _actions(manifest: object) -> Iterator[dict[str, Any]]:
    assertions = manifest.get("assertions") if isinstance(manifest, dict) else None
    for assertion in assertions if isinstance(assertions, list) else []:
        if str(assertion.get("label", "")).startswith("c2pa.actions"):
            data = assertion.get("data")
            actions = data.get("actions") if isinstance(data, dict) else None
            yield from (one for one in actions or [] if isinstance(one, dict))


def _generator(manifest: dict[str, Any]) -> str:
    stated = str(manifest.get("claim_generator", ""))
    infos = manifest.get("claim_generator_info")
    listed = infos if isinstance(infos, list) else []
    names = (f"{i.get('name', '')} {i.get('version', '')}" for i in listed if isinstance(i, dict))
    return stated or _line(name.strip() for name in names)


def _codes(statuses: object) -> Iterator[str]:
    for one in statuses if isinstance(statuses, list) else []:
        if isinstance(one, dict):
            yield str(one.get("code", ""))


def _line(values: Iterator[str]) -> str:
    """Each value once, in order."""
    return ", ".join(list(dict.fromkeys(value for value in values if value))[:_VALUES])
