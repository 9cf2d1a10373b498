"""`directions import` of an export of our own: every direction, entry and decision brought back in one commit.

What is here already, and the same, is passed over; what is here with other content is refused.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from directions_cli.cli.formats import Format, as_json, emit
from directions_cli.cli.officer import confirm, screen_of, warn
from directions_cli.cli.settings import Settings, say
from directions_cli.cli.terminal import at_terminal
from directions_cli.domain.harmless import harmless

if TYPE_CHECKING:
    from directions_cli.clerk.clerk import Proposal
    from directions_cli.clerk.importing_own import Heir, Incoming

SCREENFUL = 10
"""New directions up to which each is shown before the commit."""


def bring_in_own(
    settings: Settings, path: Path, *, header: bool, dry_run: bool, yes: bool, message: str | None, form: Format
) -> None:
    """Bring in an export that `imports.own.is_own` knows. Raises `Unreadable` where it can't be read, `Refused` as any act."""
    from directions_cli.clerk.importing_own import Heir, all_here, bring_in, incoming
    from directions_cli.imports.own import directions_of, left_out

    export = directions_of(path)
    found = incoming(export, str(path))
    clerk = Heir(settings.folder, settings.today, say, found.header if header else None)
    for sentence in left_out(export.about):
        say(f"this export is not the whole register: {sentence}")
    if all_here(clerk.register(), found):
        say("all of it is here already; nothing was changed")
        return
    if not header:
        _tell_header(clerk, found)
    asked = not dry_run and not yes and at_terminal()
    if dry_run or asked:
        prepared = clerk.prepare(lambda register, taken: bring_in(register, taken, found), message)
        warn(prepared)
        if dry_run:
            emit(harmless(f"{prepared.message}\n{prepared.diff()}"))
            say("nothing was changed (--dry-run)")
            return
        confirm(_screen(prepared))
    enacted, commit = clerk.enact(lambda register, taken: bring_in(register, taken, found), message)
    if not asked:
        warn(enacted)
    _done(enacted, commit, form)


def _tell_header(clerk: Heir, found: Incoming) -> None:
    from directions_cli.clerk.importing_own import header_differs

    differs = header_differs(clerk.register(), found)
    if differs:
        say(f"the header here says otherwise than that of the export about {', '.join(differs)}; --header takes it over")


def _screen(proposal: Proposal) -> str:
    if len(proposal.change.made) <= SCREENFUL:
        return screen_of(proposal)
    first, last = proposal.change.made[0], proposal.change.made[-1]
    return f"{proposal.change.summary}: {first.name} to {last.name}, {len(proposal.files)} files\n"


def _done(proposal: Proposal, commit: str, form: Format) -> None:
    change = proposal.change
    if form is Format.json:
        subject = proposal.after.subject(change)
        made = {"id": subject.id, "reference": subject.reference, "act": change.act, "commit": commit}
        emit(as_json({**made, "paths": list(proposal.files)}))
        return
    emit("".join(f"{each.name} {each.id}\n" for each in change.made))
    say(f"{change.summary} (commit {commit[:10]})")
