"""Documents composed: which template, filled in with what of the register. A new kind of report is a line in `REPORTS`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any, Final

from directions_cli.documents.making import Maker
from directions_cli.documents.shelf import Shelf
from directions_cli.documents.tree import Document, Named, lowered
from directions_cli.documents.view import View
from directions_cli.domain.choices import LETTERS
from directions_cli.domain.dates import in_words
from directions_cli.errors import Refused, WronglyAsked

LAYOUTS: Final = "form"
_ISSUING: Final = MappingProxyType(dict.fromkeys(("issue", "variation", "supersession"), "issue"))
"""Kinds of act that issue a direction: one letter may tell of several of them."""
_WITH_FORM: Final = (*_ISSUING, "correction")
"""Kinds of act whose letter has the completed form with it (policy 3.7); what is ended needs none."""
LETTER_KINDS: Final = LETTERS


@dataclass(frozen=True, slots=True)
class Made:
    """A document and the name of its file, without the ending that a format gives it."""

    name: str
    document: Document


def layout(name: str | None, shelf: Shelf) -> str:
    """The template of a layout of the form: `form.md`, or `form-NAME.md`. Raises `WronglyAsked` where there is none."""
    template = f"{LAYOUTS}-{name}.md" if name else f"{LAYOUTS}.md"
    there = [each[len(LAYOUTS) + 1 : -3] for each in shelf.names() if each.startswith(f"{LAYOUTS}-") and each.endswith(".md")]
    if name and name not in there:
        raise WronglyAsked(f"there is no layout {name!r} of the form; there are {', '.join(there)}, or none for the usual one")
    return template


def form_name(id: str) -> str:
    """The name of the file of a form."""
    return f"form-{id}"


def sheet_of(register: View, id: str) -> View:
    """The direction of that id with its act."""
    found = next((each for each in register.sheets if each.direction.id == id), None)
    if found is None:
        raise WronglyAsked(f"{id} can't be read; `directions validate` says why")
    assert isinstance(found, View)
    return found


def form(maker: Maker, register: View, id: str, day: date, form_layout: str = "form.md") -> Made:
    """The form of a direction (policy app. 1)."""
    context = form_context(register, id, day)
    document = maker.document(form_layout, context, day, register.authority.name, context["direction"].reference)
    return Made(form_name(id), document)


def form_context(register: View, id: str, day: date) -> dict[str, Any]:
    """What the template of a form may use."""
    return {**_shared(register, day), "direction": sheet_of(register, id).direction}


def forms(maker: Maker, register: View, ids: Sequence[str], day: date, form_layout: str = "form.md") -> Made:
    """The forms of several directions in one document, each on a new page."""
    made = [form(maker, register, id, day, form_layout) for id in ids]
    if len(made) == 1:
        return made[0]
    first, *others = (each.document for each in made)
    blocks = [*first.blocks, *(Named("attachment", lowered(each.blocks)) for each in others)]
    title = f"{first.title} ({len(made)})"
    return Made(f"forms-{ids[0]}", Document(title, tuple(blocks), day, first.language, first.author, first.subject))


def letters(
    maker: Maker,
    register: View,
    ids: Sequence[str],
    day: date,
    only: str | None = None,
    attached: bool = True,
    form_layout: str = "form.md",
    kind: str | None = None,
) -> Iterator[Made]:
    """The letter of the last act of the directions (or the last of a kind), a copy for each recipient (guidance 2.5).

    It tells the directions as the act left them, so that it is the same whenever it is made. Raises `Refused` for a draft,
    for an issue on a day that nobody knows, or where the acts can't be told in one letter; `WronglyAsked` for a partner it
    is not to.
    """
    sheets = [_sheet(sheet_of(register, id), kind) for id in ids]
    _agree(sheets)
    recipients = _recipients(register, sheets)
    if only is not None:
        if only not in recipients:
            raise WronglyAsked(f"the letter is not to {only!r}, but to {', '.join(filter(None, recipients)) or 'nobody known'}")
        recipients = [only]
    for code in recipients:
        told = [each for each in sheets if code is None or code in _concerned(each)]
        letter = _letter(register, told, code, attached)
        context = {**_shared(register, letter.day), "letter": letter, "layout": form_layout}
        subject = ", ".join(each.direction.reference for each in told)
        document = maker.document("letter.md", context, letter.day, register.authority.name, subject)
        yield Made("-".join(filter(None, ("letter", letter.kind, told[0].direction.id, code))), document)


def _sheet(file: View, kind: str | None) -> View:
    """A direction with its last act, or its last act of a kind."""
    name = file.direction.reference
    if not file.acts:
        raise Refused(f"{name} is a draft; no letter is sent before it is issued")
    found = [each for each in file.acts if kind is None or kind in (each.act.kind, _ISSUING.get(each.act.kind))]
    if not found:
        raise WronglyAsked(f"{name} has no {kind}; its letters tell of {', '.join(each.act.kind for each in file.acts)}")
    last = found[-1]
    assert isinstance(last, View)
    if last.act.kind in _ISSUING and last.direction.issued is None:
        raise Refused(f"nobody knows the day on which {name} was issued, so no letter can bear it; make its form instead")
    return last


def _agree(sheets: Sequence[View]) -> None:
    """Raise `Refused` where the acts are not of one day, or not of kinds that one letter can tell of."""
    kinds = {_ISSUING.get(each.act.kind, each.act.kind) for each in sheets}
    days = {each.act.day for each in sheets}
    if len(kinds) > 1 or len(days) > 1:
        said = "\n".join(f"  {each.direction.reference}: {each.act.kind} of {in_words(each.act.day)}" for each in sheets)
        raise Refused(f"one letter tells of acts of one kind and day; write a letter for each of these:\n{said}")


def _concerned(sheet: View) -> list[str]:
    """Whom a direction concerns: those it directs, and those to whom the directions were that it ends."""
    ended = sheet.direction.earlier if sheet.act.kind in _ISSUING else ()
    codes = [*sheet.direction.to, *(code for each in ended for code in each.to)]
    return list(dict.fromkeys(codes))


def _recipients(register: View, sheets: Sequence[View]) -> list[str | None]:
    codes = {code for sheet in sheets for code in _concerned(sheet)}
    return [partner.code for partner in register.partners if partner.code in codes] or [None]


def _letter(register: View, sheets: Sequence[View], code: str | None, attached: bool) -> View:
    kinds = {each.act.kind for each in sheets}
    chief = register.authority.chief_officer
    officer = next((each.act.officer for each in sheets if each.act.officer), None)
    concerned = {each for sheet in sheets for each in _concerned(sheet)}
    leaders = [person for each in register.partners if each.code in concerned for person in each.copy_to]
    return View(
        {
            "kind": kinds.pop() if len(kinds) == 1 else "issue",
            "day": sheets[0].act.day,
            "officer": officer or chief.title,
            "signatory": chief.name if officer in (None, chief.title) else None,
            "recipient": next((each for each in register.partners if each.code == code), None),
            "directed": code is None or all(code in each.direction.to for each in sheets),
            "copies": (register.authority.chair, *leaders),
            "sheets": tuple(sheets),
            "attached": attached and any(each.act.kind in _WITH_FORM for each in sheets),
        }
    )


def _shared(register: View, day: date) -> dict[str, Any]:
    return {"authority": register.authority, "today": day}


def section(register: View, number: str) -> dict[str, Any]:
    """What the "Direction required" section of a board report says (guidance 3.8), for a report of the register."""
    found = [each for each in register.decisions if each.number.casefold() == number.strip().casefold()]
    if not found:
        known = ", ".join(each.number for each in register.decisions) or "none"
        raise WronglyAsked(f"no report {number!r} is in the register; it has decisions for {known}")
    decision = found[0]
    return {"decision": decision, "partners_asked": _asked(register, decision)}


def _asked(register: View, decision: View) -> tuple[View, ...]:
    """A row for each partner, and where there are two a row for both, as Orkney's form has it."""
    codes = [partner.code for partner in register.partners]
    both = len(codes) == 2
    rows = [
        {
            "name": partner.name,
            "both": (),
            "only": both,
            "directed": partner.code in decision.to and not (both and len(decision.to) == 2),
            "escalated": partner.code in decision.escalation and not (both and len(decision.escalation) == 2),
        }
        for partner in register.partners
    ]
    if both:
        two = {"directed": len(decision.to) == 2, "escalated": len(decision.escalation) == 2}
        rows.append({"name": None, "both": tuple(each.name for each in register.partners), "only": False, **two})
    return tuple(map(View, rows))


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of report: its template, what it is about, and what gathers its names from the register and its argument."""

    template: str
    about: str
    context: Callable[[View, str], Mapping[str, Any]]


REPORTS: Final[Mapping[str, Kind]] = MappingProxyType(
    {"section": Kind("report/section.md", "The “Direction required” section of a board report, by its number.", section)}
)


def report(maker: Maker, register: View, kind: str, argument: str, day: date) -> Made:
    """A report of a kind. Raises `WronglyAsked` where there is none of that kind or nothing for it."""
    found = REPORTS[kind]
    context = {**_shared(register, day), **found.context(register, argument)}
    document = maker.document(found.template, context, day, register.authority.name)
    return Made(f"report-{kind}-{argument}", document)
