"""The transaction of an act: one commit that holds exactly its files, or everything as it was (design section 4).

Blobs and tree are made with Git's plumbing on an index of the act's own; hooks run on that index as for any commit; the
branch moves by compare-and-swap; then the files and the user's index follow. A journal carries it over a kill.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import IO

from directions_cli.errors import GitFailed, Refused
from directions_cli.ledger.git import Plumbing, git
from directions_cli.ledger.hooks import run_hook
from directions_cli.ledger.index_file import staged_blob
from directions_cli.ledger.journal import Journal, Step, forget_journal, publish, write_journal
from directions_cli.ledger.repository import Repository, head_of

MODE = "100644"


@dataclass(frozen=True, slots=True)
class Work:
    """What an act wants committed: its name, the message, and each file with its bytes before (None: new) and after.

    `edited` are files whose uncommitted edits are meant to be part of it, as a draft's are.
    """

    act: str
    message: str
    files: Mapping[str, tuple[bytes | None, bytes]]
    edited: frozenset[str] = frozenset()


def commit(repository: Repository, branch: str, work: Work, lock: IO[bytes] | None = None) -> str:
    """Commit the files of an act and bring the work tree to it. Gives the commit's id.

    Raises `Refused` where a file is in the way, `GitFailed` where Git or a hook says no; then nothing has changed.
    """
    repository.own.mkdir(parents=True, exist_ok=True)
    head = head_of(repository)
    before = {path: _unchanged(repository, head, path, work) for path in work.files}
    index = repository.own / "hooks.index"
    plumbing = Plumbing(repository.top, {"GIT_INDEX_FILE": str(index)})
    try:
        blobs = {
            path: plumbing.do("hash-object", "-w", "--stdin", f"--path={path}", given=after)
            for path, (_, after) in work.files.items()
        }
        tree = _tree(repository, plumbing, head, blobs)
        after = _commit_tree(repository, plumbing, head, tree, work)
    finally:
        index.unlink(missing_ok=True)
        (repository.own / "MESSAGE").unlink(missing_ok=True)
    steps = tuple(Step(path, before[path], blobs[path]) for path in work.files)
    summary = work.message.partition("\n")[0]
    _land(repository, Journal(work.act, summary, branch, head, after, steps), work, lock)
    run_hook(repository, "post-commit", (), None)
    return after


def _unchanged(repository: Repository, head: str | None, path: str, work: Work) -> str | None:
    """The file's blob in the work tree, after making sure that replacing it loses nothing of anyone's."""
    expected = work.files[path][0]
    target = repository.top / path
    here = target.read_bytes() if target.is_file() and not target.is_symlink() else None
    if here != expected or (here is None and os.path.lexists(target)):
        raise Refused(f"{path} has been changed by someone since it was read; look at it and try again")
    committed = _committed(repository, head, path)
    staged = staged_blob(repository, path)
    if here is None:
        if committed or staged:
            raise Refused(f"{path} is in Git but not in its folder; take it back with `git restore {path}`")
        return None
    blob = git(repository.top, "hash-object", "--", path).text
    if path not in work.edited and not (blob == committed == staged):
        raise Refused(
            f"{path} holds changes that are not committed; commit them, or take them back with `git restore {path}`,"
            " then try again"
        )
    return blob


def _committed(repository: Repository, head: str | None, path: str) -> str | None:
    answer = git(repository.top, "ls-tree", head, "--", path) if head else None
    return answer.text.split()[2] if answer and answer.text else None


def _tree(repository: Repository, plumbing: Plumbing, head: str | None, blobs: Mapping[str, str]) -> str:
    """The tree of the last commit with the act's blobs put in, after the pre-commit hook has agreed."""
    plumbing.do("read-tree", head) if head else plumbing.do("read-tree", "--empty")
    lines = "".join(f"{MODE} {blob}\t{path}\0" for path, blob in blobs.items())
    plumbing.do("update-index", "-z", "--index-info", given=lines.encode())
    meant = plumbing.do("write-tree")
    run_hook(repository, "pre-commit", (), repository.own / "hooks.index")
    tree = plumbing.do("write-tree")
    if tree != meant:
        raise GitFailed("the pre-commit hook changed the files of the act; nothing was done. Let the hook check only")
    return tree


def _commit_tree(repository: Repository, plumbing: Plumbing, head: str | None, tree: str, work: Work) -> str:
    """The commit object, with the message as the hooks leave it, signed where Git is set up to sign."""
    message = repository.own / "MESSAGE"
    index = repository.own / "hooks.index"
    message.write_bytes(work.message.encode())
    run_hook(repository, "prepare-commit-msg", (str(message), "message"), index)
    run_hook(repository, "commit-msg", (str(message),), index)
    text = plumbing.do("stripspace", given=message.read_bytes())
    if not text.strip():
        raise GitFailed("a hook emptied the commit message; nothing was done")
    message.write_bytes(text.encode() + b"\n")
    signing = git(repository.top, "config", "--type=bool", "commit.gpgsign").text == "true"
    options = ["-S"] if signing else []
    parents = ["-p", head] if head else []
    return plumbing.do("commit-tree", *options, *parents, "-F", str(message), tree)


def _land(repository: Repository, journal: Journal, work: Work, lock: IO[bytes] | None) -> None:
    """Move the branch if it still is where it was, then publish. The journal stands until all is done."""
    write_journal(repository, journal)
    old = journal.before or "0" * len(journal.after)
    keep = [lock.fileno()] if lock else []
    log = f"directions: {journal.summary}"
    moved = git(repository.top, "update-ref", "-m", log, "HEAD", journal.after, old, keep=keep)
    if moved.code:
        forget_journal(repository)
        raise GitFailed(f"the branch moved while the act was made, so it was not done; try again ({moved.reason})")
    publish(repository, journal, {path: after for path, (_, after) in work.files.items()})
    forget_journal(repository)
