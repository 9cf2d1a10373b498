"""What the acts share when they are proposed: `--propose`, `--push` and `--body`, from the options to what is printed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from directions_cli.cli.formats import Format, as_json, emit, telling
from directions_cli.cli.officer import confirm, screen_of, warn
from directions_cli.cli.settings import Settings, say
from directions_cli.cli.terminal import at_terminal
from directions_cli.domain.harmless import harmless
from directions_cli.errors import Refused, WronglyAsked

if TYPE_CHECKING:
    from directions_cli.clerk.clerk import Act, Proposal
    from directions_cli.clerk.proposing import Desk
    from directions_cli.clerk.pushing import Proposed
    from directions_cli.domain.register import Register


@dataclass(frozen=True)
class Asked:
    """A proposal as it was asked for: pushed or not, and where its body goes besides."""

    settings: Settings
    push: bool
    body: str | None
    dry_run: bool

    @cached_property
    def desk(self) -> Desk:
        """Where the act is judged: the default branch, fetched first unless nothing may be touched."""
        from directions_cli.clerk.proposing import Desk

        return Desk.of(self.settings.clerk(), self.push, asked=not self.dry_run)


def proposal_asked(
    settings: Settings, propose: bool, push: bool, body: str | None, *, dry_run: bool, form: Format, letter: str | None = None
) -> Asked | None:
    """The proposal that the options ask for, or None. Raises `WronglyAsked` where they don't go together.

    Refused with a letter: what is proposed is not decided yet, and a letter says that it is.
    """
    if not propose:
        if push or body is not None:
            raise WronglyAsked(f"{'--push' if push else '--body'} belongs to a proposal; ask for one with --propose")
        return None
    if letter is not None:
        raise Refused(
            "an act that is proposed is not done yet, and a letter would tell the partners that it is (the Act, s.26): leave"
            " --letter out; when the proposal is merged, `directions letter REF` makes it"
        )
    if body == "-" and (form is Format.json or dry_run):
        raise WronglyAsked("--body - and another result can't both be standard output; give a file with --body")
    if body is not None and body != "-":
        _writable(Path(body))
    return Asked(settings, push, body, dry_run)


def _writable(path: Path) -> None:
    """Raise `WronglyAsked` where no body can be put there: better before a branch is pushed than after."""
    if path.is_dir() or not path.absolute().parent.is_dir():
        raise WronglyAsked(f"--body {path} is {'a folder' if path.is_dir() else 'in no folder that is there'}; name a file")
    if ".git" in (part.casefold() for part in path.absolute().parts):
        raise WronglyAsked(f"--body {path} lies in Git's own folder; name a file elsewhere")


def register_for(settings: Settings, asked: Asked | None) -> Register:
    """The register that an act is upon: as it stands here, or on the default branch where the act is proposed."""
    return asked.desk.register if asked is not None else settings.clerk().register()


def id_for(settings: Settings, asked: Asked | None, ref: str) -> str:
    """The id of the direction that is meant, in that register."""
    from directions_cli.domain.naming import find

    return asked.desk.find(ref) if asked is not None else find(settings.clerk().register(), ref)


def propose_act(asked: Asked, act: Act, *, dry_run: bool, yes: bool, message: str | None, form: Format) -> Proposal:
    """Propose an act: show it and ask first where somebody is there, make the branch, print what was made, and give it."""
    desk = asked.desk
    somebody = not dry_run and not yes and at_terminal()
    if dry_run or somebody:
        proposal, branch = desk.prepare(act, message)
        warn(proposal)
        if dry_run:
            show(asked, proposal, branch, desk.body(proposal))
            return proposal
        confirm(screen_of(proposal), f"Propose this on the branch {branch}{' and push it' if asked.push else ''}?")
    made = desk.propose(act, message)
    if not somebody:
        warn(made.proposal)
    with telling(f"{made.proposal.change.summary}: proposed on the branch {made.branch}"):
        tell(asked, made, form)
    return made.proposal


def show(asked: Asked, proposal: Proposal, branch: str, body: str) -> None:
    """Print the branch, the commit and the body of a proposal that is not made (`--dry-run`)."""
    emit(harmless(f"{branch}\n\n{proposal.message}\n{proposal.diff()}\n{body}"))
    if asked.body is not None:
        say(f"the body would be written to {asked.body}")
    say("nothing was fetched or changed (--dry-run)")


def tell(asked: Asked, made: Proposed, form: Format) -> None:
    """Print what was proposed: its reference and id, then the address that opens the pull request, else the branch."""
    from directions_cli.clerk.pushing import body_name

    proposal = made.proposal
    subject = proposal.after.subject(proposal.change)
    kept = asked.desk.repository.own / body_name(made.branch)
    if asked.body not in (None, "-"):
        Path(str(asked.body)).write_text(made.body, encoding="utf-8", newline="\n")
    where = made.address if made.pushed and made.address else made.branch
    if form is Format.json:
        values = {"id": subject.id, "reference": subject.reference, "act": proposal.change.act, "commit": made.commit}
        values |= {"paths": list(proposal.files), "branch": made.branch, "into": made.into, "pushed": made.pushed}  # type: ignore[dict-item]
        emit(as_json({**values, "address": made.address if made.pushed else None, "body": str(kept)}))
    elif asked.body == "-":
        emit(harmless(made.body))
        say(f"{subject.name} {subject.id}: {where}")
    else:
        emit(f"{subject.name} {subject.id}\n{where}\n")
    say(f"{proposal.change.summary}: proposed on the branch {made.branch} (commit {made.commit[:10]}), not done until merged")
    if not made.pushed:
        remote = asked.desk.point.remote or "origin"
        say(f"nothing was pushed (--push does that): git push {remote} {made.branch}")
    elif made.address is None:
        say(f"pushed; open the pull request of {made.branch} into {made.into} where your repository is kept")
    inside = kept.is_relative_to(Path.cwd())
    say(f"the body of the pull request is in {kept.relative_to(Path.cwd()) if inside else kept}")
