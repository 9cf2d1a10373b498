"""The guide to templates: tables of what they may use, and the small file by which an authority replaces single blocks."""

from __future__ import annotations

from collections.abc import Sequence

from directions_cli.documents.shelf import SHIPPED, TEMPLATES, Shelf
from directions_cli.errors import WronglyAsked


def blocks_of(shelf: Shelf, name: str) -> list[str]:
    """The names of the blocks of a template, in order. Raises `Unreadable` for one that can't be read."""
    from jinja2 import nodes

    from directions_cli.documents.making import WRONG, Maker

    maker = Maker(shelf)
    try:
        source, path, _ = maker.sandbox.loader.get_source(maker.sandbox, name)  # type: ignore[union-attr]
        tree = maker.sandbox.parse(source, name, path)
    except WRONG as error:
        raise maker.wrong(name, error) from None
    extends = tree.find(nodes.Extends)
    above = blocks_of(shelf, extends.template.value) if extends and isinstance(extends.template, nodes.Const) else []
    return list(dict.fromkeys([*(each.name for each in tree.find_all(nodes.Block)), *above]))


def small_override(shelf: Shelf, name: str) -> bytes:
    """A template that extends the shipped one and replaces nothing yet; its blocks are listed in it."""
    shelf.known(name)
    blocks = blocks_of(shelf, name) if name.endswith(TEMPLATES) else []
    if not blocks:
        raise WronglyAsked(f"{name} has no blocks that could be replaced one by one; copy it as a whole, without --extend")
    first = "signature" if "signature" in blocks else blocks[0]
    return f"""{{# {shelf.about(name)} Our own, on top of the shipped one.
   Replace a block by writing it below as {{% block {first} %}}…{{% endblock %}}; {{{{ super() }}}} in it is what is shipped.
   Blocks: {", ".join(blocks)}.
   `directions templates show shipped/{name}` shows them, and `directions templates check` tries what you have written. #}}
{{% extends '{SHIPPED}{name}' %}}
{{% block {first} %}}
{{{{ super() }}}}
{{% endblock %}}
""".encode()


def table(heading: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = [heading, tuple("---" for _ in heading), *rows]
    return "".join(f"| {' | '.join(cell.replace('|', '&#124;') for cell in line)} |\n" for line in lines)


def names_guide() -> str:
    """Every name, part, filter, test and function that templates may use."""
    from directions_cli.documents.names import as_markdown

    parts = {"Names": as_markdown(), "Filters": filters_guide(), "Functions": functions_guide(), "Tests": tests_guide()}
    return "\n".join(f"## {heading}\n\n{text}" for heading, text in parts.items())


def filters_guide() -> str:
    """The filters."""
    from directions_cli.documents.filters import FILTERS

    return table(("filter", "gives"), [(f"`{name}`", about) for name, about in FILTERS.items()])


def functions_guide() -> str:
    """The functions."""
    from directions_cli.documents.names import FUNCTIONS

    return table(("function", "is"), [(f"`{name}`", about) for name, about in FUNCTIONS.items()])


def tests_guide() -> str:
    """The tests, after `is`."""
    from directions_cli.documents.grammar import TESTS

    return ", ".join(f"`{name}`" for name in sorted(TESTS) if name[0].isalpha()) + ".\n"


def named_blocks_guide() -> str:
    """The named blocks of Markdown, which styles set in a way of their own."""
    from directions_cli.documents.tree import NAMES

    return table(("named block", "is"), [(f"`::: {name}`", about) for name, about in NAMES.items()])


def templates_guide() -> str:
    """The shipped templates with their blocks."""
    shelf = Shelf.of(None)
    rows = [
        (f"`{name}`", shelf.about(name), ", ".join(f"`{each}`" for each in blocks_of(shelf, name))) for name in shelf.templates()
    ]
    return table(("template", "is", "blocks"), rows)


def styles_guide() -> str:
    """The shipped styles."""
    shelf = Shelf.of(None)
    return table(("style", "is"), [(f"`{name}`", shelf.about(name)) for name in shelf.names() if not name.endswith(TEMPLATES)])


def limits_guide() -> str:
    """The limits of a template."""
    from directions_cli.documents.making import LONGEST, LONGEST_LINE, MOST_LINES
    from directions_cli.documents.runs import CHARACTERS, LARGEST_NUMBER, LONGEST_TEMPLATE, NESTED, SECONDS, STEPS

    rows = [
        ("time", f"{SECONDS} seconds"),
        ("steps: loops, calls, values printed", f"{STEPS:,}"),
        ("characters made on the way", f"{CHARACTERS:,}"),
        ("characters, lines of a document", f"{LONGEST:,}, {MOST_LINES:,}"),
        ("characters of a line of Markdown", f"{LONGEST_LINE:,}"),
        ("characters of a template", f"{LONGEST_TEMPLATE:,}"),
        ("values of a list, with the lists in it", f"{NESTED:,}"),
        ("numbers to reckon with", f"{LARGEST_NUMBER:,}"),
    ]
    return table(("limit", "is"), rows)
