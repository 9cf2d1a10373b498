"""The program as typer knows it: the options before the command, and the commands, each loaded when it is called."""

import os
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from directions_cli.cli.main import VERSION
from directions_cli.cli.optional_value import ActCommand
from directions_cli.cli.settings import Settings
from directions_cli.cli.table import COMMANDS, GROUPS
from directions_cli.index import NO_INDEX

HELP = """Keep the register of directions of a Scottish integration authority.

A direction is a YAML file in register/; an act upon it is one Git commit. Begin with `directions init`,
or look at a worked example: `directions init --example demo`, then `directions -C demo log`.
"""


class LazyGroup(TyperGroup):
    """The commands of `COMMANDS`, each imported only when it is called, listed by group in the help."""

    def list_commands(self, ctx: typer.Context) -> list[str]:  # type: ignore[override]
        """Names in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: typer.Context, cmd_name: str) -> Any:  # type: ignore[override]
        """The command itself, loaded."""
        if cmd_name not in COMMANDS:
            return None
        return load(cmd_name)

    def resolve_command(self, ctx: typer.Context, args: list[str]) -> Any:  # type: ignore[override]
        """As usual; the names are known here too, so that a slip of the pen is answered with the nearest."""
        self.commands = dict.fromkeys(COMMANDS)  # type: ignore[assignment]
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: typer.Context, formatter: Any) -> None:  # type: ignore[override]
        """One section a group."""
        for group in GROUPS:
            with formatter.section(group):
                formatter.write_dl([(name, command.help) for name, command in COMMANDS.items() if command.group == group])


def load(name: str) -> TyperCommand:
    """The command of that name, imported now."""
    module = import_module(f"directions_cli.cli.{COMMANDS[name].module}")
    app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
    app.command(name=name, cls=ActCommand, help=module.command.__doc__)(module.command)
    command = get_command(app)
    command.name = name
    return command  # type: ignore[return-value]


def _version(wanted: bool) -> None:
    if wanted:
        print(VERSION)
        raise typer.Exit


def main(
    ctx: typer.Context,
    where: Annotated[Path, typer.Option("-C", metavar="PATH", help="The register's folder; else the one you stand in.")] = Path(),
    today: Annotated[
        str | None, typer.Option(metavar="DATE", help="The day to judge by and to date acts with (YYYY-MM-DD).")
    ] = None,
    paged: Annotated[
        bool, typer.Option("--pager/--no-pager", help="Show what is longer than the terminal page by page (default: yes).")
    ] = True,
    indexed: Annotated[
        bool, typer.Option("--index/--no-index", help="Read by way of the index under .git/directions (default: yes).")
    ] = True,
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")] = False,
) -> None:
    """The options that stand before the command."""
    if not indexed:
        os.environ[NO_INDEX] = "1"
    ctx.obj = Settings.of(where, today, paged)
    if ctx.invoked_subcommand is None:
        from directions_cli.cli.here import tell

        raise typer.Exit(tell(ctx.obj))


def program(completing: bool = True) -> typer.Typer:
    """The program, with the options that install completion if `completing`: making those takes time at every start."""
    made = typer.Typer(
        cls=LazyGroup,
        help=HELP,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        invoke_without_command=True,
        add_completion=completing,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    made.callback()(main)
    return made


def start(arguments: list[str] | None, given: list[str]) -> None:
    """Do what is `given`, and leave. `arguments` are the same, or None for the process's own: on Windows typer expands those."""
    if given[:1] in (["--install-completion"], ["--show-completion"]):
        from directions_cli.cli.scripts import use_own_scripts

        use_own_scripts()
    program(completing=bool(given) and COMMANDS.keys().isdisjoint(given))(args=arguments, prog_name="directions")
