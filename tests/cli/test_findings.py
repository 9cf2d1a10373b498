"""Findings in the forms that hosts read, with all that could be taken for something else."""

from __future__ import annotations

import json
import re
from xml.etree import ElementTree

import pytest

from directions_cli.cli.findings import FORMS, SHOWN_BY_GITHUB
from directions_cli.cli.validate import Report
from directions_cli.domain.finding import Finding

HOSTILE = (
    "a <b> & \"q\" 'x' \x07 \x00 ]]> \ud800 \ufffe\r\n::error::x ##[stop-commands]t ##vso[task.complete result=Succeeded] %0A 🎉"
)


def finding(code: str = "CON002", severity="error", file: str = "2025/EXIJB-2025-03-18-001.yaml", **more) -> Finding:
    return Finding(code, severity, file, **({"at": ("to", 0), "message": "is no partner", "source": "the Act, s.26"} | more))


def junit(*findings: Finding) -> ElementTree.Element:
    return ElementTree.fromstring(FORMS["junit"](findings).encode())


def test_every_form_that_can_be_asked_for_is_made() -> None:
    assert set(FORMS) == {each.value for each in Report}


def test_nothing_found_is_well_formed_too() -> None:
    assert FORMS["text"]([]) == FORMS["github"]([]) == ""
    assert json.loads(FORMS["json"]([])) == []
    assert json.loads(FORMS["sarif"]([]))["runs"][0]["results"] == []
    assert junit().get("tests") == "1"


def test_junit_has_a_suite_for_a_file_and_a_test_for_a_finding() -> None:
    whole = junit(
        finding(line=10, column=6, excerpt="to: [x]"), finding(message="another"), finding("FIN015", "warning", "x.yaml", at=())
    )
    assert (whole.get("tests"), whole.get("failures"), whole.get("errors")) == ("3", "2", "0")
    first, second = whole
    assert first.get("name") == "register/2025/EXIJB-2025-03-18-001.yaml"
    assert [test.get("name") for test in first] == ["CON002 to.0", "CON002 to.0 (2)"]
    failure = first.find("testcase/failure")
    assert failure is not None
    assert failure.get("message") == "is no partner"
    assert failure.text == ("register/2025/EXIJB-2025-03-18-001.yaml:10:6: error CON002 is no partner (the Act, s.26)\nto: [x]")
    assert (second.get("failures"), second.get("skipped")) == ("0", "1")
    assert second.find("testcase/skipped") is not None


def test_a_junit_test_keeps_its_name_when_lines_move() -> None:
    names = [[test.get("name") for test in junit(finding(line=line)).iter("testcase")] for line in (3, 30)]
    assert names[0] == names[1]


@pytest.mark.parametrize("findings", [(), (finding(severity="warning"),), (finding(severity="note"),)])
def test_a_junit_report_without_errors_passes_and_is_not_empty(findings) -> None:
    whole = junit(*findings)
    assert whole.get("failures") == "0"
    assert [test.get("name") for test in whole.iter("testcase") if not len(test)] == ["No error was found"]
    assert whole.get("tests") == str(len(findings) + 1)


def test_junit_holds_what_xml_can_not() -> None:
    (failure,) = junit(finding(message=HOSTILE, excerpt=HOSTILE, at=("x\x00",), file="a\x1b.yaml")).iter("failure")
    assert failure.get("message", "").startswith("a <b> & \"q\" 'x' <U+0007> <U+0000> ]]> <U+D800> <U+FFFE>")


def test_junit_has_the_parts_and_the_order_of_its_schema() -> None:
    """What the schema that Jenkins uses allows, written down: the elements in each, and their attributes."""
    allowed = {
        "testsuites": ({"testsuite"}, {"name", "time", "tests", "failures", "errors"}),
        "testsuite": ({"testcase"}, {"name", "tests", "failures", "errors", "skipped", "time"}),
        "testcase": ({"failure", "skipped"}, {"name", "time", "classname"}),
        "failure": (set(), {"type", "message"}),
        "skipped": (set(), {"type", "message"}),
    }
    for element in junit(finding(), finding(severity="note"), finding(severity="warning", file="z.yaml")).iter():
        children, attributes = allowed[element.tag]
        assert {child.tag for child in element} <= children
        assert set(element.attrib) <= attributes
        if element.tag == "testsuite":
            assert {"name", "tests", "failures", "errors"} <= set(element.attrib)


@pytest.mark.parametrize("count", [1, SHOWN_BY_GITHUB, SHOWN_BY_GITHUB + 1, 40])
def test_github_gets_as_many_annotations_as_it_shows(count: int) -> None:
    lines = FORMS["github"]([finding(line=line) for line in range(1, count + 1)]).splitlines()
    annotations = [line for line in lines if line.startswith("::error ")]
    assert len(annotations) == min(count, SHOWN_BY_GITHUB)
    left = [line for line in lines if line.startswith("register/")]
    if count > SHOWN_BY_GITHUB:
        assert annotations[-1].startswith(f"::error title=directions::{len(left)} more error")
        assert len(left) == count - SHOWN_BY_GITHUB + 1
    assert len([line for line in lines if "CON002" in line]) == count


def test_nothing_of_the_register_is_a_command_to_github() -> None:
    made = FORMS["github"]([finding(message=HOSTILE, line=line) for line in range(1, 20)])
    for line in made.splitlines():
        assert line.startswith(("::error file=register/", "::error title=directions::", "register/"))
        if not line.startswith("::"):
            assert "##" not in line
    assert made.count("\n") == 20


def test_sarif_is_what_its_schema_asks_for() -> None:
    """The schema itself is not ours to ship; these are its demands on what we write. It was tried with it by hand."""
    found = [finding(line=3, column=4), finding(file="a b,é/x.yaml"), finding(severity="note", line=1)]
    whole = json.loads(FORMS["sarif"](found))
    assert set(whole) == {"$schema", "version", "runs"}
    (run,) = whole["runs"]
    assert set(run) == {"tool", "results", "columnKind"}
    ids = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert len(ids) == len(set(ids))
    for rule in run["tool"]["driver"]["rules"]:
        assert rule["defaultConfiguration"]["level"] in ("none", "note", "warning", "error")
        assert rule["shortDescription"]["text"]
        assert f"directions rules {rule['id']}" in rule["help"]["text"], "GitHub asks for a help of every rule"
    for result in run["results"]:
        assert result["message"]["text"]
        (place,) = result["locations"]
        assert re.fullmatch(r"register/[A-Za-z0-9%._~/-]+", place["physicalLocation"]["artifactLocation"]["uri"])
        region = place["physicalLocation"]["region"]
        assert region["startLine"], "GitHub takes no finding without a line"
        assert all(isinstance(value, int) and value >= 1 for value in region.values())


def test_sarif_knows_a_finding_again_on_another_line() -> None:
    prints = [
        json.loads(FORMS["sarif"]([each]))["runs"][0]["results"][0]["partialFingerprints"]
        for each in (finding(line=3), finding(line=9), finding(message="other"))
    ]
    assert prints[0] == prints[1] != prints[2]
