"""The statement of an audit as text for the terminal, Markdown for the file, and JSON for programs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from directions_cli import __version__
from directions_cli.cli.formats import as_json

if TYPE_CHECKING:
    from directions_cli.clerk.auditing import Doubt
    from directions_cli.clerk.statement import Statement
    from directions_cli.documents.tree import Block

CHECKED: Final = (
    "Each commit was compared with the one before it, and each merge with every side of it: issued terms stay as they were but"
    " for corrections that an entry names; no entry is altered, taken out or put in between, but for what merging puts in by"
    " date; no issued direction leaves the register or is renamed; what its codes mean stays in the header; no status comes"
    " about that no act leads to; no entry is dated after its commit, and no commit before the one on which it stands."
)
PROVES: Final = (
    "This holds for the history that stands on the branch now. A history that was written anew can be told only by what was"
    " noted before: keep the digest above with the minutes, and let the next audit be made with it (--expect)."
)
LOOK: Final = "These may be as they should. Compare each with the minutes, or with the request that its commit names."


class AuditFormat(str, Enum):
    """Formats of the statement."""

    text = "text"
    markdown = "markdown"
    json = "json"


def _facts(statement: Statement, today: str) -> list[tuple[str, str]]:
    """What was checked, as pairs of words."""
    part = f"the commits after {statement.since}" if statement.since else "the whole history"
    signed = [] if statement.signed is None else [("Good signatures", f"{statement.signed} of {statement.changing}")]
    return [
        ("Register of", statement.authority),
        ("Audited on", f"{today}, with directions {__version__}"),
        ("Branch", f"{statement.branch}, at commit {statement.commit}"),
        ("Checked", part + (" that this shallow clone has" if statement.shallow else "")),
        ("Commits on its line", f"{statement.commits}, of which {statement.merges} merges"),
        ("Commits that change the register", str(statement.changing)),
        ("Directions", str(statement.directions)),
        ("Entries made", str(statement.entries)),
        *signed,
        ("Digest", statement.digest),
        ("Exceptions", str(len(statement.exceptions)) if statement.exceptions else "none"),
        ("To be looked at", str(len(statement.remarks)) if statement.remarks else "nothing"),
    ]


def as_text(statement: Statement, today: str) -> str:
    """The statement for the terminal."""
    from directions_cli.domain.harmless import harmless

    width = max(len(name) for name, _ in _facts(statement, today))
    lines = [f"{name:<{width}}  {value}" for name, value in _facts(statement, today)]
    for title, doubts in (("Exceptions", statement.exceptions), ("To be looked at", statement.remarks)):
        lines += ["", f"{title}:"] if doubts else []
        for doubt in doubts:
            by = f", {doubt.author}, {doubt.authored}" if doubt.author else ""
            lines += ["", f"{doubt.commit[:12]}{by}", f"  {_where(doubt)}: {doubt.finding.code} {doubt.finding.message}"]
    return harmless("\n".join(lines)) + "\n"


def as_markdown(statement: Statement, today: str) -> str:
    """The statement for an auditor's file."""
    from datetime import date

    from directions_cli.documents.shelf import Shelf
    from directions_cli.documents.tree import Document, Heading, Paragraph, Table, Text
    from directions_cli.documents.words import plain
    from directions_cli.documents.writers import written

    facts = tuple((plain(name), plain(value)) for name, value in _facts(statement, today))
    blocks: list[Block] = [
        Heading(1, plain("Audit of the register of directions")),
        Paragraph((Text(_verdict(statement), strong=True),)),
        Heading(2, plain("What was checked")),
        Table((plain("What"), plain("Finding")), facts),
        Paragraph(plain(CHECKED)),
        Paragraph(plain(PROVES)),
        Heading(2, plain("Exceptions")),
        *(_table(statement.exceptions) if statement.exceptions else [Paragraph(plain("None was found."))]),
    ]
    if statement.remarks:
        blocks += [Heading(2, plain("To be looked at")), Paragraph(plain(LOOK)), *_table(statement.remarks)]
    if statement.exceptions or statement.remarks:
        blocks += [Heading(2, plain("The rules named above")), *_rules((*statement.exceptions, *statement.remarks))]
    return written(Document("Audit", tuple(blocks), date.min), "markdown", Shelf.of(None)).decode()


def _verdict(statement: Statement) -> str:
    """The outcome in a sentence."""
    if statement.clean:
        return "No exception was found."
    count, commits = len(statement.exceptions), len({each.commit for each in statement.exceptions})
    return f"{count} exception{'s' * (count > 1)} found, in {commits} commit{'s' * (commits > 1)}."


def _table(doubts: Sequence[Doubt]) -> list[Block]:
    from directions_cli.documents.tree import Table
    from directions_cli.documents.words import plain

    head = tuple(map(plain, ("Commit", "By", "When", "Where", "Code", "What")))
    rows = (_row(each) | {"authored": _moment(each.authored)} for each in doubts)
    return [Table(head, tuple(tuple(map(plain, row.values())) for row in rows))]


def _rules(doubts: Sequence[Doubt]) -> list[Block]:
    """What the rules that were named ask, and where that comes from, for a reader who has this statement alone."""
    from directions_cli.documents.tree import Table
    from directions_cli.documents.words import plain
    from directions_cli.domain.rules import BY_CODE

    rules = [BY_CODE[code] for code in sorted({each.finding.code for each in doubts})]
    head = tuple(map(plain, ("Code", "Rule", "Source")))
    return [Table(head, tuple((plain(rule.code), plain(f"{rule.title}."), plain(rule.source)) for rule in rules))]


def _where(doubt: Doubt) -> str:
    """The place of what was found; what is wrong with a commit stands in none of its files."""
    return doubt.finding.where if doubt.finding.file else "the commit itself"


def _moment(authored: str) -> str:
    """`2025-06-20 12:00 +01:00`; what is no date is shown as it stands."""
    day, found, time = authored.partition("T")
    return f"{day} {time[:5]} {time[8:]}" if found and len(time) > 8 else authored or "-"


def _row(doubt: Doubt) -> dict[str, str]:
    found = doubt.finding
    return {
        "commit": doubt.commit,
        "author": doubt.author or "-",
        "authored": doubt.authored or "-",
        "where": _where(doubt),
        "code": found.code,
        "message": found.message,
    }


def in_json(statement: Statement, today: str) -> str:
    """The statement for programs."""
    from dataclasses import asdict

    values: dict[str, Any] = asdict(statement)
    values["audited"] = today
    for key, doubts in (("exceptions", statement.exceptions), ("remarks", statement.remarks)):
        values[key] = [
            {
                **_row(doubt),
                "severity": doubt.finding.severity,
                "path": f"register/{doubt.finding.file}" if doubt.finding.file else None,
                "line": doubt.finding.line,
                "direction": doubt.finding.direction,
            }
            for doubt in doubts
        ]
    return as_json(values)


FORMS: Final[Mapping[AuditFormat, Callable[[Statement, str], str]]] = MappingProxyType(
    {AuditFormat.text: as_text, AuditFormat.markdown: as_markdown, AuditFormat.json: in_json}
)
