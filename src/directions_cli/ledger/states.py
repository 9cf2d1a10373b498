"""The register's files as they stood at a revision of Git, and the steps by which the history changed them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from directions_cli.errors import GitFailed, WronglyAsked
from directions_cli.ledger.git import AS_COMMITTED, git
from directions_cli.ledger.repository import REGISTER
from directions_cli.ledger.revisions import objects

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
    for full in (f"refs/heads/{name}", f"refs/remotes/{name}", name):  # a branch before a tag that bears its name
        answer = git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{full}^{{commit}}", env=AS_COMMITTED)
        if not answer.code:
            break
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
    answer = git(folder, "ls-tree", "-r", "-z", "--full-tree", commit, "--", prefix, env=AS_COMMITTED)
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
    found = dict(objects(folder, asked, AS_COMMITTED))
    missing = next((id for id in asked if id not in found), None)
    if missing:
        raise GitFailed(f"the object {missing} is missing from this clone; fetch the whole history, then try again")
    return found


Pair = tuple[Blob | None, Blob | None]
"""A file before and after: None where it was not there."""


@dataclass(frozen=True, slots=True)
class Step:
    """A commit of the first-parent line and what it changed of the register against its first parent, by path.

    `sides` is the same against every other parent of a merge.
    """

    id: str
    parents: tuple[str, ...]
    authored: str
    committed: str
    signature: str
    author: str
    subject: str
    files: Mapping[str, Pair]
    sides: Mapping[str, Mapping[str, Pair]]


_FIELDS = ("%H", "%P", "%aI", "%cI", "%G?", "%an", "%s")
"""What is asked of each commit. The two that a person words stand last: whatever they hold, the others stay apart."""
_RAW = ("--raw", "-z", "--no-abbrev", "--no-renames", "--no-relative", "-r", "--root")


def steps_to(folder: Path, commit: str, since: str | None = None, signatures: bool = False) -> list[Step]:
    """Every commit of the first-parent line up to `commit`, oldest first, with what it changed of the register.

    A merge is compared with its first parent, so that whatever it brought in and whatever was changed in the merging itself is
    seen as one step, and with its others apart. `since` leaves out that commit and those before it. Two Git processes.
    """
    pretty = "%x01" + "%x1f".join(field if signatures or field != "%G?" else "" for field in _FIELDS)
    line = f"{since}..{commit}" if since else commit
    prefix = prefix_of(folder)
    own = ("-c", "log.diffMerges=first-parent")
    options = ("--first-parent", "-m", "--reverse", "--no-show-signature", "--no-ext-diff", "--no-textconv", "--encoding=UTF-8")
    answer = git(folder, *own, "log", *options, *_RAW, f"--format={pretty}", line, "--", env=AS_COMMITTED)
    if answer.code:
        raise GitFailed(f"the history can't be read: {answer.reason}")
    heads: list[list[str]] = []
    files: list[dict[str, Pair]] = []
    for token, path in _tokens(answer.out):
        if path is None:
            heads.append(token[1:].split("\x1f", len(_FIELDS) - 1))
            files.append({})
        elif path.startswith(prefix):
            files[-1][path.removeprefix(prefix)] = _pair(token)
    sides = _sides(folder, [(head[0], parent) for head in heads for parent in head[1].split()[1:]], prefix)
    return [_step(head, changed, sides) for head, changed in zip(heads, files, strict=True)]


def _step(head: list[str], files: Mapping[str, Pair], sides: Mapping[tuple[str, str], Mapping[str, Pair]]) -> Step:
    id, parents, authored, committed, signature, author, subject = head
    others = {parent: sides[id, parent] for parent in parents.split()[1:]}
    return Step(id, tuple(parents.split()), authored, committed, signature, author, subject, files, others)


def _sides(folder: Path, merges: list[tuple[str, str]], prefix: str) -> dict[tuple[str, str], dict[str, Pair]]:
    """What each merge changed against another of its parents."""
    if not merges:
        return {}
    given = "".join(f"{merge} {parent}\n" for merge, parent in merges).encode()
    answer = git(folder, "diff-tree", "--stdin", "--always", *_RAW, given=given, env=AS_COMMITTED)
    if answer.code:
        raise GitFailed(f"the merges of the history can't be read: {answer.reason}")
    found: list[dict[str, Pair]] = []
    for token, path in _tokens(answer.out):
        if path is None:
            found.append({})
        elif path.startswith(prefix):
            found[-1][path.removeprefix(prefix)] = _pair(token)
    if len(found) != len(merges):
        raise GitFailed("Git did not answer for every merge of the history")
    return dict(zip(merges, found, strict=True))


def _tokens(out: bytes) -> Iterator[tuple[str, str | None]]:
    """What Git prints with `-z`: the head of each commit, with None, and each change with its path."""
    tokens = iter(out.decode("utf-8", "surrogateescape").split("\0"))
    for token in tokens:
        token = token.lstrip("\n")
        if token.startswith(":"):
            yield token, next(tokens)
        elif token:
            yield token, None


def _pair(raw: str) -> Pair:
    was, now, old, new, _ = raw[1:].split(" ")
    return None if not old.strip("0") else Blob(was, old), None if not new.strip("0") else Blob(now, new)


def first_parents(folder: Path, commit: str) -> frozenset[str]:
    """Every commit of the first-parent line up to one, that one too."""
    answer = git(folder, "rev-list", "--first-parent", commit, "--", env=AS_COMMITTED)
    if answer.code:
        raise GitFailed(f"the history can't be read: {answer.reason}")
    return frozenset(answer.text.split())
