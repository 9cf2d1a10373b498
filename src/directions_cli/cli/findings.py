"""Findings as text: for people, for programs, for GitHub's annotations, as SARIF 2.1.0, and as a JUnit report."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from directions_cli import __version__
from directions_cli.cli.formats import as_json
from directions_cli.cli.junit import as_junit
from directions_cli.domain.finding import SEVERITIES, Finding
from directions_cli.domain.harmless import printable

if TYPE_CHECKING:
    from directions_cli.domain.rules.core import Rule

GITHUB = {"error": "error", "warning": "warning", "note": "notice"}
SHOWN_BY_GITHUB: Final = 10
"""How many annotations of each kind GitHub shows of a step; it drops the others without a word."""


def as_text(findings: Sequence[Finding]) -> str:
    """`path:line:column: severity CODE message (source)` with the line itself below it."""
    lines = []
    for each in findings:
        lines.append(_line(each))
        if each.excerpt:
            lines.append(f"    {each.excerpt}")
    return "".join(f"{line}\n" for line in lines)


def _line(finding: Finding) -> str:
    return f"{finding.where}: {finding.severity} {finding.code} {finding.message} ({finding.source})"


def in_json(findings: Sequence[Finding]) -> str:
    """A list of objects with the keys of design section 3, and more."""
    return as_json(
        [
            {
                "code": each.code,
                "severity": each.severity,
                "path": f"register/{each.file}",
                "line": each.line,
                "column": each.column,
                "message": each.message,
                "source": each.source,
                "direction": each.direction,
                "excerpt": each.excerpt,
            }
            for each in findings
        ]
    )


def for_github(findings: Sequence[Finding], below: str = "") -> str:
    """Workflow commands that annotate the lines of a pull request, as many as GitHub shows; the others as lines of the log."""
    out = []
    for severity in SEVERITIES:
        these = [each for each in findings if each.severity == severity]
        shown = these if len(these) <= SHOWN_BY_GITHUB else these[: SHOWN_BY_GITHUB - 1]
        out += [_annotation(each, below) for each in shown]
        left = these[len(shown) :]
        if left:
            plural = f"{severity}s" if len(left) > 1 else severity
            out.append(f"::{GITHUB[severity]} title=directions::{len(left)} more {plural}: they are in the log of this step\n")
        # GitHub obeys `##[…]` anywhere in a line, and `::` at its beginning: nothing of the register may be taken for either.
        out += [re.sub("#(?=#)", "# ", printable(_line(each))) + "\n" for each in left]
    return "".join(out)


def _annotation(finding: Finding, below: str) -> str:
    place = f"file={_property(f'{below}register/{finding.file}')}"
    place += f",line={finding.line}" if finding.line else ""
    place += f",col={finding.column}" if finding.column else ""
    message = f"{finding.message} ({finding.source})".replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return f"::{GITHUB[finding.severity]} {place},title={finding.code}::{message}\n"


def _property(text: str) -> str:
    for character, code in (("%", "%25"), ("\r", "%0D"), ("\n", "%0A"), (":", "%3A"), (",", "%2C")):
        text = text.replace(character, code)
    return text


def as_sarif(findings: Sequence[Finding], below: str = "") -> str:
    """A SARIF 2.1.0 log with every rule described once."""
    from directions_cli.domain.rules import RULES

    driver = {"name": "directions", "version": __version__, "rules": [_described(rule) for rule in RULES]}
    run = {"tool": {"driver": driver}, "results": [_result(each, below) for each in findings], "columnKind": "unicodeCodePoints"}
    return as_json({"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]})


def _described(rule: Rule) -> dict[str, Any]:
    """A rule as SARIF describes it. `help` is what GitHub shows beside a finding, and asks for."""
    whole = " ".join(filter(None, (f"{rule.title}.", rule.explanation, f"Source: {rule.source}.")))
    more = f"`directions rules {rule.code}` explains it."
    return {
        "id": rule.code,
        "shortDescription": {"text": f"{rule.title}."},
        "fullDescription": {"text": whole},
        "help": {"text": f"{whole} {more}", "markdown": f"{whole}\n\n{more}"},
        "defaultConfiguration": {"level": rule.severity},
    }


def _result(finding: Finding, below: str) -> dict[str, Any]:
    from urllib.parse import quote

    # What is said of a file as a whole stands on its first line: GitHub takes no finding without one.
    region = {"startLine": finding.line or 1, "startColumn": finding.column}
    # A name that is no UTF-8 is read with marks for its bytes; the bytes are what its address is made of.
    uri = quote(os.fsencode(f"{below}register/{finding.file}"))
    place = {"artifactLocation": {"uri": uri}, "region": {key: value for key, value in region.items() if value}}
    return {
        "ruleId": finding.code,
        "level": finding.severity,
        "message": {"text": f"{finding.message} ({finding.source})"},
        "locations": [{"physicalLocation": place}],
        "partialFingerprints": {"directions/v1": _fingerprint(finding)},
    }


def _fingerprint(finding: Finding) -> str:
    """The same for the same finding on whatever line it stands, so that a host knows it again."""
    from hashlib import sha256

    return sha256(repr(finding.identity).encode()).hexdigest()


FORMS: Final[Mapping[str, Callable[[Sequence[Finding]], str]]] = MappingProxyType(
    {"text": as_text, "json": in_json, "github": for_github, "sarif": as_sarif, "junit": as_junit}
)
BY_PLACE: Final = MappingProxyType({"github": for_github, "sarif": as_sarif})
"""Forms whose paths a host reads from the top of the repository: they are told what leads there to the register's folder."""
