"""Findings of validation: values that say what is wrong, where, and what to do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

Severity = Literal["error", "warning", "note"]
Path = tuple[str | int, ...]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding. `file` is relative to the register's folder; `at` is the path of the key inside the file."""

    code: str
    severity: Severity
    file: str
    at: Path
    message: str
    source: str
    line: int | None = None
    column: int | None = None
    excerpt: str | None = None
    direction: str | None = None

    def placed(self, line: int | None, column: int | None, excerpt: str | None) -> Finding:
        """The same finding with the place of its key in the file."""
        return replace(self, line=line, column=column, excerpt=excerpt)

    @property
    def where(self) -> str:
        """`register/2025/EXIJB-2025-03-18-001.yaml:12:3`, as far as it is known."""
        place = f"register/{self.file}"
        if self.line is not None:
            place += f":{self.line}" + (f":{self.column}" if self.column is not None else "")
        return place

    @property
    def identity(self) -> tuple[str, str, Path, str]:
        """What makes two findings the same one, whatever line they stand on."""
        return self.code, self.file, self.at, self.message


def errors(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Those that the register can't accept."""
    return tuple(finding for finding in findings if finding.severity == "error")
