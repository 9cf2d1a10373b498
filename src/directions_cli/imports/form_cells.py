"""What is filled in on the program's own form, taken apart again as the form puts it together; and small signs of other forms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Final

from directions_cli.domain.authority import Header
from directions_cli.imports.days import when_of
from directions_cli.imports.drafts import Draft, Reading
from directions_cli.imports.rows import PROSE
from directions_cli.imports.word_tables import Paragraph, Word, WordCell
from directions_cli.imports.words import LONGEST, Value, plain

OWN: Final = MappingProxyType(
    {
        "reference number": "reference", "approval date": "approved", "services and functions covered": "functions",
        "does this direction supersede or vary an existing direction": "earlier", "direction": "direction", "direction to": "to",
        "link to the report": "report.number", "financial implications": "finance",
        "alignment to the strategic commissioning plan": "alignment", "date on which the direction will be reviewed": "review",
        "services functions covered": "functions", "full text of direction": "direction", "date of ijb": "approved",
    }
)  # fmt: skip
"""Labels of the program's own form and of its model in policy appendix 1."""
_UNKNOWN: Final = frozenset({"not known", "none given", "the text is not known", "amount not known"})
_DIGEST: Final = re.compile(r"^Digest of the terms: ")


def is_ours(word: Word) -> bool:
    """Whether a document is a form that this program made: its table is headed so."""
    return any(table and [plain(cell.text) for cell in table[0]] == ["item", "details"] for table in word.tables)


def prepared(name: str, filled: WordCell, draft: Draft, reading: Reading, ours: bool) -> Iterator[tuple[str, Value]]:
    """The fields that a cell fills with what it says of each, ready to be read as a cell of a sheet is."""
    paragraphs = [each for each in filled.paragraphs if plain(each.text) not in _UNKNOWN and not _DIGEST.match(each.text)]
    if not paragraphs:
        return
    text = "\n".join(each.text for each in paragraphs)
    if name not in PROSE:
        text = ticked(text)
        paragraphs = [Paragraph(ticked(each.text), each.listed, each.bold) for each in paragraphs]
        paragraphs = [each for each in paragraphs if each.text]
    if name == "to":
        yield from _recipients(text, draft)
    elif name == "direction":
        yield from _text(paragraphs, draft, ours)
    elif name == "functions":
        yield from _functions(paragraphs)
    elif name == "finance" and ours:
        lines = [each.text for each in paragraphs if not each.text.endswith(" in all")]
        kept = [line for line in lines if not _own_money(line, draft, reading.header)]
        if kept:
            yield "finance", "\n".join(kept)
    elif name == "report.number":
        yield from _report(paragraphs)
    elif name == "alignment":
        yield from _alignment(paragraphs)
    else:
        yield name, text


def ticked(text: str) -> str:
    """Of boxes to tick the words of those that are ticked, a line each; a text without boxes as it is.

    A box belongs to the words after it, unless the text begins with words and ends with a box.
    """
    if not re.search("[☐☒☑]", text):
        return text
    marks, words = "☐☒☑✓", re.split("[☐☒☑✓]", text)
    boxes = re.findall(f"[{marks}]", text)
    after = not words[0].strip() or bool(words[-1].strip())
    beside = words[1:] if after else words[:-1]
    return "\n".join(
        kept for box, part in zip(boxes, beside, strict=True) if box != "☐" and (kept := " ".join(part.split(" ")).strip())
    )


def _recipients(text: str, draft: Draft) -> Iterator[tuple[str, Value]]:
    """Recipients, and whether they are to carry it out jointly."""
    bare = re.sub(r",?\s*to be carried out jointly", "", text)
    if bare != text:
        draft.terms["jointly"] = True
    if bare.strip():
        yield "to", bare


def _text(paragraphs: list[Paragraph], draft: Draft, ours: bool) -> Iterator[tuple[str, Value]]:
    """The text; on the program's own form its first line, in bold, is the title, and conditions and milestones follow."""
    rest = list(paragraphs)
    if ours and rest[0].bold:
        yield "title", rest.pop(0).text
    parts: dict[str, list[Paragraph]] = {"direction": []}
    here = "direction"
    for each in rest:
        if ours and each.bold and each.text in ("Conditions", "Milestones"):
            here = each.text.casefold()
            parts[here] = []
        else:
            parts[here].append(each)
    if parts["direction"]:
        yield "direction", joined(parts["direction"])
    if parts.get("conditions"):
        yield "conditions", joined(parts["conditions"])
    for each in parts.get("milestones", ()):
        draft.terms["milestones"] = (*draft.terms.get("milestones", ()), _milestone(each.text))


def joined(paragraphs: list[Paragraph]) -> str:
    """Paragraphs as text of a direction: a blank line between two, none between the items of a list."""
    text = ""
    for number, each in enumerate(paragraphs):
        words = f"- {each.text}" if each.listed else each.text
        between = "" if not number else "\n" if each.listed and paragraphs[number - 1].listed else "\n\n"
        text += between + words
    return text


def _milestone(text: str) -> dict[str, Any]:
    if len(text) > LONGEST:
        return {"what": text}
    found = re.fullmatch(r"(?P<what>.*?)(?:, by (?P<due>[^,()]+?))?(?: \((?P<measure>.*)\))?", text, re.DOTALL)
    due = when_of(found["due"]) if found and found["due"] else None
    if not found or (found["due"] and not (due and due.text and not due.rest)):
        return {"what": text}
    parts = {"what": found["what"], "due": due.text if due else None, "measure": found["measure"]}
    return {key: value for key, value in parts.items() if value}


def _functions(paragraphs: list[Paragraph]) -> Iterator[tuple[str, Value]]:
    named = [each.text for each in paragraphs if not each.text.startswith("In particular: ")]
    if named:
        yield "functions", "\n".join(named)
    for each in paragraphs:
        if each.text.startswith("In particular: "):
            yield "services", each.text.removeprefix("In particular: ")


def _report(paragraphs: list[Paragraph]) -> Iterator[tuple[str, Value]]:
    """A report as the form prints it: number, title, appendix; and its address on a line of its own."""
    for each in paragraphs:
        if re.match(r"https?://\S+$", each.text):
            yield "report.url", each.text
            continue
        text, _, appendix = each.text.partition(", appendix ")
        number, _, title = text.partition(", ")
        if re.search(r"\d", number) and " " not in number.strip():
            yield "report.number", number
            if title:
                yield "report.title", title
        else:
            yield "report.title", text
        if appendix:
            yield "report.appendix", appendix


def _alignment(paragraphs: list[Paragraph]) -> Iterator[tuple[str, Value]]:
    statement = []
    for each in paragraphs:
        priority = re.match(r"Priority(?:\s+[–-])?\s+([^:]+?)(?::|$)", each.text)
        outcome = re.match(r"(?:National )?outcome\W+(\d)(?::|$)", each.text, re.IGNORECASE)
        if priority:
            yield "priorities", priority[1]
        elif outcome:
            yield "outcomes", outcome[1]
        else:
            statement.append(each)
    if statement:
        yield "alignment", joined(statement)


def _one_of(names: Iterable[str]) -> str:
    """A pattern of one of these names, the longest first."""
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))


def _own_money(text: str, draft: Draft, header: Header) -> bool:
    """Read a line of money as the program's form prints it. Gives whether it was one."""
    partners = {partner.name: partner.code for partner in header.partners}
    functions = {function.name: function.code for function in header.functions}
    tail = (
        rf"(?:, (?P<kind>set aside|payment))?(?: to (?P<to>{_one_of(partners)}))?(?: for (?P<function>{_one_of(functions)}))?"
        r"(?:, (?P<year>\d{4}-\d\d))?(?:\. (?P<use>.*?))?(?: \((?P<note>[^()]*)\))?"
    )
    found = re.fullmatch(rf"£(?P<amount>[\d,]+(?:\.\d\d)?){tail}", text, re.DOTALL)
    found = found or re.fullmatch(rf"(?P<method>.+?){tail}", text, re.DOTALL)
    if not found:
        return False
    parts = found.groupdict()
    if not parts.get("amount") and not (parts["kind"] or parts["to"] or parts["year"]):
        return False
    method = parts.get("method")
    line = {
        "to": partners.get(parts["to"] or ""),
        "function": functions.get(parts["function"] or ""),
        "year": parts["year"],
        "kind": {"set aside": "set-aside", "payment": "payment"}.get(parts["kind"] or ""),
        "amount": Decimal(parts["amount"].replace(",", "")) if parts.get("amount") else None,
        "method": None if method == "Amount not known" else method,
        "use": parts["use"],
        "note": parts["note"],
    }
    draft.lines.append({key: value for key, value in line.items() if value is not None} | {"_row": 1})
    return True
