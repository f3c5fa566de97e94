"""CASE/UCO: accepted by the community's own judge, and what it says is what the report says."""

from __future__ import annotations

import json
import sysconfig
from pathlib import Path
from subprocess import run

import pytest

from app.report.writers.render_jsonld import render_jsonld
from tests.unit.papers import papers_of


def graph(paper: str = "plain") -> list[dict]:
    return json.loads(render_jsonld(getattr(papers_of, paper)().tree))["@graph"]


def test_the_judge_of_case_accepts_it(tmp_path: Path) -> None:
    judge = Path(sysconfig.get_path("scripts")) / "case_validate"
    if not judge.is_file():
        pytest.skip("case_validate is not installed")
    path = tmp_path / "case.jsonld"
    path.write_bytes(render_jsonld(papers_of.hostile().tree))
    done = run([judge, "--built-version", "case-1.5.0", path], capture_output=True, check=False)
    assert done.returncode == 0, done.stdout.decode()[:2000]


def test_each_exhibit_is_a_file_with_its_hash_and_number() -> None:
    nodes = {node["@id"]: node for node in graph()}
    files = [node for node in nodes.values() if node["@type"] == "uco-observable:File"]
    exhibits = papers_of.plain().tree.record["exhibits"]
    hashes = [
        facet["uco-observable:hash"][0]["uco-types:hashValue"]["@value"].lower()
        for file in files
        for facet in file["uco-core:hasFacet"]
        if "uco-observable:hash" in facet
    ]
    assert hashes == [one["sha256"] for one in exhibits]
    numbers = [
        node["case-investigation:exhibitNumber"]
        for node in nodes.values()
        if node["@type"] == "case-investigation:ProvenanceRecord"
    ]
    assert numbers == [str(one["number"]) for one in exhibits]


def test_every_reference_leads_to_a_node_of_the_graph() -> None:
    nodes = graph()
    ids = [node["@id"] for node in nodes]
    assert len(ids) == len(set(ids))
    named = {ref["@id"] for node in nodes for ref in node.get("uco-core:object", [])}
    named |= {
        node[key]["@id"]
        for node in nodes
        for key in ("uco-core:source", "uco-core:target")
        if key in node
    }
    assert named <= set(ids)


def test_an_exhibit_keeps_its_identifier_from_report_to_report() -> None:
    def files(template: str) -> list[str]:
        tree = papers_of.plain(template).tree
        nodes = json.loads(render_jsonld(tree))["@graph"]
        return [node["@id"] for node in nodes if node["@type"] == "uco-observable:File"]

    assert files(papers_of.INDEX) == files(papers_of.STATEMENT) != []
