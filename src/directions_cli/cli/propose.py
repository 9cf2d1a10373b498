"""`directions propose`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from directions_cli.cli.formats import Format, telling
from directions_cli.cli.officer import confirm, screen_of, warn
from directions_cli.cli.options import BodyTo, DryRun, Form, Message, Push, Ref, Yes
from directions_cli.cli.proposed import Asked, proposal_asked, show, tell
from directions_cli.cli.settings import Settings
from directions_cli.cli.terminal import at_terminal

if TYPE_CHECKING:
    from directions_cli.clerk.drafts import Edit


def command(
    ctx: typer.Context,
    ref: Ref,
    push: Push = False,
    body: BodyTo = None,
    dry_run: DryRun = False,
    yes: Yes = False,
    message: Message = None,
    form: Form = Format.table,
) -> None:
    """Propose a draft for approval: its branch for a pull request, made from the up-to-date default branch.

    Where the draft is proposed already, what you have changed since is added to its branch. If its number was taken in the
    meantime, it is numbered anew there. Every other act is proposed with its own option --propose.

    Example: directions propose 001 --push
    """
    settings: Settings = ctx.obj
    asked = proposal_asked(settings, True, push, body, dry_run=dry_run, form=form)
    assert asked is not None
    propose_ref(asked, ref, None, dry_run=dry_run, yes=yes, message=message, form=form)


def propose_ref(
    asked: Asked, ref: str, edit: Edit | None, *, dry_run: bool, yes: bool, message: str | None, form: Format
) -> None:
    """Propose a draft that is there, with other terms where `edit` changes them."""
    from directions_cli.clerk.drafts import as_proposed, draft_wanted, propose_draft

    wanted = draft_wanted(asked.desk, ref, edit)
    desk = wanted.desk
    somebody = not dry_run and not yes and at_terminal()
    if (dry_run or somebody) and wanted.act is not None:
        proposal, branch = desk.prepare(wanted.act, message)
        warn(proposal)
        if dry_run:
            show(asked, proposal, branch, desk.body(proposal))
            return
        confirm(screen_of(proposal), f"Propose this on the branch {branch}{' and push it' if asked.push else ''}?")
    elif dry_run:
        proposal = as_proposed(desk, wanted.id)
        show(asked, proposal, desk.point.updates or "", desk.body(proposal))
        return
    made = propose_draft(wanted, message)
    if not somebody:
        warn(made.proposal)
    with telling(f"{made.proposal.change.summary}: proposed on the branch {made.branch}"):
        tell(asked, made, form)
