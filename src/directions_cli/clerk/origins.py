"""How an entry came to stand before older ones: which commit made it, and whether it stood last there.

Merging two branches puts their entries in the order of their dates. So an entry may stand before one that was there already,
but a commit of the branch that was merged must have added it at the end. A squashed or rebased commit brings the result
alone: it is known by the request that it names, by Git's own words for a squash, or by an author's date before the committer's.
Anything else was put in by hand.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from directions_cli.domain.direction import Direction
from directions_cli.domain.history import Entry
from directions_cli.domain.merging import keeps, untouched
from directions_cli.domain.rules.changes import Came, Way
from directions_cli.ledger.repository import REGISTER, Repository
from directions_cli.ledger.trailing import Commit, commits_of, held
from directions_cli.store.files import HEADER, Found
from directions_cli.store.folder import read_one
from directions_cli.store.formats import format_of

SQUASHED: Final = "Squashed commit of the following:"
Histories = Mapping[str, Sequence[Entry]]


def came_by(repository: Repository, tip: str, before: str, place: str | None = None) -> Came:
    """What says of an entry how the commits that `tip` has and `before` has not brought it.

    `place` leads from the top of the repository to the register, if that is not where it stands now. Asked for a
    direction whose file holds what no commit holds, it answers that it was put in by hand.
    """
    where = repository.path(f"{REGISTER}/") if place is None else place
    known: dict[str, tuple[list[Commit], Histories]] = {}

    def came(direction: Direction, entry: Entry) -> Way:
        if direction.id not in known:
            known[direction.id] = _past(repository, tip, before, where, direction.path)
        commits, histories = known[direction.id]
        ways = {_way(each, entry, histories) for each in commits if _made(each, entry, histories)}
        return next((way for way in _WORST_FIRST if way in ways), "by hand")

    return came


_WORST_FIRST: Final[tuple[Way, ...]] = ("by hand", "carried", "merged")


def _past(repository: Repository, tip: str, before: str, place: str, file: str) -> tuple[list[Commit], Histories]:
    """The commits that changed a file, and the history that it held in each of them and their parents."""
    path = place + file
    commits = commits_of(repository, [tip, f"^{before}"], [path])
    asked = {id for commit in commits for id in (commit.id, *commit.parents)}
    header = place + HEADER
    found = held(repository, ((id, each) for id in sorted(asked) for each in (path, header)))
    formats = {commit: format_of(data) for (commit, each), data in found.items() if each == header}
    models = {
        commit: read_one(Found(file, "direction", data), formats.get(commit))[0]
        for (commit, each), data in found.items()
        if each == path
    }
    return commits, {commit: model.history for commit, model in models.items() if isinstance(model, Direction)}


def _made(commit: Commit, entry: Entry, histories: Histories) -> bool:
    """Whether a commit holds an entry that none of its parents holds."""
    return entry in histories.get(commit.id, ()) and not any(entry in histories.get(parent, ()) for parent in commit.parents)


def _way(commit: Commit, entry: Entry, histories: Histories) -> Way:
    """How the commit that made an entry put it there."""
    here = histories[commit.id]
    for parent in commit.parents:
        there = histories.get(parent, ())
        if untouched(there, here) < len(there):
            return "carried" if keeps(there, here) and len(commit.parents) == 1 and _carried(commit) else "by hand"
    return "merged"


def _carried(commit: Commit) -> bool:
    """Whether a commit says that it brings what other commits did."""
    if commit.request is not None or commit.subject.startswith(SQUASHED):
        return True
    try:
        return datetime.fromisoformat(commit.authored) < datetime.fromisoformat(commit.committed)
    except ValueError:
        return False
