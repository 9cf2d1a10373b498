"""Reading a register as it stands in the work tree, whole, even while an act is running beside it."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from functools import partial
from pathlib import Path

from directions_cli.clerk.steady import Say, steadily
from directions_cli.domain.finding import Finding
from directions_cli.index.reading import loaded
from directions_cli.store.folder import Loaded


def read_register(folder: Path, say: Say) -> Loaded:
    """The register below `folder`, with the findings of reading it."""
    return steadily(folder, say, partial(loaded, folder, say))


def judged(read: Loaded, today: date) -> Iterable[Finding]:
    """Every finding of the rules over a register that was read, each in its place; those that the index has come from there."""
    from directions_cli.domain.rules import judge
    from directions_cli.index.base import IndexFault
    from directions_cli.index.judgements import kept_findings
    from directions_cli.index.register import KeptRegister

    register = read.register
    if register is None:
        return ()
    if isinstance(register, KeptRegister):
        with suppress(IndexFault):
            return kept_findings(register, today, read.placed)
    return (read.placed(finding) for finding in judge(register, today))
