"""The transaction of an act: one commit that holds exactly its files, or everything as it was (design section 4).

Blobs and trees are made with Git's plumbing; hooks run on an index of the act's own as for any commit, and see the files in
the work tree; then the act lands: the branch moves by compare-and-swap, the files and the user's index follow.
A journal carries it over a kill.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO

from directions_cli.errors import DirectionsError, GitFailed, Refused
from directions_cli.ledger.git import Plumbing, git, told
from directions_cli.ledger.hooks import has_hook, run_hook
from directions_cli.ledger.index_file import present_blobs
from directions_cli.ledger.journal import Journal, Step, forget_journal, stands, write_journal
from directions_cli.ledger.landing import land
from directions_cli.ledger.many_files import many_blobs
from directions_cli.ledger.publishing import Files, blobs_at, bytes_of, show, take_back
from directions_cli.ledger.repository import Repository, head_of, require_identity
from directions_cli.ledger.trees import grafted

MODE = "100644"
LOOKING = ("pre-commit", "prepare-commit-msg", "commit-msg")
"""The hooks that may look at the index of an act."""


@dataclass(frozen=True, slots=True)
class Work:
    """What an act wants committed: its name, the message, and each file with its bytes before (None: new) and after.

    `edited` are files whose uncommitted edits are meant to be part of it, as a draft's are.
    """

    act: str
    message: str
    files: Files
    edited: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Landed:
    """The commit of an act, and the paths that a hook or someone has changed since they were written."""

    commit: str
    left: Sequence[str]


def commit(repository: Repository, branch: str, work: Work, lock: IO[bytes] | None = None) -> Landed:
    """Commit the files of an act and bring the work tree to it.

    Raises `Refused` where a file is in the way, `GitFailed` where Git or a hook says no; then nothing has changed.
    """
    try:
        repository.own.mkdir(parents=True, exist_ok=True)
        head = head_of(repository)
        found = _found(repository, head, work)
        plumbing = Plumbing(repository.top, {"GIT_INDEX_FILE": str(index_of(repository))})
        blobs = many_blobs(repository, {path: after for path, (_, after) in work.files.items()})
        steps = tuple(_step(plumbing, work, path, *found[path], blobs.get(path)) for path in work.files)
        journal = Journal(work.act, work.message.partition("\n")[0], branch, head, None, steps, os.getpid())
        shown = has_hook(repository, "pre-commit")
        with _judged(repository, journal, work.files, shown):
            tree = tree_of(repository, plumbing, head, steps)
            after = commit_object(repository, plumbing, head, tree, work)
        left = land(repository, replace(journal, after=after), work.files, lock, shown)
    except OSError as error:
        raise GitFailed(f"{error.filename or 'a file'} can't be read or written ({error.strerror}); nothing was done") from error
    with contextlib.suppress(DirectionsError):
        run_hook(repository, "post-commit")
    return Landed(after, left)


def _found(repository: Repository, head: str | None, work: Work) -> dict[str, tuple[str, str | None]]:
    """For each file its mode and its blob in the index, after making sure that replacing it loses nothing of anyone's."""
    paths = list(work.files)
    committed = blobs_at(repository, head, paths) if head else {}
    staged = present_blobs(repository, paths)
    for path in paths:
        _refuse_in_the_way(repository, work, path, path in committed, path in staged)
    for path in paths:
        blob = committed.get(path, (MODE, None))[1]
        if path in work.edited or work.files[path][0] is None:
            continue
        here = told(repository.top, "hash-object", "--", path)
        if blob is None and path not in staged:
            raise Refused(f"{path} is not in Git yet; commit it first (`git add {path}`, `git commit`), then try again")
        if not (here == blob == staged.get(path)):
            raise Refused(
                f"{path} holds changes that are not committed; commit them, or take them back with `git restore {path}`,"
                " then try again"
            )
    return {path: (committed.get(path, (MODE, ""))[0], staged.get(path)) for path in paths}


def _refuse_in_the_way(repository: Repository, work: Work, path: str, committed: bool, staged: bool) -> None:
    """Raise `Refused` where the file is not as it was read, or a link or folder stands where it is to be."""
    target, expected = repository.top / path, work.files[path][0]
    for folder in (parent for parent in target.parents if parent.is_relative_to(repository.top)):
        if folder != repository.top and os.path.lexists(folder) and (folder.is_symlink() or not folder.is_dir()):
            raise Refused(f"{folder} is no folder of its own; move it away, then try again")
    here = bytes_of(target)
    if expected is None and os.path.lexists(target):
        raise Refused(f"{path} is in the way: this act would make it. Look at it, and commit it or move it away, then try again")
    if here != expected:
        raise Refused(f"{path} has been changed by someone since it was read; look at it and try again")
    if expected is None and (committed or staged):
        raise Refused(f"{path} is in Git but not in its folder; take it back with `git restore --staged --worktree {path}`")


def _step(plumbing: Plumbing, work: Work, path: str, mode: str, staged: str | None, known: str | None = None) -> Step:
    """One file of the act, its new blob put into Git; an edit that is not in Git yet is put there too, to be had again."""
    before, after = work.files[path]
    blob = known or plumbing.do("hash-object", "-w", "--stdin", f"--path={path}", given=after)
    earlier = staged
    if before is None:
        earlier = None
    elif path in work.edited:
        earlier = plumbing.do("hash-object", "-w", "--stdin", f"--path={path}", given=before)
    return Step(path, earlier, blob, mode, staged)


@contextlib.contextmanager
def _judged(repository: Repository, journal: Journal, files: Files, shown: bool) -> Iterator[None]:
    """Let the hooks judge the act with its files in the work tree; where it is refused, everything is as it was."""
    try:
        if shown:
            write_journal(repository.own, journal)
            show(repository, journal, files)
        yield
    except BaseException:
        if shown and stands(repository.own, journal):
            take_back(repository, journal, files, by_force=True)
            forget_journal(repository.own, journal)
        raise
    finally:
        swept(repository)


def index_of(repository: Repository) -> Path:
    """The index of an act's own, on which its hooks run; each process has one, so that no two ever mix theirs."""
    return repository.own / f"hooks.index.{os.getpid()}"


def _message_of(repository: Repository) -> Path:
    return repository.own / f"MESSAGE.{os.getpid()}"


def swept(repository: Repository) -> None:
    """Take away the index and the message of an act's own; where that can't be done, the next act does it."""
    for path in (index_of(repository), _message_of(repository)):
        with contextlib.suppress(OSError):
            path.unlink()


def tree_of(repository: Repository, plumbing: Plumbing, head: str | None, steps: Sequence[Step]) -> str:
    """The tree of the last commit with the act's blobs put in, after the pre-commit hook has agreed."""
    meant = grafted(repository, plumbing, head, steps)
    if any(has_hook(repository, name) for name in LOOKING):
        plumbing.do("read-tree", meant)
    if run_hook(repository, "pre-commit", (), index_of(repository)) and plumbing.do("write-tree") != meant:
        raise GitFailed(
            "the pre-commit hook changed what would be committed, so nothing was done;"
            " an act commits exactly what it says: let the hook check only"
        )
    return meant


def commit_object(repository: Repository, plumbing: Plumbing, head: str | None, tree: str, work: Work) -> str:
    """The commit object, with the message as the hooks leave it, signed where Git is set up to sign."""
    message, index = _message_of(repository), index_of(repository)
    message.write_bytes(work.message.encode())
    run_hook(repository, "prepare-commit-msg", (str(message), "message"), index)
    run_hook(repository, "commit-msg", (str(message),), index)
    text = plumbing.do("stripspace", given=message.read_bytes())
    if not text.strip():
        raise GitFailed("a hook emptied the commit message; nothing was done")
    signing = git(repository.top, "config", "--type=bool", "commit.gpgsign").text == "true"
    options = [*(["-S"] if signing else []), *(["-p", head] if head else [])]
    settings = ("-c", "user.useConfigOnly=true", "-c", "i18n.commitEncoding=UTF-8")
    given = text.encode("utf-8", "surrogateescape") + b"\n"
    answer = plumbing.ask(*settings, "commit-tree", *options, tree, given=given)
    if answer.code:
        require_identity(repository.top, both=True)
        what = "Git could not sign the commit" if signing else "Git refused the commit"
        raise GitFailed(f"{what}, so nothing was done: {answer.reason}")
    return answer.text
