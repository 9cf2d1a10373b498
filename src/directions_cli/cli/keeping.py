"""Keeping what an officer has typed, so that a refusal or a slip loses none of it."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator
from pathlib import Path

from directions_cli.cli.giving import Values
from directions_cli.cli.settings import Settings, say
from directions_cli.errors import DirectionsError

NAME = "answers.yaml"


def answers_file(folder: Path) -> Path:
    """Where answers are kept: in the program's own folder inside the Git folder, never in the work tree."""
    from directions_cli.ledger.repository import OWN, git_folder

    git_dir = git_folder(folder)
    own = git_dir / OWN if git_dir else Path(tempfile.gettempdir())
    own.mkdir(parents=True, exist_ok=True)
    return own / NAME


@contextlib.contextmanager
def kept(settings: Settings, values: Values, asked: bool) -> Iterator[None]:
    """Keep the answers in a file where the act does not come about, and say how to go on from there."""
    try:
        yield
    except DirectionsError:
        if asked:
            from directions_cli.store.writer import dump

            path = answers_file(settings.folder)
            path.write_text(dump(values), encoding="utf-8", newline="\n")
            say(f"what you entered is kept: change {path} and give it with --from")
        raise
