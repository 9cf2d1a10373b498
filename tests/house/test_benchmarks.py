"""What the benchmarks are built of: registers that are in order, processes timed as they are, a page that says what was measured."""

from __future__ import annotations

import json
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from types import ModuleType

import pytest

from tests.conftest import git, run

HERE = Path(__file__).parents[2] / "benchmarks"


@pytest.fixture(scope="module")
def benchmarks() -> Iterator[dict[str, ModuleType]]:
    """The modules of the benchmarks, as their own scripts import them."""
    sys.path.insert(0, str(HERE))
    try:
        import cases
        import plots
        import registers
        import report
        import timing

        yield {"cases": cases, "plots": plots, "registers": registers, "report": report, "timing": timing}
    finally:
        sys.path.remove(str(HERE))


def test_a_register_is_in_order(benchmarks: dict[str, ModuleType], tmp_path: Path) -> None:
    """Of 240 directions, so that chains of several are among them; its acts are gathered into few commits."""
    registers = benchmarks["registers"]
    registers.make(tmp_path / "made", 240, 50)
    on = ("-C", tmp_path / "made", "--today", registers.TODAY)
    assert run(*on, "validate", "--strict").returncode == 0
    assert run(*on, "audit").returncode == 0
    log = json.loads(run(*on, "log", "--format", "json").stdout)
    assert len(log) == 240
    assert {each["status"] for each in log} == {"issued", "retained", "varied", "superseded", "closed"}
    assert registers.SOLE in [each["id"] for each in log if each["extant"]]
    assert git(tmp_path / "made", "status", "--porcelain") == ""
    assert int(git(tmp_path / "made", "rev-list", "--count", "HEAD")) <= 51


def test_the_same_number_gives_the_same_register(benchmarks: dict[str, ModuleType]) -> None:
    registers = benchmarks["registers"]
    assert list(registers.stream(registers.acts(50), 20)) == list(registers.stream(registers.acts(50), 20))
    assert len({act.path for act in registers.acts(777)}) == 777


def test_a_process_is_timed_as_it_is(benchmarks: dict[str, ModuleType]) -> None:
    timing = benchmarks["timing"]
    code = "import sys; x = b'x' * 60_000_000; sum(range(10**6)); print(len(x)); sys.exit(int(sys.stdin.read()))"
    took = timing.took([sys.executable, "-c", code], "1", codes=(1,))
    assert took.wall > 0
    if took.work is not None:
        assert took.work > 0
        assert took.memory > 60_000_000
    with pytest.raises(RuntimeError, match="ended with 1"):
        timing.took([sys.executable, "-c", code], "1")
    with pytest.raises(timing.TooLong):
        timing.took([sys.executable, "-c", "import time; time.sleep(60)"], limit=0.2)


def test_every_name_that_the_page_asks_for_is_timed(benchmarks: dict[str, ModuleType]) -> None:
    report, known = benchmarks["report"], {case.name for case in benchmarks["cases"].CASES}
    asked = {name for limit in report.LIMITS for name in (limit.name, limit.yardstick)} | {report.MOST_MEMORY[0], *report.GROWING}
    asked |= {name for _, lines in report.PLOTTED.values() for name, _ in lines}
    asked |= {name for ours, others in report.INSTEAD.values() for name in (ours, *others.values())}
    assert asked <= known
    assert {case.group for case in benchmarks["cases"].CASES} == set(report.HEADINGS)


def results(size: int, seconds: float) -> dict:
    """Results of a size, in which the log takes those seconds and `git status` one; each run beside a `pass` of a tenth."""
    machine = {"processor": "P", "cores": 2, "memory": 8e9, "system": "S", "python": "3", "git": "2", "load": None}
    runs = {"log --status extant --format json, warm": seconds, "git status": 1.0, "python -c pass": 0.1, "--help": 0.65}
    cases = {name: {"group": "reading", "runs": [[2 * took, took, 500_000_000, 0.2, 0.1]] * 3} for name, took in runs.items()}
    cases["doorstop: validate, again"] = {"group": "instead", "runs": [], "left": "longer than 9 s"}
    return {"size": size, "day": "2026-01-01", "machine": machine, "spent": 90, "cases": cases}


def test_limits_are_judged_by_what_was_measured(benchmarks: dict[str, ModuleType]) -> None:
    page = benchmarks["report"].page([results(100, 3), results(100_000, 5)])
    rows = [line for line in page.splitlines() if "4 × git status" in line]
    assert ["3.0 – **3.0** – 3.0" in rows[0], "not asked of this size" in rows[0]] == [True, True]
    assert ["5.0 – **5.0** – 5.0" in rows[1], "**not met**" in rows[1]] == [True, True]
    assert [line.endswith("| met |") for line in page.splitlines() if "6.5 × python -c pass" in line] == [True, True]
    assert "| 400 MB | 500 MB | **not met** |" in page
    assert "longer than 9 s" in page
    assert "30.0 – **30.0** – 30.0" in page


def test_a_plot_is_sound_and_its_names_stand_apart(benchmarks: dict[str, ModuleType]) -> None:
    plots = benchmarks["plots"]
    lines = [plots.Line(f"line <{n}>", ((100.0, 0.01 * n), (1000.0, 0.1))) for n in range(1, 8)]
    drawn = ElementTree.fromstring(plots.plot("A & B", "x", "y", lines))
    said = [each.text for each in drawn.iter() if each.tag.endswith("}text")]
    assert {line.label for line in lines} <= set(said)
    heights = sorted(plots.apart([50.0] * 4 + [300.0] * 3))
    assert all(later - earlier >= 17 for earlier, later in pairwise(heights))
