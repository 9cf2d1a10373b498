"""The messages of documents as a catalogue to be translated: those of the templates and those of the program itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from directions_cli.documents.labels import said_by_the_program
from directions_cli.documents.making import Maker
from directions_cli.documents.shelf import Shelf

NAME: Final = "languages/messages.pot"
HEAD: Final = """# The messages of documents, to be translated into another language.
# Save the translation as CODE.po beside this file, such as gd.po or cy.po, and write `language: CODE` in register.yaml.
# What stands as %(name)s is put in by the program: keep it as it is. ** and * set words off: keep them too.
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"""


@dataclass(frozen=True, slots=True)
class Message:
    """A message: its English wording for one and, where it counts, for several; and where it is said."""

    one: str
    several: str | None
    places: tuple[str, ...]


def messages(shelf: Shelf) -> tuple[Message, ...]:
    """Every message of the templates of a shelf and of the program, each once, in the order in which they are met.

    Raises `Unreadable` for a template that can't be read.
    """
    found: dict[tuple[str, str | None], list[str]] = {}
    for one, several, place in (*_of_templates(shelf), *((one, None, place) for one, place in said_by_the_program())):
        found.setdefault((one, several), []).append(place)
    return tuple(Message(one, several, tuple(dict.fromkeys(places))) for (one, several), places in found.items())


def _of_templates(shelf: Shelf) -> Iterator[tuple[str, str | None, str]]:
    from jinja2 import nodes
    from jinja2.exceptions import TemplateError

    maker = Maker(shelf)
    for name in shelf.templates():
        try:
            source, *_ = maker.sandbox.loader.get_source(maker.sandbox, name)  # type: ignore[union-attr]
            tree = maker.sandbox.parse(source, name, name)
        except TemplateError as error:
            raise maker.wrong(name, error) from None
        for call in tree.find_all(nodes.Call):
            if isinstance(call.node, nodes.Name) and call.node.name in ("_", "gettext", "ngettext"):
                texts = [each.value for each in call.args if isinstance(each, nodes.Const) and isinstance(each.value, str)]
                several = texts[1] if call.node.name == "ngettext" else None
                yield texts[0], several, f"{name}:{call.lineno}"


def as_pot(found: tuple[Message, ...]) -> str:
    """The messages as the text of a catalogue without translations, the same for the same templates."""
    parts = [HEAD]
    for message in found:
        places = "".join(f"#: {place}\n" if ":" in place else f"#. {place}\n" for place in message.places)
        flag = "#, python-format\n" if "%" in message.one else ""
        if message.several is None:
            parts.append(f'{places}{flag}msgid {_quoted(message.one)}\nmsgstr ""\n')
        else:
            several = f"msgid {_quoted(message.one)}\nmsgid_plural {_quoted(message.several)}\n"
            parts.append(f'{places}{flag}{several}msgstr[0] ""\nmsgstr[1] ""\n')
    return "\n".join(parts)


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{escaped}"'
