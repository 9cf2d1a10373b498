"""What a rule is: a small function with a code, a severity and the paragraph that it enforces."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from directions_cli.domain.authority import Header
from directions_cli.domain.finding import Finding, Path, Severity
from directions_cli.domain.register import Register
from directions_cli.domain.terms import Ignore

Scope = Literal["file", "header", "direction", "report", "change", "neighbour"]


@dataclass(frozen=True, slots=True)
class Fault:
    """What a rule has found: the key that it is about, and what to do."""

    at: Path
    message: str


@dataclass(frozen=True, slots=True)
class Case:
    """What rules judge by: the whole register and the day."""

    register: Register
    today: date
    texts: dict[str, tuple[tuple[Path, str], ...]] = field(default_factory=dict, compare=False, repr=False)
    """Every text of a direction by its id with its path, gathered once for all rules that read them."""
    giving: dict[Any, Any] = field(default_factory=dict, compare=False, repr=False)
    """The extant directions that give the same money, by that money, gathered once (FIN015)."""
    among: dict[frozenset[str], tuple[str, ...]] = field(default_factory=dict, compare=False, repr=False)
    """Of ids that are named those in the register, in their order, gathered once for all rules."""

    @property
    def header(self) -> Header:
        """The register's header."""
        return self.register.header


Check = Callable[[Any, Case], Iterator[Fault]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A coded rule. `scope` says what its check is given; rules of scope `file` are
    applied while reading, those of scope `change` to two states of a register (`alteration`), those of scope
    `neighbour` to several registers (`domain.cycle.conflicts`)."""

    code: str
    severity: Severity
    source: str
    title: str
    explanation: str
    scope: Scope
    check: Check | None = None

    def finding(self, file: str, at: Path, message: str, direction: str | None = None) -> Finding:
        """A finding of this rule."""
        return Finding(self.code, self.severity, file, at, message, self.source, direction=direction)


def rule(code: str, severity: Severity, source: str, scope: Scope = "direction") -> Callable[[Check], Rule]:
    """Make a rule of a check. Its docstring is the documentation: the first line is the title, the rest says why."""

    def made(check: Check) -> Rule:
        text = inspect.cleandoc(check.__doc__ or "")
        title, _, rest = text.partition("\n")
        return Rule(code, severity, source, title.rstrip("."), rest.strip(), scope, check)

    return made


def declared(code: str, title: str, explanation: str, source: str = "design 2", severity: Severity = "error") -> Rule:
    """A rule that the reader of files applies itself."""
    return Rule(code, severity, source, title, explanation, "file")


def apply(rule: Rule, case: Case, only: frozenset[str] | None = None) -> Iterator[Finding]:
    """The findings of one rule over a register, or over the directions (or the report decisions, by path) named in `only`."""
    if rule.check is None:
        return
    if rule.scope == "header":
        yield from _found(rule, case, case.header, "register.yaml", ())
    elif rule.scope == "report":
        for path, report in case.register.reports.items():
            if only is not None and path not in only:
                continue
            yield from _found(rule, case, report, path, report.ignore)
    else:
        if only is not None and only not in case.among:
            case.among[only] = tuple(sorted(id for id in only if id in case.register))
        for id in case.register if only is None else case.among[only]:
            direction = case.register[id]
            yield from _found(rule, case, direction, direction.path, direction.ignore, id)


def accepted(rule: Rule, ignores: Iterable[Ignore]) -> bool:
    """Whether findings of a rule are accepted by one of these. Those of an error never are."""
    return rule.severity != "error" and any(ignore.code == rule.code for ignore in ignores)


def _found(
    rule: Rule, case: Case, about: Any, file: str, ignores: tuple[Ignore, ...], direction: str | None = None
) -> Iterator[Finding]:
    """The findings about one thing, unless they are accepted there or in the whole register. An error never is."""
    assert rule.check is not None
    if not accepted(rule, (*ignores, *case.header.ignore)):
        yield from (rule.finding(file, fault.at, fault.message, direction) for fault in rule.check(about, case))
