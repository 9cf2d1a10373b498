"""`directions show`."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from directions_cli.cli.formats import Column, Format, as_csv, as_json
from directions_cli.cli.options import Ref
from directions_cli.cli.pager import emit_long
from directions_cli.cli.settings import Settings, day, say
from directions_cli.cli.sheet import field, shown
from directions_cli.domain.dates import add_months, days_in_words, pounds_in_words

if TYPE_CHECKING:
    from directions_cli.domain.register import Register

LINE_END = re.compile(r"(?<![ \t\n])[ \t]*\n(?!\n|\s*(?:[-*+•○–]|\d+[.)])\s)[ \t]*")
OWN_LINES = ("title", "reference", "finance", "milestones", "varies", "supersedes", "revokes")


def command(
    ctx: typer.Context,
    ref: Ref,
    as_at: Annotated[str | None, typer.Option(metavar="DATE", help="As it stood on that day.")] = None,
    form: Annotated[Format, typer.Option("--format", help="How to print it.")] = Format.table,
) -> None:
    """Show one direction as it stands: its terms, its chain, its money and its history.

    Example: directions show EXIJB-18/03/2025-001
    """
    from directions_cli.clerk.reading import of_loaded
    from directions_cli.domain.account import account
    from directions_cli.domain.naming import find

    settings: Settings = ctx.obj
    register = of_loaded(settings.loaded())
    at = day(as_at, "--as-at") if as_at else settings.today
    whole = account(register, find(register, ref), at)
    if form is Format.json:
        emit_long(settings, as_json(whole))
    elif form is Format.csv:
        rows = [{"field": key, "value": shown(value)} for key, value in whole["terms"].items()]
        emit_long(settings, as_csv(rows, (Column("field", "Field"), Column("value", "Value"))))
    elif form is Format.markdown:
        emit_long(settings, _form(settings, whole["id"], at))
    else:
        emit_long(settings, _text(whole, at.isoformat(), _milestones_told(register, whole["id"], at)))


def _form(settings: Settings, id: str, at: date) -> str:
    """The form as at a day, in Markdown."""
    from directions_cli.clerk.papers import maker_of, register_view
    from directions_cli.documents.composing import form
    from directions_cli.documents.writers import written

    register = register_view(settings.folder, at, say)
    maker = maker_of(settings.folder, register)
    return written(form(maker, register, id, at).document, "markdown", maker.shelf).decode()


def _milestones_told(register: Register, id: str, at: date) -> dict[int, str]:
    """What progress said of milestones by a day, by their numbers: on which day one was met, to which one was moved."""
    from directions_cli.domain.corrections import as_read_on
    from directions_cli.domain.cycle.milestones import milestones_at

    told = {each.number: each for each in milestones_at(as_read_on(register[id], at), at)}
    met = {number: f"met on {each.met_on}" for number, each in told.items() if each.met_on}
    return {number: f"moved to {each.moved_to}" for number, each in told.items() if each.moved_to} | met


def _text(whole: dict[str, Any], at: str, told: dict[int, str]) -> str:
    status = f"{whole['status']} as at {at}"
    replaced = f", by {', '.join(whole['replaced_by'])}" if whole["replaced_by"] else ""
    lines = [
        shown(whole["reference"] or whole["id"]),
        shown(whole["title"]),
        "",
        *field("status", status + replaced),
        *field("id", whole["id"]),
        *(field("digest", whole["digest"]) if whole["digest"] else ()),
    ]
    for key, value in whole["terms"].items():
        if key not in OWN_LINES:
            lines += field(key.replace("_", " "), flowing(value) if isinstance(value, str) else shown(value))
    lines += _open(whole, date.fromisoformat(at))
    lines += _milestones(whole["terms"].get("milestones", ()), told)
    lines += _money(whole) + _chain(whole["chain"])
    lines += ["", "History"] + [line for entry in whole["history"] for line in _entry(entry)]
    return "\n".join(lines) + "\n"


def flowing(text: str) -> str:
    """Text with the lines of each paragraph joined, so that it can be wrapped anew; items of lists keep their lines."""
    return LINE_END.sub(" ", shown(text.strip()))


def _open(whole: dict[str, Any], at: date) -> list[str]:
    """What waits for somebody: difficulties with the limit of their negotiation, queries, requests, a recommendation."""
    lines: list[str] = []
    for each in whole["delivery_issues"]:
        left = (each["until"] - at).days
        soon = "less than a month: " if add_months(each["until"], -1) < at else ""
        limit = f"{soon}{days_in_words(left)} left" if left >= 0 else f"past by {days_in_words(-left)}; report it to the board"
        about = f"{each['stage']}, since {each['since']}, by {each['by'] or 'nobody named'}"
        lines += field("difficulty", f"{about}, negotiated until {each['until']} at most ({limit})")
        lines += field("", flowing(each["summary"])) if each["summary"] else []
    for each in whole["open_queries"]:
        lines += field("query", f"since {each['since']}, by {each['by'] or 'nobody named'}: {flowing(each['summary'])}")
    for each in whole["open_requests"]:
        due = f", due {each['due']}" if each["due"] else ""
        lines += field("request", f"since {each['since']}, of {each['of'] or 'nobody named'}{due}: {flowing(each['summary'])}")
    if whole["recommended"]:
        lines += field("recommended", f"to {whole['recommended']} it, by its last review; nothing has followed yet")
    return ["", "Open", *lines] if lines else []


def _milestones(milestones: tuple[dict[str, Any], ...], told: dict[int, str]) -> list[str]:
    lines = ["", "Milestones"] if milestones else []
    for number, each in enumerate(milestones, 1):
        due = f" by {shown(each['due'])}" if "due" in each else ""
        measure = f" ({each['measure']})" if "measure" in each else ""
        lines += field(f"{number}", f"{each['what']}{due}{measure}{'; ' + told[number] if number in told else ''}")
    return lines


def _money(whole: dict[str, Any]) -> list[str]:
    finance = whole["terms"].get("finance", ())
    if not finance:
        return ["", "Money", "  none is set out"]
    lines = ["", "Money"]
    for line in finance:
        amount = pounds_in_words(line.get("amount")) or line.get("method", "no amount known")
        about = " ".join(str(line[key]) for key in ("year", "kind") if key in line)
        lines += field(about or "-", f"{amount} to {line.get('to', 'not known')} for {line.get('function', 'not known')}")
        if "use" in line:
            lines += field("", line["use"])
    total = pounds_in_words(whole["money"]["total"]) or "not known"
    apart = whole["money"]["without_amount"]
    return [*lines, *field("total", total + (f", and {apart} line(s) without an amount" if apart else ""))]


def _chain(chain: dict[str, Any]) -> list[str]:
    if not any(chain.values()):
        return []
    lines = ["", "Chain"]
    for word, links in (("before", chain["before"]), ("after", chain["after"])):
        for link in links:
            lines += field(word, f"{link['reference'] or link['id']} ({link['status']}): {link['title']}")
    return lines + [line for text in chain["unidentified"] for line in field("before", f"not identified: {text}")]


def _entry(entry: dict[str, Any]) -> list[str]:
    rest = {key: value for key, value in entry.items() if key not in ("act", "date")}
    said = "; ".join(_said(key, value) for key, value in rest.items())
    return field(shown(entry.get("date", "no date")), f"{entry['act']}{': ' + said if said else ''}")


def _said(key: str, value: Any) -> str:
    """A key of an entry and its value; a note or stage needs no key before it, what is simply so no value."""
    if value is True:
        return key.replace("_", " ")
    said = flowing(value) if isinstance(value, str) else shown(value)
    return said if key in ("note", "stage") else f"{key.replace('_', ' ')} {said}"
