"""A completed form read into the terms of a draft: ours, or any table of labels and what is filled in beside them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from directions_cli.domain.authority import Header
from directions_cli.domain.register import Register
from directions_cli.errors import Unreadable
from directions_cli.imports.account import RowTold
from directions_cli.imports.drafts import Draft, Reading, said_of
from directions_cli.imports.fields import LINKS
from directions_cli.imports.form_cells import OWN, is_ours, prepared
from directions_cli.imports.linking import Index
from directions_cli.imports.mapping import Column, SheetMap, Wishes
from directions_cli.imports.matching import Headed, scores
from directions_cli.imports.names import Names
from directions_cli.imports.references import resolved
from directions_cli.imports.rows import read_field
from directions_cli.imports.standing import put_together
from directions_cli.imports.word_tables import Paragraph, Word, WordCell, word_of
from directions_cli.imports.words import plain, shortened

OF_FORMS: Final = frozenset(
    "reference title direction functions services approved takes_effect ends review to finance finance.use finance.method"
    " finance.year finance.kind report.number report.title report.appendix report.url earlier supersedes varies revokes outcomes"
    " priorities alignment measures milestones impact conditions localities jointly private".split()
)
"""Fields that a form may hold; what else it says is listed as not read."""
LEAST: Final = 2
"""Labels that a document must have to be taken for a form."""
UNFILLED: Final = re.compile(
    r"^(insert\b|use format|from report|please (specify|insert|provide)|click or tap|\[.*\]$|<.*>$)|delete as appropriate",
    re.IGNORECASE,
)


@dataclass
class Form:
    """A form as read: the terms for a draft, and the account of each of its labels."""

    file: str
    terms: dict[str, Any]
    told: RowTold
    missing: tuple[str, ...] = field(default=())


def read_form(path: Path, register: Register, complete: Callable[[dict[str, Any]], None] = lambda _: None) -> Form:
    """A completed form; `complete` adds what the officer gives besides. Raises `Unreadable` where the document holds no form."""
    word = word_of(path)
    missing: dict[str, None] = {}
    header: Header = register.header
    reading = Reading(header, Names(header), Wishes(), SheetMap(path.name, "", (1, 1)), None, missing)
    draft = Draft(path.name, "", [1])
    labels = 0
    for number, (label, filled) in enumerate(_labelled(word), 1):
        name = field_of(label, filled)
        labels += name is not None
        _read(draft, number, label, filled, name, reading, is_ours(word))
    if labels < LEAST:
        raise Unreadable("holds no form: no table with labels such as `Reference number` and `Direction to`", path.name)
    put_together(draft)
    _only_one_possible(draft, header)
    _links(draft, register)
    reference = draft.terms.pop("reference", None)
    complete(draft.terms)
    if reference:
        draft.remarks.append(f"the form has the reference {reference}; a draft is given the next of the register")
    if "approved" not in draft.terms and not draft.left_out:
        draft.left_out = "the form gives no day of the board meeting, and a draft needs one: give it with --approved DATE"
    told = draft.told()
    told.reference = reference
    return Form(path.name, draft.terms, told, tuple(missing))


def _labelled(word: Word) -> Iterator[tuple[str, WordCell]]:
    """Each label of the tables with what is filled in beside it, or below it in the same cell."""
    for table in word.tables:
        for row in table:
            cells = [cell for cell in row if cell.paragraphs]
            if len(cells) > 1 and re.fullmatch(r"\(?\d{1,2}[.)]?|[a-z][.)]", cells[0].text):
                cells = cells[1:]
            if len(cells) > 1:
                rest = [paragraph for cell in cells[1:] for paragraph in cell.paragraphs]
                yield cells[0].text, WordCell(rest)
            elif len(cells) == 1 and len(row) > 1 and len(cells[0].text) < 120:
                yield cells[0].text, WordCell()
            elif len(cells) == 1:
                yield _label_inside(cells[0])


def _label_inside(cell: WordCell) -> tuple[str, WordCell]:
    """The label of a cell that holds label and answer: what stands before a colon, else its first paragraph."""
    first = cell.paragraphs[0]
    label, colon, rest = first.text.partition(":")
    if colon and len(label) < 120:
        kept = [Paragraph(rest.strip(), first.listed)] if rest.strip() else []
        return label, WordCell([*kept, *cell.paragraphs[1:]])
    return first.text, WordCell(cell.paragraphs[1:])


def field_of(label: str, filled: WordCell) -> str | None:
    """The field that a label means, by the table of headings; None where it means none that a form holds."""
    known = plain(label)
    if known in OWN:
        return OWN[known]
    found = {
        name: score
        for name, score in scores(Headed(0, (" ".join(label.split()),), (filled.text,) if filled.text else ())).items()
        if name in OF_FORMS
    }
    return max(found, key=lambda name: found[name]) if found else None


def _read(draft: Draft, number: int, label: str, filled: WordCell, name: str | None, reading: Reading, ours: bool) -> None:
    words = filled.text
    if plain(label) in ("item", "field") and plain(words) in ("details", "detail"):
        return
    column = Column(0, str(number), " ".join(label.split()), name or "note")
    cell = said_of(column, number, words)
    draft.cells.append(cell)
    if not words or UNFILLED.search(words):
        cell.fate, cell.remark = "left out", "nothing is filled in" if not words else "holds only the words of the blank form"
        return
    if name is None:
        cell.fate, cell.remark = "left out", "this label is not known; put what it says where it belongs in the draft"
        return
    for field_name, value in prepared(name, filled, draft, reading, ours):
        part = Column(0, str(number), column.heading, field_name)
        said = read_field(draft, part, value, cell, reading)
        cell.value = "; ".join(filter(None, (cell.value, said.value))) or None
        cell.remark = "; ".join(filter(None, (cell.remark, said.remark))) or None
        if said.noted:
            cell.fate = "left out"
            cell.remark = cell.remark or "could not be read"


def _only_one_possible(draft: Draft, header: Header) -> None:
    """Recipient, function and kind of money where the form leaves only one: it is paid to whom it directs, for what it covers.

    Money is set aside only for functions that register.yaml marks so (the Act, s.27(1)(a)). A year is never taken for granted.
    """
    to, functions = draft.terms.get("to", ()), draft.terms.get("functions", ())
    only = header.function(functions[0]) if len(functions) == 1 else None
    use = next((cell for cell in draft.cells if cell.field == "finance" and "carry out" in plain(cell.heading)), None)
    lines: list[dict[str, Any]] = []
    said: set[str] = set()
    for line in draft.terms.get("finance", ()):
        given = {"to": to[0] if len(to) == 1 else None, "function": only.code if only else None}
        given["kind"] = "payment" if (only and not only.set_aside and "amount" in line) or "method" in line else None
        given["use"] = "To carry out the direction." if use else None
        new = {key: value for key, value in given.items() if value and key not in line}
        said.update(new)
        lines.append({**line, **new})
    if lines:
        draft.terms["finance"] = tuple(lines)
    if said:
        draft.remarks.append(f"of its money {', '.join(sorted(said))} follow from the rest of the form; look at them")


def _links(draft: Draft, register: Register) -> None:
    """The earlier directions that a form names, by their ids; what names none that is known is kept as not identified."""
    find = Index({}, register).finder(draft, "")
    for named, cell in draft.links:
        verb = named.how if named.how in LINKS else None
        found, unknown = resolved(re.split(r",\s+(?=\D)", named.words)[0].rstrip("."), find)
        if not found:
            found, unknown = resolved(named.words, find)
        if verb is None:
            cell.fate, cell.remark = (
                "left out",
                f"names {shortened(named.words)}, but not whether it is superseded, varied or revoked",
            )
            continue
        links = (*found, *({"unidentified": words} for words in unknown if not found))
        draft.terms[verb] = (*draft.terms.get(verb, ()), *links)
        if unknown and not found:
            cell.remark = f"{shortened(named.words)} is not in the register; kept as not identified"


def forms_in(paths: list[Path]) -> list[Path]:
    """The forms given, and those in the folders given, in the order of their names; Word's own lock files are left aside."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = sorted(each for each in path.rglob("*") if each.suffix.casefold() in (".docx", ".docm") and each.is_file())
            found.extend(each for each in inside if not each.name.startswith("~$"))
        else:
            found.append(path)
    return found
