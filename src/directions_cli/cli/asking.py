"""Asking the officer at the terminal: choices come from the register, long text from the editor."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import typer

from directions_cli.cli.giving import Values
from directions_cli.domain.authority import Header
from directions_cli.domain.base import financial_year, iso_date, month_or_day, pounds, year_of
from directions_cli.domain.dates import MONTHS
from directions_cli.domain.outcomes import NATIONAL_OUTCOMES
from directions_cli.domain.register import Register
from directions_cli.errors import Cancelled, WronglyAsked
from directions_cli.store.terms_file import read_value

SKIP = "Enter leaves it out"


def prompt(text: str, check: Callable[[str], Any] = str, default: str | None = None) -> Any:
    """Ask until the answer passes `check`; an empty answer is None where there is no default. Ctrl-C cancels."""
    while True:
        try:
            answer = typer.prompt(text, default=default or "", show_default=bool(default), err=True).strip()
        except typer.Abort:
            sys.stderr.write("\n")
            raise Cancelled("nothing was changed") from None
        if not answer:
            return None
        try:
            return check(answer)
        except ValueError as error:
            sys.stderr.write(f"  {error}\n")


def needed(text: str, check: Callable[[str], Any] = str, default: str | None = None) -> Any:
    """Ask until something is answered."""
    while True:
        answer = prompt(text, check, default)
        if answer is not None:
            return answer
        sys.stderr.write("  this is needed\n")


def choose(title: str, choices: Mapping[str, str], several: bool = False, optional: bool = False) -> tuple[str, ...]:
    """Numbered choices; the answer is numbers or codes with commas."""
    codes = list(choices)
    sys.stderr.write(f"{title}\n" + "".join(_choice(n, code, choices[code]) for n, code in enumerate(codes, 1)))

    def check(answer: str) -> tuple[str, ...]:
        picked = []
        for word in answer.replace(",", " ").split():
            code = codes[int(word) - 1] if word.isdigit() and 1 <= int(word) <= len(codes) else word
            if code not in choices:
                raise ValueError(f"{word} is none of them")
            picked.append(code)
        if len(picked) > 1 and not several:
            raise ValueError("choose one")
        return tuple(dict.fromkeys(picked))

    hint = " (numbers with commas)" if several else ""
    asked = prompt(f"Which{hint}, {SKIP}", check) if optional else needed(f"Which{hint}", check)
    return asked or ()


def _choice(number: int, code: str, name: str) -> str:
    return f"  {number:>2}  {name}\n" if code == str(number) else f"  {number:>2}  {code}{': ' if name else ''}{name}\n"


def day_in_words(answer: str) -> date:
    """A day as people in Scotland write it: 2025-03-18, 18/03/2025 or 18 March 2025."""
    found = re.fullmatch(r"(\d{1,2})[/. ](\d{1,2})[/. ](\d{4})", answer)
    if found:
        return iso_date(f"{found[3]}-{found[2]:0>2}-{found[1]:0>2}")
    found = re.fullmatch(r"(\d{1,2})\s+([A-Za-z]{3,9})\s+(\d{4})", answer)
    months = [number for number, name in enumerate(MONTHS, 1) if found and name.lower().startswith(found[2].lower())]
    return iso_date(f"{found[3]}-{months[0]:02}-{found[1]:0>2}") if found and months else iso_date(answer)


def month_or_day_in_words(answer: str) -> str:
    """A month as 2025-09, or a day in any way that people write it."""
    try:
        return month_or_day(answer)
    except ValueError:
        return day_in_words(answer).isoformat()


def ask_missing(given: dict[str, Any], choices: Mapping[str, Sequence[str]], today: date) -> dict[str, Any]:
    """Ask for each option that an act needs and was not given."""
    found = dict(given)
    for option, value in given.items():
        name = option.removeprefix("--").capitalize()
        if value is not None:
            continue
        if option in choices:
            found[option] = choose(f"{name}:", {choice: _MEANING[choice] for choice in choices[option]})[0]
        elif option == "--approved":
            found[option] = needed(
                "Day of the meeting that decided it", lambda text: day_in_words(text).isoformat(), today.isoformat()
            )
        else:
            found[option] = needed(name)
    return found


_MEANING = {
    "achieved": "what it asked for is done; the indicator is met",
    "programme-ended": "the programme of work has come to its end",
    "finance-ended": "the financial package has come to its end",
    "halted": "the work was halted, so that it can't be achieved",
    "cancelled": "the work was cancelled, so that it can't be achieved",
    "redirected": "new specific directions will be developed",
}


def ask_terms(register: Register, today: date) -> Values:
    """The terms of a new direction, question by question; what the decision of its report says is not asked again."""
    from directions_cli.cli.asking_report import ask_report

    header = register.header
    values, partners = ask_report(register, today)
    if "approved" not in values:
        values["approved"] = needed("Day of the board meeting", day_in_words, today.isoformat())
    values["title"] = needed("Title, a few words")
    values["to"] = tuple(partners) if len(partners) == 1 else choose("To:", partners, several=True)
    if len(values["to"]) > 1:
        values["jointly"] = typer.confirm("Are they to carry it out jointly?", err=True)
    values["functions"] = choose("Functions:", {each.code: each.name for each in header.functions}, several=True)
    values["direction"] = long_text("The direction, in full")
    values["takes_effect"] = prompt(f"First day of effect, {SKIP}", day_in_words)
    values["ends"] = prompt(f"Last day foreseen, {SKIP}", day_in_words)
    values["finance"] = _ask_money(header, values, today)
    values["milestones"] = _ask_milestones()
    values["alignment"] = _ask_alignment(header)
    values["advice"] = ask_advice()
    people = prompt(f"Those affected, with commas (patients, carers, staff …), {SKIP}")
    values["impact"] = {"people": tuple(part.strip() for part in people.split(",") if part.strip())} if people else None
    values["review"] = prompt("Review, month or day", month_or_day_in_words, _next_review(header, today))
    if "report" not in values:
        number = prompt(f"Number of the report, {SKIP}")
        values["report"] = {"number": number, "title": prompt(f"Title of the report, {SKIP}")} if number else None
    return {key: value for key, value in values.items() if value not in (None, ())}


def _next_review(header: Header, today: date) -> str:
    month = header.review.annual_month
    return f"{today.year + (today.month >= month)}-{month:02}"


def _ask_money(header: Header, values: Values, today: date) -> tuple[Values, ...]:
    lines = []
    for code in values["functions"]:
        function = header.function(code)
        kind = "set-aside" if function and function.set_aside else "payment"
        owners = [to for to in values["to"] if function and to in function.delegated_by] or list(values["to"])
        sys.stderr.write(f"Money for {function.name if function else code} ({kind}):\n")
        to = owners[0] if len(owners) == 1 else choose("To:", dict.fromkeys(owners, ""))[0]
        year = needed("  Financial year", financial_year, year_of(values["takes_effect"] or values["approved"] or today))
        line = {"to": to, "function": code, "year": year, "kind": kind}
        wanted = "  Amount in pounds" + (" (Enter: by a method)" if kind == "payment" else "")
        amount = prompt(wanted, _amount) if kind == "payment" else needed(wanted, _amount)
        line |= {"amount": amount} if amount is not None else {"method": needed("  Method of working it out")}
        lines.append({**line, "use": needed("  How it is to be used")})
    return tuple(lines)


def _amount(text: str) -> Any:
    return pounds(read_value(text.replace(",", "").lstrip("£")))


def _ask_milestones() -> tuple[Values, ...]:
    found: list[Values] = []
    while what := prompt(f"Milestone {len(found) + 1}, {SKIP}"):
        step = {
            "what": what,
            "due": prompt(f"  Due, month or day, {SKIP}", month_or_day_in_words),
            "measure": prompt(f"  Measure, {SKIP}"),
        }
        found.append({key: value for key, value in step.items() if value})
    return tuple(found)


def ask_advice() -> tuple[Values, ...]:
    """Advice to the board, by office, until none is added."""
    found: list[Values] = []
    while adviser := prompt(f"Adviser {len(found) + 1} to the board, by office, {SKIP}"):
        found.append({"from": adviser, "summary": needed("  The advice in a sentence")})
    return tuple(found)


def _ask_alignment(header: Header) -> Values | None:
    found: Values = {}
    if header.plan and header.plan.priorities:
        found["priorities"] = choose("Priorities of the plan:", header.priorities, several=True, optional=True)
    outcomes = {str(number): name for number, name in NATIONAL_OUTCOMES.items()}
    found["outcomes"] = tuple(map(int, choose("National outcomes:", outcomes, several=True, optional=True)))
    return {key: value for key, value in found.items() if value} or None


def long_text(title: str, text: str = "", ending: str = ".txt") -> str:
    """Text from the officer's editor ($VISUAL or $EDITOR), or line by line up to one with a single dot."""
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if editor:
        return _edited(editor, text, ending)
    sys.stderr.write(f"{title}. End with a line that holds only a dot:\n")
    lines: list[str] = []
    with contextlib.suppress(EOFError):
        while (line := input()) != ".":
            lines.append(line)
    return "\n".join(lines).strip() + "\n"


def _edited(editor: str, text: str, ending: str) -> str:
    program = shutil.which(editor)
    words = [program] if program else editor.split()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"direction{ending}"
        path.write_text(text, encoding="utf-8")
        try:
            done = subprocess.run([*words, str(path)], check=False)
        except OSError as error:
            raise WronglyAsked(f"the editor {editor!r} can't be started: {error.strerror}; set EDITOR to another") from None
        if done.returncode:
            raise Cancelled("the editor ended with an error; nothing was changed")
        return path.read_text(encoding="utf-8-sig").replace("\r\n", "\n").strip() + "\n"


def edit_terms(folder: Path, register: Register, id: str, act: str) -> Values:
    """The terms of the earlier direction, opened in the editor to be changed into those of the new one."""
    from directions_cli.cli.keeping import answers_file
    from directions_cli.domain.acts.building import OWN_TO_EACH
    from directions_cli.domain.plain import plain_terms
    from directions_cli.store.terms_file import check_terms, read_terms
    from directions_cli.store.writer import dump

    if not (os.environ.get("VISUAL") or os.environ.get("EDITOR")):
        raise WronglyAsked(f"to {act} without --from, set EDITOR to an editor that waits, such as `code --wait`, or give --set")
    approved = needed("Day of the board meeting that decided it", lambda text: day_in_words(text).isoformat())
    before = {key: value for key, value in plain_terms(register[id].terms).items() if key not in OWN_TO_EACH}
    text = long_text("Terms", f"# Change what is to differ, save, close.\n{dump({'approved': approved, **before})}", ".yaml")
    kept = answers_file(folder)
    kept.write_text(text, encoding="utf-8", newline="\n")
    document = read_terms(text.encode(), str(kept))
    check_terms(document, str(kept))
    values: Values = document.value
    gone = {key: () if isinstance(value, tuple) else None for key, value in before.items() if key not in values}
    return {**gone, **values}
