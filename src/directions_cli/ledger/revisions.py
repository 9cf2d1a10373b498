"""The register in Git's history: ids in use on every branch, and the commits behind a direction's entries."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from directions_cli.domain.reference import read_id
from directions_cli.ledger.git import git
from directions_cli.ledger.repository import REGISTER


@dataclass(frozen=True, slots=True)
class Commit:
    """One commit that changed a file: id, author, day and time in ISO form, subject, and the file's bytes there."""

    id: str
    author: str
    when: str
    subject: str
    data: bytes


def ids_on_branches(folder: Path) -> frozenset[str]:
    """Ids of directions on every local and every fetched branch, so that none is given twice."""
    refs = git(folder, "for-each-ref", "--format=%(objectname)", "refs/heads", "refs/remotes").text.split()
    prefix = git(folder, "rev-parse", "--show-prefix").text
    found: set[str] = set()
    for commit in dict.fromkeys(refs):
        tree = git(folder, "rev-parse", "--quiet", "--verify", f"{commit}:{prefix}{REGISTER}")
        if tree.code:
            continue
        names = git(folder, "ls-tree", "-r", "-z", "--name-only", "--full-tree", tree.text)
        for path in names.out.decode("utf-8", "replace").split("\0"):
            stem = path.rpartition("/")[2].removesuffix(".yaml")
            if read_id(stem):
                found.add(stem)
    return frozenset(found)


def commits_of(folder: Path, path: str) -> Iterator[Commit]:
    """Every commit that changed a file of the register, oldest first, with what the file then held.

    `path` is relative to the folder that holds the register.
    """
    prefix = git(folder, "rev-parse", "--show-prefix").text
    pretty = "%H%x1f%an%x1f%aI%x1f%s"
    answer = git(folder, "log", "--reverse", "--topo-order", f"--format={pretty}", "--", path)
    for line in answer.text.splitlines():
        id, author, when, subject = line.split("\x1f", 3)
        shown = git(folder, "cat-file", "blob", f"{id}:{prefix}{path}")
        if shown.code == 0:
            yield Commit(id, author, when, subject, shown.out)
