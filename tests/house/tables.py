"""The tables of the README and docs, made from the code. `python tests/house/tables.py --write` brings them up to date."""

from __future__ import annotations

import inspect
import json
import re
import sys
from pathlib import Path
from typing import Any

from typer.main import get_command

from directions_cli.cli.keys import RESULTS, keys_in
from directions_cli.cli.parameters import TABLE, Parameter
from directions_cli.cli.program import load, program
from directions_cli.cli.table import COMMANDS, EXIT_CODES, GROUPS, STATUS_MEANINGS
from directions_cli.documents import guide
from directions_cli.documents.catalogue import NAME, as_pot, messages
from directions_cli.documents.names import as_markdown
from directions_cli.documents.shelf import Shelf
from directions_cli.domain.cycle.due import OF_DIRECTIONS, OF_REGISTER
from directions_cli.domain.rules import FAMILIES, RULES
from directions_cli.domain.tables.tables import TABLES as EXPORTED
from directions_cli.exports.dictionary import markdown_of
from directions_cli.exports.formats import EXPORTS

TOP = Path(__file__).parents[2]
MARK = re.compile(r"(<!-- table: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)


def table(heading: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = [heading, tuple("---" for _ in heading), *rows]
    return "".join(f"| {' | '.join(cell.replace('|', '&#124;') for cell in line)} |\n" for line in lines)


def commands() -> str:
    rows = [(f"`{name}`", command.help, command.group.partition(":")[0]) for name, command in COMMANDS.items()]
    return table(("command", "does", "group"), rows)


def statuses() -> str:
    return table(("status", "means"), [(f"`{status}`", meaning) for status, meaning in STATUS_MEANINGS.items()])


def exits() -> str:
    return table(("code", "means"), [(str(code), meaning) for code, meaning in EXIT_CODES.items()])


def families() -> str:
    rows = [(code, name, str(len(rules))) for code, (name, rules) in FAMILIES.items()]
    return table(("family", "about", "rules"), rows)


def rules() -> str:
    found = [(rule.code, rule.severity, f"{rule.title}.", rule.source) for _, each in FAMILIES.values() for rule in each]
    return table(("rule", "severity", "asks that", "source"), found)


def json_keys() -> str:
    parts = []
    for command, result in RESULTS.items():
        parts.append(f"## {command if ' ' in command else f'`{command}`'}\n\n{result.shape}\n")
        for place, described in result.objects.items():
            heading = f"in `{place}`" if place else "key"
            rows = [(f"`{name}`", about) for name, about in keys_in(described).items()]
            parts.append(table((heading, "holds"), rows))
    return "\n" + "\n".join(parts)


def duties() -> str:
    rows = []
    for row in (*OF_DIRECTIONS, *OF_REGISTER):
        title = (row.find.__doc__ or "").strip().split("\n\n")[0]
        rows.append((f"`{row.kind}`", " ".join(title.split()), row.source, row.rule or ""))
    return table(("kind", "asks that", "source", "rule"), rows)


def exports() -> str:
    rows = []
    for name, each in EXPORTS.items():
        where = " or ".join(filter(None, ("a file" if each.file else "", "a folder" if each.folder else "")))
        extra = f"`[{each.extra}]`" if each.extra else ""
        rows.append((f"`{name}`", each.about, ", ".join(f"`{ending}`" for ending in each.endings), where, extra))
    return table(("form", "is", "ending", "as", "extra"), rows)


def columns() -> str:
    return "\n" + "\n".join(markdown_of(each, "###") for each in EXPORTED.values())


def reference() -> str:
    """Every command from its help: what it does, how it is called, its arguments and options, an example."""
    parts = []
    for group in GROUPS:
        heading, _, about = group.partition(":")
        parts.append(f"\n## {heading}\n" + (f"\n{about.strip()[:1].upper() + about.strip()[1:]}.\n" if about else ""))
        parts += [described(name) for name, command in COMMANDS.items() if command.group == group]
    return "\n".join(parts)


def described(name: str) -> str:
    """One command as a section."""
    command = load(name)
    text, _, example = inspect.cleandoc(command.help or "").partition("Example: ")
    usage = " ".join(["directions", name, "[OPTIONS]", *(called(each) for each in command.params if is_argument(each))])
    rows = [(f"`{spelled(each)}`", explained(each)) for each in command.params]
    table_of = table(("argument or option", "is"), rows) if rows else ""
    return f"### {name}\n\n{text.strip()}\n\n`{usage}`\n\n{table_of}\nExample: `{' '.join(example.split())}`\n"


def is_argument(parameter: Any) -> bool:
    return bool(parameter.param_type_name == "argument")


def called(parameter: Any) -> str:
    """What the help calls an argument or the value of an option."""
    return parameter.metavar or parameter.opts[0].lstrip("-").upper()


def spelled(parameter: Any) -> str:
    """An option with its short form and what it takes, or an argument."""
    if is_argument(parameter):
        return called(parameter).replace("|", " or ")
    names = ", ".join((*parameter.opts, *parameter.secondary_opts))
    return names if parameter.is_flag or parameter.count else f"{names} {called(parameter)}"


def explained(parameter: Any) -> str:
    """What the help says of it, and the words that it takes."""
    words = [str(getattr(each, "value", each)) for each in getattr(parameter.type, "choices", None) or ()]
    return (parameter.help or "") + (f" One of {', '.join(words)}." if words else "")


GUIDE = {
    "exports": exports,
    "columns": columns,
    "json": json_keys,
    "reference": reference,
    "duties": duties,
    "named_blocks": guide.named_blocks_guide,
    "names": as_markdown,
    "filters": guide.filters_guide,
    "functions": guide.functions_guide,
    "tests": guide.tests_guide,
    "templates": guide.templates_guide,
    "styles": guide.styles_guide,
    "limits": guide.limits_guide,
}
"""The tables of docs/templates.md, docs/json.md, docs/due.md, docs/export.md and docs/commands.md."""
TABLES = {"commands": commands, "statuses": statuses, "exits": exits, "families": families, "rules": rules}


def filled(text: str) -> str:
    """A document with every marked table as the code has it now."""
    return MARK.sub(lambda found: f"{found[1]}{(TABLES | GUIDE)[found[2]]()}{found[3]}", text)


def documents() -> list[Path]:
    return [path for path in (TOP / "README.md", *sorted((TOP / "docs").rglob("*.md"))) if MARK.search(path.read_text("utf-8"))]


def catalogue() -> tuple[Path, str]:
    """The messages of documents to be translated: where they are kept, and what they are now."""
    return TOP / "templates" / NAME, as_pot(messages(Shelf.of(None)))


def rule_titles() -> tuple[Path, str]:
    """The module that holds code and title of every rule for shells to complete: where it is, and what it is now."""
    found = "".join(f'    "{rule.code}": {json.dumps(rule.title, ensure_ascii=False)},\n' for rule in RULES)
    text = (
        '"""Every rule\'s code and title, for a shell that completes a code: made from the rules by `make docs`."""\n\n'
        f"# ruff: noqa: E501\nfrom __future__ import annotations\n\nfrom typing import Final\n\nRULE_TITLES: Final = {{\n{found}}}\n"
    )
    return TOP / "src" / "directions_cli" / "domain" / "rule_titles.py", text


def parameters() -> tuple[Path, str]:
    """The table from which shells are told what each command can be given: where it is, and what it is now."""
    known = {"": get_command(program()).params, **{name: load(name).params for name in COMMANDS}}
    lines = {command: ",\n".join(f"  {as_json(plain(each))}" for each in params) for command, params in known.items()}
    return TABLE, "{\n" + ",\n".join(f" {as_json(command)}: [\n{text}\n ]" for command, text in lines.items()) + "\n}\n"


def plain(parameter: Any) -> dict[str, Any]:
    """An argument or option of typer's as the table holds it: what is as usual is left out."""
    called = re.sub(r"^\[([A-Z]+)\]|\.\.\.$", r"\1", parameter.metavar or "")
    words = getattr(parameter.type, "choices", None) or (called.strip("[]").split("|") if "|" in called else [])
    found = Parameter(
        name=parameter.name,
        spelled=() if is_argument(parameter) else parameter.opts,
        takes=not is_argument(parameter) and not parameter.is_flag and not parameter.count,
        called=called,
        words=[str(getattr(each, "value", each)) for each in words],
        repeats=is_argument(parameter) and parameter.nargs == -1,
        help=parameter.help or "",
    )
    return {key: value for key, value in found._asdict().items() if value}


def as_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


GENERATED = (catalogue, rule_titles, parameters)
"""The files that are wholly made from the code."""


if __name__ == "__main__":
    for path, text in (make() for make in GENERATED):
        if "--write" in sys.argv and (not path.exists() or path.read_text(encoding="utf-8") != text):
            path.write_text(text, encoding="utf-8", newline="\n")
            print(f"{path.relative_to(TOP)} brought up to date")
    for path in documents():
        text = path.read_text(encoding="utf-8")
        if filled(text) != text and "--write" in sys.argv:
            path.write_text(filled(text), encoding="utf-8", newline="\n")
            print(f"{path.relative_to(TOP)} brought up to date")
