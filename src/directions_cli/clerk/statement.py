"""The statement of an audit: what was checked, how much of it, every exception, and a digest to quote in minutes."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from directions_cli.clerk.auditing import COMMIT_ITSELF, Doubt, Walk
from directions_cli.clerk.comparing import found_at
from directions_cli.clerk.moving import earlier_place, header_in
from directions_cli.domain.finding import Finding
from directions_cli.domain.rules.provenance import STILL_THERE
from directions_cli.errors import WronglyAsked
from directions_cli.ledger.repository import Repository, default_branch, open_repository
from directions_cli.ledger.states import Blob, blobs_of, commit_named, contents_of, prefix_of, registers_at
from directions_cli.ledger.steps import Step, first_parents, signatures_of, steps_to
from directions_cli.store.files import HEADER, sort_of
from directions_cli.store.folder import Loaded, load

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
    exceptions: tuple[Doubt, ...]
    remarks: tuple[Doubt, ...]
    """What a person should look at, though it may be as it should."""

    @property
    def clean(self) -> bool:
        """Whether no exception was found."""
        return not self.exceptions


def audited(
    folder: Path,
    now: datetime,
    branch: str | None = None,
    since: str | None = None,
    expect: str | None = None,
    signatures: bool = False,
    begun: Callable[[int], Callable[[Step], None]] = lambda _: lambda _: None,
) -> Statement:
    """Audit the history of the register as at a moment. Raises `WronglyAsked` where there is nothing to audit.

    `since` and `expect` (a digest) name what was noted before: it must still stand on the branch. `begun` is told how many
    commits there are, and gives what is told of each as it is done.
    """
    if expect is not None and not DIGEST.fullmatch(expect.strip()):
        raise WronglyAsked(f"--expect {expect!r} is no digest; `directions audit --digest` prints one, such as EXIJB-…-…")
    repository = open_repository(folder)
    name, tip = branch_to_audit(repository, branch)
    noted = commit_named(folder, since, "--since") if since is not None else None
    line = first_parents(folder, tip) if noted or expect else frozenset()
    gone = [_rewritten(noted)] if noted and noted not in line else []
    begin = None if gone else noted
    steps, place = steps_to(folder, tip, begin, HEADER, earlier_place(folder, tip))
    first = blobs_of(folder, begin, place) if begin else {}
    wanted = signatures or _demanded(folder, steps, first)
    letters = signatures_of(folder, [step.id for step in steps if step.files]) if wanted else None
    walk = Walk(repository, folder, now, letters, signatures)
    walk.begin(first, begin)
    walk.go(steps, begun(len(steps)))
    if expect:
        gone += _expected(folder, expect.strip(), line)
    doubts = (*gone, *walk.doubts)
    header = walk.held.header
    return Statement(
        header.authority.name if header else "an authority whose header can't be read",
        name,
        tip,
        noted,
        repository.shallow,
        digest_of(folder, header.authority.code if header else "REGISTER", tip),
        walk.commits,
        walk.changing,
        walk.merges,
        len(walk.held.directions),
        walk.entries,
        walk.signed if wanted else None,
        tuple(each for each in doubts if each.finding.severity == "error"),
        tuple(each for each in doubts if each.finding.severity != "error"),
    )


def branch_to_audit(repository: Repository, branch: str | None) -> tuple[str, str]:
    """Name and commit of the branch that is named, else of the default branch. Raises `WronglyAsked` where it has no register."""
    folder = repository.top / repository.prefix
    name = default_branch(repository) if branch is None else branch
    if name is None:
        raise WronglyAsked("it is not plain which branch decides what is in the register; name it with --branch")
    tip = commit_named(folder, name, "--branch")
    if HEADER not in blobs_of(folder, tip):
        raise WronglyAsked(f"{name} ({tip[:10]}) holds no register here, so there is nothing to audit")
    return name, tip


def register_on(folder: Path, branch: str | None) -> Loaded:
    """The register as the branch that is named, else the default branch, holds it: what is not committed there proves nothing."""
    _, tip = branch_to_audit(open_repository(folder), branch)
    return load(found_at(folder, blobs_of(folder, tip)).values())


def _demanded(folder: Path, steps: Iterable[Step], first: dict[str, Blob]) -> bool:
    """Whether the header has ever demanded signatures: whoever takes the demand out must have signed that too."""
    versions = [blob for step in steps for blob in step.files.get(HEADER, ()) if blob is not None]
    versions += [first[HEADER]] if HEADER in first else []
    contents = contents_of(folder, versions)
    headers = (header_in(content) for content in contents.values())
    return any(header is not None and header.signatures == "required" for header in headers)


def digest_of(folder: Path, code: str, commit: str, place: str | None = None) -> str:
    """A digest of the register at a commit: the authority's code, the commit, and a SHA-256 over every file of the register.

    It depends on the files alone for its last part, and not on how Git keeps them, or where the register stands.
    """
    files = blobs_of(folder, commit, place)
    blobs = {path: blob for path, blob in files.items() if sort_of(path) is not None or not blob.is_file}
    contents = contents_of(folder, blobs.values())
    whole = hashlib.sha256()
    for path, blob in sorted(blobs.items()):
        whole.update(f"{path}\0{hashlib.sha256(contents[blob.id]).hexdigest()}\n".encode("utf-8", "surrogateescape"))
    return f"{code}-{commit[:12]}-{whole.hexdigest()[:24]}"


def _expected(folder: Path, expect: str, line: frozenset[str]) -> list[Doubt]:
    """What is wrong with a digest that was noted before: nothing, where the register then held what it stands for.

    The register may have stood elsewhere in the repository then.
    """
    code, begin, _ = expect.rsplit("-", 2)
    commits = sorted(commit for commit in line if commit.startswith(begin))
    if not commits:
        return [_doubt(begin, f"the commit {begin} of the digest {expect} is no longer on the branch")]
    places = dict.fromkeys([prefix_of(folder), *registers_at(folder, commits[0], HEADER)])
    found = [digest_of(folder, code, commits[0], place) for place in places]
    return [] if expect in found else [_doubt(commits[0], f"the register had the digest {expect} and has {found[0]} there")]


def _rewritten(noted: str) -> Doubt:
    return _doubt(noted, f"the commit {noted[:12]}, noted before, is no longer on the branch: the history was written anew")


def _doubt(commit: str, said: str) -> Doubt:
    finding: Finding = STILL_THERE.finding(COMMIT_ITSELF, (), said)
    return Doubt(commit, "", "", finding)
