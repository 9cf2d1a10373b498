"""`directions rules`."""

from __future__ import annotations

import textwrap
from typing import Annotated

import typer

from directions_cli.cli.formats import LISTS, Column, Format, as_json
from directions_cli.cli.pager import emit_long
from directions_cli.cli.settings import Settings
from directions_cli.domain.nearest import nearest
from directions_cli.errors import WronglyAsked

COLUMNS = (
    Column("code", "Code"),
    Column("severity", "Severity"),
    Column("title", "What it asks"),
    Column("source", "Source", 100),
)


def command(
    ctx: typer.Context,
    code: Annotated[str | None, typer.Argument(metavar="[CODE]", help="The rule to explain, or a family, as LIF.")] = None,
    form: Annotated[Format, typer.Option("--format", help="How to print it.")] = Format.table,
) -> None:
    """List the rules that acts and files are judged by, or those of a family, or explain one.

    Example: directions rules LNK007
    """
    from directions_cli.domain.rules import BY_CODE, FAMILIES, RULES

    settings: Settings = ctx.obj
    if code is None or code.upper() in FAMILIES:
        wanted = FAMILIES[code.upper()][1] if code else RULES
        keys = ("code", "severity", "title", "source", "explanation")
        emit_long(settings, LISTS[form]([{key: getattr(rule, key) for key in keys} for rule in wanted], COLUMNS))
        return
    rule = BY_CODE.get(code.upper())
    if rule is None:
        raise WronglyAsked(f"there is no rule {code!r}{nearest(code, BY_CODE)}; `directions rules` lists them")
    if form is Format.json:
        emit_long(settings, as_json({key: getattr(rule, key) for key in ("code", "severity", "title", "source", "explanation")}))
        return
    text = textwrap.fill(" ".join(rule.explanation.split()), 88) or "No more than its title says."
    said = f"{rule.code}  {rule.title}.\n\n{text}\n\nSeverity  {rule.severity}\nSource    {rule.source}\n"
    if rule.severity != "error":
        said += "To accept it for a direction, give the reason in its file:\n"
        said += f'  ignore:\n    - {{code: {rule.code}, reason: "…"}}\n'
    emit_long(settings, said)
