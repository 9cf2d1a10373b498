"""`directions schema`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from directions_cli.cli.formats import emit
from directions_cli.cli.giving import one_of


def command(
    kind: Annotated[str, typer.Argument(metavar="[KIND]", help="direction, register or report.")] = "direction",
    write: Annotated[Path | None, typer.Option(metavar="FOLDER", help="Write all three schemas into a folder.")] = None,
) -> None:
    """Print the JSON Schema of a kind of file, for editors.

    Example: directions schema direction
    """
    from directions_cli.store.schemas import KINDS, schema_text

    if write is None:
        one_of(kind, "KIND", tuple(KINDS))
        emit(schema_text(kind))
        return
    write.mkdir(parents=True, exist_ok=True)
    for name in KINDS:
        (write / f"{name}.schema.json").write_bytes(schema_text(name).encode())
        emit(f"{write / f'{name}.schema.json'}\n")
