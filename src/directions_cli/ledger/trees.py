"""The tree of a commit with the blobs of an act put in, made folder by folder: no index of all the register's files is needed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath
from typing import Final

from directions_cli.errors import GitFailed, Refused
from directions_cli.ledger.git import AS_COMMITTED, Plumbing, git
from directions_cli.ledger.journal import Step
from directions_cli.ledger.repository import Repository
from directions_cli.ledger.revisions import objects

FOLDER: Final = b"40000"
Lines = dict[bytes, tuple[bytes, bytes]]
"""What a tree object holds: mode and id (as bytes) by name."""


def grafted(repository: Repository, plumbing: Plumbing, head: str | None, steps: Sequence[Step]) -> str:
    """The tree of a commit with the blobs of some steps at their paths, put into Git. Folders that are not there are made.

    Raises `Refused` where it is the tree of the commit itself, and `GitFailed` where more than the steps' paths would differ.
    """
    folders = _deepest_first({str(parent) for step in steps for parent in PurePosixPath(step.path).parents})
    made = _known(repository, head, folders)
    for step in steps:
        folder, name = _apart(step.path)
        made[folder][name] = (step.mode.encode(), bytes.fromhex(step.after))
    tree = ""
    for folder in folders:
        tree = plumbing.do("hash-object", "-w", "-t", "tree", "--stdin", given=_written(made[folder]))
        if folder != ".":
            around, name = _apart(folder)
            made[around][name] = (FOLDER, bytes.fromhex(tree))
    if head:
        _require_only(repository, head, tree, {step.path for step in steps})
    return tree


def _deepest_first(folders: set[str]) -> list[str]:
    return sorted(folders, key=lambda folder: (-len(PurePosixPath(folder).parts), folder))


def _apart(path: str) -> tuple[str, bytes]:
    """The folder around a path (`.` for the top), and its name there as Git writes it."""
    whole = PurePosixPath(path)
    return str(whole.parent), whole.name.encode("utf-8", "surrogateescape")


def _known(repository: Repository, head: str | None, folders: Sequence[str]) -> dict[str, Lines]:
    """What each of the folders holds in a commit; nothing where it is not there."""
    named = {f"{head}:{'' if folder == '.' else folder}": folder for folder in folders} if head else {}
    found = {named[name]: data for name, data in objects(repository.top, named, AS_COMMITTED, kind="tree")}
    return {folder: _read(found.get(folder, b""), len(head or "") // 2) for folder in folders}


def _read(data: bytes, size: int) -> Lines:
    lines = re.findall(rb"([0-7]+) ([^\0]+)\0(.{%d})" % size, data, re.DOTALL) if data else []
    return {name: (mode, id) for mode, name, id in lines}


def _written(lines: Mapping[bytes, tuple[bytes, bytes]]) -> bytes:
    """A tree object. Git orders its lines by name, that of a folder as if it ended in a slash."""
    ordered = sorted(lines.items(), key=lambda line: line[0] + b"/" if line[1][0] == FOLDER else line[0])
    return b"".join(b"%b %b\0%b" % (mode, name, id) for name, (mode, id) in ordered)


def _require_only(repository: Repository, head: str, tree: str, meant: set[str]) -> None:
    """Let Git itself say what differs: an act commits its own files and nothing else."""
    answer = git(repository.top, "diff-tree", "-r", "-z", "--no-renames", "--name-only", head, tree, env=AS_COMMITTED)
    if answer.code:
        raise GitFailed(f"Git refused (diff-tree), so nothing was done: {answer.reason}")
    differing = set(filter(None, answer.out.decode("utf-8", "surrogateescape").split("\0")))
    if not differing:
        raise Refused("nothing differs from what is committed already; no commit was made")
    if not differing <= meant:
        raise GitFailed(f"more than the act itself would be committed ({min(differing - meant)}), so nothing was done")
