"""Pushing a proposal: one branch, never by force; whose number it is, where two take the same in one moment."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Final

from directions_cli.clerk.clerk import Proposal
from directions_cli.clerk.steady import Say
from directions_cli.errors import GitFailed
from directions_cli.ledger import remotes
from directions_cli.ledger.hosts import offered, web_place
from directions_cli.ledger.proposing import PREFIX, Point, others_with
from directions_cli.ledger.repository import REGISTER, Repository

LOOKS: Final = 10
"""How often is looked whether another proposal yields its number, and how long between."""
PAUSE: Final = 0.3


@dataclass(frozen=True, slots=True)
class Proposed:
    """A proposal that stands: its branch and commit, where it was pushed to, the page that opens its pull request, its body."""

    proposal: Proposal
    branch: str
    commit: str
    into: str
    pushed: bool
    address: str | None
    body: str


def body_name(branch: str) -> str:
    """The name of the file that keeps the body of a proposal."""
    return f"proposal-{branch.removeprefix(PREFIX)}.md"


def pushed(repository: Repository, point: Point, made: Proposed, say: Say) -> tuple[str | None, str | None]:
    """Push the branch. Gives the branch that has its number or stands in its place, if any, and the page that the site offers.

    Raises `GitFailed` where the remote does not take it; the branch stays, to be pushed when that is put right.
    """
    try:
        return _pushed(repository, point, made, say)
    except GitFailed as stopped:
        if made.branch in str(stopped):
            raise
        what = f"whether {point.remote} has it is not known ({stopped}): `git push {point.remote} {made.branch}` tells"
        raise GitFailed(f"the branch {made.branch} is made; {what}") from stopped


def _pushed(repository: Repository, point: Point, made: Proposed, say: Say) -> tuple[str | None, str | None]:
    remote, top = point.remote, repository.top
    assert remote is not None
    try:
        told = remotes.push(top, remote, made.branch, made.commit, point.updates is None)
    except KeyboardInterrupt:
        say(f"the branch {made.branch} is made; whether {remote} has it is not known: `git push {remote} {made.branch}` tells")
        raise
    if told.state == "refused":
        raise GitFailed(
            f"the branch {made.branch} is made, but {remote} did not take it: {told.reason}\n"
            f"  put that right, then push it: git push {remote} {made.branch}"
        )
    if told.state == "taken":
        return made.branch, None
    page = None if made.address else offered(web_place(top, remote), told.reason)
    return (_clash(repository, remote, made, say) if made.proposal.change.new_paths else None), page


def _clash(repository: Repository, remote: str, made: Proposed, say: Say) -> str | None:
    """A branch of another act that took the same number in the same moment; ours is then taken back.

    Whoever pushed later sees the other, so one of the two yields: at once the one whose name sorts later; the other waits
    for that, and yields only where it does not come, as when it was not seen.
    """
    top = repository.top
    if remotes.fetch(top, remote):
        return None
    paths = [repository.path(f"{REGISTER}/{path}") for path in made.proposal.change.new_paths]
    for other in (branch for path in paths for branch in others_with(repository, path, remote, made.branch)):
        patient = made.branch < other and other.startswith(PREFIX)
        if _gone(repository, remote, other, LOOKS if patient else 1):
            continue
        if not remotes.take_back(top, remote, made.branch, made.commit):
            say(f"{made.branch} could not be taken back from {remote}; remove it there")
        return other
    return None


def _gone(repository: Repository, remote: str, branch: str, looks: int) -> bool:
    for number in range(looks):
        if number:
            time.sleep(PAUSE)
        if remotes.there_now(repository.top, remote, branch) is None:
            return True
    return False
