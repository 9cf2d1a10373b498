"""The register's files as they stood at a revision of Git, and the steps by which the history changed them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from directions_cli.errors import GitFailed, WronglyAsked
from directions_cli.ledger.git import git
from directions_cli.ledger.repository import REGISTER

LINK_MODE = "120000"


@dataclass(frozen=True, slots=True)
class Blob:
    """A file at a revision: its mode and the id of its content."""

    mode: str
    id: str


def commit_named(folder: Path, name: str, option: str) -> str:
    """The id of the commit that a person names: a branch, tag, id or the like.

    Raises `WronglyAsked` where there is none, and says what to do where the clone is shallow.
    """
    answer = git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    if answer.code or not answer.text or name.startswith("-"):
        shallow = git(folder, "rev-parse", "--is-shallow-repository").text == "true"
        more = " (this clone is shallow: fetch the whole history with `git fetch --unshallow`)" if shallow else ""
        raise WronglyAsked(f"{option} {name!r} is no commit that this clone has{more}; nothing was compared")
    return answer.text.split("\n")[-1]


def meeting_point(folder: Path, one: str, other: str) -> str | None:
    """The commit from which two commits went apart, or None where they have none in common (or this clone lacks it)."""
    answer = git(folder, "merge-base", one, other)
    return None if answer.code else answer.text.split("\n")[0]


def prefix_of(folder: Path) -> str:
    """The path of the register's files from the top of the repository, with a slash at its end."""
    return git(folder, "rev-parse", "--show-prefix").text + f"{REGISTER}/"


def blobs_of(folder: Path, commit: str) -> dict[str, Blob]:
    """The files of the register at a commit, by their path below `register/`. Raises `GitFailed`."""
    prefix = prefix_of(folder)
    answer = git(folder, "ls-tree", "-r", "-z", "--full-tree", commit, "--", prefix)
    if answer.code:
        raise GitFailed(f"the files of {commit[:10]} can't be listed: {answer.reason}")
    found = {}
    for line in answer.out.decode("utf-8", "surrogateescape").split("\0"):
        if line:
            about, _, path = line.partition("\t")
            mode, _, id = about.split(" ")
            found[path.removeprefix(prefix)] = Blob(mode, id)
    return found


def contents_of(folder: Path, ids: Iterable[str]) -> dict[str, bytes]:
    """What each blob holds. Raises `GitFailed` for one that this clone lacks: nothing may be judged as if it were empty."""
    asked = list(dict.fromkeys(ids))
    if not asked:
        return {}
    answer = git(folder, "cat-file", "--batch", given="".join(f"{id}\n" for id in asked).encode())
    if answer.code:
        raise GitFailed(f"Git could not read what the register held: {answer.reason}")
    found, at = {}, 0
    for id in asked:
        end = answer.out.index(b"\n", at)
        words = answer.out[at:end].split(b" ")
        at = end + 1
        if len(words) != 3:
            raise GitFailed(f"the object {id} is missing from this clone; fetch the whole history, then try again")
        size = int(words[2])
        found[id] = answer.out[at : at + size]
        at += size + 1
    return found


@dataclass(frozen=True, slots=True)
class Touched:
    """A commit on the first-parent line and the files of the register that it changed: None for one that it took away."""

    id: str
    parents: tuple[str, ...]
    author: str
    authored: str
    committed: str
    signature: str
    subject: str
    files: Mapping[str, Blob | None]


_FIELDS = ("%H", "%P", "%aI", "%cI", "%G?", "%an", "%s")
"""What is asked of each commit. The two that a person words stand last: whatever they hold, the others stay apart."""


def steps_to(folder: Path, commit: str, since: str | None = None, signatures: bool = False) -> Iterator[Touched]:
    """Every commit of the first-parent line up to `commit`, oldest first, with what it changed of the register.

    A merge is compared with its first parent, so that whatever it brought in, and whatever was changed in the merging itself,
    is seen as one step. `since` leaves out that commit and those before it. One Git process.
    """
    fields = [field if signatures or field != "%G?" else "" for field in _FIELDS]
    pretty = "%x01" + "%x1f".join(fields)
    line = f"{since}..{commit}" if since else commit
    prefix = prefix_of(folder)
    options = ("--first-parent", "-m", "--reverse", "--raw", "-z", "--no-abbrev", "--no-renames", "--no-show-signature", "--root")
    answer = git(folder, "log", *options, f"--format={pretty}", line, "--", prefix)
    if answer.code:
        raise GitFailed(f"the history can't be read: {answer.reason}")
    head: list[str] = []
    files: dict[str, Blob | None] = {}
    tokens = iter(answer.out.decode("utf-8", "surrogateescape").split("\0"))
    for token in tokens:
        token = token.lstrip("\n")
        if token.startswith(":"):
            _, mode, _, id, _ = token[1:].split(" ")
            files[next(tokens).removeprefix(prefix)] = None if set(id) == {"0"} else Blob(mode, id)
        elif token.startswith("\x01"):
            if head:
                yield _touched(head, files)
            head, files = token[1:].split("\x1f", len(_FIELDS) - 1), {}
    if head:
        yield _touched(head, files)


def _touched(values: list[str], files: Mapping[str, Blob | None]) -> Touched:
    id, parents, authored, committed, signature, author, subject = values
    return Touched(id, tuple(parents.split()), author, authored, committed, signature, subject, files)


def is_on_line(folder: Path, earlier: str, later: str) -> bool:
    """Whether a commit stands on the first-parent line of another, or is it."""
    answer = git(folder, "rev-list", "--first-parent", later)
    if answer.code:
        raise GitFailed(f"the history can't be read: {answer.reason}")
    return earlier in answer.text.split("\n")
