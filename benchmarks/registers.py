"""A register of as many directions as are asked for, with a committed history: `python benchmarks/registers.py 1000 FOLDER`.

The same number always gives the same files. The directions of ten years come in chains, as they do in practice: of five
programmes one is varied, one superseded, two are closed and one is retained by a review; each has money in the years that it
runs. Their acts are gathered into at most so many commits, written by `git fast-import`.
"""

from __future__ import annotations

import argparse
import subprocess
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby, islice
from pathlib import Path
from typing import Final, NamedTuple

from timing import GIT

COMMITS: Final = 2_000
"""The most commits that acts are gathered into. Every act has its own where there are no more."""
MEETINGS: Final = 120
"""Meetings of the board: one in each month of ten years."""
FIRST: Final = (2016, 4)
FUNCTIONS: Final = tuple(f"function-{number:02}" for number in range(40))
ASIDE: Final = 4
"""So many of the functions are those of a large hospital, for which money is set aside."""
TODAY: Final = "2026-03-31"
"""The day to look at such a register by: soon after the last meeting."""
RUNS: Final = 18
"""Months that a direction stands before it is replaced or closed."""
LONGEST: Final = 36
"""Months after which nothing stands by a review alone."""
SOLE: Final = "EXIJB-2026-03-18-001"
"""The direction that is shown, traced and varied: there is one of the last meeting in every register."""


class Act(NamedTuple):
    """What was done to a file on a day: the text that it then gains, or begins with. Acts of one `deed` are one commit."""

    day: date
    deed: str
    path: str
    text: str


def meeting(number: int) -> date:
    """The day of a meeting, counted from the first."""
    months = FIRST[1] - 1 + number
    return date(FIRST[0] + months // 12, months % 12 + 1, 18)


def header() -> str:
    """The header: two partners, forty functions, a plan for each term."""
    lines = [
        "format: 1",
        "authority: {name: Example Integration Joint Board, code: EXIJB, model: integration-joint-board, fictional: true}",
        "officers: {chief_officer: {title: Chief Officer}, chair: {title: Chair}}",
        "partners:",
        "  - {code: nhs-example, name: NHS Example, kind: health-board, chief_executive: {title: Chief Executive}}",
        "  - {code: example-council, name: Example Council, kind: local-authority, chief_executive: {title: Chief Executive}}",
        "functions:",
    ]
    for number, code in enumerate(FUNCTIONS):
        by = "nhs-example" if number < len(FUNCTIONS) // 2 else "example-council"
        aside = ", set_aside: true" if number < ASIDE else ""
        lines.append(f"  - {{code: {code}, name: Function {number}, delegated_by: {by}{aside}}}")
    lines.append("ignore:\n  - {code: FIN015, reason: Programmes of one function run side by side here.}")
    lines.append("plan: {title: Plan 2025-2028, from: 2025-04-01, to: 2028-03-31, priorities: [{code: SP1, name: Home first}]}")
    lines.append("earlier_plans:")
    for year in (2022, 2019, 2016):
        lines.append(f"  - {{title: Plan {year}-{year + 3}, from: {year}-04-01, to: {year + 3}-03-31, priorities: []}}")
    return "\n".join(lines) + "\n"


class Programme(NamedTuple):
    """One direction of a chain: its place at a meeting, and which of the fates is its own."""

    meeting: int
    number: int
    of_all: int

    @property
    def id(self) -> str:
        """The id, by its meeting and its number there."""
        return f"EXIJB-{meeting(self.meeting)}-{self.number:03}"

    @property
    def path(self) -> str:
        """Its file."""
        return f"register/{meeting(self.meeting).year}/{self.id}.yaml"

    @property
    def fate(self) -> str:
        """What becomes of it. One whose end would be after the last meeting still stands."""
        fate = ("varied", "superseded", "closed", "retained", "closed")[(self.number + self.meeting) % 5]
        if fate == "retained" and self.meeting < MEETINGS - LONGEST:
            return "closed"
        return "standing" if self.meeting + RUNS >= MEETINGS and fate != "retained" else fate


def programmes(count: int) -> list[Programme]:
    """As many as are asked for, the last meeting first, so that even a small register reaches up to now."""
    each, more = divmod(count, MEETINGS)
    found = []
    for number in reversed(range(MEETINGS)):
        size = each + (MEETINGS - number <= more)
        found += [Programme(number, place, len(found) + place) for place in range(1, size + 1)]
    return found


def acts_of(programme: Programme, chain: list[Programme], fate: str, later: Programme | None) -> Iterator[Act]:
    """Everything that is done to one direction. `chain` has those that it replaces, the first one first; `later` replaces it."""
    day = meeting(programme.meeting)
    issued, path = day + timedelta(days=2), programme.path
    entry = f"history:\n  - {{act: issued, date: {issued}, officer: Chief Officer}}\n"
    yield Act(issued, programme.id, path, terms(programme, chain) + entry)
    ended = meeting(programme.meeting + RUNS)
    last = issued
    for months, rating in ((6, "on-track"), (12, "at-risk")):
        told = day + timedelta(days=30 * months)  # always before what ends it
        if told <= meeting(MEETINGS - 1):
            last = told
            yield Act(
                told,
                programme.id,
                path,
                f"  - {{act: progress, date: {told}, rating: {rating}, note: Report {months} of the year.}}\n",
            )
    if fate == "closed":
        reason = f"approved: {ended}, reason: achieved, note: All of it is done."
        yield Act(ended, programme.id, path, f"  - {{act: closed, date: {ended}, {reason}}}\n")
    elif later is not None:
        when = meeting(later.meeting) + timedelta(days=2)
        yield Act(when, later.id, path, f"  - {{act: {fate}, date: {when}, by: {later.id}}}\n")
    elif fate == "retained":
        held = date(2026, 3, 10)
        if held > last:
            text = (
                f"  - {{act: reviewed, date: {held}, body: Performance and Audit Committee, outcome: retain, note: Goes on.}}\n"
            )
            yield Act(held, programme.id, path, text)


def terms(programme: Programme, chain: list[Programme]) -> str:
    """The terms, of about two kilobytes."""
    day, whole = meeting(programme.meeting), (chain[0] if chain else programme).of_all
    place = whole % len(FUNCTIONS)
    code = FUNCTIONS[place]
    to = "nhs-example" if place < len(FUNCTIONS) // 2 else "example-council"
    name = "NHS Example" if to == "nhs-example" else "Example Council"
    year = day.year if day.month >= 4 else day.year - 1
    kind = "set-aside" if place < ASIDE else "payment"
    lines = [
        f"reference: EXIJB-{day:%d/%m/%Y}-{programme.number:03}",
        f"title: Programme {whole} of {code}",
        f"approved: {day}",
        f"report: {{number: EXIJB-{day:%y}-{programme.number:03}, title: Programme {whole}}}",
        f"to: [{to}]",
        f"functions: [{code}]",
        "direction: |",
        *(
            f"  {name} is directed to provide {code} to {whole % 900 + 100 + part} people in locality {part}"
            f" by 31 March {year + 4},\n  on the terms of the integration scheme,"
            f" and to report on it to the board twice in each year."
            for part in range(1, 6)
        ),
        f"takes_effect: {day + timedelta(days=2)}",
    ]
    lines.append("finance:")
    for later in range(1 + programme.of_all % 3):
        span = f"{year + later}-{(year + later + 1) % 100:02}"
        amount = f"amount: {whole % 97 + 1}{later}000, use: Staff and premises"
        lines.append(f"  - {{to: {to}, function: {code}, year: {span}, kind: {kind}, {amount}}}")
    lines += [
        "milestones:",
        *(f"  - {{what: Locality {part} served, due: {year + 4}-03-31, measure: People reached}}" for part in range(1, 6)),
        f"alignment: {{priorities: [{'SP1' if day >= date(2025, 4, 1) else ''}], outcomes: [2, 9], statement: It serves both.}}",
        "advice:",
        "  - {from: Chief Social Work Officer, summary: Supports it.}",
        "  - {from: Clinical Director, summary: Supports it.}",
        "impact: {people: [people who use services, carers, staff], statement: More people are cared for at home.}",
        f"review: {max(year + 1, 2026)}-04",
    ]
    if chain:
        lines.append(f"{'varies' if chain[-1].fate == 'varied' else 'supersedes'}: [{chain[-1].id}]")
    return "\n".join(lines) + "\n"


def acts(count: int) -> list[Act]:
    """Everything that was done in a register of so many directions, in the order of days and deeds."""
    all_of = programmes(count)
    there = {(each.meeting, each.number): each for each in all_of}
    chains: dict[str, list[Programme]] = {}
    fates: dict[str, tuple[str, Programme | None]] = {}
    for each in sorted(all_of):
        fate, later = each.fate, there.get((each.meeting + RUNS, each.number))
        if fate not in ("varied", "superseded"):
            later = None
        elif later is None:
            fate = "closed"
        else:
            chains[later.id] = [*chains.get(each.id, ()), each]
        fates[each.id] = fate, later
    done = [act for each in all_of for act in acts_of(each, chains.get(each.id, []), *fates[each.id])]
    return sorted(done, key=lambda act: (act.day, act.deed, act.path))


def stream(done: list[Act], commits: int) -> Iterator[bytes]:
    """The commits of those acts as `git fast-import` reads them, the header first."""
    blobs: dict[str, str] = {}
    deeds = [list(acts) for _, acts in groupby(done, key=lambda act: (act.day, act.deed))]
    size = max(1, -(-len(deeds) // commits))
    waiting = iter(deeds)
    yield _commit("Found the register", meeting(0) - timedelta(days=9), {"register/register.yaml": header()})
    while batch := list(islice(waiting, size)):
        touched: dict[str, str] = {}
        for act in (act for deed in batch for act in deed):
            blobs[act.path] = touched[act.path] = blobs.get(act.path, "") + act.text
        yield _commit(f"Do {len(batch)} acts", batch[-1][-1].day, touched)


def _commit(subject: str, day: date, files: dict[str, str]) -> bytes:
    when = f"Clerk <clerk@example.org> {int((day - date(1970, 1, 1)).total_seconds()) + 43_200} +0000"
    parts = [f"commit refs/heads/main\ncommitter {when}\ndata {len(subject)}\n{subject}\n".encode()]
    for path, text in files.items():
        content = text.encode()
        parts.append(b"M 100644 inline %s\ndata %d\n%s\n" % (path.encode(), len(content), content))
    return b"".join(parts)


def make(folder: Path, count: int, commits: int = COMMITS) -> None:
    """A repository with such a register, checked out."""
    folder.mkdir(parents=True)
    subprocess.run([*GIT, "init", "--quiet", str(folder)], check=True)
    done = acts(count)
    with subprocess.Popen([*GIT, "fast-import", "--quiet", "--date-format=raw"], cwd=folder, stdin=subprocess.PIPE) as git:
        assert git.stdin is not None
        for part in stream(done, commits):
            git.stdin.write(part)
        git.stdin.close()
    assert git.returncode == 0, "git fast-import failed"
    for words in (("reset", "--quiet", "--hard", "main"), ("update-index", "-q", "--refresh")):
        subprocess.run([*GIT, *words], cwd=folder, check=True)


def main() -> None:
    """Make one, and say how large it is."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("count", type=int, help="directions of the register")
    asked.add_argument("folder", type=Path, help="where to make it; must not be there yet")
    asked.add_argument("--commits", type=int, default=COMMITS, help=f"the most commits (default: {COMMITS:,})")
    options = asked.parse_args()
    make(options.folder, options.count, options.commits)
    files = list(options.folder.glob("register/*/*.yaml"))
    print(f"{len(files)} directions, {sum(path.stat().st_size for path in files) / len(files):.0f} bytes each")


if __name__ == "__main__":
    main()
