"""The statement of an audit: what was checked, how much of it, every exception, and a digest to quote in minutes."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from directions_cli.clerk.auditing import Doubt, Walk
from directions_cli.domain.finding import Finding
from directions_cli.domain.rules.provenance import STILL_THERE
from directions_cli.errors import WronglyAsked
from directions_cli.ledger.git import AS_COMMITTED, git
from directions_cli.ledger.repository import REGISTER, default_branch, open_repository
from directions_cli.ledger.states import (
    LINK_MODE,
    Step,
    blobs_of,
    commit_named,
    contents_of,
    first_parents,
    steps_to,
)
from directions_cli.store.files import HEADER, sort_of

DIGEST = re.compile(r"([A-Z][A-Z0-9]{1,15})-([0-9a-f]{12})-([0-9a-f]{24})\Z")


@dataclass(frozen=True, slots=True)
class Statement:
    """What an audit came to."""

    authority: str
    branch: str
    commit: str
    since: str | None
    shallow: bool
    digest: str
    commits: int
    changing: int
    merges: int
    directions: int
    entries: int
    signed: int | None
    doubts: tuple[Doubt, ...]

    @property
    def clean(self) -> bool:
        """Whether no exception was found."""
        return not self.doubts


def audited(
    folder: Path,
    branch: str | None = None,
    since: str | None = None,
    expect: str | None = None,
    signatures: bool = False,
    begun: Callable[[int], Callable[[Step], None]] = lambda _: lambda _: None,
) -> Statement:
    """Audit the history of the register. Raises `WronglyAsked` where there is nothing to audit.

    `since` and `expect` (a digest) name what was noted before: it must still stand on the branch. `begun` is told how many
    commits there are, and gives what is told of each as it is done.
    """
    repository = open_repository(folder)
    name = branch or default_branch(repository)
    if name is None:
        raise WronglyAsked("it is not plain which branch decides what is in the register; name it with --branch")
    tip = commit_named(folder, name, "--branch")
    blobs = blobs_of(folder, tip)
    if HEADER not in blobs:
        raise WronglyAsked(f"{name} ({tip[:10]}) holds no register here, so there is nothing to audit")
    noted = commit_named(folder, since, "--since") if since else None
    line = first_parents(folder, tip) if noted or expect else frozenset()
    doubts = [_rewritten(noted)] if noted and noted not in line else []
    walk = Walk(folder, signatures)
    if noted and not doubts:
        walk.begin(blobs_of(folder, noted))
    wanted = signatures or _demanded(folder, tip)
    steps = steps_to(folder, tip, noted if not doubts else None, wanted)
    walk.go(steps, begun(len(steps)))
    if expect:
        doubts += _expected(folder, expect, line)
    code = walk.header.authority.code if walk.header else "REGISTER"
    return Statement(
        walk.header.authority.name if walk.header else "an authority whose header can't be read",
        name,
        tip,
        noted,
        repository.shallow,
        digest_of(folder, code, tip),
        walk.commits,
        walk.changing,
        walk.merges,
        len(walk.directions),
        walk.entries,
        walk.signed if wanted else None,
        (*doubts, *walk.doubts),
    )


def _demanded(folder: Path, tip: str) -> bool:
    """Whether the header has ever demanded signatures: whoever takes the demand out must have signed that too."""
    answer = git(folder, "log", "--format=%H", "-G", "^signatures:", tip, "--", f"{REGISTER}/{HEADER}", env=AS_COMMITTED)
    return bool(answer.text) or answer.code != 0


def digest_of(folder: Path, code: str, commit: str) -> str:
    """A digest of the register at a commit: the authority's code, the commit, and a SHA-256 over every file of the register.

    It depends on the files alone for its last part, and not on how Git keeps them.
    """
    blobs = {path: blob for path, blob in blobs_of(folder, commit).items() if sort_of(path) is not None or blob.mode == LINK_MODE}
    contents = contents_of(folder, (blob.id for blob in blobs.values()))
    whole = hashlib.sha256()
    for path, blob in sorted(blobs.items()):
        whole.update(f"{path}\0{hashlib.sha256(contents[blob.id]).hexdigest()}\n".encode("utf-8", "surrogateescape"))
    return f"{code}-{commit[:12]}-{whole.hexdigest()[:24]}"


def _expected(folder: Path, expect: str, line: frozenset[str]) -> list[Doubt]:
    """What is wrong with a digest that was noted before: nothing, where the register then held what it stands for."""
    found = DIGEST.fullmatch(expect.strip())
    if not found:
        raise WronglyAsked(f"--expect {expect!r} is no digest; `directions audit --digest` prints one, such as EXIJB-…-…")
    code, begin, _ = found.groups()
    commits = [commit for commit in line if commit.startswith(begin)]
    if not commits:
        return [_doubt(begin, f"the commit {begin} of the digest {expect} is no longer on the branch")]
    now = digest_of(folder, code, commits[0])
    return [] if now == expect.strip() else [_doubt(commits[0], f"the register had the digest {expect} and has {now} there")]


def _rewritten(noted: str) -> Doubt:
    return _doubt(noted, f"the commit {noted[:12]}, noted before, is no longer on the branch: the history was written anew")


def _doubt(commit: str, said: str) -> Doubt:
    finding: Finding = STILL_THERE.finding(HEADER, (), said)
    return Doubt(commit, "", "", finding)
