"""Several yards at work at a time, each in a process of its own."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from multiprocessing import util
from pathlib import Path
from typing import Any, TypeVar

from tests.faults.sorts import Points
from tests.faults.yard import Yard

_SHM = Path("/dev/shm")
MEMORY = _SHM if os.access(_SHM, os.W_OK) else None
"""A disk in memory, where there is one: copies are made there unless another place is named."""
Task = TypeVar("Task")
Result = TypeVar("Result")
_OWN: dict[str, Any] = {"points": {}}


def yards(
    work: Callable[[Yard, dict[str, Points], Task], Result], tasks: Sequence[Task], scratch: Path, jobs: int
) -> Iterator[Result]:
    """What comes of each task, as it is done. `work` is given a yard, and the points of acts that were found already."""
    with multiprocessing.get_context("fork").Pool(max(1, min(jobs, len(tasks))), _begin, (scratch,)) as pool:
        yield from pool.imap_unordered(partial(_done, work), tasks)
        pool.close()
        pool.join()


def _begin(scratch: Path) -> None:
    yard = Yard(scratch / f"yard-{os.getpid()}", scratch / "pristine")
    _OWN["yard"] = yard
    util.Finalize(yard, yard.close, exitpriority=10)


def _done(work: Callable[[Yard, dict[str, Points], Task], Result], task: Task) -> Result:
    return work(_OWN["yard"], _OWN["points"], task)
