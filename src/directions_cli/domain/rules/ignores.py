"""Accepted findings: which of them may be accepted, wherever they are written down."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from directions_cli.domain.rules.core import Fault
from directions_cli.domain.terms import Ignore


def unsound(ignores: Iterable[Ignore]) -> Iterator[Fault]:
    """A fault for each accepted finding whose rule does not exist, or is an error, which can't be accepted away."""
    from directions_cli.domain.rules import BY_CODE

    for number, ignore in enumerate(ignores):
        known = BY_CODE.get(ignore.code)
        if known is None:
            yield Fault(("ignore", number, "code"), f"there is no rule {ignore.code}; `directions rules` lists them")
        elif known.severity == "error":
            yield Fault(("ignore", number, "code"), f"{ignore.code} is an error and can't be accepted; put it right")
