"""A bar for work that goes through long lists, on standard error, where somebody looks on."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

MANY = 500
"""Members of a list from which on its progress is shown."""
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
