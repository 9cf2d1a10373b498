"""Cells read into lines of money."""

from __future__ import annotations

import re

from directions_cli.imports.account import Cell
from directions_cli.imports.days import year_in
from directions_cli.imports.drafts import Draft, Reading, Said
from directions_cli.imports.mapping import Column
from directions_cli.imports.money import sums_of
from directions_cli.imports.putting import Read, unknown_words
from directions_cli.imports.words import Value, absent, plain, text_of


def finance(draft: Draft, column: Column, value: Value, cell: Cell, reading: Reading) -> Said:
    """Lines of money, as a cell tells of one or several sums."""
    found = sums_of(value, column.unit)
    if not found:
        return Said(None, unknown_words(text_of(value)), dropped=True)
    shown, remarks = [], []
    for each in found:
        to = column.to or _partner_beside(each.words, reading)
        kind = column.kind or ("set-aside" if each.amount is not None and "set aside" in plain(each.words) else None)
        line = {"to": to[0] if len(to) == 1 else None, "year": each.year or column.year, "amount": each.amount}
        line |= {"kind": kind if each.amount is not None else None, "method": each.method, "note": each.note}
        about = {"_row": cell.row, **({"_total": cell} if re.search(r"\btotals?\b", plain(column.heading)) and not to else {})}
        draft.lines.append({key: part for key, part in line.items() if part is not None} | about)
        shown.append(f"£{each.amount:,}" if each.amount is not None else each.method or each.note or "")
        remarks.extend([each.remark] if each.remark else [])
    return Said("; ".join(shown), "; ".join(dict.fromkeys(remarks)) or None)


def _partner_beside(words: str, reading: Reading) -> tuple[str, ...]:
    """The one partner that stands beside a sum and nothing else does: `NHS: £1.2m`."""
    beside = re.sub(r"£?\s*[\d,.]+\s*(k|m|mn|million|thousand|bn)?\b|\bto\b|\bfrom\b|[():–-]", " ", words, flags=re.IGNORECASE)
    code = reading.names.partner(beside) if plain(beside) else None
    return (code,) if code else ()


def of_lines(name: str) -> Read:
    """What a column says of all the lines of money: kept until they are known."""

    def read(draft: Draft, column: Column, value: Value, cell: Cell, reading: Reading) -> Said:
        words = text_of(value)
        if absent(words):
            return Said(None, unknown_words(words), dropped=True)
        said: str | None = words
        if name == "year":
            said = year_in(words)
        elif name == "kind":
            said = "set-aside" if "set aside" in plain(words) else "payment" if "payment" in plain(words) else None
        if said is None or draft.of_lines.get(name, said) != said:
            return Said(None, f"names no {'financial year' if name == 'year' else 'kind of money'} that can be told", noted=True)
        draft.of_lines[name] = said
        return Said(said)

    return read


def put_money(draft: Draft) -> None:
    """The lines of money, with what other columns say of all of them."""
    _said_of_all(draft)
    _without_totals(draft)
    known = draft.terms.get("to", ())
    if not known:
        known = tuple(dict.fromkeys(line["to"] for line in draft.lines if line.get("to")))
        if known:
            draft.terms["to"] = known
            draft.remarks.append("recipients are read from the columns of money")
    found = []
    for line in draft.lines:
        line = {name: value for name, value in line.items() if not name.startswith("_")}
        if line.get("to") and line["to"] not in known:
            draft.remarks.append(f"money is for {line['to']}, to which the direction is not")
            line["note"] = "\n".join(filter(None, (line.get("note"), f"To {line.pop('to')}.")))
        if line not in found:
            found.append(line)
    if found:
        draft.terms["finance"] = tuple(found)


def _without_totals(draft: Draft) -> None:
    """Leave away the sum of a column of totals where the sums that make it up stand beside it: it is no money besides."""
    for line in [line for line in draft.lines if "_total" in line]:
        cell = line["_total"]
        others = [
            each["amount"] for each in draft.lines if "_total" not in each and "amount" in each and each["_row"] == line["_row"]
        ]
        if not others:
            continue
        draft.lines.remove(line)
        if sum(others) == line.get("amount"):
            cell.remark = "the sum of the money beside it, and no money besides"
        else:
            draft.note(cell, "a total that is not the sum of the money beside it; kept as a note")


def _said_of_all(draft: Draft) -> None:
    """What other columns say of the lines of money: put into each, or the only line where no sum is told. Else it is a note."""
    said = draft.of_lines
    if not draft.lines and {"method", "use", "note"} & set(said):
        draft.lines.append({name: value for name, value in said.items() if name != "kind"} | {"_row": draft.rows[0]})
        return
    for line in draft.lines:
        for name, value in said.items():
            if name == "kind" and "amount" not in line:
                continue
            added = name in ("note", "use", "method") and line.get(name)
            line[name] = f"{line[name]}\n{value}" if added else line.get(name, value)
    for cell in draft.cells:
        name = cell.field.removeprefix("finance.")
        if cell.fate == "read" and name != cell.field and name in said and not _in_a_line(draft, name):
            draft.note(cell, "the money of the direction does not take it; kept as a note")


def _in_a_line(draft: Draft, name: str) -> bool:
    """Whether a line of money says what a column says of all of them."""
    return any(draft.of_lines[name] in str(line.get(name, "")) for line in draft.lines)
