"""Proposing: an act judged on the register as the default branch has it, committed on a branch of its own, and pushed if asked.

An act proposed is not yet done; it is done when the branch is merged. What the officer has checked out is not touched.
"""

from __future__ import annotations

import random
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import count
from typing import IO, Final

from directions_cli.clerk.clerk import Act, Clerk, Proposal
from directions_cli.clerk.comparing import found_at
from directions_cli.clerk.message import message_of
from directions_cli.clerk.pushing import Proposed, body_name, pushed
from directions_cli.clerk.reading import to_change
from directions_cli.clerk.writing import written_upon
from directions_cli.domain.finding import Finding
from directions_cli.domain.register import Change, Register
from directions_cli.errors import GitFailed, Refused, WronglyAsked
from directions_cli.ledger import remotes
from directions_cli.ledger.files import replace_file
from directions_cli.ledger.hooks import has_hook
from directions_cli.ledger.hosts import LONGEST, host_of, opening, web_place
from directions_cli.ledger.lock import locked, name_holder
from directions_cli.ledger.proposing import (
    PREFIX,
    Point,
    branch_point,
    commit_on,
    drop_branch,
    make_branch,
    merged,
    proposals,
    subjects,
)
from directions_cli.ledger.recovery import recover
from directions_cli.ledger.repository import REGISTER, Repository, open_repository, require_identity
from directions_cli.ledger.revisions import ids_on_branches
from directions_cli.ledger.states import blobs_of
from directions_cli.ledger.transaction import Work
from directions_cli.store.files import Found
from directions_cli.store.folder import load

TRIES: Final = 8
"""Numbers that a draft is tried under while others take them."""
REPEATED: Final = frozenset({"progress", "review", "difficulty", "query", "request", "correct"})
"""Acts of which a direction may have several proposals open at once."""


@dataclass(frozen=True)
class Desk:
    """Where proposals are made: the register as it stands at one branch point, read from Git alone."""

    clerk: Clerk
    repository: Repository
    point: Point
    push: bool
    files: Mapping[str, Found]
    """The files of the register at the branch point."""
    default: Register
    """The register on the default branch, which a body compares with."""
    not_again: frozenset[str] = field(default=frozenset())

    @classmethod
    def of(cls, clerk: Clerk, push: bool, asked: bool = True, not_again: frozenset[str] = frozenset()) -> Desk:
        """The desk at the default branch, fetched first if `asked`. What the officer should know of that is said."""
        repository = open_repository(clerk.folder)
        require_identity(repository.top)
        remote = remotes.remote_of(repository.top)
        if push and remote is None:
            raise Refused("there is no remote to push to; name one with `git remote add origin ADDRESS`, or leave --push out")
        offline = remotes.fetch(repository.top, remote) if remote and asked else None
        found = branch_point(repository, offline, asked)
        files = _files(clerk, found.point.commit)
        register = to_change(load(files.values()))
        for line in found.said:
            clerk.say(line)
        return cls(clerk, repository, found.point, push, files, register, not_again)

    @cached_property
    def register(self) -> Register:
        """The register at the branch point."""
        return self.default if self.point.updates is None else to_change(load(self.files.values()))

    def upon(self, branch: str, tip: str) -> Desk:
        """The desk at a proposal that is there already, which the next commit goes on top of."""
        point = replace(self.point, commit=tip, name=branch, updates=branch)
        return replace(self, point=point, files=_files(self.clerk, tip))

    def find(self, ref: str) -> str:
        """The id of a direction at the branch point. Says where it is proposed, if it is no more than that."""
        from directions_cli.domain.naming import find

        try:
            return find(self.register, ref)
        except WronglyAsked:
            branch = self._proposing(ref)
            if branch is not None:
                raise Refused(
                    f"{ref} is not on {self.point.name} yet, only proposed on the branch {branch}: have that merged first"
                ) from None
            raise

    def _proposing(self, ref: str) -> str | None:
        """The branch that proposes a new direction of that name: its id ends the branch, its reference stands in the subject."""
        for branch, subject in subjects(self.repository, self.point.remote).items():
            subject, id = subject.partition(": ")[0], branch.partition("-")[2]
            named = any(name.casefold().endswith(ref.casefold()) for name in (id, subject))
            if named and not any(id == each or id.startswith(f"{each}-") for each in self.register):
                return branch
        return None

    def open(self) -> dict[str, str]:
        """The branches of proposals, with their tips."""
        return proposals(self.repository, self.point.remote)

    def prepare(self, act: Act, note: str | None = None) -> tuple[Proposal, str]:
        """Judge an act at the branch point and write it out, with the name of its branch. Nothing is changed."""
        folder = self.clerk.folder
        here = (path.stem for path in (folder / REGISTER).glob("*/*.yaml"))
        taken = frozenset().union(ids_on_branches(folder), self.not_again, here)
        change, after, warnings = self.clerk.judged(self.register, act, taken)
        files = written_upon(lambda path: self.files[path].data, self.register, after, change)
        proposal = Proposal(change, self.register, after, message_of(change, after, note), files, warnings)
        return proposal, self._branch(change, after)

    def _branch(self, change: Change, after: Register) -> str:
        """`directions/<act>-<id>`, with a number behind it where that was used before. Refused where it is proposed already."""
        if self.point.updates is not None:
            return self.point.updates
        there = self.open()
        name = f"{PREFIX}{change.act}-{change.subject}"
        path = self.repository.path(f"{REGISTER}/{after.subject(change).path}")
        for number in count(1):
            branch = name if number == 1 else f"{name}-{number}"
            tip = there.get(branch)
            if tip is None:
                return branch
            if change.act not in REPEATED and not merged(self.repository, tip, self.point.commit, path):
                raise Refused(f"this is proposed already, on the branch {branch}: {self._how_to_go_on(branch)}")
        raise AssertionError

    def _how_to_go_on(self, branch: str) -> str:
        """What can be done with a proposal that is there: push it where that was not done, have it merged, or remove it."""
        top, remote = self.repository.top, self.point.remote
        there = bool(remote and remotes.tip_of(top, remotes.tracking(remote, branch)))
        here = remotes.tip_of(top, f"refs/heads/{branch}") is not None
        push = "" if there or remote is None else f"push it (`git push {remote} {branch}`), "
        gone = [f"`git branch -D {branch}`"] * here + [f"`git push {remote} --delete {branch}`"] * there
        return f"{push}have it merged, or, if it is given up, remove it ({', '.join(gone)}) and try again"

    def propose(self, act: Act, note: str | None = None, again: Act | None = None) -> Proposed:
        """Make the branch of an act, and push it if asked. An unissued draft whose number is taken is numbered anew.

        `again` is the act to try then. Raises `Refused` where an issued direction's number, or the branch, is taken.
        """
        desk = self
        for number in range(TRIES):
            made = desk.made(again or act if number else act, note)
            if not desk.push:
                return made
            taken, page = pushed(desk.repository, desk.point, made, desk.clerk.say)
            if taken is None:
                return replace(made, pushed=True, address=made.address or page)
            desk = desk._anew(made, taken)
            time.sleep(random.random() * 0.2 * number)
        raise Refused(f"its number was taken {TRIES} times over while it was pushed, so nothing was proposed; try again")

    def made(self, act: Act, note: str | None) -> Proposed:
        """The branch, made whole or not at all, and its body beside it."""
        clerk, repository = self.clerk, self.repository
        with locked(repository.shared, "a proposal", clerk.say) as lock:
            said = recover(repository)
            if said:
                clerk.say(said)
            proposal, branch = self.prepare(act, note)
            self._tell_twins(proposal.change)
            name_holder(lock, f"propose: {proposal.change.summary}")
            commit = self._committed(proposal, branch, lock)
        if has_hook(repository, "post-commit"):
            clerk.say("the post-commit hook was not run: nothing was committed to the branch that you stand on")
        try:
            return self.told(proposal, branch, commit)
        except GitFailed as stopped:
            raise GitFailed(f"the branch {branch} is made, but no more was done: {stopped}") from stopped

    def _committed(self, proposal: Proposal, branch: str, lock: IO[bytes]) -> str:
        files = {self.repository.path(path): pair for path, pair in proposal.files.items()}
        work = Work(proposal.change.act, proposal.message, files)
        commit = commit_on(self.repository, self.point.commit, work)
        local = remotes.tip_of(self.repository.top, f"refs/heads/{branch}") if self.point.updates else None
        make_branch(self.repository, branch, commit, local, lock)
        return commit

    def _tell_twins(self, change: Change) -> None:
        """Say which open proposals of the same act bear the same title: one may have been made by a command that was cut off."""
        title = change.summary.partition(": ")[2]
        for branch, subject in subjects(self.repository, None).items() if change.new_paths and title else ():
            if branch.startswith(f"{PREFIX}{change.act}-") and subject.partition(": ")[2] == title:
                self.clerk.say(f"{branch} proposes {title!r} already; if it is the same, keep one of the two")

    def told(self, proposal: Proposal, branch: str, commit: str) -> Proposed:
        """A proposal with its body, which is kept in the program's folder, and the page that opens its pull request."""
        place = web_place(self.repository.top, self.point.remote) if self.point.remote else None
        host = host_of(place) if place else None
        body = self.body(proposal, host.longest if host else LONGEST)
        try:
            replace_file(self.repository.own / body_name(branch), body.encode(), self.repository.own)
        except OSError as error:
            self.clerk.say(f"the body could not be kept in {self.repository.own} ({error.strerror}); the proposal stands")
        title = proposal.message.partition("\n")[0]
        address = opening(place, branch, self.point.default, title)
        return Proposed(proposal, branch, commit, self.point.default, False, address, body)

    def body(self, proposal: Proposal, longest: int = LONGEST) -> str:
        """The body of the pull request: what it brings to the default branch."""
        from directions_cli.clerk.bodies import Told, body_of

        clerk, change = self.clerk, proposal.change
        warnings: Sequence[Finding] = proposal.warnings
        if self.point.updates:
            try:
                warnings = clerk.warnings(self.default, proposal.after, change)
            except Refused as refused:
                warnings = refused.findings
        base = self.point.default + ("" if self.point.updates else f" ({self.point.commit[:10]})")
        told = Told(change, self.default, proposal.after, warnings, list(proposal.files), base)
        return body_of(clerk.folder, told, clerk.today, longest)

    def _anew(self, made: Proposed, taken: str) -> Desk:
        """The branch taken back, and the desk for another try. Raises `Refused` for what is issued, or is no new direction."""
        change = made.proposal.change
        earlier = self.point.commit if self.point.updates else None
        drop_branch(self.repository, made.branch, made.commit, earlier)
        (self.repository.own / body_name(made.branch)).unlink(missing_ok=True)
        name = made.proposal.after.subject(change).name
        if not change.made:
            what = "has commits that you lack" if earlier else "is there already: somebody proposes this too"
            raise Refused(
                f"the branch {taken} of {self.point.remote} {what}, so nothing was pushed;"
                f" look at it first: `git fetch {self.point.remote}`, `git log -p {self.point.remote}/{taken}`"
            )
        if change.act != "draft":
            raise Refused(
                f"{name} was taken in the meantime, by the branch {taken} of {self.point.remote}; nothing was pushed. A number"
                " that is issued may stand in a letter, so it is not changed unasked: if none was sent, try again, and it gets"
                " the next number; else settle with the others who gives theirs up"
            )
        self.clerk.say(f"{name} was taken in the meantime by the branch {taken} of {self.point.remote}; numbered anew")
        return Desk.of(self.clerk, self.push, not_again=self.not_again | {each.id for each in change.made})


def _files(clerk: Clerk, commit: str) -> Mapping[str, Found]:
    return found_at(clerk.folder, blobs_of(clerk.folder, commit))
