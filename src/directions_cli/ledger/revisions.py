"""Ids in use on every branch, and reading many objects of Git at once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from directions_cli.domain.taken import Taken
from directions_cli.errors import GitFailed
from directions_cli.ledger.git import git, told
from directions_cli.ledger.repository import REGISTER

FOLDER = "40000"
YEAR = re.compile(r"\d{4}|undated", re.ASCII)
"""What a folder of directions is called."""


class OnBranches(Taken):
    """What the files of years are called on branches. Git is asked for a folder's names only where they may be wanted."""

    def __init__(self, folder: Path, years: Iterable[tuple[str, str]], some_id: str) -> None:
        self._folder, self._years, self._some_id = folder, tuple(years), some_id
        self._read: dict[str, bytes] = {}

    def __iter__(self) -> Iterator[str]:
        yield from self.having("")

    def having(self, part: str) -> Iterator[str]:
        """The ids in which that text stands; where it begins with a year, as `-2025-03-18-` does, those in its folder.

        A first version in the folder of another year is refused by the rules (IDN002), on whatever branch it is.
        """
        year, text = part.strip("-").partition("-")[0], part.encode()
        asked = [id for name, id in self._years if name == year or not YEAR.fullmatch(name) or not YEAR.fullmatch(year)]
        self._read |= objects(self._folder, dict.fromkeys(id for id in asked if id not in self._read))
        for data in (self._read[id] for id in dict.fromkeys(asked) if id in self._read):
            if text in data:
                yield from (stem for stem in _stems(data, self._some_id) if part in stem)


def ids_on_branches(folder: Path) -> Taken:
    """What the files of years are called on every local and every fetched branch, so that no id is given twice.

    Few Git processes, however many branches there are: for the refs and their register folders, and for folders of years when
    they are first wanted.
    """
    refs = told(folder, "for-each-ref", "--format=%(objectname)", "refs/heads", "refs/remotes").split()
    prefix = told(folder, "rev-parse", "--show-prefix")
    registers = dict.fromkeys(found for _, found in objects(folder, (f"{ref}:{prefix}{REGISTER}" for ref in dict.fromkeys(refs))))
    years: dict[tuple[str, str], None] = {}
    for tree in registers:
        years |= dict.fromkeys((name, id) for mode, name, id in _tree(tree, refs[0]) if mode == FOLDER)
    return OnBranches(folder, years, refs[0] if refs else "")


def _stems(data: bytes, some_id: str) -> list[str]:
    """What the files of a tree object are called, without their ending; `_tree` takes ten times as long."""
    line = re.compile(rb"[0-7]+ ([^\0]+)\0.{%d}" % (len(some_id) // 2), re.DOTALL)
    names = b"".join(name + b"\0" for name in line.findall(data)).decode("utf-8", "replace")
    return names.replace(".yaml\0", "\0").split("\0")[:-1]


def objects(
    folder: Path, names: Iterable[str], env: Mapping[str, str] | None = None, kind: str | None = None
) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of each object that is there, in the order asked. Names come from Git and from paths, on one line each.

    `kind` is what an object must be, such as `tree`; others are left out. Raises `GitFailed` where Git can't read them at all.
    """
    asked = list(names)
    if not asked:
        return
    given = "".join(f"{name}\n" for name in asked).encode("utf-8", "surrogateescape")
    answer = git(folder, "cat-file", "--batch", given=given, env=env)
    if answer.code:
        raise GitFailed(f"Git could not read what the register held: {answer.reason}")
    out = answer.out
    at = 0
    for name in asked:
        end = out.index(b"\n", at)
        words = out[at:end].split(b" ")
        at = end + 1
        if words[-1].isdigit() and len(words) == 3:
            size = int(words[-1])
            if kind is None or words[1].decode() == kind:
                yield name, out[at : at + size]
            at += size + 1


def _tree(data: bytes, some_id: str) -> Iterator[tuple[str, str, str]]:
    """Mode, name and object id of each line of a tree object; `some_id` tells how long an id is here."""
    size, at = len(some_id) // 2, 0
    while at < len(data):
        end = data.index(b"\0", at)
        mode, _, name = data[at:end].partition(b" ")
        at = end + 1 + size
        yield mode.decode(), name.decode("utf-8", "replace"), data[end + 1 : at].hex()
