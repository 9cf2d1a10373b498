"""Cells read into the terms of a direction: a small function for each field, in one table."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import Any, Final

from directions_cli.imports.account import Cell
from directions_cli.imports.days import days_in, period_of, when_of
from directions_cli.imports.drafts import Draft, Reading, Said
from directions_cli.imports.kinds import TICKS, YES
from directions_cli.imports.mapping import Column
from directions_cli.imports.money_read import finance, of_lines
from directions_cli.imports.plan_read import alignment, impact, measures, milestones, outcomes, priorities
from directions_cli.imports.putting import Read, put, unknown_words
from directions_cli.imports.report_read import report, report_beside, url
from directions_cli.imports.words import Value, absent, line_of, plain, says_none, text_of

_NO_ISSUES = re.compile(
    r"^(no|none|nil|nothing|not any)\b(\s+(known|current|significant|major|reported|identified|at present|to date|to report"
    r"|at this (time|stage|point)|as yet|yet|this (period|quarter|year)|of note|significant|new|further|to note|delivery|issues?|"
    r"difficult(y|ies)|concerns?|raised|noted|so far|currently|arising|outstanding|problems?|risks?|barriers))*[\s.]*$",
    re.IGNORECASE,
)


_SINCE: Final = re.compile(r"(?:(?:with )?effect(?:ive)? from|from|since|wef|starts?|starting)\b:?\s+(?=[\d\w])", re.IGNORECASE)


def _line(name: str) -> Read:
    """A text on one line for a field that is free; a dotted name leads into a mapping."""

    def read(draft: Draft, column: Column, value: Value, cell: Cell, reading: Reading) -> Said:
        words = line_of(value)
        if absent(words) and not (name == "reference" and words not in ("-", "?")):
            return Said(None, unknown_words(words), dropped=True)
        return put(draft, name, words)

    return read


def _text(name: str) -> Read:
    """Long text; what further rows add stands below it."""

    def read(draft: Draft, column: Column, value: Value, cell: Cell, reading: Reading) -> Said:
        words = text_of(value)
        if absent(words):
            return Said(None, unknown_words(words), dropped=True)
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
        if name == "approved" and not said.noted and report_beside(draft, column, when.rest, reading):
            return Said(f"{said.value}; report {when.rest}", when.remark)
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
    return put(draft, name, day, day.isoformat())


def _ends(draft: Draft, column: Column, value: Value, cell: Cell, reading: Reading) -> Said:
    """The last day, or a period whose first day is that of effect; one that has only a first day tells no more than that."""
    since = _SINCE.match(text_of(value))
    if since and len(days_in(text_of(value))) == 1:
        said = _day("takes_effect")(draft, column, text_of(value)[since.end() :], cell, reading)
        return said if said.value is None else Said(said.value, said.remark or "a first day alone: takes_effect", said.noted)
    period = period_of(text_of(value))
    if period is None:
        return _day("ends")(draft, column, value, cell, reading)
    first, last = period
    if draft.terms.get("takes_effect") not in (None, first):
        return Said(None, "its first day is another than that known already; kept as a note", noted=True)
    draft.terms["takes_effect"] = first
    said = put(draft, "ends", last)
    return said if said.noted else Said(f"{first} to {last}", "a period: takes_effect and ends")


def _review(draft: Draft, column: Column, value: Value, cell: Cell, reading: Reading) -> Said:
    when = when_of(value, reading.year)
    if when.text is None:
        words = text_of(value)
        return Said(None, when.remark, noted=not absent(words), dropped=absent(words))
    said = put(draft, "review", when.text)
    if when.rest and not said.noted:
        return Said(said.value, "read from among other words, which are kept in the note", noted=True)
    return said


def _to(draft: Draft, column: Column, value: Value, cell: Cell, reading: Reading) -> Said:
    words = text_of(value)
    if column.to and words.casefold() in TICKS:
        if words.casefold() not in YES:
            return Said("not to " + ", ".join(column.to))
        codes, jointly = column.to, False
        unknown: tuple[str, ...] = ()
    elif absent(words):
        return Said(None, unknown_words(words), dropped=True)
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
        return Said(None, unknown_words(words), dropped=True)
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
        return Said(None, unknown_words(words), dropped=True)
    found = [part for each in re.split(r"\n|;|•", words) if (part := " ".join(each.split()).strip(" -,"))]
    draft.terms["services"] = tuple(dict.fromkeys((*draft.terms.get("services", ()), *found)))
    return Said("; ".join(found))


def _appendix(draft: Draft, column: Column, value: Value, cell: Cell, reading: Reading) -> Said:
    words = re.sub(r"^(app(endix)?|annex)\.?\s+", "", line_of(value), flags=re.IGNORECASE)
    return Said(None, unknown_words(words), dropped=True) if absent(words) else put(draft, "report.appendix", words)


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
        return Said(None, unknown_words(words), dropped=True)
    draft.officer = draft.officer or words
    return Said(words) if draft.officer == words else Said(None, "another office is known already", noted=True)


def no_issues(words: str) -> bool:
    """Whether a cell of delivery issues says that there are none."""
    return absent(words) or says_none(words) or bool(_NO_ISSUES.match(words))


OF_TERMS: Final[MappingProxyType[str, Read]] = MappingProxyType(
    {
        "reference": _line("reference"), "title": _line("title"), "direction": _text("direction"), "functions": _functions,
        "services": _services, "approved": _day("approved"), "issued": _day("issued"), "takes_effect": _day("takes_effect"),
        "ends": _ends, "review": _review, "to": _to, "finance": finance, "finance.use": of_lines("use"),
        "finance.method": of_lines("method"), "finance.year": of_lines("year"), "finance.kind": of_lines("kind"),
        "finance.note": of_lines("note"), "report.number": report, "report.title": _line("report.title"),
        "report.appendix": _appendix, "report.url": url, "outcomes": outcomes, "priorities": priorities,
        "alignment": alignment, "measures": measures, "milestones": milestones, "impact": impact,
        "conditions": _text("conditions"), "localities": _localities, "officer": _officer,
        "jointly": _yes_or_no("jointly"), "private": _yes_or_no("private"),
    }
)  # fmt: skip
"""How a cell of each field is read."""
