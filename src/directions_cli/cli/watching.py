"""A bar for work that goes through long lists, on standard error, where somebody looks on."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeVar

MANY = 500
"""Members of a list from which on its progress is shown."""
Each = TypeVar("Each")
Watch = Callable[[Sequence[Any], str], Iterable[Any]]


@contextlib.contextmanager
def watching() -> Iterator[Watch]:
    """What gives back the members of a list one by one; at a terminal a bar shows how far long lists have come."""
    if not sys.stderr.isatty():
        yield lambda members, _: members
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as progress:

        def watch(members: Sequence[Any], what: str) -> Iterable[Any]:
            return progress.track(members, description=what.replace("_", " ")) if len(members) >= MANY else members

        yield watch


def gone_through(each: Iterable[Each], count: int, what: str, many: int, stays: bool = False) -> Iterable[Each]:
    """The same one after another, with a bar where they are `many` or more; it `stays` on the screen, or goes at the end."""
    if count < many or not sys.stderr.isatty():
        return each
    from rich.console import Console
    from rich.progress import track

    return track(each, what, total=count, console=Console(stderr=True), transient=not stays)


@contextlib.contextmanager
def steps(what: str, count: int, many: int) -> Iterator[Callable[[], None]]:
    """What is called at each step of work, with a bar where they are as many as `many`."""
    if count < many or not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as shown:
        task = shown.add_task(what, total=count)
        yield lambda: shown.advance(task)
