"""The trail of a direction: every entry of its history with the commit that brought it into the register."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from directions_cli.domain.direction import Direction
from directions_cli.domain.plain import plain
from directions_cli.ledger.repository import REGISTER
from directions_cli.ledger.revisions import Commit, commits_of
from directions_cli.store.reader import YamlFault, read_text, read_yaml


def trail(folder: Path, direction: Direction) -> list[dict[str, Any]]:
    """A row an entry, in the order entered. `commit` is None for what is not committed yet.

    An entry's commit is the first after which the file held so many entries, however the file reads today.
    """
    commits = list(commits_of(folder, f"{REGISTER}/{direction.path}"))
    counts = [_entries(commit) for commit in commits]
    rows = [_row(direction, 0, {"act": "drafted"}, commits[0])] if commits and counts[0] == 0 else []
    for number, entry in enumerate(direction.history, start=1):
        made = next((commit for commit, count in zip(commits, counts, strict=True) if count >= number), None)
        rows.append(_row(direction, number, plain(entry), made))
    return rows


def _row(direction: Direction, number: int, entry: dict[str, Any], commit: Commit | None) -> dict[str, Any]:
    return {
        "direction": direction.id,
        "number": number,
        "date": entry.get("date"),
        "act": entry["act"],
        "entry": entry,
        "commit": commit.id if commit else None,
        "author": commit.author if commit else None,
        "committed": commit.when if commit else None,
        "subject": commit.subject if commit else None,
    }


def _entries(commit: Commit) -> int:
    """How many entries the file held after a commit; none where it could not be read then."""
    try:
        value = read_yaml(read_text(commit.data)).value
    except YamlFault:
        return 0
    history = value.get("history") if isinstance(value, dict) else None
    return len(history) if isinstance(history, tuple) else 0
