"""Templates checked: every one of a shelf read and filled in, every style written with, the catalogue of the language read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, Final, NamedTuple

from jinja2 import TemplateError, meta, nodes

from directions_cli.documents import composing
from directions_cli.documents.catalogue import messages
from directions_cli.documents.languages import ENGLISH, catalogue_at, english, untranslated
from directions_cli.documents.making import WRONG, Maker, told_path
from directions_cli.documents.names import FUNCTIONS, NAMES, said_of_unknown
from directions_cli.documents.page_samples import page_samples
from directions_cli.documents.pages import PageMaker, check_elements
from directions_cli.documents.reading import Misread
from directions_cli.documents.samples import DAY, samples
from directions_cli.documents.shelf import SHIPPED, Shelf
from directions_cli.documents.tree import Document
from directions_cli.documents.view import View
from directions_cli.documents.writers import FORMATS, written
from directions_cli.documents.writers.html_style import site_style
from directions_cli.domain.nearest import nearest
from directions_cli.errors import DirectionsError, Refused, Unreadable, WronglyAsked

Trees = dict[str, tuple[nodes.Template, str]]
"""Templates as Jinja reads them, by name, each with its path."""
LETTERHEAD: Final = "letterhead.docx"
OF_A_SORT: Final = 2
"""How many of a register's directions of one status and with the same acts are tried."""


class Fault(NamedTuple):
    """What is wrong with a template or style: `error`, or `warning` where documents come out all the same."""

    severity: str
    where: str
    what: str


def faults(
    shelf: Shelf, language: str | None, register: View | None, day: date, formats: Iterable[str] = tuple(FORMATS)
) -> list[Fault]:
    """Everything that is wrong with the templates of a shelf, each once; the register's own directions are tried, if given."""
    found: dict[Fault, None] = {}
    maker = Maker(shelf)
    try:
        maker = Maker.of(shelf, language)
    except DirectionsError as error:
        found[_fault(error, otherwise="register/register.yaml")] = None
    trees = _trees(maker)
    unread = dict.fromkeys(_unreadable(maker))
    found |= unread | dict.fromkeys(_unknown_names(maker, trees)) | dict.fromkeys(_lost_blocks(maker, trees))
    if not unread:
        found |= dict.fromkeys(_untranslated(maker))
    documents: list[Document] = []
    found |= dict.fromkeys(_unmakable(maker, documents)) | dict.fromkeys(_unmakable_pages(maker))
    if register is not None:
        found |= dict.fromkeys(_of_register(maker, register, day))
    found |= dict.fromkeys(_of_word_forms(maker))
    found |= dict.fromkeys(_unwritable(shelf, documents, formats))
    return list(found)


def layouts(shelf: Shelf) -> tuple[str, ...]:
    """The layouts of the form on a shelf."""
    return tuple(name for name in shelf.templates() if name == "form.md" or (name.startswith("form-") and "/" not in name))


def _fault(error: DirectionsError, severity: str = "error", otherwise: str = "") -> Fault:
    where = getattr(error, "where", None)
    return Fault(severity, where or otherwise, str(error).removeprefix(f"{where}: "))


def _unreadable(maker: Maker) -> Iterator[Fault]:
    for name in maker.shelf.templates():
        try:
            maker.sandbox.get_template(name)
        except WRONG as error:
            yield _fault(maker.wrong(name, error))


def _trees(maker: Maker, names: Iterable[str] | None = None) -> Trees:
    """Every template that can be read (or those of some names), with its path."""
    found = {}
    for name in maker.shelf.templates() if names is None else names:
        try:
            source, path, _ = maker.sandbox.loader.get_source(maker.sandbox, name)  # type: ignore[union-attr]
            found[name] = maker.sandbox.parse(source, name, path), path or name
        except WRONG:
            continue  # `_unreadable` says why
    return found


def _unknown_names(maker: Maker, trees: Trees) -> Iterator[Fault]:
    """Names that no document has and no template sets, also where nothing has asked for them yet.

    What a shipped template sets is known too where an authority's own stands in its place: that may extend it.
    """
    known = {*NAMES, *FUNCTIONS, "gettext", "loop", "self", "super", "caller", "varargs", "kwargs"}
    shipped = _trees(maker, [f"{SHIPPED}{name}" for name in trees if maker.shelf.is_own(name)])
    for tree, _ in (*trees.values(), *shipped.values()):
        known |= {each.name for each in tree.find_all(nodes.Name) if each.ctx != "load"}
        known |= {each.name for each in tree.find_all(nodes.Macro)}
    for tree, path in trees.values():
        for name in sorted(meta.find_undeclared_variables(tree) - known):
            for each in tree.find_all(nodes.Name):
                if each.name == name:
                    yield Fault("error", f"{path}:{each.lineno}", said_of_unknown(name, None))


def _lost_blocks(maker: Maker, trees: Trees) -> Iterator[Fault]:
    """What stands in a template that extends another, and would never be printed."""
    for tree, path in trees.values():
        blocks = _inherited(maker, tree)
        if blocks is None:
            continue
        for block in tree.body:
            if isinstance(block, nodes.Block) and block.name not in blocks:
                near = nearest(block.name, tuple(blocks))
                what = f"no block {block.name!r} is there to be replaced{near}; there are {', '.join(blocks)}"
                yield Fault("error", f"{path}:{block.lineno}", what)
            elif isinstance(block, nodes.Output) and any(
                not isinstance(each, nodes.TemplateData) or each.data.strip() for each in block.nodes
            ):
                yield Fault(
                    "error",
                    f"{path}:{_line_of(block)}",
                    "stands outside of every block, so it is never printed; put it into a block",
                )


def _line_of(output: nodes.Output) -> int:
    first = output.nodes[0]
    blank = len(first.data) - len(first.data.lstrip()) if isinstance(first, nodes.TemplateData) else 0
    return first.lineno + (first.data[:blank].count("\n") if isinstance(first, nodes.TemplateData) else 0)


def _inherited(maker: Maker, tree: nodes.Template) -> list[str] | None:
    """The blocks of the templates that a template extends; None where it extends none, or one that can't be told."""
    parent = tree.find(nodes.Extends)
    if parent is None or not isinstance(parent.template, nodes.Const):
        return None
    try:
        source, path, _ = maker.sandbox.loader.get_source(maker.sandbox, parent.template.value)  # type: ignore[union-attr]
        above = maker.sandbox.parse(source, parent.template.value, path)
        own = [each.name for each in above.find_all(nodes.Block)]
        return list(dict.fromkeys([*own, *(_inherited(maker, above) or ())]))
    except (TemplateError, Unreadable, RecursionError):
        return None


def _untranslated(maker: Maker) -> Iterator[Fault]:
    code = maker.language.code
    path = maker.shelf.find(f"languages/{code}.po") if code != ENGLISH else None
    if path is not None:
        for text in untranslated(catalogue_at(path), [each.one for each in messages(maker.shelf)]):
            yield Fault("warning", told_path(path), f"has no translation of {text!r}")


def _unmakable(maker: Maker, documents: list[Document]) -> Iterator[Fault]:
    """What is wrong when made-up directions are put into the templates; the documents are kept for the styles."""
    for each in samples(layouts(maker.shelf)):
        try:
            document = maker.document(each.template, each.context, DAY, "Authority")
            if each.template not in {made.subject for made in documents}:
                documents.append(Document(document.title, document.blocks, DAY, document.language, "Authority", each.template))
        except DirectionsError as error:
            yield _fault(error)


def _unmakable_pages(maker: Maker) -> Iterator[Fault]:
    """What is wrong when made-up pages of the public register are made, and with the style that they have."""
    pages = PageMaker(maker)
    for each in page_samples():
        yield from _tried(lambda each=each: _check_page(maker, each.template, pages.page(each.template, each.context)))
    yield from _tried(lambda: site_style(maker.shelf))


def _check_page(maker: Maker, name: str, page: str) -> None:
    try:
        check_elements(page)
    except Misread as error:
        raise maker.wrong(name, error) from None


def _of_register(maker: Maker, register: View, day: date) -> Iterator[Fault]:
    forms = layouts(maker.shelf)
    for id, issued in _some(register.sheets):
        for form in forms:
            yield from _tried(lambda id=id, form=form: composing.form(maker, register, id, day, form))
        if issued:
            yield from _tried(lambda id=id: list(composing.letters(maker, register, [id], day)))
    for decision in register.decisions:
        yield from _tried(lambda number=decision.number: composing.report(maker, register, "section", number, day))


def _some(sheets: Iterable[Any]) -> Iterator[tuple[str, bool]]:
    """A few directions of each sort, and whether a letter tells of them."""
    seen: dict[Any, int] = {}
    for each in sheets:
        sort = (each.direction.status, tuple(sheet.act.kind for sheet in each.acts))
        seen[sort] = seen.get(sort, 0) + 1
        if seen[sort] <= OF_A_SORT:
            yield each.direction.id, bool(each.acts)


def _tried(make: Any) -> Iterator[Fault]:
    try:
        make()
    except Refused:
        return
    except DirectionsError as error:
        yield _fault(error)


def _of_word_forms(maker: Maker) -> Iterator[Fault]:
    """What is wrong with the Word forms of an authority's own, if it keeps them beside its templates."""
    from directions_cli.documents.word_form import fill

    for name in maker.shelf.names():
        if name.endswith(".docx") and name != LETTERHEAD:
            path = maker.shelf.known(name)
            for each in samples((name,)):
                try:
                    if each.template == name:
                        fill(path, each.context, maker, DAY)
                except Unreadable as error:
                    yield _fault(error)
                except WronglyAsked as error:
                    yield Fault("warning", name, f"not checked: {error}")
                    break


def _unwritable(shelf: Shelf, documents: list[Document], formats: Iterable[str]) -> Iterator[Fault]:
    """What is wrong when the documents are written in each format, in the styles of the shelf."""
    for format in formats:
        for document in documents or [Document("Title", (), DAY, english().code)]:
            try:
                written(document, format, shelf)
            except Unreadable as error:
                yield _fault(error)
            except WronglyAsked as error:
                yield Fault("warning", format, f"not checked: {error}")
                break
