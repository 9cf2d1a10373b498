"""The page docs/performance.md and its plots, made from the results that are kept: tables, limits, machine."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import Any, Final, NamedTuple

from cases import CASES
from plots import Line, plot
from timing import TOP, spread

RESULTS: Final = TOP / "benchmarks" / "results"
PAGE: Final = TOP / "docs" / "performance.md"
PLOTS: Final = TOP / "docs" / "performance"
MARK: Final = "<!-- results: everything below is written by benchmarks/all.py -->\n"
Found = Mapping[str, Any]
Case = Mapping[str, Any]
WALL, WORK, MEMORY, PASS_WALL, PASS_WORK = range(5)
HEADINGS: Final = {
    "yardsticks": "Yardsticks",
    "starting": "Starting",
    "reading": "Reading",
    "proving": "Proving",
    "acts": "Acts",
    "handing out": "Handing out",
    "instead": "What one would use instead",
}


class Limit(NamedTuple):
    """A limit that was asked for: what may cost how many times a yardstick, at which sizes."""

    name: str
    yardstick: str
    times: float
    asked: Callable[[int], bool]


PASS: Final = "python -c pass"
LARGE: Final = 100_000
USUAL: Final = 1_000
"""Directions of a register of usual size, at most."""
LIMITS: Final = (
    Limit("--help", PASS, 6.5, lambda size: True),
    Limit("--version", PASS, 6.5, lambda size: True),
    Limit("completing a reference, warm", PASS, 6.5, lambda size: size <= USUAL),
    Limit("log, warm", PASS, 8, lambda size: size <= USUAL),
    Limit("log --status extant --format json, warm", "git status", 4, lambda size: size >= LARGE),
    Limit("issue, warm", "git commit of one file", 3, lambda size: size >= LARGE),
    Limit("log, cold", "reading every file with the C YAML loader", 1.3, lambda size: size >= LARGE),
)
INSTEAD: Final = {
    "list what is extant": (
        "log --status extant --format json, warm",
        {
            "grep": "grep -rL, the files of what has not ended",
            "spreadsheet": "spreadsheet: list what is extant (openpyxl)",
        },
    ),
    "check everything": ("validate, warm", {"doorstop": "doorstop: validate, again"}),
    "add one, kept for good": (
        "issue, warm",
        {
            "Git alone": "git commit of one file",
            "spreadsheet": "spreadsheet: add a row and save (openpyxl)",
            "doorstop": "doorstop: add an item",
        },
    ),
    "what happened to one": ("trail, warm", {"Git alone": "git log -p of one file"}),
    "what happened at all": ("audit, warm", {"Git alone": "git log --stat of the register"}),
}
"""The jobs that something else does too: our case, and that of each other, by its name."""
MOST_MEMORY: Final = ("log --status extant --format json, warm", 400_000_000)
PLOTTED: Final = {
    "reading": (
        "Reading: seconds of the processor by directions",
        (
            ("log --status extant --format json, warm", "log, warm"),
            ("log --status extant --format json, cold", "log, cold"),
            ("validate, warm", "validate"),
            ("git status", "git status"),
            ("reading every file with the C YAML loader", "C YAML loader"),
            ("spreadsheet: list what is extant (openpyxl)", "openpyxl"),
            ("doorstop: validate, again", "doorstop"),
        ),
    ),
    "acts": (
        "Acts: seconds of the processor by directions",
        (
            ("issue, warm", "issue"),
            ("vary, warm", "vary"),
            ("git commit of one file", "git commit"),
            ("spreadsheet: add a row and save (openpyxl)", "openpyxl"),
            ("doorstop: add an item", "doorstop"),
        ),
    ),
    "whole": (
        "Whole registers: seconds of the processor by directions",
        (
            ("audit, warm", "audit"),
            ("publish, a new site", "publish"),
            ("export to JSON, warm", "export"),
            ("validate --against, one commit back, warm", "validate --against"),
            ("git log --stat of the register", "git log --stat"),
        ),
    ),
}


def write() -> str:
    """Write the page and its plots from every size that there are results of, and give what was written.

    What stands above the mark on the page is left as it is.
    """
    sizes = sorted(
        (json.loads(path.read_text(encoding="utf-8")) for path in RESULTS.glob("*.json")), key=lambda each: each["size"]
    )
    if not sizes:
        return "there are no results yet"
    PLOTS.mkdir(exist_ok=True)
    for name, (title, lines) in PLOTTED.items():
        (PLOTS / f"{name}.svg").write_text(
            plot(title, "directions", "seconds", [line_of(sizes, *each) for each in lines]), encoding="utf-8", newline="\n"
        )
    above = PAGE.read_text(encoding="utf-8").partition(MARK)[0] if PAGE.is_file() else "# Performance\n\n"
    made = page(sizes)
    PAGE.write_text(above + MARK + made, encoding="utf-8", newline="\n")
    return made


def told(found: Found, name: str) -> str:
    """One case in a line: seconds by the clock, times `python -c pass` by the processor (or the clock), and memory."""
    case = found["cases"][name]
    if not case["runs"]:
        return f"  {name:46} {case.get('left', 'was not run')}"
    clock, ratio = figure(case["runs"], WALL), times(found, name, PASS)
    by = ratio[1] or ratio[0] if ratio else None
    parts = [f"{seconds(clock[1])} s", f"{shown(by)} × pass".replace("*", "") if by else ""]
    parts.append(f"{max(run[MEMORY] for run in case['runs']) / 1e6:.0f} MB" if case["runs"][0][MEMORY] else "")
    return f"  {name:46} {', '.join(filter(None, parts))}"


def line_of(sizes: list[Found], name: str, label: str) -> Line:
    """The seconds of the processor that a case took at each size, the middle of its runs; of the clock where that is not told."""
    points = ((float(found["size"]), worked(found, name)) for found in sizes)
    return Line(label, tuple((size, took) for size, took in points if took is not None))


def figure(runs: list[list[float]], which: int) -> tuple[float, float, float]:
    """Least, middle and most of one figure over the runs of a case."""
    return spread([run[which] for run in runs])


def page(sizes: list[Found]) -> str:
    """All that is written anew: machine, limits, plots, a table for each size."""
    parts = [_machines(sizes), limits(sizes), memory(sizes), beside(sizes), growth(sizes)]
    parts += [f"![{title}](performance/{name}.svg)\n" for name, (title, _) in PLOTTED.items()]
    return "\n" + "\n".join([*parts, *map(of_size, sizes)])


def _machines(sizes: list[Found]) -> str:
    lines = ["## Machine\n"]
    rows = []
    for found in sizes:
        here = found["machine"]
        memory = f", {here['memory'] / 1e9:.0f} GB of memory" if here["memory"] else ""
        load = f"; load when it began {here['load']:.1f}" if here["load"] is not None else ""
        about = f"{here['processor']}, {here['cores']} cores{memory}; {here['system']}"
        about += f"; Python {here['python']}, Git {here['git']}{load}"
        rows.append((f"{found['size']:,}", found["day"], about, f"{found['spent'] / 60:.0f} minutes"))
    lines.append(table(("directions", "on", "machine", "took in all"), rows))
    if any((found["machine"]["load"] or 0) > found["machine"]["cores"] for found in sizes):
        lines.append(
            "Others were at work on this machine: where its load is above the number of its cores, what is told by the clock is"
            " several times what it would be on a quiet one, and the processor is slower too, as its caches are shared. Ratios"
            " by the processor are the ones to look at.\n"
        )
    return "\n".join(lines)


def table(heading: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    """A table of Markdown."""
    lines = [heading, tuple("---" if n == 0 else "---:" for n, _ in enumerate(heading)), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def limits(sizes: list[Found]) -> str:
    """What was asked for beside what was measured."""
    rows = []
    for limit in LIMITS:
        for found in sizes:
            measured = times(found, limit.name, limit.yardstick)
            if measured is None:
                continue
            clock, work = measured
            judged = "met" if (work or clock)[1] <= limit.times else "**not met**"
            rows.append(
                (
                    f"`{limit.name}`" if limit.name.startswith("--") else limit.name,
                    f"{found['size']:,}",
                    f"{limit.times:g} × {limit.yardstick}",
                    shown(clock),
                    shown(work) if work else "not told",
                    judged if limit.asked(found["size"]) else "not asked of this size",
                )
            )
    text = "Times a yardstick: the least, **the middle** and the most of the runs. Judged by the processor.\n\n"
    return (
        "## What was asked for\n\n"
        + text
        + table(("what", "directions", "at most", "by the clock", "by the processor", ""), rows)
    )


Spread = tuple[float, float, float]


def times(found: Found, name: str, yardstick: str) -> tuple[Spread, Spread | None] | None:
    """How many times a yardstick a case takes, by the clock and by the processor. None where one of them was not timed.

    `python -c pass` ran beside each run; of others the middle of their own runs is taken.
    """
    runs, base = (found["cases"].get(each, {}).get("runs", []) for each in (name, yardstick))
    if not runs or not base:
        return None
    beside = yardstick == PASS
    told = runs[0][WORK] is not None and base[0][WORK] is not None
    clock, work = figure(base, WALL)[1], figure(base, WORK)[1] if told else None
    by_clock = spread([run[WALL] / (run[PASS_WALL] if beside else clock) for run in runs])
    return by_clock, spread([run[WORK] / (run[PASS_WORK] if beside else work) for run in runs]) if work else None


def shown(values: Spread) -> str:
    """Three figures, the middle one in bold."""
    least, middle, most = (f"{value:.1f}" if value < 100 else f"{value:,.0f}" for value in values)
    return f"{least} – **{middle}** – {most}"


def memory(sizes: list[Found]) -> str:
    """The limit of memory, beside what was measured."""
    name, most = MOST_MEMORY
    rows = []
    for found in sizes:
        runs = found["cases"].get(name, {}).get("runs", [])
        if runs and runs[0][MEMORY]:
            used = max(run[MEMORY] for run in runs)
            rows.append(
                (
                    name,
                    f"{found['size']:,}",
                    f"{most / 1e6:.0f} MB",
                    f"{used / 1e6:.0f} MB",
                    "met" if used <= most else "**not met**",
                )
            )
    return table(("peak memory of", "directions", "at most", "measured", ""), rows) if rows else ""


def beside(sizes: list[Found]) -> str:
    """What one would use instead, job by job, and how many times as long as the program it takes."""
    rows = []
    for job, (ours, others) in INSTEAD.items():
        for found in sizes:
            base = worked(found, ours)
            if base is None:
                continue
            cells = []
            for name, case in others.items():
                took = worked(found, case)
                left = found["cases"].get(case, {}).get("left")
                if took is not None:
                    cells.append(f"{name} {seconds(took)} ({took / base:.2g} ×)")
                elif left:
                    cells.append(f"{name}: {left}")
            rows.append((job, f"{found['size']:,}", seconds(base), ", ".join(cells) or "not timed at this size"))
    text = "Seconds of the processor, the middle of the runs; in brackets, how many times as long as `directions`.\n\n"
    return "## Side by side\n\n" + text + table(("job", "directions", "`directions`, warm", "instead"), rows)


def worked(found: Found, name: str) -> float | None:
    """The middle of the seconds that a case took, of the processor, or of the clock where that is not told."""
    runs = found["cases"].get(name, {}).get("runs", [])
    return figure(runs, WORK if runs[0][WORK] is not None else WALL)[1] if runs else None


GROWING: Final = (
    "log, cold",
    "log, warm",
    "validate, warm",
    "validate --against, one commit back, warm",
    "audit, warm",
    "publish, a new site",
    "export to JSON, warm",
    "issue, warm",
)


def growth(sizes: list[Found]) -> str:
    """How many times as long a case takes for so many times as many directions, by the processor."""
    if len(sizes) < 2:
        return ""
    rows = []
    pairs = list(pairwise(sizes))
    for name in GROWING:
        both = [(worked(small, name), worked(large, name)) for small, large in pairs]
        rows.append((name, *(f"{large / small:.1f} ×" if small and large else "" for small, large in both)))
    heading = ("", *(f"{small['size']:,} → {large['size']:,}" for small, large in pairs))
    return "## Growth\n\nTimes as long on the processor, from one size to the next.\n\n" + table(heading, rows)


def of_size(found: Found) -> str:
    """Everything that was timed at one size."""
    parts = [f"## {found['size']:,} directions\n"]
    wanted = [case.name for case in CASES if found["size"] <= (case.largest or found["size"])]
    done = sum(name in found["cases"] for name in wanted)
    if done < len(wanted):
        parts.append(f"{done} of {len(wanted)} cases have been timed at this size; the next run goes on with the others.\n")
    rows: list[tuple[str, ...]] = []
    for group, title in HEADINGS.items():
        cases = [(name, case) for name, case in found["cases"].items() if case["group"] == group]
        if cases:
            rows.append((f"**{title}**", "", "", "", "", ""))
            rows += [row(found, name, case) for name, case in cases]
    heading = ("", "runs", "seconds by the clock", "of the processor", "× `python -c pass`, processor", "peak MB")
    return "\n".join([*parts, table(heading, rows)])


def row(found: Found, name: str, case: Case) -> tuple[str, ...]:
    """One case as a row: three figures each where it was run more than once."""
    runs = case["runs"]
    if not runs:
        return name, "0", case.get("left", ""), "", "", ""
    clock = figure(runs, WALL)
    told = runs[0][WORK] is not None
    work = figure(runs, WORK) if told else None
    ratio = times(found, name, PASS)
    by = ratio[1] if ratio else None
    used = f"{max(run[MEMORY] for run in runs) / 1e6:.0f}" if runs[0][MEMORY] else "not told"
    left = f" ({case['left']})" if case.get("left") else ""
    return (
        name + left,
        str(len(runs)),
        in_seconds(clock),
        in_seconds(work) if work else "not told",
        shown(by) if by else "",
        used,
    )


def in_seconds(values: Spread) -> str:
    """Three times, the middle one in bold."""
    least, middle, most = map(seconds, values)
    return f"{least} – **{middle}** – {most}"


def seconds(value: float) -> str:
    """Seconds, to the digits that mean something."""
    return f"{value:.3f}" if value < 1 else f"{value:.1f}" if value < 100 else f"{value:,.0f}"
