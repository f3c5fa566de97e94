"""What `OPEN.html` makes of hostile documents in a bundle: it leaves out what it can't show, and goes on.

A bundle's owner signs what she likes; nothing in a report, a table or the log may keep the page from
showing the checks.
"""

import json
from pathlib import Path

import making
import pytest
from page_asking import page_says, script_of_page

from app.bundle import entry_of

RUNNER = Path(__file__).with_name("page_facts.mjs")
STUBBORN = {"toString": 0, "valueOf": None, "toJSON": 1, "__proto__": {"a": 1}}
DEEP = '{"a":' * 40_000 + "1" + "}" * 40_000
LONG = "x" * 20_000_000

REPORTS = {
    "stubborn": json.dumps({"exhibits": [{"file": STUBBORN}], "fields": []}),
    "deep": '{"fields":[' + DEEP + "]}",
    "list": "[]",
    "words": "words",
    "whole": json.dumps({"fields": [], "exhibits": [{"file": "exhibits/E001.jpg"}]}),
}
TABLES = {
    "stubborn": 'a,b\r\n"' + LONG + '",c\r\n',
    "deep": '"' + LONG,
    "list": 'a,b\r\n"x ""y"" z",\r\n"",2\r\n',
    "words": 'a,b\r\n1,2\r\nx"y,3\r\n',
    "whole": "a,b,c\n1,,3\n",
}


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """Per name what the page makes of a bundle with that report and that table."""
    base = tmp_path_factory.mktemp("facts")
    asked = []
    for name, report in REPORTS.items():
        plan = making.plan_of((b"first",))
        plan.entries[:2] = [
            entry_of("report.json", report.encode(), "application/json"),
            entry_of("links.csv", TABLES[name].encode(), "text/csv"),
        ]
        made = making.make(base / name, plan)
        asked.append({"folder": str(made.path), "passphrase": made.passphrase})
    return dict(zip(REPORTS, page_says(script_of_page(base), asked, RUNNER), strict=True))


def test_report_that_cannot_be_shown_is_left_out_and_the_exhibits_are_there(told):
    reports = {name: one["report"] for name, one in told.items()}
    assert reports == {
        "stubborn": ["exhibits", "fields"],
        "deep": None,
        "list": None,
        "words": None,
        "whole": ["fields", "exhibits"],
    }
    assert {one["exhibits"] for one in told.values()} == {1}
    assert all(one["log"] > 1 for one in told.values())


def test_tables_are_read_by_cells_however_long_they_are(told):
    assert {name: one["table"] for name, one in told.items()} == {
        "stubborn": [["a", "b"], ["x" * 20, "c"]],
        "deep": [],
        "list": [["a", "b"], ['x "y" z', ""], ["", "2"]],
        "words": [["a", "b"], ["1", "2"]],
        "whole": [["a", "c"], ["1", "3"]],
    }
