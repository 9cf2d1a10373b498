"""A completed form read into the terms of a draft: ours, or any table of labels and what is filled in beside them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from directions_cli.domain.authority import Header
from directions_cli.domain.register import Register
from directions_cli.errors import Unreadable
from directions_cli.imports.account import Cell, RowTold
from directions_cli.imports.drafts import Draft, Reading, said_of
from directions_cli.imports.fields import LINKS
from directions_cli.imports.form_cells import OWN, is_ours, prepared
from directions_cli.imports.form_grids import read_grid
from directions_cli.imports.form_tables import Grid, Labelled, parts_of
from directions_cli.imports.linking import Index
from directions_cli.imports.mapping import Column, SheetMap, Wishes
from directions_cli.imports.matching import Headed, scores
from directions_cli.imports.names import Names
from directions_cli.imports.references import resolved
from directions_cli.imports.rows import read_field
from directions_cli.imports.standing import put_together
from directions_cli.imports.word_tables import WordCell, word_of
from directions_cli.imports.words import Value, plain, shortened

OF_FORMS: Final = frozenset(
    "reference title direction functions services approved takes_effect ends review to finance finance.use finance.method"
    " finance.year finance.kind report.number report.title report.appendix report.url earlier supersedes varies revokes outcomes"
    " priorities alignment measures milestones impact conditions localities jointly private".split()
)
"""Fields that a form may hold; what else it says is listed as not read."""
NAMING: Final = frozenset({"title", "direction", "reference", "functions", "to"})
"""Fields that name something: a question that is answered with yes or no is none of them."""
_YES_OR_NO: Final = frozenset({"yes", "no", "yes no", "no yes", "y", "n", "y n"})
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
    number, before = 1, None
    for part in parts_of(word.tables, reading.names, known_as):
        if isinstance(part, Grid):
            labels += LEAST
            number = read_grid(part, draft, number, reading)
            continue
        before = _read(draft, number, part, before, reading, is_ours(word))
        labels += before in OF_FORMS
        number += 1
    if labels < LEAST:
        raise Unreadable("holds no form: no table with labels such as `Reference number` and `Direction to`", path.name)
    _of_grids(draft)
    put_together(draft)
    draft.remarks = [remark.replace("the sheet gives", "the form gives") for remark in draft.remarks]
    _beside_sums(draft, reading.names)
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


def field_of(label: str, filled: WordCell) -> str | None:
    """The field that a label means, by the table of headings; None where it means none that a form holds."""
    known = plain(label)
    if known in OWN:
        return OWN[known]
    barred = NAMING if plain(filled.text) in _YES_OR_NO else frozenset()
    found = {name: score for name, score in _fields(label, filled).items() if name in OF_FORMS - barred}
    return max(found, key=lambda name: found[name]) if found else None


def _fields(label: str, filled: WordCell) -> dict[str, float]:
    return scores(Headed(0, (" ".join(label.split()),), (filled.text,) if filled.text else ()))


def known_as(words: str) -> float:
    """How alike words are to a label of a form or log, whatever it means: 1 or more where they are the same."""
    return 1.0 if plain(words) in OWN else max(_fields(words, WordCell()).values(), default=0.0)


def _meant(part: Labelled, before: str | None) -> str | None:
    """The field of a label, or of its group and it together. The day beside a signature is not that of the meeting."""
    if before == "officer" and _is_day(part.label):
        return None
    name = field_of(part.label, part.filled)
    if name is None and part.within is not None:
        name = field_of(f"{part.within} {part.label}", part.filled)
    if name is None and "officer" in _fields(part.label, part.filled):
        return "officer"
    return name


def _is_day(label: str) -> bool:
    return plain(label) in ("date", "dated", "day", "signed on")


def _read(draft: Draft, number: int, part: Labelled, before: str | None, reading: Reading, ours: bool) -> str | None:
    """Read what is filled in for a label. Gives the field that the label means, if any."""
    words, name = part.filled.text, _meant(part, before)
    if plain(part.label) in ("item", "field") and plain(words) in ("details", "detail"):
        return name
    heading = " – ".join(" ".join(each.split()) for each in (part.within, part.label) if each)
    column = Column(0, str(number), heading, name or "note")
    cell = said_of(column, number, words)
    draft.cells.append(cell)
    if not words or UNFILLED.search(words):
        cell.fate, cell.remark = "left out", "nothing is filled in" if not words else "holds only the words of the blank form"
    elif name not in OF_FORMS:
        cell.fate, cell.remark = "left out", "this label is not known; put what it says where it belongs in the draft"
        if name == "officer" or (before == "officer" and _is_day(part.label)):
            cell.remark = "belongs to a signature, which a draft does not have"
    else:
        _fill(draft, column, prepared(name, part.filled, draft, reading, ours), cell, reading)
    return name


def _fill(draft: Draft, column: Column, parts: Iterable[tuple[str, Value]], cell: Cell, reading: Reading) -> None:
    for field_name, value in parts:
        said = read_field(draft, replace(column, field=field_name), value, cell, reading)
        cell.value = "; ".join(filter(None, (cell.value, said.value))) or None
        cell.remark = "; ".join(filter(None, (cell.remark, said.remark))) or None
        if said.noted:
            cell.fate = "left out"
            cell.remark = cell.remark or "could not be read"


def _of_grids(draft: Draft) -> None:
    """Recipients and functions of a form that names them only beside its money."""
    for name, codes in draft.of_grids.items():
        if codes and not draft.terms.get(name):
            draft.terms[name] = codes
            draft.remarks.append(f"{'recipients' if name == 'to' else 'functions'} are read from the table of money")


def _beside_sums(draft: Draft, names: Names) -> None:
    """Recipient and function of a sum whose words name one of each, of those of the direction: `NHS: £1m for telecare`."""
    lines: list[dict[str, Any]] = []
    for line in draft.terms.get("finance", ()):
        words = str(line.get("note") or "") if "amount" in line else ""
        to = [code for code in names.named_in(words) if code in draft.terms.get("to", ())]
        named = [each.code for each in names.header.functions if f" {plain(each.name)} " in f" {plain(words)} "]
        functions = [code for code in named if code in draft.terms.get("functions", ())]
        beside = {"to": to[0] if len(to) == 1 else None, "function": functions[0] if len(functions) == 1 else None}
        lines.append({**{name: code for name, code in beside.items() if code}, **line})
    if lines:
        draft.terms["finance"] = tuple(lines)


def _only_one_possible(draft: Draft, header: Header) -> None:
    """Recipient, function and kind of money where the form leaves only one: it is paid to whom it directs, for what it covers.

    Money is set aside only for functions that register.yaml marks so (the Act, s.27(1)(a)). A year is never taken for granted.
    """
    to, functions = draft.terms.get("to", ()), draft.terms.get("functions", ())
    use = next((cell for cell in draft.cells if cell.field == "finance" and "carry out" in plain(cell.heading)), None)
    lines: list[dict[str, Any]] = []
    said: set[str] = set()
    for line in draft.terms.get("finance", ()):
        code = line.get("function") or (functions[0] if len(functions) == 1 else None)
        only = header.function(code) if code else None
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
