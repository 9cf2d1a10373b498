"""The commits behind the files of a direction: who made and signed them, what approved them, and how they reached a branch.

A mailmap is not applied and replaced commits are not followed: what is told is what the commits themselves hold.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

from directions_cli.errors import GitFailed
from directions_cli.ledger.git import AS_COMMITTED, Answer, git, own_programs
from directions_cli.ledger.repository import Repository
from directions_cli.ledger.revisions import objects

SETTINGS: Final = ("-c", "log.follow=false", "-c", "trailer.separators=:", "-c", "color.ui=false")
TRAILERS: Final = ("Approved-by", "Reviewed-by", "Signed-off-by", "Co-authored-by")
_TRAILERS = ",".join(f"key={name}" for name in TRAILERS)
_FORMAT = (*"%H %P %an %ae %aI %cn %ce %cI %G? %GS %GK %GF %B".split(), f"%(trailers:{_TRAILERS},only,unfold)")
SIGNATURES: Final = {
    "G": "good",
    "U": "unknown-key",
    "X": "expired-signature",
    "Y": "expired-key",
    "R": "revoked-key",
    "B": "bad",
    "E": "unchecked",
    "N": "none",
}
"""What Git's one letter about a signature means; `unchecked` is one that can't be checked on this machine."""
_N = "([0-9]{1,9})"
REQUESTS: Final = (
    ("pull request", re.compile(f"^Merge pull request #{_N} (?:from|in) ")),
    ("pull request", re.compile(rf"^Merge pull request '.*' \(#{_N}\) from ")),
    ("pull request", re.compile(f"^Merged PR {_N}: ")),
    ("pull request", re.compile(rf"^Merged in .*\(pull request #{_N}\)$")),
    ("pull request", re.compile(f"^Pull request #{_N}: ")),
    ("pull request", re.compile(rf"\((?:pull request )?#{_N}\)$")),
    ("merge request", re.compile(rf"\(!{_N}\)$")),
)
"""How the subject of a commit names its request: GitHub and Bitbucket's server; Gitea; Azure; Bitbucket; squashed ones."""
_IN_BODY = re.compile(f"^See merge request (?:([^\\s!]+))?!{_N}\\s*$", re.MULTILINE)
_PARAGRAPH = re.compile(r"\n[ \t]*\n")
_FOLD = re.compile(r"\n[ \t]+")
_TRAILER = re.compile(r"([A-Za-z][A-Za-z0-9-]*)[ \t]*:[ \t]*(\S.*)")
_OF_FORGE = re.compile(r"See merge request |\(cherry picked from commit ")


@dataclass(frozen=True, slots=True)
class Request:
    """The pull or merge request that a commit's message names. `of` is the project, where it is said."""

    kind: str
    number: int
    of: str | None = None


@dataclass(frozen=True, slots=True)
class Commit:
    """One commit. Times are ISO text with their zone; `signature` is a word of `SIGNATURES`.

    `cut` is true where a shallow clone holds the commit and not what was before it.
    """

    id: str
    parents: tuple[str, ...]
    author: str
    author_email: str
    authored: str
    committer: str
    committer_email: str
    committed: str
    signature: str
    signer: str
    key: str
    message: str
    trailers: tuple[tuple[str, str], ...]
    cut: bool = False

    @property
    def subject(self) -> str:
        """The first paragraph of the message, as one line."""
        return " ".join(self.message.strip("\n").split("\n\n", 1)[0].split("\n"))

    @property
    def request(self) -> Request | None:
        """The request that the message names, in the style of any of the known forges; the message is all that says so."""
        bodies = _IN_BODY.findall(self.message)
        if bodies:
            return Request("merge request", int(bodies[-1][1]), bodies[-1][0] or None)
        found = ((kind, style.search(self.subject)) for kind, style in REQUESTS)
        return next((Request(kind, int(match[1])) for kind, match in found if match), None)


def commits_of(repository: Repository, tips: Sequence[str], paths: Collection[str]) -> list[Commit]:
    """Every commit before `tips` after which one of the files differs from what any parent held, oldest first.

    Paths lead from the top of the work tree. `tips` come from Git, never from a person.
    """
    if not tips:
        return []
    walk = ("--topo-order", "--reverse", "--full-history", "--no-show-signature", "--encoding=UTF-8", "-z")
    answer = _log(repository, *walk, f"--format={'%x00'.join(_FORMAT)}", *tips, "--", *paths)
    fields = answer.out.decode("utf-8", "surrogateescape").split("\0")
    size = len(_FORMAT)
    groups = [fields[at : at + size] for at in range(0, len(fields) - size + 1, size)]
    cut = _cut(repository)
    unread = [group[0] for group in groups if group[8] == "N"]
    signed = {id for id, data in _raw(repository, unread).items() if b"\ngpgsig" in data.partition(b"\n\n")[0]}
    return [_commit(group, group[0] in signed, group[0] in cut) for group in groups]


def _commit(fields: Sequence[str], signed: bool, cut: bool) -> Commit:
    id, parents, *people, letter, signer, key, fingerprint, message, trailers = fields
    state = "unchecked" if signed else SIGNATURES.get(letter, "unchecked")
    author, author_email, authored, committer, committer_email, committed = people
    when = (authored.replace("Z", "+00:00"), committed.replace("Z", "+00:00"))
    return Commit(
        id,
        tuple(parents.split()),
        author,
        author_email,
        when[0],
        committer,
        committer_email,
        when[1],
        state,
        signer,
        fingerprint or key,
        message,
        tuple(dict.fromkeys(_trailers(trailers, message))),
        cut,
    )


def _trailers(by_git: str, message: str) -> Iterator[tuple[str, str]]:
    """Name and value of each trailer, the name as `TRAILERS` writes it.

    Git looks for them in the last paragraph alone. Forges put them before a line of their own, or in the middle of a
    squashed message, so every paragraph that holds nothing else counts too.
    """
    names = {name.lower(): name for name in TRAILERS}
    for paragraph in (*_PARAGRAPH.split(message.replace("\r\n", "\n").strip("\n"))[1:], by_git.strip("\n")):
        lines = [line for line in _FOLD.sub(" ", paragraph).split("\n") if not _OF_FORGE.match(line)]
        found = [match for match in map(_TRAILER.fullmatch, lines) if match]
        if len(found) == len(lines):
            yield from ((names[match[1].lower()], match[2].strip()) for match in found if match[1].lower() in names)


def brought_by(repository: Repository, merge: Commit) -> frozenset[str]:
    """Ids of all the commits that a merge brought to the line that it stands on."""
    others = (f"^{parent}" for parent in merge.parents[:1])
    return frozenset(git(repository.top, "rev-list", merge.id, *others, env=AS_COMMITTED).text.split())


def further(repository: Repository, branch: str) -> str:
    """The fetched state of a local branch where that is ahead of it, else the branch itself."""
    upstream = branch.replace("refs/heads/", "refs/remotes/origin/", 1)
    asked = ("rev-list", "--left-right", "--count", f"{branch}...{upstream}", "--")
    counts = git(repository.top, *asked).text.split() if upstream != branch else []
    return upstream if len(counts) == 2 and counts[0] == "0" and counts[1] != "0" else branch


def held(repository: Repository, places: Iterable[tuple[str, str]]) -> Mapping[tuple[str, str], bytes]:
    """What each commit holds under each path, as `(commit, path)`; what is not there is left out."""
    names = {f"{commit}:{path}": (commit, path) for commit, path in places}
    return {names[name]: data for name, data in objects(repository.top, names, AS_COMMITTED)}


def other_places(repository: Repository, commits: Sequence[str], name: str) -> frozenset[str]:
    """Paths of files of that name which these commits took away: where a file stood before its folder was moved."""
    asked = ("diff-tree", "--stdin", "-r", "-m", "-z", "--name-only", "--diff-filter=D", "--no-renames")
    given = "".join(f"{id}\n" for id in commits).encode()
    out = git(repository.top, *asked, given=given, env=AS_COMMITTED).out.decode("utf-8", "surrogateescape")
    return frozenset(path for path in out.split("\0") if "\n" not in path and PurePosixPath(path).name == name)


def _raw(repository: Repository, ids: Sequence[str]) -> Mapping[str, bytes]:
    return dict(objects(repository.top, ids, AS_COMMITTED))


def _cut(repository: Repository) -> frozenset[str]:
    """The commits at which the history of a shallow clone ends."""
    place = repository.common_dir / "shallow"
    return frozenset(place.read_text(encoding="ascii").split()) if repository.shallow and place.is_file() else frozenset()


def _log(repository: Repository, *arguments: str) -> Answer:
    answer = git(repository.top, *SETTINGS, *own_programs(repository.top), "log", *arguments, env=AS_COMMITTED)
    if answer.code:
        raise GitFailed(f"Git can't read its history: {answer.reason}; try `git fsck`")
    return answer
