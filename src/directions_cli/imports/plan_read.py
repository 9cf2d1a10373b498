"""Cells read into what a direction serves and how its delivery is seen: outcomes, priorities, measures, milestones, impact."""

from __future__ import annotations

import re

from directions_cli.imports.account import Cell
from directions_cli.imports.days import when_of
from directions_cli.imports.drafts import Draft, Reading, Said
from directions_cli.imports.mapping import Column
from directions_cli.imports.putting import unknown_words
from directions_cli.imports.words import Value, absent, plain, text_of


def outcomes(draft: Draft, column: Column, value: Value, cell: Cell, reading: Reading) -> Said:
    """Numbers of national outcomes; other words go to the statement."""
    words = text_of(value)
    if absent(words):
        return Said(None, unknown_words(words), dropped=True)
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


def priorities(draft: Draft, column: Column, value: Value, cell: Cell, reading: Reading) -> Said:
    """Priorities of the plan by code or name; other words go to the statement."""
    words = text_of(value)
    if absent(words):
        return Said(None, unknown_words(words), dropped=True)
    codes, whole = reading.names.priorities_in(words, draft.terms.get("approved"))
    if codes:
        before = draft.terms.setdefault("alignment", {}).get("priorities", ())
        draft.terms["alignment"]["priorities"] = tuple(dict.fromkeys((*before, *codes)))
    return Said(", ".join(codes)) if whole and codes else _statement(draft, words, ", ".join(codes))


def alignment(draft: Draft, column: Column, value: Value, cell: Cell, reading: Reading) -> Said:
    """The alignment in words."""
    words = text_of(value)
    if absent(words):
        return Said(None, unknown_words(words), dropped=True)
    if words not in draft.statements:
        draft.statements.append(words)
    return Said(words)


def _parts(words: str) -> list[str]:
    parts = re.split(r"\n|;|•|●", words)
    return [part for each in parts if (part := " ".join(re.sub(r"^\s*(\d+[.)]|[-–*])\s+", "", each).split()).strip(" ;"))]


def measures(draft: Draft, column: Column, value: Value, cell: Cell, reading: Reading) -> Said:
    """Performance measures, a line each."""
    words = text_of(value)
    if absent(words):
        return Said(None, unknown_words(words), dropped=True)
    draft.terms["measures"] = tuple(dict.fromkeys((*draft.terms.get("measures", ()), *_parts(words))))
    return Said(words)


def milestones(draft: Draft, column: Column, value: Value, cell: Cell, reading: Reading) -> Said:
    """Steps of delivery, a line each, with the day or month that each names."""
    words = text_of(value)
    if absent(words):
        return Said(None, unknown_words(words), dropped=True)
    for part in _parts(words):
        due = when_of(part, reading.year).text
        step = {"what": part} | ({"due": due} if due else {})
        draft.terms["milestones"] = (*draft.terms.get("milestones", ()), step)
        draft.steps.append((cell.row, step))
    return Said(words)


def pair_steps(draft: Draft, dues: list[Cell], year: int | None) -> None:
    """Steps of a direction that has a row for each of them: the day in the row of a step is that by which it is due.

    Where the rows give different days, none of them is the end of the direction as a whole.
    """
    steps = [(row, step) for row, step in draft.steps if sum(other == row for other, _ in draft.steps) == 1]
    if len({row for row, _ in steps}) < 2 or len({cell.words for cell in dues}) < 2:
        return
    draft.terms.pop("ends", None)
    for cell in dues:
        when = when_of(cell.words, year)
        step = next((step for row, step in steps if row == cell.row and "due" not in step), None)
        if step is None or when.text is None or when.rest:
            draft.note(cell)
            continue
        step["due"] = when.text
        draft.notes = [said for said in draft.notes if said != (cell.heading, cell.words)]
        cell.fate, cell.value, cell.remark = "read", when.text, "the day by which the step of its row is due"


def impact(draft: Draft, column: Column, value: Value, cell: Cell, reading: Reading) -> Said:
    """Who is affected, in words."""
    words = text_of(value)
    if absent(words):
        return Said(None, unknown_words(words), dropped=True)
    before = draft.terms.setdefault("impact", {}).get("statement")
    draft.terms["impact"]["statement"] = f"{before}\n{words}" if before and before != words else words
    return Said(words)


def outcomes_in(text: str) -> tuple[tuple[int, ...], bool]:
    """Numbers of national outcomes that a cell gives, and whether it says nothing else. Only 1 to 9 are numbers of outcomes."""
    words = plain(text)
    if words in ("all", "all nine", "all 9", "all outcomes", "all 9 outcomes", "all nine outcomes"):
        return tuple(range(1, 10)), True
    if re.fullmatch(r"\s*\d\.\d\s*", text):
        return (), False
    plainly = re.sub(
        r"\b(national|health|and|wellbeing|outcomes?|nhwbos?|nhwos?|hwb|nos?|numbers?|o(?=[1-9]\b))(?:\b|(?=\d))",
        " ",
        words.replace("to", "-"),
    )
    if not re.fullmatch(r"[\d\s]*", re.sub(r"\d\s*[-–]\s*\d", "", plainly).replace("-", " ")):
        listed = re.findall(r"\b(?:outcome|nhwbo|nhwo)s?\s*(?:no\s*)?(\d)\b", words)
        return tuple(dict.fromkeys(int(each) for each in listed if each != "0")), False
    ranges = re.findall(r"(\d)\s*(?:-|–|to)\s*(\d)", text)
    numbers = [number for first, last in ranges for number in range(int(first), int(last) + 1)]
    numbers += [int(each) for each in re.findall(r"(?<!\d)\d(?!\d)", text)]
    good = tuple(dict.fromkeys(number for number in sorted(numbers) if 1 <= number <= 9))
    return good, not re.search(r"\d\d|0", text)
