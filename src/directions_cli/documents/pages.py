"""Pages of the public register: templates in HTML, in the sandbox of documents. Whatever they print of the register is text.

As in documents, a mark stands for what is printed until the template has run; then it is put in with every sign that HTML
would obey escaped. So nothing that stands in a direction, or in a translation, can become markup.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser
from typing import Any, Final

from jinja2 import Template

from directions_cli.documents.compiled import compiled_templates
from directions_cli.documents.making import WRONG, Loader, Maker
from directions_cli.documents.messages import message_functions
from directions_cli.documents.printing import print_filters
from directions_cli.documents.reading import Lines, Linked, Misread, Rich, read_text
from directions_cli.documents.runs import MARK, Run
from directions_cli.documents.sandbox import Sandbox
from directions_cli.documents.words import is_safe_link
from directions_cli.documents.writers.html import Page, without_roles
from directions_cli.domain.harmless import harmless

TIMES: Final = 40
"""How many times as much as a document a page may hold: the log lists the whole register."""
_BLANK_LINES: Final = re.compile(r"[ \t]*\n(?:[ \t]*\n)*")
VOID: Final = frozenset("area base br col embed hr img input link meta source track wbr".split())
"""Elements without an end."""


@dataclass(frozen=True, slots=True)
class PageMaker:
    """Makes pages of the templates in HTML of a maker's shelf, in its language."""

    maker: Maker
    sandbox: Sandbox = field(init=False)

    def __post_init__(self) -> None:
        language = self.maker.language
        made = Sandbox(loader=Loader(self.maker.shelf), bytecode_cache=compiled_templates())
        made.template_class = Template
        made.filters |= print_filters(language)
        made.globals |= message_functions(language, escape) | {"language": language.code}
        object.__setattr__(self, "sandbox", made)

    def page(self, name: str, context: Mapping[str, Any]) -> str:
        """A template filled in. Raises `Unreadable` with template and line for whatever is wrong with it."""
        run = self.sandbox.run = Run(TIMES)
        try:
            text = _BLANK_LINES.sub("\n", self.sandbox.get_template(name).render(**context))
            return MARK.sub(lambda mark: as_html(run.texts[int(mark[1])]), text).strip() + "\n"
        except WRONG as error:
            raise self.maker.wrong(name, error) from None


def as_html(value: Any) -> str:
    """What a template prints, as HTML in which every character of the register is text."""
    if type(value) is str:
        return escape(harmless(value))
    match value:
        case Rich():
            return without_roles(Page().blocks(read_text(value.text)).strip())
        case Lines():
            return "<br>\n".join(escape(harmless(line.strip())) for line in value.text.strip().splitlines())
        case Linked():
            text = escape(harmless(value.text))
            return f'<a href="{escape(harmless(value.address))}">{text}</a>' if is_safe_link(value.address) else text
    return escape(harmless(str(value)))


def check_elements(html: str) -> None:
    """Raise `Misread` where an element of a page is not closed, or closed where it is not open."""
    reader = _Elements()
    reader.feed(html)
    reader.close()
    if reader.open:
        raise Misread(f"<{reader.open[-1]}> is not closed")


class _Elements(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: Any) -> None:
        """An element that is begun and ended at once, as in a picture."""

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open[-1] != tag:
            inside = f", within <{self.open[-1]}>" if self.open else ""
            raise Misread(f"</{tag}> closes nothing that is open there{inside}")
        self.open.pop()
