"""ALT: what a change may do to what issued directions stand on: the header, which says what codes mean, and report decisions."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from directions_cli.domain.authority import Header
from directions_cli.domain.direction import Direction
from directions_cli.domain.finding import Finding, Path
from directions_cli.domain.report import ReportDecision, number_key
from directions_cli.domain.rules.changes import Step, change_rule
from directions_cli.domain.rules.core import Rule

HEADER: Final = "register.yaml"
CODES_STAY: Final = change_rule(
    "ALT009",
    "A code that issued directions use stays in the header",
    "Without it nobody can say any more whom they direct, what they cover, or which priority of an earlier plan they serve.",
    "design 2",
)
AUTHORITY_STAYS: Final = change_rule(
    "ALT010",
    "The authority keeps its code and model while it has issued directions",
    "Their ids begin with the code, and the model says under which section of the Act they were given.",
    "A 26",
)
DECISIONS_STAY: Final = change_rule(
    "ALT011",
    "A report decision stays, and what it decided stays as it was",
    "Whom the report was found to require a direction of is a fact of its meeting.",
    "guidance 3.8",
)
NAMES_STAY: Final = change_rule(
    "ALT015",
    "A name in the header that issued directions are read by is not changed unseen",
    "A direction keeps codes; the name of its authority, recipients, functions, localities and priorities is looked up, so that"
    " another name changes what every issued direction says. A body that is renamed keeps its code; look whether it is the same.",
    "design 2; A 26(4)",
    "warning",
)
NATURES_STAY: Final = change_rule(
    "ALT016",
    "A partner keeps its kind, and a function its delegator and whether it is set aside, while issued directions use the code",
    "These say who may be directed to carry it out, and how its money must be given (A 27(1)). Where the integration scheme"
    " was changed, give what is new a code of its own.",
    "A 26(4), 27(1)",
)
MOVES_ALONE: Final = change_rule(
    "ALT017",
    "A register moves to a newer format by itself, as `directions migrate` moves it, and never back",
    "A move may touch every file. Whatever else was changed with it would be lost to sight among that: merge the move first, and"
    " do everything else by acts after it.",
    "design 4.4",
)
RULES: Final[tuple[Rule, ...]] = (CODES_STAY, AUTHORITY_STAYS, DECISIONS_STAY, NAMES_STAY, NATURES_STAY, MOVES_ALONE)


def _priorities(direction: Direction) -> tuple[str, ...]:
    return direction.terms.alignment.priorities if direction.terms.alignment else ()


CODED: Final[tuple[tuple[str, Callable[[Header], Mapping[str, Any]], Callable[[Direction], tuple[str, ...]]], ...]] = (
    ("partners", lambda header: {each.code: each for each in header.partners}, lambda direction: direction.terms.to),
    ("functions", lambda header: {each.code: each for each in header.functions}, lambda direction: direction.terms.functions),
    ("localities", lambda header: {each.code: each for each in header.localities}, lambda direction: direction.terms.localities),
    ("plan", lambda header: header.priorities, _priorities),
)
"""The lists of the header whose codes directions use: their key, what stands under each code, and the codes of a direction."""
NATURE: Final[Mapping[str, tuple[str, ...]]] = {"partners": ("kind",), "functions": ("delegated_by", "set_aside")}


def header_changes(step: Step) -> Iterator[Finding]:
    """What is wrong with a change of the header, for the directions that had been issued before."""
    old, new = step.before.header, step.after.header
    if old is new or old == new or not step.issued:
        return
    for field in ("code", "model"):
        was, now = getattr(old.authority, field), getattr(new.authority, field)
        if was != now:
            said = f"the authority's {field} was {was} and is {now}, while {len(step.issued)} issued directions stand on it"
            yield AUTHORITY_STAYS.finding(HEADER, ("authority", field), said)
    if old.authority.name != new.authority.name:
        yield _renamed("the authority", old.authority.name, new.authority.name, ("authority", "name"), step.issued)
    for key, listed, codes in CODED:
        yield from _coded(step, key, listed(old), listed(new), codes)


def _coded(
    step: Step, key: str, old: Mapping[str, Any], new: Mapping[str, Any], codes: Callable[[Direction], tuple[str, ...]]
) -> Iterator[Finding]:
    """What is wrong with one list of the header."""
    places = {code: number for number, code in enumerate(new)}
    for code, was in old.items():
        now = new.get(code)
        if was == now:
            continue
        using = [each for each in step.issued if code in codes(each)]
        if not using:
            continue
        if now is None:
            yield CODES_STAY.finding(HEADER, (key,), f"{code!r} is gone, and {_some(using)} need it; put it back")
            continue
        at: Path = (key,) if key == "plan" else (key, places[code])
        called, calls = (was, now) if isinstance(was, str) else (was.name, now.name)
        if called != calls:
            yield _renamed(repr(code), called, calls, at, using)
        for field in NATURE.get(key, ()):
            before, after = getattr(was, field), getattr(now, field)
            if before != after:
                said = f"{code!r} had {field} {_plain(before)} and has {_plain(after)}, and {_some(using)} need it; put it back"
                yield NATURES_STAY.finding(HEADER, (*at, field), said)


def _renamed(what: str, was: str, now: str, at: Path, using: tuple[Direction, ...] | list[Direction]) -> Finding:
    said = f"{what} was called {was!r} and is called {now!r}, which changes how {_some(using)} read"
    return NAMES_STAY.finding(HEADER, at, said)


def _some(directions: tuple[Direction, ...] | list[Direction]) -> str:
    names = [each.name for each in directions[:3]]
    return ", ".join(names) + (f" and {len(directions) - 3} more" if len(directions) > 3 else "")


DECIDED: Final = ("number", "meeting", "requires", "to")


def decision_changes(step: Step) -> Iterator[Finding]:
    """Report decisions that a change takes out or alters."""
    by_number = {number_key(report.number): (path, report) for path, report in step.after.reports.items()}
    for path, old in step.before.reports.items():
        found = _same_file(step, path, old) or by_number.get(number_key(old.number)) or _same_file(step, path)
        if found is None:
            said = f"the decision on report {old.number} is gone; bring it back: `git restore --source=BASE register/{path}`"
            yield DECISIONS_STAY.finding(path, (), said)
            continue
        place, new = found
        for field in DECIDED:
            was, now = getattr(old, field), getattr(new, field)
            if was != now:
                said = f"the decision on report {old.number} had {field} {_plain(was)} and has {_plain(now)}; put it back"
                yield DECISIONS_STAY.finding(place, (field,), said)


def _same_file(step: Step, path: str, old: ReportDecision | None = None) -> tuple[str, ReportDecision] | None:
    """The file of a decision where it stood; with `old`, only if it is still about the same report."""
    report = step.after.reports.get(path)
    same = report is not None and (old is None or number_key(report.number) == number_key(old.number))
    return (path, report) if report is not None and same else None


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return ", ".join(value) or "nobody" if isinstance(value, tuple) else str(value)
