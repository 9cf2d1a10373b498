"""Findings as a JUnit report, which most hosts of repositories show beside a pull request."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Final

from directions_cli.domain.finding import Finding

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

NOT_IN_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 can't hold in any form, such as most control characters."""


def as_junit(findings: Sequence[Finding]) -> str:
    """A JUnit report: a suite for each file, in it a test for each finding.

    A test is named by rule and key, not by line, so that a host knows it again when lines have moved. An error is a failure.
    Warnings and notes are skipped tests: shown, while nothing fails by them. Where there is no error one test says so and
    passes, because hosts take a report without any test for one that got lost.
    """
    from xml.etree import ElementTree

    whole = ElementTree.Element("testsuites", {"name": "directions validate", "time": "0"})
    ordered = sorted(findings, key=lambda each: each.file)
    for file, these in groupby(ordered, key=lambda each: each.file):
        whole.append(_suite(f"register/{file}", list(these)))
    if not any(each.severity == "error" for each in findings):
        passed = _element("testsuite", name="register", tests="1", failures="0", errors="0", skipped="0", time="0")
        passed.append(_element("testcase", classname="register", name="No error was found", time="0"))
        whole.append(passed)
    for count in ("tests", "failures", "errors"):
        whole.set(count, str(sum(int(suite.get(count, "0")) for suite in whole)))
    ElementTree.indent(whole)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(whole, encoding="unicode") + "\n"


def _suite(file: str, findings: Sequence[Finding]) -> Element:
    failures = sum(each.severity == "error" for each in findings)
    counts = {"tests": len(findings), "failures": failures, "errors": 0, "skipped": len(findings) - failures, "time": 0}
    suite = _element("testsuite", name=file, **{name: str(count) for name, count in counts.items()})
    names: dict[str, int] = {}
    for each in findings:
        name = " ".join((each.code, ".".join(map(str, each.at)))).rstrip()
        names[name] = names.get(name, 0) + 1
        if names[name] > 1:
            name += f" ({names[name]})"
        test = _element("testcase", classname=file.removesuffix(".yaml"), name=name, time="0")
        verdict = _element("failure" if each.severity == "error" else "skipped", type=each.severity, message=each.message)
        lines = (f"{each.where}: {each.severity} {each.code} {each.message} ({each.source})", each.excerpt or "")
        verdict.text = _held("\n".join(filter(None, lines)))
        test.append(verdict)
        suite.append(test)
    return suite


def _element(tag: str, **attributes: str) -> Element:
    from xml.etree import ElementTree

    return ElementTree.Element(tag, {name: _held(value) for name, value in attributes.items()})


def _held(text: str) -> str:
    """The text with what XML can't hold as its code, such as `<U+0007>`."""
    return NOT_IN_XML.sub(lambda found: f"<U+{ord(found[0]):04X}>", text)
