"""Carrying out an act for the officer who stands at the terminal, or for a script."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from directions_cli.cli.formats import Format, as_json, emit, telling
from directions_cli.cli.settings import Settings, say
from directions_cli.cli.terminal import at_terminal
from directions_cli.domain.harmless import harmless
from directions_cli.errors import Cancelled

if TYPE_CHECKING:
    from directions_cli.clerk.clerk import Act, Proposal
    from directions_cli.clerk.letters import Copy, Wanted
    from directions_cli.cli.proposed import Asked


def carry_out(
    settings: Settings,
    act: Act,
    *,
    dry_run: bool,
    yes: bool,
    message: str | None,
    form: Format,
    edited: frozenset[str] = frozenset(),
    screen: Callable[[Proposal], str] | None = None,
    letters: Wanted | None = None,
    proposal: Asked | None = None,
    follows: Callable[[Proposal], Iterable[str]] | None = None,
    tell: Callable[[Proposal, str, Format], None] | None = None,
) -> Proposal:
    """Do an act: show it and ask first where somebody is there, commit it, print its reference and id. Gives what it came to.

    With `dry_run` the change and the commit message are printed, and nothing is touched. With `letters` the act's letter
    is made with it. With `proposal` it is proposed on a branch of its own instead. `follows` gives what the officer
    should know besides, a sentence each; `tell` prints the act where its reference and id don't say it.
    """
    if proposal is not None:
        from directions_cli.cli.proposed import propose_act

        return propose_act(proposal, act, dry_run=dry_run, yes=yes, message=message, form=form)
    clerk = settings.clerk()
    asked = not dry_run and not yes and at_terminal()
    if dry_run or asked:
        prepared = clerk.prepare(act, message, edited, letters)
        warn(prepared, follows)
        if dry_run:
            emit(harmless(f"{prepared.message}\n{prepared.diff()}"))
            for each in prepared.letters:
                say(f"the letter would be {each.path}")
            say("nothing was changed (--dry-run)")
            return prepared
        confirm((screen or screen_of)(prepared))
    enacted, commit = clerk.enact(act, message, edited, letters)
    if not asked:
        warn(enacted, follows)
    with telling(f"{enacted.change.summary}: committed ({commit[:10]})"):
        (tell or _done)(enacted, commit, form)
    return enacted


def warn(proposal: Proposal, follows: Callable[[Proposal], Iterable[str]] | None = None) -> None:
    """Say what the rules find about an act that they let pass, and what follows from it."""
    for finding in proposal.warnings:
        say(f"warning {finding.code}: {finding.message} ({finding.source})")
    for line in follows(proposal) if follows else ():
        say(line)


def screen_of(proposal: Proposal) -> str:
    """One screen that says all that an act will do."""
    from directions_cli.cli.sheet import sheet

    return sheet(proposal)


def confirm(screen: str, question: str = "Commit this?") -> None:
    """Show what would be done and ask. Raises `Cancelled` where the answer is no."""
    import typer

    sys.stderr.write(screen)
    try:
        if typer.confirm(question, err=True):
            return
    except typer.Abort:
        sys.stderr.write("\n")
    raise Cancelled("nothing was changed")


def _done(proposal: Proposal, commit: str, form: Format) -> None:
    subject = proposal.after.subject(proposal.change)
    if form is Format.json:
        made: dict[str, Any] = {
            "id": subject.id,
            "reference": subject.reference,
            "act": proposal.change.act,
            "commit": commit,
            "paths": list(proposal.files),
        }
        if proposal.letters:
            made["letters"] = [_letter(each) for each in proposal.letters]
        emit(as_json(made))
        return
    emit(f"{subject.name} {subject.id}\n")
    say(f"{proposal.change.summary} (commit {commit[:10]})")
    for each in proposal.letters:
        if each.path.is_file():
            say(f"the letter is {each.path}")


def _letter(copy: Copy) -> dict[str, Any]:
    """A copy as JSON tells of it; it has no path where it could not be put in place."""
    kept = copy.letter
    return {"name": kept.name, "sha256": kept.sha256, "path": str(copy.path.absolute()) if copy.path.is_file() else None}
