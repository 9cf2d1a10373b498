"""What reading commands do around their result: the register they read, and what of it could not be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from directions_cli.cli.settings import Settings, say

if TYPE_CHECKING:
    from directions_cli.domain.register import Register
    from directions_cli.store.folder import Loaded


def read(settings: Settings) -> tuple[Loaded, Register]:
    """The register, with the findings of reading it. Raises `Refused` where its header can't be used."""
    from directions_cli.clerk.reading import of_loaded

    loaded = settings.loaded()
    return loaded, of_loaded(loaded)


def tell_findings(loaded: Loaded) -> None:
    """Say what could not be read and is therefore missing from a result; the exit code is then 1."""
    for finding in loaded.findings:
        say(f"{finding.where}: {finding.code} {finding.message}")
    if loaded.findings:
        say("what could not be read is in none of these figures; `directions validate` says more")
        raise typer.Exit(1)
