"""`directions migrate`."""

from __future__ import annotations

import typer

from directions_cli.cli.formats import Format, as_json, emit
from directions_cli.cli.options import DryRun, Form, Message, Yes
from directions_cli.cli.settings import Settings, say
from directions_cli.cli.terminal import at_terminal


def command(
    ctx: typer.Context, dry_run: DryRun = False, yes: Yes = False, message: Message = None, form: Form = Format.table
) -> None:
    """Move a register of an older format to the one that this program writes, in one commit.

    Only what the newer format asks for is changed, and nothing of what any direction says; docs/upgrade.md tells more. A
    register that is of the present format already is left as it is.

    Example: directions migrate --dry-run
    """
    from directions_cli.clerk.migrating import ACT, migrate, prepare
    from directions_cli.cli.officer import confirm

    settings: Settings = ctx.obj
    clerk = settings.clerk()
    asked = not dry_run and not yes and at_terminal()
    if dry_run or asked:
        move = prepare(clerk, message)
        if move.files and dry_run:
            emit(f"{move.message}\n{move.diff()}")
        elif move.files:
            names = [*move.files]
            more = f" and {len(names) - 1} more" if len(names) > 1 else ""
            confirm(f"{move.summary}, of {move.authority}\n  changes {names[0]}{more}\n")
        if dry_run:
            say("nothing was changed (--dry-run)" if move.files else f"the register has format {move.now} already")
            return
    move, commit = migrate(clerk, message)
    if form is Format.json:
        emit(as_json({"id": "register", "reference": None, "act": ACT, "commit": commit, "paths": [*move.files]}))
        return
    if commit is None:
        say(f"the register has format {move.now} already; there is nothing to move")
        return
    emit(f"register format {move.now}\n")
    say(f"{move.summary} (commit {commit[:10]})")
    if (settings.folder / "schemas" / "register.schema.json").is_file():
        say("for editors: `directions schema --write schemas` brings the schemas to this format too")
