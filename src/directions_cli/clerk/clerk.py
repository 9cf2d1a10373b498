"""How an act becomes a commit: load, act, judge, write, commit."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import IO

from pydantic import ValidationError

from directions_cli.clerk.letters import Copy, Wanted, copies, held, keeping
from directions_cli.clerk.message import message_of
from directions_cli.clerk.reading import read_register, to_change
from directions_cli.clerk.steady import Say
from directions_cli.clerk.writing import WriteBroken, written
from directions_cli.domain.finding import Finding, errors
from directions_cli.domain.register import Change, Register
from directions_cli.domain.rules import affected, judge, reports_concerned
from directions_cli.errors import Refused
from directions_cli.ledger.git import git
from directions_cli.ledger.lock import locked, name_holder
from directions_cli.ledger.recovery import recover
from directions_cli.ledger.repository import REGISTER, Repository, open_repository, require_ready
from directions_cli.ledger.revisions import ids_on_branches
from directions_cli.ledger.transaction import Work, commit
from directions_cli.store.folder import Loaded
from directions_cli.store.terms_file import explain

Act = Callable[[Register, Iterable[str]], Change]
"""A pure act with all but its register and the ids in use already given."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """An act judged and written out, not yet committed. Paths are relative to the folder that holds the register."""

    change: Change
    before: Register
    after: Register
    message: str
    files: dict[str, tuple[bytes | None, bytes]]
    warnings: tuple[Finding, ...]
    edited: frozenset[str] = field(default=frozenset())
    letters: tuple[Copy, ...] = ()

    def diff(self) -> str:
        """What would change in each file, as Git would show it."""
        return diff_of(self.files)


@dataclass(frozen=True, slots=True)
class Clerk:
    """Keeps one register. `today` judges dates; `say` speaks to the officer while an act runs."""

    folder: Path
    today: date
    say: Say

    def loaded(self) -> Loaded:
        """The register as it stands, with the findings of reading it."""
        return read_register(self.folder, self.say)

    def register(self) -> Register:
        """The register that acts are upon. Raises `Refused` where its header can't be read, or its format is an older one."""
        return to_change(self.loaded())

    def prepare(
        self, act: Act, note: str | None = None, edited: frozenset[str] = frozenset(), letters: Wanted | None = None
    ) -> Proposal:
        """Judge an act and write it out; nothing is changed. Raises `Refused` with the findings where the rules say no."""
        before = self.register()
        change, after, warnings = self.judged(before, act, ids_on_branches(self.folder))
        made = copies(self.folder, after, change, letters) if letters else ()
        if made:
            change = keeping(change, made)
            after = before.with_(change)
        files = self._written(before, after, change)
        message = message_of(change, after, note)
        paths = frozenset(f"{REGISTER}/{before[id].path}" for id in edited)
        return Proposal(change, before, after, message, files, warnings, paths, made)

    def _written(self, before: Register, after: Register, change: Change) -> dict[str, tuple[bytes | None, bytes]]:
        """The files of a change. Raises `Refused` where they can't be written as meant because they were changed since."""
        try:
            return written(self.folder / REGISTER, before, after, change)
        except WriteBroken as error:
            now = self.register()
            touched = (change.redrafted, change.amended, change.appended)
            ids = {each.id for part in touched for each in part if each.id in before}
            if all(id in now and now[id] == before[id] for id in ids):
                raise
            raise Refused(f"{error}: it was changed by someone while the act was made; look at it and try again") from None

    def judged(self, before: Register, act: Act, taken: Iterable[str]) -> tuple[Change, Register, tuple[Finding, ...]]:
        """What an act changes in a register, the register after it, and the warnings that it brings.

        `taken` are the ids that can't be given again. Raises `Refused` with the findings where the rules say no.
        """
        try:
            change = act(before, taken)
        except ValidationError as error:
            raise explain(error, {}) from None
        after = before.with_(change)
        return change, after, self.warnings(before, after, change)

    def warnings(self, before: Register, after: Register, change: Change) -> tuple[Finding, ...]:
        """The warnings that an act brings. Raises `Refused` where it brings an error, here or in what it is linked to."""
        ids, reports = affected(after, change), reports_concerned(before, after, change)
        known = {finding.identity for finding in judge(before, self.today, ids, reports)}
        new = tuple(finding for finding in judge(after, self.today, ids, reports) if finding.identity not in known)
        wrong = errors(new)
        if wrong:
            said = "\n".join(f"  {each.code} {_about(after, each)}{each.message} ({each.source})" for each in wrong)
            raise Refused(f"the register says no to this act; nothing was changed:\n{said}", wrong)
        return tuple(finding for finding in new if finding.severity == "warning")

    def enact(
        self, act: Act, note: str | None = None, edited: frozenset[str] = frozenset(), letters: Wanted | None = None
    ) -> tuple[Proposal, str]:
        """Do an act: prepare it under the lock, commit it, put its letters in place. Gives the proposal and the commit's id."""
        repository = open_repository(self.folder)
        with locked(repository.shared, "an act", self.say) as lock:
            branch = self.ready(repository)
            proposal = self.prepare(act, note, edited, letters)
            name_holder(lock, proposal.change.summary)
            with held(proposal.letters, self.say):
                made = self.commit(repository, branch, proposal, lock)
            return proposal, made

    def ready(self, repository: Repository) -> str:
        """The branch that an act is to be committed on, after what an earlier one left was settled; the lock must be held."""
        said = recover(repository)
        if said:
            self.say(said)
        branch = require_ready(repository)
        header = repository.path(f"{REGISTER}/register.yaml")
        differs = git(repository.top, "diff-index", "--name-only", "HEAD", "--", header)
        if (differs.code or differs.text) and git(repository.top, "status", "--porcelain", "--", header).text:
            self.say(
                f'{header} holds changes that are not committed, which others lack: `git commit -m "Update the header" {header}`'
            )
        if repository.shallow:
            self.say("this is a shallow clone: numbers on branches that were not fetched can't be seen (`git fetch --unshallow`)")
        return branch

    def commit(self, repository: Repository, branch: str, proposal: Proposal, lock: IO[bytes]) -> str:
        """Commit a proposal; the lock must be held."""
        files = {repository.path(path): pair for path, pair in proposal.files.items()}
        edited = frozenset(repository.path(path) for path in proposal.edited)
        landed = commit(repository, branch, Work(proposal.change.act, proposal.message, files, edited), lock)
        if landed.left:
            self.say(f"changed since it was committed, by a hook or by hand: {', '.join(landed.left)}; look at `git diff`")
        return landed.commit


def diff_of(files: Mapping[str, tuple[bytes | None, bytes]]) -> str:
    """What would change in each of some files, given before (None: new) and after, as Git would show it."""
    shown: list[str] = []
    for path, (before, after) in files.items():
        old = before.decode("utf-8", "replace").splitlines(keepends=True) if before else []
        new = after.decode("utf-8", "replace").splitlines(keepends=True)
        origin = f"a/{path}" if before is not None else "/dev/null"
        shown.extend(difflib.unified_diff(old, new, origin, f"b/{path}"))
    return "".join(shown)


def _about(register: Register, finding: Finding) -> str:
    id = finding.direction
    return f"{register[id].name}: " if id is not None and id in register else ""
