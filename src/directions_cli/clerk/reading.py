"""Reading a register as it stands in the work tree, whole, even while an act is running beside it."""

from __future__ import annotations

from pathlib import Path

from directions_cli.clerk.steady import Say, steadily
from directions_cli.ledger.repository import REGISTER
from directions_cli.store.files import on_disk
from directions_cli.store.folder import Loaded, load


def read_register(folder: Path, say: Say) -> Loaded:
    """The register below `folder`, with the findings of reading it."""
    return steadily(folder, say, lambda: load(on_disk(folder / REGISTER)))
