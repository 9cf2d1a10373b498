"""Findings as text: for people, for programs, for GitHub's annotations, and as SARIF 2.1.0."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final

from directions_cli import __version__
from directions_cli.cli.formats import as_json
from directions_cli.domain.finding import Finding

GITHUB = {"error": "error", "warning": "warning", "note": "notice"}


def as_text(findings: Sequence[Finding]) -> str:
    """`path:line:column: severity CODE message (source)` with the line itself below it."""
    lines = []
    for each in findings:
        lines.append(f"{each.where}: {each.severity} {each.code} {each.message} ({each.source})")
        if each.excerpt:
            lines.append(f"    {each.excerpt}")
    return "".join(f"{line}\n" for line in lines)


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


def for_github(findings: Sequence[Finding]) -> str:
    """Workflow commands that annotate the lines of a pull request."""
    lines = []
    for each in findings:
        place = f"file={_property(f'register/{each.file}')}"
        place += f",line={each.line}" if each.line else ""
        place += f",col={each.column}" if each.column else ""
        message = f"{each.message} ({each.source})".replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
        lines.append(f"::{GITHUB[each.severity]} {place},title={each.code}::{message}\n")
    return "".join(lines)


def _property(text: str) -> str:
    for character, code in (("%", "%25"), ("\r", "%0D"), ("\n", "%0A"), (":", "%3A"), (",", "%2C")):
        text = text.replace(character, code)
    return text


def as_sarif(findings: Sequence[Finding]) -> str:
    """A SARIF 2.1.0 log with every rule described once."""
    from directions_cli.domain.rules import RULES

    rules = [
        {
            "id": rule.code,
            "shortDescription": {"text": f"{rule.title}."},
            "fullDescription": {"text": f"{rule.title}. {rule.explanation} Source: {rule.source}."},
            "defaultConfiguration": {"level": rule.severity},
        }
        for rule in RULES
    ]
    driver = {"name": "directions", "version": __version__, "rules": rules}
    run = {"tool": {"driver": driver}, "results": [_result(each) for each in findings], "columnKind": "unicodeCodePoints"}
    return as_json({"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]})


def _result(finding: Finding) -> dict[str, Any]:
    from urllib.parse import quote

    region = {"startLine": finding.line, "startColumn": finding.column} if finding.line else None
    place: dict[str, Any] = {"artifactLocation": {"uri": quote(f"register/{finding.file}")}}
    if region:
        place["region"] = {key: value for key, value in region.items() if value}
    return {
        "ruleId": finding.code,
        "level": finding.severity,
        "message": {"text": finding.message},
        "locations": [{"physicalLocation": place}],
    }


FORMS: Final[Mapping[str, Callable[[Sequence[Finding]], str]]] = MappingProxyType(
    {"text": as_text, "json": in_json, "github": for_github, "sarif": as_sarif}
)
