"""Asking at the terminal for what an entry of monitoring lacks; choices come from the direction and the register."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from directions_cli.cli.asking import SKIP, choose, day_in_words, month_or_day_in_words, needed, prompt
from directions_cli.cli.entering import pounds_given
from directions_cli.cli.giving import Values
from directions_cli.domain.base import pounds
from directions_cli.domain.direction import open_difficulties, open_queries, open_requests
from directions_cli.domain.outcomes import REVIEW_OUTCOMES
from directions_cli.domain.register import Register

MET, MOVED = "met", "moved"


def ask_progress(register: Register, id: str, given: Values, on: date) -> Values:
    """Rating, note, milestone with what became of it, and spend."""
    found: Values = {}
    if "rating" not in given:
        found["rating"] = choose("Rating:", dict.fromkeys(register.header.ratings, ""))[0]
    if not {"milestone", "met", "moved_to"} & given.keys():
        found |= _ask_milestone(register, id, on)
    if "note" not in given:
        found["note"] = needed("Note")
    if "spend" not in given:
        spend = prompt(f"Pounds spent to date, {SKIP}", lambda text: pounds(pounds_given(text)))
        found |= {} if spend is None else {"spend": spend}
    return found


def _ask_milestone(register: Register, id: str, on: date) -> Values:
    from directions_cli.domain.cycle.milestones import milestones_at

    standing = {str(each.number): f"{each.what} ({_standing(each)})" for each in milestones_at(register[id], on)}
    picked = choose("Milestone that it is about:", standing, optional=True) if standing else ()
    if not picked:
        return {}
    found: Values = {"milestone": int(picked[0])}
    became = choose("What became of it:", {MET: "it was met", MOVED: "another day is expected"}, optional=True)
    if became == (MET,):
        found["met"] = True
    elif became == (MOVED,):
        found["moved_to"] = needed("  Month or day expected now", month_or_day_in_words)
    return found


def _standing(milestone: Any) -> str:
    day = milestone.met_on or milestone.moved_to or milestone.due
    return f"{milestone.state}{f', {day}' if day else ''}"


def ask_difficulty(stage: str) -> Any:
    """What asks for a stage of a difficulty: raised, negotiating or resolved."""

    def ask(register: Register, id: str, given: Values, on: date) -> Values:
        direction = register[id]
        found: Values = {}
        if "by" not in given:
            standing = {each.by: each.summary or each.stage for each in open_difficulties(direction, on) if each.by}
            found |= _one_of("by", "Partner in difficulty:", _partners(register, id) if stage == "raised" else standing)
        if "notice" not in given and stage == "raised":
            found["notice"] = prompt(f"Their written notice, by number, letter or date, {SKIP}")
        if "summary" not in given and stage != "resolved":
            found["summary"] = needed("What the difficulty is" if stage == "raised" else "How the talks stand")
        if "outcome" not in given and stage == "resolved":
            found["outcome"] = needed("How it was resolved")
        if "report" not in given and stage == "resolved":
            found["report"] = prompt(f"Number of the formal report to the board, {SKIP}")
        if "involved" not in given and stage == "negotiating":
            offices = {"chair": "", "vice-chair": ""}
            found["involved"] = choose("Involved by the Chief Officer:", offices, several=True, optional=True)
        return {key: value for key, value in found.items() if value not in (None, ())}

    return ask


def ask_query(stage: str) -> Any:
    """What asks for a query that is raised, or for its answer."""

    def ask(register: Register, id: str, given: Values, on: date) -> Values:
        found: Values = {}
        if "by" not in given and stage == "raised":
            found["by"] = needed("Who asks")
        elif "by" not in given:
            waiting = {each.by: " ".join(each.summary.split()) for each in open_queries(register[id], on) if each.by}
            found |= _one_of("by", "Whose query is answered:", waiting)
        if "summary" not in given:
            found["summary"] = needed("The question" if stage == "raised" else "The answer")
        if "amended" not in given and stage == "answered":
            amended = prompt(f"What was amended in the direction, {SKIP}")
            found |= {"amended": amended} if amended else {}
        return found

    return ask


def ask_request(stage: str) -> Any:
    """What asks for a request for information, or for its answer."""

    def ask(register: Register, id: str, given: Values, on: date) -> Values:
        found: Values = {}
        if "of" not in given and stage == "asked":
            found |= _one_of("of", "Partner that is asked:", _partners(register, id))
        elif "of" not in given:
            waiting = {each.of: " ".join(each.summary.split()) for each in open_requests(register[id], on) if each.of}
            found |= _one_of("of", "Partner that answers:", waiting)
        if "summary" not in given:
            found["summary"] = needed("What is asked" if stage == "asked" else "What was answered")
        if "due" not in given and stage == "asked":
            due = prompt(f"Day by which the answer is due, {SKIP}", day_in_words)
            found |= {"due": due} if due else {}
        return found

    return ask


def ask_review(register: Register, id: str, given: Values, on: date) -> Values:
    """Outcome, with what each means, the body and the note."""
    found: Values = {}
    if "outcome" not in given:
        found["outcome"] = choose("Outcome:", REVIEW_OUTCOMES)[0]
    if "body" not in given:
        found["body"] = ask_body(register)
    if "note" not in given:
        found["note"] = needed("Note")
    return found


def ask_body(register: Register, default: str | None = None) -> str:
    """The body that reviews: one of the register's committees, or another by name."""
    committees = register.header.committees
    if len(committees) > 1:
        listed = {str(number): name for number, name in enumerate(committees, 1)}
        title = "Body that reviews:\n" + "".join(f"  {number:>2}  {name}\n" for number, name in listed.items())
        answer: str = needed(f"{title}Number or name", lambda text: listed.get(text, text), default)
        return answer
    name: str = needed("Body that reviews", default=default or (committees[0] if committees else None))
    return name


def _partners(register: Register, id: str) -> Mapping[str, str]:
    names = {partner.code: partner.name for partner in register.header.partners}
    return {code: names.get(code, code) for code in register[id].terms.to} or names


def _one_of(key: str, title: str, choices: Mapping[str, str]) -> Values:
    """The only choice without asking, or the one picked; nothing where there is none to pick."""
    if not choices:
        return {}
    return {key: next(iter(choices)) if len(choices) == 1 else choose(title, choices)[0]}
