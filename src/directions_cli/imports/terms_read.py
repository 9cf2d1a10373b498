"""Cells read into the terms of a direction: a small function for each field, in one table."""

from __future__ import annotations

import re
from collections.abc import Callable
from types import MappingProxyType
from typing import Any, Final

from directions_cli.imports.account import Cell
from directions_cli.imports.days import period_of, when_of, year_in
from directions_cli.imports.drafts import Draft, Reading, Said
from directions_cli.imports.kinds import TICKS, YES
from directions_cli.imports.mapping import Column
from directions_cli.imports.money import sums_of
from directions_cli.imports.names import outcomes_in
from directions_cli.imports.words import Value, absent, line_of, plain, says_none, text_of

Read = Callable[[Draft, Column, Value, Cell, Reading], Said]
_APPENDIX = re.compile(
    r"^(?P<number>\S.*?)[,;:\s(]+(?:app(?:endix)?|annex)\.?\s*(?P<appendix>[A-Z0-9]{1,4})\)?\s*$", re.IGNORECASE
)
_NO_ISSUES = re.compile(r"^(no|none|nil)\b(\s+(known|current|significant|major|reported|identified|at present|to date|to report|delivery|issues?|"
                        r"difficult(y|ies)|concerns?|raised|noted|so far|currently|outstanding|problems?|risks?|barriers))*[\s.]*$", re.IGNORECASE)  # fmt: skip


def _line(name: str) -> Read:
    """A text on one line for a field that is free; a dotted name leads into a mapping."""

    def read(draft: Draft, column: Column, value: Value, cell: Cell, reading: Reading) -> Said:
        words = line_of(value)
        if absent(words) and not (name == "reference" and words not in ("-", "?")):
            return Said(None, _unknown(words), dropped=True)
        return _put(draft, name, words)

    return read


def _unknown(words: str) -> str:
    return f"{words!r} says that nothing is known, or that nothing applies"


def _put(draft: Draft, name: str, value: Any, shown: str | None = None) -> Said:
    """Put a value into the terms unless another stands there already; then it goes to the note."""
    first, _, rest = name.partition(".")
    home = draft.terms.setdefault(first, {}) if rest else draft.terms
    here = rest or first
    if here in home and home[here] != value:
        return Said(None, f"{name} is known already from another cell; kept as a note", noted=True)
    home[here] = value
    return Said(shown or str(value))


def _text(name: str) -> Read:
    """Long text; what further rows add stands below it."""

    def read(draft: Draft, column: Column, value: Value, cell: Cell, reading: Reading) -> Said:
        words = text_of(value)
        if absent(words):
            return Said(None, _unknown(words), dropped=True)
        before = draft.terms.get(name)
        draft.terms[name] = f"{before}\n\n{words}" if before and words not in before else before or words
        return Said(words)

    return read


def _day(name: str) -> Read:
    """A day. A month, a year or prose is no day: it stays in words."""

    def read(draft: Draft, column: Column, value: Value, cell: Cell, reading: Reading) -> Said:
        when = when_of(value, reading.year)
        if when.day is None:
            words = text_of(value)
            dropped = absent(words)
            return Said(None, when.remark, noted=not dropped, dropped=dropped)
        said = _keep_day(draft, name, when.day)
        if when.rest and not said.noted:
            return Said(said.value, when.remark or "read from among other words, which are kept in the note", noted=True)
        return Said(said.value, said.remark or when.remark, said.noted)

    return read


def _keep_day(draft: Draft, name: str, day: Any) -> Said:
    if name == "issued":
        if draft.issued not in (None, day):
            return Said(None, "the day of issue is known already from another cell; kept as a note", noted=True)
        draft.issued = day
        return Said(day.isoformat())
    return _put(draft, name, day, day.isoformat())


def _ends(draft: Draft, column: Column, value: Value, cell: Cell, reading: Reading) -> Said:
    """The last day, or a period whose first day is that of effect."""
    period = period_of(text_of(value))
    if period is None:
        return _day("ends")(draft, column, value, cell, reading)
    first, last = period
    if draft.terms.get("takes_effect") not in (None, first):
        return Said(None, "its first day is another than that known already; kept as a note", noted=True)
    draft.terms["takes_effect"] = first
    said = _put(draft, "ends", last)
    return said if said.noted else Said(f"{first} to {last}", "a period: takes_effect and ends")


def _review(draft: Draft, column: Column, value: Value, cell: Cell, reading: Reading) -> Said:
    when = when_of(value, reading.year)
    if when.text is None:
        words = text_of(value)
        return Said(None, when.remark, noted=not absent(words), dropped=absent(words))
    said = _put(draft, "review", when.text)
    if when.rest and not said.noted:
        return Said(said.value, "read from among other words, which are kept in the note", noted=True)
    return said


def _to(draft: Draft, column: Column, value: Value, cell: Cell, reading: Reading) -> Said:
    words = text_of(value)
    if column.to and words.casefold() in TICKS:
        if words.casefold() not in YES:
            return Said("not to " + ", ".join(column.to))
        codes, jointly, unknown = column.to, False, ()
    elif absent(words):
        return Said(None, _unknown(words), dropped=True)
    else:
        codes, jointly, unknown = reading.names.recipients(words)
    draft.terms["to"] = tuple(dict.fromkeys((*draft.terms.get("to", ()), *codes)))
    if jointly:
        draft.terms["jointly"] = True
    shown = ", ".join(codes) + (", jointly" if jointly else "") if codes else None
    if unknown:
        for each in unknown:
            reading.missing[
                f"a partner {each!r}: add it under `partners` of register.yaml, or under `partners` of the mapping"
            ] = None
        return Said(shown, f"register.yaml has no partner {', '.join(map(repr, unknown))}", noted=True)
    return Said(shown)


def _functions(draft: Draft, column: Column, value: Value, cell: Cell, reading: Reading) -> Said:
    words = text_of(value)
    if absent(words):
        return Said(None, _unknown(words), dropped=True)
    codes, unknown, said = reading.names.functions_in(words)
    draft.terms["functions"] = tuple(dict.fromkeys((*draft.terms.get("functions", ()), *codes)))
    services = [" ".join(each.split()) for each in unknown]
    draft.terms["services"] = tuple(dict.fromkeys((*draft.terms.get("services", ()), *services)))
    for each in services:
        reading.missing[
            f"a function {each!r}: add it under `functions` of register.yaml, or under `functions` of the mapping"
        ] = None
    remark = [
        *said,
        *([f"register.yaml has no function {', '.join(map(repr, services))}; kept under services"] if services else []),
    ]
    return Said(", ".join((*codes, *services)), "; ".join(remark) or None)


def _services(draft: Draft, column: Column, value: Value, cell: Cell, reading: Reading) -> Said:
    words = text_of(value)
    if absent(words):
        return Said(None, _unknown(words), dropped=True)
    found = [part for each in re.split(r"\n|;|•", words) if (part := " ".join(each.split()).strip(" -,"))]
    draft.terms["services"] = tuple(dict.fromkeys((*draft.terms.get("services", ()), *found)))
    return Said("; ".join(found))


def _finance(draft: Draft, column: Column, value: Value, cell: Cell, reading: Reading) -> Said:
    found = sums_of(value, column.unit)
    if not found:
        return Said(None, _unknown(text_of(value)), dropped=True)
    shown, remarks = [], []
    for each in found:
        to = column.to or _partner_beside(each.words, reading)
        kind = column.kind or ("set-aside" if each.amount is not None and "set aside" in plain(each.words) else None)
        line = {"to": to[0] if len(to) == 1 else None, "year": each.year or column.year, "amount": each.amount}
        line |= {"kind": kind if each.amount is not None else None, "method": each.method, "note": each.note}
        draft.lines.append({key: part for key, part in line.items() if part is not None} | {"_row": cell.row})
        shown.append(f"£{each.amount:,}" if each.amount is not None else each.method or each.note or "")
        remarks.extend([each.remark] if each.remark else [])
    return Said("; ".join(shown), "; ".join(dict.fromkeys(remarks)) or None)


def _partner_beside(words: str, reading: Reading) -> tuple[str, ...]:
    """The one partner that stands beside a sum and nothing else does: `NHS: £1.2m`."""
    beside = re.sub(r"£?\s*[\d,.]+\s*(k|m|mn|million|thousand|bn)?\b|\bto\b|\bfrom\b|[():–-]", " ", words, flags=re.IGNORECASE)
    code = reading.names.partner(beside) if plain(beside) else None
    return (code,) if code else ()


def _of_lines(name: str) -> Read:
    """What a column says of all the lines of money: kept until they are known."""

    def read(draft: Draft, column: Column, value: Value, cell: Cell, reading: Reading) -> Said:
        words = text_of(value)
        if absent(words):
            return Said(None, _unknown(words), dropped=True)
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


def _report(draft: Draft, column: Column, value: Value, cell: Cell, reading: Reading) -> Said:
    words = line_of(value)
    if absent(words):
        return Said(None, _unknown(words), dropped=True)
    if re.match(r"https?://\S+\Z", words):
        return _put(draft, "report.url", words)
    found = _APPENDIX.match(words)
    if found:
        said = _put(draft, "report.number", found["number"].strip())
        return said if said.noted else Said(f"{said.value}; appendix {_put(draft, 'report.appendix', found['appendix']).value}")
    if not re.search(r"\d", words) and len(words) > 12:
        return _put(draft, "report.title", words)
    return _put(draft, "report.number", words)


def _url(draft: Draft, column: Column, value: Value, cell: Cell, reading: Reading) -> Said:
    words = line_of(value)
    if re.match(r"https?://[^\s/]+\S*\Z", words):
        return _put(draft, "report.url", words)
    return Said(None, "is no web address that begins with https://", noted=not absent(words), dropped=absent(words))


def _appendix(draft: Draft, column: Column, value: Value, cell: Cell, reading: Reading) -> Said:
    words = re.sub(r"^(app(endix)?|annex)\.?\s+", "", line_of(value), flags=re.IGNORECASE)
    return Said(None, _unknown(words), dropped=True) if absent(words) else _put(draft, "report.appendix", words)


def _outcomes(draft: Draft, column: Column, value: Value, cell: Cell, reading: Reading) -> Said:
    words = text_of(value)
    if absent(words):
        return Said(None, _unknown(words), dropped=True)
    numbers, whole = outcomes_in(words)
    if numbers:
        before = draft.terms.setdefault("alignment", {}).get("outcomes", ())
        draft.terms["alignment"]["outcomes"] = tuple(dict.fromkeys((*before, *numbers)))
    if not whole or not numbers:
        return _statement(draft, words, ", ".join(map(str, numbers)))
    return Said(", ".join(map(str, numbers)))


def _statement(draft: Draft, words: str, shown: str = "") -> Said:
    if words not in draft.statements:
        draft.statements.append(words)
    return Said(f"{shown}; in words" if shown else words, "kept in the words of alignment.statement")


def _priorities(draft: Draft, column: Column, value: Value, cell: Cell, reading: Reading) -> Said:
    words = text_of(value)
    if absent(words):
        return Said(None, _unknown(words), dropped=True)
    codes, whole = reading.names.priorities_in(words)
    if codes:
        before = draft.terms.setdefault("alignment", {}).get("priorities", ())
        draft.terms["alignment"]["priorities"] = tuple(dict.fromkeys((*before, *codes)))
    return Said(", ".join(codes)) if whole and codes else _statement(draft, words, ", ".join(codes))


def _alignment(draft: Draft, column: Column, value: Value, cell: Cell, reading: Reading) -> Said:
    words = text_of(value)
    if absent(words):
        return Said(None, _unknown(words), dropped=True)
    if words not in draft.statements:
        draft.statements.append(words)
    return Said(words)


def _parts(words: str) -> list[str]:
    parts = re.split(r"\n|;|•|●", words)
    return [part for each in parts if (part := " ".join(re.sub(r"^\s*(\d+[.)]|[-–*])\s+", "", each).split()).strip(" ;"))]


def _measures(draft: Draft, column: Column, value: Value, cell: Cell, reading: Reading) -> Said:
    words = text_of(value)
    if absent(words):
        return Said(None, _unknown(words), dropped=True)
    draft.terms["measures"] = tuple(dict.fromkeys((*draft.terms.get("measures", ()), *_parts(words))))
    return Said(words)


def _milestones(draft: Draft, column: Column, value: Value, cell: Cell, reading: Reading) -> Said:
    words = text_of(value)
    if absent(words):
        return Said(None, _unknown(words), dropped=True)
    for part in _parts(words):
        due = when_of(part, reading.year).text
        draft.terms["milestones"] = (*draft.terms.get("milestones", ()), {"what": part} | ({"due": due} if due else {}))
    return Said(words)


def _impact(draft: Draft, column: Column, value: Value, cell: Cell, reading: Reading) -> Said:
    words = text_of(value)
    if absent(words):
        return Said(None, _unknown(words), dropped=True)
    before = draft.terms.setdefault("impact", {}).get("statement")
    draft.terms["impact"]["statement"] = f"{before}\n{words}" if before and before != words else words
    return Said(words)


def _localities(draft: Draft, column: Column, value: Value, cell: Cell, reading: Reading) -> Said:
    codes, unknown = reading.names.localities_in(text_of(value))
    if codes:
        draft.terms["localities"] = tuple(dict.fromkeys((*draft.terms.get("localities", ()), *codes)))
    if unknown and not absent(text_of(value)):
        return Said(", ".join(codes) or None, f"register.yaml has no locality {', '.join(map(repr, unknown))}", noted=True)
    return Said(", ".join(codes) or None, dropped=not codes)


def _yes_or_no(name: str) -> Read:
    def read(draft: Draft, column: Column, value: Value, cell: Cell, reading: Reading) -> Said:
        words = plain(text_of(value)) or text_of(value).casefold()
        true = words in YES or words.startswith("yes") or words in ("private", "exempt", "confidential", "joint", "jointly")
        false = (
            words in TICKS - YES or words.startswith("no") or words in ("public", "open", "single", "not exempt", "none", "sole")
        )
        heading = plain(column.heading)
        if name == "private" and re.search(r"\bpublic(ly)?\b", heading) and "private" not in heading and words in TICKS:
            true, false = false, true
        if not (true or false or says_none(text_of(value))):
            return Said(None, "says neither yes nor no", noted=True)
        draft.terms[name] = true
        return Said("yes" if true else "no")

    return read


def _officer(draft: Draft, column: Column, value: Value, cell: Cell, reading: Reading) -> Said:
    words = line_of(value)
    if absent(words):
        return Said(None, _unknown(words), dropped=True)
    draft.officer = draft.officer or words
    return Said(words) if draft.officer == words else Said(None, "another office is known already", noted=True)


def no_issues(words: str) -> bool:
    """Whether a cell of delivery issues says that there are none."""
    return absent(words) or says_none(words) or bool(_NO_ISSUES.match(words))


OF_TERMS: Final[MappingProxyType[str, Read]] = MappingProxyType(
    {
        "reference": _line("reference"), "title": _line("title"), "direction": _text("direction"), "functions": _functions,
        "services": _services, "approved": _day("approved"), "issued": _day("issued"), "takes_effect": _day("takes_effect"),
        "ends": _ends, "review": _review, "to": _to, "finance": _finance, "finance.use": _of_lines("use"),
        "finance.method": _of_lines("method"), "finance.year": _of_lines("year"), "finance.kind": _of_lines("kind"),
        "finance.note": _of_lines("note"), "report.number": _report, "report.title": _line("report.title"),
        "report.appendix": _appendix, "report.url": _url, "outcomes": _outcomes, "priorities": _priorities,
        "alignment": _alignment, "measures": _measures, "milestones": _milestones, "impact": _impact,
        "conditions": _text("conditions"), "localities": _localities, "officer": _officer,
        "jointly": _yes_or_no("jointly"), "private": _yes_or_no("private"),
    }
)  # fmt: skip
"""How a cell of each field is read."""
