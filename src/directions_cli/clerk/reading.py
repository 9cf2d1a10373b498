"""Reading a register as it stands in the work tree, whole, even while an act is running beside it."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from functools import partial
from pathlib import Path

from directions_cli.clerk.steady import Say, steadily
from directions_cli.domain.finding import Finding
from directions_cli.domain.register import Register
from directions_cli.errors import Refused
from directions_cli.index.reading import loaded
from directions_cli.store.folder import Loaded


def read_register(folder: Path, say: Say) -> Loaded:
    """The register below `folder`, with the findings of reading it."""
    return steadily(folder, say, partial(loaded, folder, say))


def to_change(loaded: Loaded) -> Register:
    """The register that was read, for an act upon it. Raises `Refused` as `of_loaded` does, and for an older format."""
    register = of_loaded(loaded)
    if loaded.older:
        raise Refused(f"{loaded.older.where}: {loaded.older.message}; until then no act is done in it", (loaded.older,))
    return register


def of_loaded(loaded: Loaded) -> Register:
    """The register that was read. Raises `Refused` with what is wrong where its header can't be used."""
    if loaded.register is None:
        wrong = [finding for finding in loaded.findings if finding.file == "register.yaml"] or list(loaded.findings)
        said = "\n".join(f"  {finding.where}: {finding.code} {finding.message}" for finding in wrong)
        raise Refused(f"the register's header can't be used:\n{said}", tuple(wrong))
    return loaded.register


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
