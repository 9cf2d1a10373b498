"""An authority's own Word form, with Jinja tags in its text, filled in as it is.

It runs in the sandbox of every template. What it prints of the register is a mark at first; only when the form has been filled
in, and read as XML, does the text take the place of its mark. So it can't become a tag, a code of a field or XML.
"""

from __future__ import annotations

import html
import io
import re
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final

from jinja2 import TemplateSyntaxError, pass_context

from directions_cli.documents.extras import missing
from directions_cli.documents.making import WRONG, Maker, told_path
from directions_cli.documents.messages import message_functions
from directions_cli.documents.printing import print_filters
from directions_cli.documents.runs import Markdown, Run, Stopped
from directions_cli.documents.sandbox import Sandbox
from directions_cli.documents.shelf import content_of
from directions_cli.documents.tree import Document
from directions_cli.errors import Unreadable

ENDING: Final = ".docx"
LONGEST: Final = 20_000_000
"""Characters of XML that a form may grow to."""
_TAG: Final = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_ELEMENT: Final = re.compile("<[^>]*>")
_OPENING: Final = re.compile(r"\{[{%#]")
_CLOSING: Final = {"{{": "}}", "{%": "%}", "{#": "#}"}
_OPENED: Final = re.compile(r"\{[{%].{0,2000}", re.DOTALL)
_BEGIN, _END = "\ue002", "\ue003"
_PIECE: Final = re.compile(f"{_BEGIN}([0-9]+)\n{_END}")
_PARTS: Final = ("/header", "/footer")
_NOTES: Final = ("footnotes+xml", "endnotes+xml")


def fill(template: Path, context: Mapping[str, Any], maker: Maker, day: date) -> bytes:
    """The form filled in with the names that `form.md` has; the same form, context and day give the same bytes.

    Raises `Unreadable`, naming the form and what is wrong with it; `WronglyAsked` where docxtpl is not installed.
    """
    try:
        import docxtpl as _  # noqa: F401
    except ImportError:
        raise missing("docx", "Word forms") from None
    from directions_cli.documents.writers.docx_marks import Misplaced
    from directions_cli.documents.writers.docx_package import describe, opened, sealed

    data = _read(template)
    opened(data, template)
    form = _Form(data, context, maker)
    try:
        title = form.fill()
    except (Misplaced, *WRONG) as error:
        raise Unreadable(form.said(error), told_path(template)) from None
    author = getattr(context.get("authority"), "name", "")
    reference = str(getattr(context.get("direction"), "reference", ""))
    describe(form.docx, Document(title or reference, (), day, maker.language.code, str(author), reference))
    return sealed(form.docx, day)


def _read(template: Path) -> bytes:
    if template.suffix.casefold() != ENDING:
        ending = template.suffix or "nothing"
        raise Unreadable(f"is no Word form: its name ends in {ending}, not in {ENDING}", told_path(template))
    return content_of(template, told_path(template))


class _Form:
    """One filling in of a form: its parts with tags, the sandbox, and the tag that is under way."""

    def __init__(self, data: bytes, context: Mapping[str, Any], maker: Maker) -> None:
        from docxtpl import DocxTemplate

        self.form, self.context, self.maker = DocxTemplate(io.BytesIO(data)), context, maker
        self.sandbox = Sandbox()
        self.sandbox.filters |= print_filters(maker.language)
        messages = {name: _escaped(function) for name, function in message_functions(maker.language).items()}
        self.sandbox.globals |= messages | {"language": maker.language.code}
        self.run = self.sandbox.run = Run()
        self.tags: list[str] = []
        self.has_tags = False

    def fill(self) -> str:
        """Fill in the body, headers, footers and notes; give the title of the file."""
        from directions_cli.documents.writers.docx_marks import put_in, spoken
        from directions_cli.documents.writers.docx_xml import etree

        form = self.form
        form.render_init()
        self.docx = form.docx
        body = form.fix_tables(self._rendered(self._joined(form.get_xml())))
        form.fix_docpr_ids(body)
        put_in(body, self.run.texts)
        form.map_tree(body)
        for key, rel in list(self.docx.part.rels.items()):
            if not rel.is_external and rel.reltype.endswith(_PARTS) and rel.target_part.blob:
                xml = self._rendered(self._joined(form.get_part_xml(rel.target_part)))
                form.map_headers_footers_xml(key, self._finished(xml))
            elif not rel.is_external and rel.target_part.content_type.endswith(_NOTES):
                part = rel.target_part
                xml = self._joined(etree.tostring(_tree(part.blob), encoding="unicode"))
                part._blob = self._finished(self._rendered(xml))
        if not self.has_tags:
            raise Stopped(
                "it has no tags, so nothing would be filled in; write {{ direction.reference }} where the reference belongs"
            )
        title = self._rendered(html.escape(self.docx.core_properties.title or "", quote=False), whole=False)
        return spoken(html.unescape(title), self.run.texts)

    def _joined(self, xml: str) -> str:
        """The XML with each tag in one piece, which Word may have parted into several runs."""
        _check_closed(xml)
        joined: str = self.form.patch_xml(xml)
        return joined

    def _finished(self, xml: str) -> bytes:
        from directions_cli.documents.writers.docx_marks import put_in
        from directions_cli.documents.writers.docx_xml import etree

        root = _tree(xml.encode())
        put_in(root, self.run.texts)
        made: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        return made

    def _rendered(self, xml: str, whole: bool = True) -> str:
        """A part with its tags carried out. The template is the tags alone: what stands between them is put back after."""
        from directions_cli.documents.writers.docx_xml import etree

        if _BEGIN in xml or _END in xml:
            raise Stopped("it holds the private characters U+E002 or U+E003, which no form may; take them out")
        self.tags = [" ".join(html.unescape(tag).split()) for tag in _TAG.findall(xml)]
        self.has_tags |= bool(self.tags)
        pieces = _TAG.split(xml)
        if torn := next((found for piece in pieces if (found := _OPENED.search(piece))), None):
            said = " ".join(re.sub(r"<[^>]*>", "", torn[0]).split())[:60]
            raise Stopped(f"a tag is not closed: {html.unescape(said)}")
        source = "".join(f"{_BEGIN}{at}\n{_END}{tag}" for at, tag in enumerate([*self.tags, ""]))
        made = str(self.sandbox.from_string(source).render(**self.context))
        used = [int(number) for number in _PIECE.findall(made)]
        if sum(len(pieces[number]) for number in used) + len(made) > LONGEST:
            raise Stopped(f"it makes more than {LONGEST:,} characters; does it loop for ever?")
        xml = _PIECE.sub(lambda piece: pieces[int(piece[1])], made)
        if whole:
            try:
                _tree(xml.encode())
            except etree.XMLSyntaxError:
                raise Stopped(
                    "its tags tear a paragraph or table apart: {% … %} and the tag that ends it stand in one paragraph, or each"
                    " alone in a paragraph as {%p … %}, or in a row as {%tr … %}"
                ) from None
        return xml

    def said(self, error: BaseException) -> str:
        """What is wrong, with the tag that it is about as far as that is known."""
        from directions_cli.documents.writers.docx_marks import Misplaced

        if isinstance(error, Misplaced):
            return str(error)
        if isinstance(error, TypeError) and "no loader" in str(error):
            return "a Word form stands alone: it can't include or extend a template"
        told = self.maker.wrong("", error)
        said = str(told).removeprefix(f"{told.where}: ")
        line = error.lineno if isinstance(error, TemplateSyntaxError) else _line_of(error)
        tag = self.tags[line - 2] if line is not None and 2 <= line < len(self.tags) + 2 else None
        return f"{said} (in the tag {tag})" if tag else said


def _check_closed(xml: str) -> None:
    """Raise `Stopped` for a tag that is not closed. In one pass: to look for the end of each of many would take for ever."""
    for said in (_ELEMENT.sub("", xml), "".join(_ELEMENT.findall(xml))):
        at = 0
        while opened := _OPENING.search(said, at):
            end = said.find(_CLOSING[opened[0]], opened.end())
            if end < 0:
                words = " ".join(html.unescape(said[opened.start() : opened.start() + 200]).split())[:60]
                raise Stopped(f"a tag is not closed: {words}")
            at = end + 2


def _line_of(error: BaseException) -> int | None:
    """The line of the template in which it went wrong."""
    found, trace = None, error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == "<template>":
            found = trace.tb_lineno
        trace = trace.tb_next
    return found


def _tree(xml: bytes) -> Any:
    from directions_cli.documents.writers.docx_xml import etree

    return etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True))


def _escaped(function: Callable[..., Any]) -> Callable[..., Any]:
    """A function of messages whose wording is text of XML."""

    @pass_context
    def called(context: Any, *texts: Any, **values: Any) -> Markdown:
        return Markdown(html.escape(function(context, *texts, **values), quote=False))

    return called
