"""The exhibits of a report as CASE/UCO linked data (JSON-LD), for programs that compare cases.

Files with their SHA-256, links, rooms, accounts, where an exhibit was seen, and the custody log, as
far as the report itself has them: it reads the report's record and nothing else. Names made safe;
the exact ones are in `report.json`. CASE 1.5, UCO 1.5.
"""

from __future__ import annotations

import json
import uuid
from typing import Any

from app.report.tree import ReportTree
from app.report.writers.plain import plain_line

Node = dict[str, Any]

_UCO = "https://ontology.unifiedcyberontology.org/uco"
_CONTEXT = {
    "case-investigation": "https://ontology.caseontology.org/case/investigation/",
    "uco-action": f"{_UCO}/action/",
    "uco-core": f"{_UCO}/core/",
    "uco-observable": f"{_UCO}/observable/",
    "uco-types": f"{_UCO}/types/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_OURS = uuid.UUID("6d6f2f0e-6f2b-5a52-9a4b-0d8a3c1f7e55")
"""Identifiers are made from those of the vault, so that two reports of one item can be matched."""


def render_jsonld(tree: ReportTree) -> bytes:
    """UTF-8 JSON-LD, the same bytes for the same content."""
    record = tree.record
    graph = [
        *(node for one in record["exhibits"] for node in _exhibit(one)),
        *(_url(one) for one in record.get("links", [])),
        *(_room(one) for one in record.get("rooms", [])),
        *(_account(one) for one in record.get("accounts", [])),
        *_seen(record),
        *(_act(one, record) for one in record.get("custody", [])),
    ]
    case = {
        "@id": _id("case", record["case"]),
        "@type": "case-investigation:Investigation",
        "uco-core:name": plain_line(record["case"]),
        "uco-core:description": plain_line(tree.title),
        "uco-core:object": [{"@id": node["@id"]} for node in graph],
    }
    whole = {"@context": _CONTEXT, "@graph": [case, *graph]}
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()


def _id(kind: str, name: object) -> str:
    return f"urn:uuid:{uuid.uuid5(_OURS, f'{kind} {name}')}"


def _ref(kind: str, name: object) -> Node:
    return {"@id": _id(kind, name)}


def _typed(kind: str, value: object) -> Node:
    return {"@type": f"xsd:{kind}", "@value": str(value)}


def _facet(kind: str, owner: str, values: Node) -> Node:
    name = _id(f"facet {kind}", owner)
    return {"@id": name, "@type": f"uco-observable:{kind}", **values}


def _exhibit(one: Node) -> list[Node]:
    """The file with its hash, and the record that gives it its number."""
    owner, size = str(one["item"]), _typed("integer", one["size"])
    digest = {
        "@id": _id("hash", owner),
        "@type": "uco-types:Hash",
        "uco-types:hashMethod": "SHA256",
        "uco-types:hashValue": _typed("hexBinary", str(one["sha256"]).upper()),
    }
    named = {"uco-observable:fileName": plain_line(one["name"]), "uco-observable:sizeInBytes": size}
    content = {
        "uco-observable:hash": [digest],
        "uco-observable:mimeType": plain_line(one["media_type"]),
        "uco-observable:sizeInBytes": size,
    }
    file = {
        "@id": _id("item", owner),
        "@type": "uco-observable:File",
        "uco-core:hasFacet": [
            _facet("FileFacet", owner, named),
            _facet("ContentDataFacet", owner, content),
        ],
    }
    number = {
        "@id": _id("exhibit", owner),
        "@type": "case-investigation:ProvenanceRecord",
        "case-investigation:exhibitNumber": str(one["number"]),
        "uco-core:description": plain_line(one["file"]),
        "uco-core:object": [_ref("item", owner)],
    }
    return [file, number]


def _url(one: Node) -> Node:
    address = plain_line(one["link"])
    return {
        "@id": _id("link", one["link"]),
        "@type": "uco-observable:URL",
        "uco-core:objectCreatedTime": _typed("dateTime", one["first_read_at"]),
        "uco-core:hasFacet": [
            _facet("URLFacet", str(one["link"]), {"uco-observable:fullValue": address})
        ],
    }


def _room(one: Node) -> Node:
    return {
        "@id": _id("room", one["id"]),
        "@type": "uco-observable:MessageThread",
        "uco-core:name": plain_line(one["title"]),
        "uco-core:description": plain_line(f"{one['platform']} {one['native_id']}"),
    }


def _account(one: Node) -> Node:
    owner = str(one["id"])
    facets = [
        _facet(
            "AccountFacet",
            owner,
            {"uco-observable:accountIdentifier": plain_line(one["native_id"])},
        )
    ]
    if one["names"]:
        shown = {"uco-observable:displayName": plain_line(one["names"][-1])}
        facets.append(_facet("DigitalAccountFacet", owner, shown))
    return {
        "@id": _id("account", owner),
        "@type": "uco-observable:DigitalAccount",
        "uco-core:description": plain_line(one["platform"]),
        "uco-core:hasFacet": facets,
    }


def _seen(record: Node) -> list[Node]:
    """Each sighting of an exhibit in a room of the report, with the time the platform showed."""
    rooms = {one["id"] for one in record.get("rooms", [])}
    found = []
    for exhibit in record["exhibits"]:
        for sighting in exhibit["sightings"]:
            if sighting["room"] not in rooms:
                continue
            relation = {
                "@id": _id("sighting", sighting["id"]),
                "@type": "uco-observable:ObservableRelationship",
                "uco-core:source": _ref("item", exhibit["item"]),
                "uco-core:target": _ref("room", sighting["room"]),
                "uco-core:kindOfRelationship": "Contained_Within",
                "uco-core:isDirectional": True,
            }
            shown = sighting["shown"]
            if shown is not None and shown["utc"] is not None:
                relation["uco-core:startTime"] = [_typed("dateTime", shown["utc"])]
            found.append(relation)
    return found


def _act(one: Node, record: Node) -> Node:
    """An entry of the custody log."""
    exhibits = {exhibit["item"] for exhibit in record["exhibits"]}
    about = one["subject"] if one["subject"] in exhibits else None
    return {
        "@id": _id(f"act {record['case']}", one["number"]),
        "@type": "case-investigation:InvestigativeAction",
        "uco-core:name": plain_line(one["act"]),
        "uco-core:description": plain_line(f"{one['number']} {one['head']}"),
        "uco-action:startTime": _typed("dateTime", one["at"]),
        "uco-action:object": [
            _ref("item", about) if about is not None else _ref("case", record["case"])
        ],
    }
