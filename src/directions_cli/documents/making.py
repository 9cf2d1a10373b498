"""Documents made: a template filled in and read into a tree. What is wrong with a template is said with its place."""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Final

from jinja2 import BaseLoader, Template, TemplateNotFound, TemplateSyntaxError
from jinja2.exceptions import TemplateError, UndefinedError

from directions_cli.documents.compiled import compiled_templates
from directions_cli.documents.languages import Language, english, language_of
from directions_cli.documents.messages import message_functions
from directions_cli.documents.printing import print_filters
from directions_cli.documents.reading import Misread, read
from directions_cli.documents.runs import Run, Stopped
from directions_cli.documents.sandbox import Sandbox
from directions_cli.documents.shelf import NOT_DOCUMENTS, SHIPPED, TEMPLATES, Shelf
from directions_cli.documents.tree import Blocks, Document, Heading, Named, levelled, plain_words
from directions_cli.errors import Unreadable

LONGEST: Final = 1_000_000
MOST_LINES: Final = 50_000
LONGEST_LINE: Final = 20_000
"""How much Markdown a template may make; what is printed of the register counts as a few characters each."""
ENDLESS = "it calls or includes itself without end, or nests too deeply"
WRONG = (
    *(TemplateError, ArithmeticError, TypeError, ValueError, AttributeError, LookupError, MemoryError, SyntaxError),
    *(RecursionError, Misread, Unreadable),
)


class Loader(BaseLoader):
    """Gives Jinja the templates of a shelf."""

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf

    def get_source(self, environment: Any, template: str) -> tuple[str, str, Callable[[], bool]]:
        """The text of a template and where it is. Raises `TemplateNotFound`, or `Unreadable` where it can't be read."""
        first = template.removeprefix(SHIPPED).partition("/")[0]
        found = self.shelf.text(template) if template.endswith(TEMPLATES) and first not in NOT_DOCUMENTS else None
        if found is None:
            raise TemplateNotFound(template)
        return found[0], told_path(found[1]), lambda: True


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes documents of the templates of a shelf, in a language."""

    shelf: Shelf
    language: Language = field(default_factory=english)
    sandbox: Sandbox = field(init=False)

    def __post_init__(self) -> None:
        made = Sandbox(loader=Loader(self.shelf), bytecode_cache=compiled_templates())
        made.template_class = Template
        made.filters |= print_filters(self.language)
        made.globals |= message_functions(self.language) | {"language": self.language.code}
        object.__setattr__(self, "sandbox", made)

    @classmethod
    def of(cls, shelf: Shelf, language: str | None) -> Maker:
        """The maker for a register's language."""
        return cls(shelf, language_of(language, shelf.find))

    def blocks(self, name: str, context: Mapping[str, Any]) -> Blocks:
        """A template filled in and read. Raises `Unreadable` with template and line for whatever is wrong with it."""
        run = self.sandbox.run = Run()
        try:
            text = self.sandbox.get_template(name).render(**context)
            _check_size(text)
            return read(text, run.texts, run.numbers)
        except WRONG as error:
            raise self.wrong(name, error) from None

    def wrong(self, name: str, error: BaseException) -> Unreadable:
        """What is wrong with a template, in words, with template and line as far as they are known."""
        match error:
            case Unreadable(where=str()):
                return error
            case TemplateSyntaxError():
                place = error.filename or error.name
                return Unreadable(_of_syntax(error.message or "is no template"), f"{place}:{error.lineno}")
            case TemplateNotFound():
                what = f"there is no template {error.name!r}; `directions templates list` names those that there are"
            case Misread():
                return Unreadable(str(error), self._place_of_word(name, str(error)))
            case RecursionError() | SyntaxError():
                what = ENDLESS
            case UndefinedError():
                what = error.message or "it uses a name that there is not"
            case MemoryError():
                what = "it wants more memory than there is"
            case _:
                what = str(error) or type(error).__name__
        return Unreadable(what, _place(error) or self._path(name))

    def _path(self, name: str) -> str:
        try:
            path = self.shelf.find(name)
        except Unreadable:
            path = None
        return told_path(path) if path else name

    def _place_of_word(self, name: str, message: str) -> str:
        """Where the word that a message quotes stands: the line of the template, or of one of those that it includes."""
        quoted = re.match(r"'([^']+)'", message)
        for each in (name, *self.shelf.names()):
            path = self.shelf.find(each) if each.endswith(".md") else None
            lines = self.shelf.bytes(path).decode("utf-8", "replace").splitlines() if path and quoted else []
            for number, line in enumerate(lines, 1):
                if quoted and line.lstrip().startswith(":::") and quoted[1].lstrip(":") in line.split():
                    return f"{told_path(path)}:{number}" if path else each
        return self._path(name)

    def document(self, name: str, context: Mapping[str, Any], day: date, author: str, subject: str = "") -> Document:
        """A document with its title taken from its first heading."""
        blocks = levelled(self.blocks(name, context))
        return Document(title_of(blocks) or author, blocks, day, self.language.code, author, subject)


def title_of(blocks: Blocks) -> str:
    """The words of the first heading, wherever it stands."""
    for block in blocks:
        if isinstance(block, Heading):
            return plain_words(block.words).replace("\n", " ")
        if isinstance(block, Named) and (found := title_of(block.blocks)):
            return found
    return ""


def told_path(path: Path) -> str:
    """A path as people look for it: from where they stand, if it is below."""
    try:
        return path.resolve().relative_to(Path.cwd()).as_posix()
    except (ValueError, OSError):
        return str(path)


def _check_size(text: str) -> None:
    """Raise `Stopped` for more Markdown than can be read in good time."""
    if len(text) > LONGEST or text.count("\n") > MOST_LINES:
        raise Stopped(f"it makes more than {LONGEST:,} characters or {MOST_LINES:,} lines; does it loop for ever?")
    if any(len(line) > LONGEST_LINE for line in text.split("\n")):
        raise Stopped(f"it makes a line of more than {LONGEST_LINE:,} characters")


def _of_syntax(message: str) -> str:
    """What Jinja says of a template's grammar, in fewer words where it is known."""
    if message.startswith("Unexpected end of template"):
        found = re.search(r"needs to be closed is '(\w+)'", message)
        return f"a {{% {found[1]} %}} is not closed; add {{% end{found[1]} %}}" if found else "it ends too early"
    found = re.match(r"Encountered unknown tag '(\w+)'", message)
    if found and found[1].startswith("end"):
        return f"{{% {found[1]} %}} closes nothing that is open here; look for a {{% {found[1][3:]} %}} that is missing above"
    if found:
        return f"there is no {{% {found[1]} %}}; there are if, for, set, block, extends, include, macro, call, with, raw"
    return message


def _place(error: BaseException) -> str | None:
    """`template:line` of what went wrong: the innermost place in a template."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.endswith(TEMPLATES)]
    return f"{frames[-1].filename}:{frames[-1].lineno}" if frames else None
