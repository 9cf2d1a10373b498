"""The register's files as they stood at a revision of Git."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from directions_cli.errors import GitFailed, WronglyAsked
from directions_cli.ledger.git import AS_COMMITTED, git
from directions_cli.ledger.repository import REGISTER
from directions_cli.ledger.revisions import objects

LINK_MODE = "120000"
OTHER_REPOSITORY = "160000"
"""The mode of what is no file: the place of another repository, a submodule. This one does not hold what is in it."""
AS_IT_IS = ("-c", "core.commitGraph=false")
"""Git reads the commits themselves, and not what a cache beside them says of their parents and files."""


@dataclass(frozen=True, slots=True)
class Blob:
    """A file at a revision: its mode and the id of its content."""

    mode: str
    id: str

    @property
    def is_file(self) -> bool:
        """Whether it is a plain file, and not a link or the place of another repository."""
        return self.mode not in (LINK_MODE, OTHER_REPOSITORY)


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


def blobs_of(folder: Path, commit: str, prefix: str | None = None) -> dict[str, Blob]:
    """The files of the register at a commit, by their path below `register/`. Raises `GitFailed`.

    `prefix` is where the register stood then, if that is not where it stands now.
    """
    prefix = prefix_of(folder) if prefix is None else prefix
    return {path.removeprefix(prefix): blob for path, blob in _listed(folder, commit, prefix)}


def registers_at(folder: Path, commit: str, header: str) -> dict[str, Blob]:
    """The header of every register that a commit holds, wherever in the repository, by the path of its `register/`."""
    ending = f"{REGISTER}/{header}"
    places = ((path, blob) for path, blob in _listed(folder, commit) if blob.is_file and f"/{path}".endswith(f"/{ending}"))
    return {path.removesuffix(header): blob for path, blob in places}


def _listed(folder: Path, commit: str, *below: str) -> Iterator[tuple[str, Blob]]:
    """Path and blob of every file at a commit, or of those below a folder."""
    answer = git(folder, *AS_IT_IS, "ls-tree", "-r", "-z", "--full-tree", commit, "--", *below, env=AS_COMMITTED)
    if answer.code:
        raise GitFailed(f"the files of {commit[:10]} can't be listed: {answer.reason}")
    for line in answer.out.decode("utf-8", "surrogateescape").split("\0"):
        if line:
            about, _, path = line.partition("\t")
            mode, _, id = about.split(" ")
            yield path, Blob(mode, id)


def contents_of(folder: Path, blobs: Iterable[Blob]) -> dict[str, bytes]:
    """What each blob holds, by its id; the place of another repository holds the id that it names.

    Raises `GitFailed` for one that this clone lacks, or holds something else under its id: nothing may be judged as if it
    were empty, or on the word of a damaged clone.
    """
    wanted = list(blobs)
    asked = list(dict.fromkeys(blob.id for blob in wanted if blob.mode != OTHER_REPOSITORY))
    found = dict(objects(folder, asked, AS_COMMITTED))
    for id in asked:
        if id not in found:
            raise GitFailed(f"the object {id} is missing from this clone; fetch the whole history, then try again")
        if id != _id_of(found[id], len(id)):
            raise GitFailed(f"the object {id} does not hold what its id stands for; `git fsck`, then clone anew")
    return found | {blob.id: blob.id.encode() for blob in wanted if blob.mode == OTHER_REPOSITORY}


def _id_of(content: bytes, length: int) -> str:
    """The id that Git gives to a file's content, in a repository whose ids have that length."""
    made = hashlib.sha1(usedforsecurity=False) if length == 40 else hashlib.sha256()
    made.update(b"blob %d\0" % len(content))
    made.update(content)
    return made.hexdigest()
