"""ALT: what a change may do to a register (design section 4, promise 4): issued terms stay, entries are only added to.

These rules judge two states, a base and what came of it, as a pull request or a commit of the history brings them about.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from directions_cli.domain.corrections import as_left_by
from directions_cli.domain.direction import Direction
from directions_cli.domain.finding import Finding, Path
from directions_cli.domain.history import Entry, Superseded, Varied
from directions_cli.domain.merging import put_between
from directions_cli.domain.plain import plain, same_terms
from directions_cli.domain.redline import differences, told_apart
from directions_cli.domain.register import Register
from directions_cli.domain.rules import standing
from directions_cli.domain.rules.changes import Came, Step, carried, change_rule
from directions_cli.domain.rules.core import Rule, accepted
from directions_cli.domain.rules.reports import keeps_decisions_of, report_is_decided, undecided

STAYS: Final = change_rule(
    "ALT001",
    "A direction that was issued never leaves the register",
    "It is ended by an act, and its file stays: what was in force when must be provable for ever.",
    "design 4.4; guidance 5.2",
)
KEEPS_ITS_PLACE: Final = change_rule(
    "ALT002",
    "The file of an issued direction keeps its name and folder",
    "Its name is the id, by which other directions, letters and minutes know it.",
    "design 2",
)
NO_ENTRY_GOES: Final = change_rule(
    "ALT003", "No entry is taken out of a history", "Entries are only ever added to.", "design 4.4"
)
NO_ENTRY_CHANGES: Final = change_rule(
    "ALT004",
    "No entry of a history is altered",
    "What was entered stands; what is wrong in it is said by a later entry.",
    "design 4.4",
)
ENTRIES_KEEP_ORDER: Final = change_rule(
    "ALT005",
    "Entries stand in the order in which they were made, new ones at the end",
    "An entry put in between would make it seem that it had been known when the later ones were made. Only the merging of two"
    " branches puts entries in by date: each must then stand last in a commit of its own branch. See ALT014.",
    "design 2",
)
TERMS_STAY: Final = change_rule(
    "ALT006",
    "Issued terms do not change, but for a slip of the pen that a corrected entry names",
    "A direction is varied, superseded or revoked by a later one in writing (the Act, s.27(5)).",
    "A 27(5); design 4.4",
)
SUCCESSOR_COMES_TOO: Final = change_rule(
    "ALT007",
    "A direction is varied or superseded by one that is issued in the same change",
    "No act does the one without the other; an entry made by hand can name a direction that meant nothing of the kind.",
    "design 2; policy app. 2",
)
REPORT_DECIDES: Final = change_rule(
    "ALT008",
    "A direction that is issued comes with the decision of its report",
    "Guidance 3.8 asks every report to record whether it requires a direction. Judged of what a change issues, as CON023 judges"
    " the register: from the first meeting on whose decisions it keeps. Accepting CON023 accepts this too.",
    "guidance 3.8, 7.5",
    "warning",
)
COMPARABLE: Final = change_rule(
    "ALT012",
    "A direction can be compared with what it was",
    "A file that can't be read before or after the change could hide an alteration.",
    "design 4.4",
)
ONE_NUMBER: Final = change_rule(
    "ALT013",
    "No number is given twice: what the base has meanwhile given to another direction is taken",
    "Two branches may give the same number to two directions; the second to be merged is numbered anew.",
    "design 4.3",
)
MERGED_IN: Final = change_rule(
    "ALT014",
    "An entry stands, by its date, before one that was there already, and a squashed or rebased branch may have brought it",
    "Merging two branches puts their entries in the order of their dates, and squashing or rebasing the result leaves no proof of"
    " that: compare with the request that the commit names.",
    "design 2",
    "note",
)
_OWN: Final = (
    STAYS,
    KEEPS_ITS_PLACE,
    NO_ENTRY_GOES,
    NO_ENTRY_CHANGES,
    ENTRIES_KEEP_ORDER,
    TERMS_STAY,
    SUCCESSOR_COMES_TOO,
    REPORT_DECIDES,
    COMPARABLE,
    ONE_NUMBER,
    MERGED_IN,
)
RULES: Final[tuple[Rule, ...]] = tuple(sorted((*_OWN, *standing.RULES), key=lambda rule: rule.code))


def judge_change(before: Register, after: Register, came: Came = carried) -> tuple[Finding, ...]:
    """Every finding of these rules over a change. The rules over the register as it then stands are judged apart.

    `came` says how an entry that stands before older ones came there, as far as that is known.
    """
    step = Step(before, after, came)
    return tuple(finding for check in CHECKS for finding in check(step))


def _gone(step: Step) -> Iterator[Finding]:
    for id, old in step.before.items():
        if old.issue is None or id in step.after or id in step.after.unread:
            continue
        renamed = _renamed(step, old)
        if renamed is not None:
            said = f"was {old.path} before; take the new name back: `git mv register/{renamed.path} register/{old.path}`"
            yield KEEPS_ITS_PLACE.finding(renamed.path, (), said, renamed.id)
        else:
            said = f"{old.name} was issued and its file is gone; bring it back: `git restore --source=BASE register/{old.path}`"
            yield STAYS.finding(old.path, (), said, id)


def _renamed(step: Step, old: Direction) -> Direction | None:
    """The direction that is new and says what the one that is gone said, if there is one."""
    new = (each for id, each in step.after.items() if id not in step.before)
    return next((each for each in new if each.terms == old.terms or each.name == old.name), None)


def _moved(step: Step) -> Iterator[Finding]:
    for old, new in step.altered:
        if old.path != new.path:
            said = f"was {old.path} before; move it back: `git mv register/{new.path} register/{old.path}`"
            yield KEEPS_ITS_PLACE.finding(new.path, (), said, new.id)


def _histories(step: Step) -> Iterator[Finding]:
    for old, new in step.altered:
        if new.history[: len(old.history)] != old.history:
            yield from _history(old, new)


def _history(old: Direction, new: Direction) -> Iterator[Finding]:
    """How a history was tampered with: entries gone, altered, or out of their order."""
    missing = list((Counter(map(_key, old.history)) - Counter(map(_key, new.history))).elements())
    added = Counter(map(_key, new.history)) - Counter(map(_key, old.history))
    for number, entry in enumerate(old.history):
        if _key(entry) not in missing:
            continue
        missing.remove(_key(entry))
        there = new.history[number] if number < len(new.history) else None
        if there is not None and added[_key(there)] and there.act == entry.act:
            said = f"entry {number + 1} ({_named(entry)}) was {_said(entry)} and is {_said(there)}; put it back and add an entry"
            yield NO_ENTRY_CHANGES.finding(new.path, ("history", number), said, new.id)
        else:
            said = f"entry {number + 1} of before ({_named(entry)}) is gone; put it back"
            yield NO_ENTRY_GOES.finding(new.path, ("history",), said, new.id)
    if Counter(map(_key, old.history)) <= Counter(map(_key, new.history)):
        number = next(i for i, (a, b) in enumerate(zip(old.history, new.history, strict=False)) if a != b)
        said = f"{_named(new.history[number])} stands before entries that were there already; new entries go to the end"
        yield ENTRIES_KEEP_ORDER.finding(new.path, ("history", number), said, new.id)


def _merged_in(step: Step) -> Iterator[Finding]:
    for old, entered in step.altered:
        new = step.after[entered.id]
        if new.history == entered.history:
            continue
        for number, entry, later in put_between(old.history, new.history):
            way = step.came(new, entry)
            said = f"{_named(entry)} stands before {_named(later)}, which was there already"
            if way == "carried":
                yield MERGED_IN.finding(new.path, ("history", number), said, new.id)
            elif way == "by hand":
                said += ", and no branch that was merged ended with it; a late entry belongs at the end"
                yield ENTRIES_KEEP_ORDER.finding(new.path, ("history", number), said, new.id)


def _key(entry: Entry) -> str:
    return repr(plain(entry))


def _named(entry: Entry) -> str:
    return f"{entry.act} {entry.date}" if entry.date else entry.act


def _said(entry: Entry) -> str:
    return ", ".join(f"{key} {value}" for key, value in plain(entry).items())


def _terms(step: Step) -> Iterator[Finding]:
    for old, new in step.altered:
        kept = new.history[: len(old.history)] == old.history
        taken_back = as_left_by(new, len(old.history) - 1) if kept else new
        if same_terms(old.terms, taken_back.terms):
            continue
        for difference in differences(old.terms, taken_back.terms):
            at: Path = tuple(int(part) - 1 if part.isdigit() else part for part in difference.path.split("."))
            was, now = told_apart(difference.before, difference.after)
            said = (
                f"{difference.path} of {old.name} was {was} when it was issued and is now {now}; put it back, and vary or"
                f" supersede the direction, or correct a slip of the pen with `directions correct {old.id}`"
            )
            yield TERMS_STAY.finding(new.path, at, said, new.id)


def _successors(step: Step) -> Iterator[Finding]:
    for old, new in step.altered:
        for number, entry in enumerate(new.history[len(old.history) :], len(old.history)):
            if not isinstance(entry, Varied | Superseded):
                continue
            later = step.after.get(entry.by)
            if later is not None and later.issue is None:
                said = f"is {entry.act} by {later.name}, which is a draft and binds nobody; issue that with the act"
                yield SUCCESSOR_COMES_TOO.finding(new.path, ("history", number, "by"), said, new.id)
            standing = step.before.get(entry.by)
            if standing is not None and standing.issue is not None:
                said = f"is {entry.act} by {standing.name}, which had been issued before; issue the later direction with the act"
                yield SUCCESSOR_COMES_TOO.finding(new.path, ("history", number, "by"), said, new.id)


def _reports(step: Step) -> Iterator[Finding]:
    for id, new in step.after.items():
        old = step.before.get(id)
        if new.issue is None or (old is not None and old.issue is not None):
            continue
        ignores = (*new.ignore, *step.after.header.ignore)
        if accepted(REPORT_DECIDES, ignores) or accepted(report_is_decided, ignores):
            continue
        if number := undecided(step.after, new):
            said = f"rests on report {number}, of which no decision is in register/reports; record it with `directions decide`"
            yield REPORT_DECIDES.finding(new.path, ("report", "number"), said, id)
        elif keeps_decisions_of(step.after, new) and not (new.terms.report and new.terms.report.number):
            said = "names no report, so its decision can't be found in register/reports; give the report's number"
            yield REPORT_DECIDES.finding(new.path, ("report",), said, id)


def said_once(standing: Iterable[Finding], brought: Iterable[Finding]) -> Iterator[Finding]:
    """The findings over a register without those that the findings over a change say already."""
    said = {(each.file, each.at) for each in brought if each.code == REPORT_DECIDES.code}
    return (each for each in standing if each.code != report_is_decided.code or (each.file, each.at) not in said)


def _unread(step: Step) -> Iterator[Finding]:
    for id in sorted(step.before.unread & step.after.keys()):
        new = step.after[id]
        yield COMPARABLE.finding(new.path, (), f"{new.name} could not be read in the base, so it can't be compared with it", id)
    for id in sorted(step.after.unread & step.before.keys()):
        old = step.before[id]
        if old.issue is not None:
            yield COMPARABLE.finding(
                old.path, (), f"{old.name} can't be read any more, so it can't be compared with the base", id
            )


CHECKS: Final[tuple[Callable[[Step], Iterator[Finding]], ...]] = (
    _gone,
    _moved,
    _histories,
    _merged_in,
    _terms,
    _successors,
    _reports,
    standing.header_changes,
    standing.decision_changes,
    _unread,
)
