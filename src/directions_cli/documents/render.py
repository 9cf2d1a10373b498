"""Templates filled in with what a direction says: the form, and the letters of its acts, in Markdown.

Templates run in Jinja's sandbox with strict names. Nothing that stands in a direction becomes markup.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from directions_cli.domain.account import account
from directions_cli.domain.base import DAY, MONTH
from directions_cli.domain.dates import MONTHS, in_words, pounds_in_words
from directions_cli.domain.direction import Direction
from directions_cli.domain.harmless import harmless
from directions_cli.domain.history import Corrected
from directions_cli.domain.outcomes import NATIONAL_OUTCOMES
from directions_cli.domain.plain import plain
from directions_cli.domain.redline import Difference, redline
from directions_cli.domain.register import Register
from directions_cli.domain.terms import LINK_FIELDS
from directions_cli.errors import Refused, WronglyAsked
from directions_cli.resources import shipped

if TYPE_CHECKING:
    from jinja2 import Environment

MARKUP = re.compile(r"([\\`*_\[\]<>|#~!$&])")
LINE_MARKUP = re.compile(r"^(\d*)([-+=.)])")
WORDED = ("issued", "varied", "superseded", "revoked", "closed", "corrected")


def _environment() -> Environment:
    from jinja2 import FileSystemLoader, StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    made = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(shipped("templates")),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=escaped,
    )
    made.filters |= {"day": spoken_day, "pounds": pounds_in_words, "cell": cell, "prose": prose}
    return made


class Prose(str):
    """Text that has been made safe already."""

    __slots__ = ()


def escaped(value: Any) -> Any:
    """Text as text: no character of it is Markdown."""
    if value is None:
        return ""
    return value if isinstance(value, Prose) else Prose(MARKUP.sub(r"\\\1", harmless(str(value))))


def cell(value: Any) -> Prose:
    """Text inside a cell of a table: on one line."""
    return Prose("<br>".join(str(escaped(part)) for part in str(value).strip().splitlines()))


def prose(value: Any) -> Prose:
    """A direction's text as paragraphs and lines, each of which stays plain text."""
    lines = [str(escaped(line)).strip() for line in str(value).strip().splitlines()]
    return Prose("\n".join(LINE_MARKUP.sub(r"\1\\\2", line) for line in lines))


def spoken_day(value: Any) -> str:
    """`18 March 2025` or `April 2026`."""
    text = value.isoformat() if isinstance(value, date) else str(value)
    if DAY.match(text):
        return in_words(date.fromisoformat(text))
    return f"{MONTHS[int(text[5:]) - 1]} {text[:4]}" if MONTH.match(text) else text


def form_of(register: Register, id: str, day: date) -> str:
    """The form of a direction with its ten fields (policy app. 1)."""
    return _environment().get_template("form.md").render(**_context(register, id, day))


def letters_of(register: Register, id: str, day: date, only: str | None = None) -> list[str]:
    """The letter of a direction's last act, a copy for each recipient. Raises `Refused` for a draft."""
    direction = register[id]
    acts = [entry for entry in direction.history if entry.act in WORDED]
    if not acts:
        raise Refused(f"{direction.name} is a draft; no letter is sent before it is issued")
    if only and only not in direction.terms.to:
        raise WronglyAsked(f"{direction.name} is not to {only!r}, but to {', '.join(direction.terms.to)}")
    template = _environment().get_template("letter.md")
    context = _context(register, id, day)
    recipients: list[str | None] = [only] if only else [*direction.terms.to] or [None]
    entry = {**dict.fromkeys(("officer", "by", "approved", "note", "date")), **plain(acts[-1])}
    return [
        template.render(
            **context,
            partner=register.header.partner(code) if code else None,
            entry=entry,
            about=about(register, direction, acts[-1].act),
            form=Prose(form_of(register, id, day)),
        )
        for code in recipients
    ]


def about(register: Register, direction: Direction, act: str) -> dict[str, Any]:
    """What a letter of this act tells besides the form: the earlier or later direction, the redline, the corrections."""
    found: dict[str, Any] = {"act": act, "later": None, "earlier": (), "differences": (), "corrections": ()}
    if act == "corrected":
        return found | {"corrections": _corrections(direction)}
    if act != "issued":
        by = next((getattr(entry, "by", None) for entry in direction.history if entry.act == act), None)
        return found | {"later": register.get(by) if by else None}
    earlier = [(name, register[id]) for name, id in register.predecessors(direction.id)]
    varied = [each for name, each in earlier if name == "varies"]
    differences = redline(varied[0].terms, direction.terms) if varied else ()
    return found | {"earlier": earlier, "differences": tuple(map(_worded, differences))}


def _corrections(direction: Direction) -> tuple[dict[str, str], ...]:
    """Every correction of the day on which the last one was made."""
    made = [entry for entry in direction.history if isinstance(entry, Corrected)]
    return tuple(
        {
            **_worded(Difference(entry.field, _typed(entry.field, entry.from_), _typed(entry.field, entry.to))),
            "reason": entry.reason,
        }
        for entry in made
        if entry.date == made[-1].date
    )


def _typed(path: str, value: Any) -> Any:
    """A value as an entry keeps it, made a day or a sum again so that it is printed as one."""
    if isinstance(value, str) and DAY.match(value):
        return date.fromisoformat(value)
    return Decimal(value) if path.endswith("amount") and isinstance(value, int | Decimal) else value


def _worded(difference: Difference) -> dict[str, str]:
    from directions_cli.documents.words import in_a_cell

    return {
        "term": difference.path.replace("_", " ").replace(".", " "),
        "before": in_a_cell(difference.before),
        "after": in_a_cell(difference.after),
    }


def _earlier(register: Register, direction: Direction) -> list[tuple[str, list[str]]]:
    """What the direction varies, supersedes and revokes, by the names that people know."""
    found = []
    for name in LINK_FIELDS:
        names = []
        for link in getattr(direction.terms, name):
            ids = register.linked(link, direction.id)
            names.append(register[ids[0]].name if len(ids) == 1 else getattr(link, "unidentified", link).strip())
        if names:
            found.append((name, names))
    return found


def _context(register: Register, id: str, day: date) -> dict[str, Any]:
    header, direction = register.header, register[id]
    names = {partner.code: partner.name for partner in header.partners}
    functions = {function.code: function.name for function in header.functions}
    return {
        "header": header,
        "direction": direction,
        "terms": direction.terms,
        "account": account(register, id, day),
        "today": day,
        "earlier": _earlier(register, direction),
        "recipients": [names.get(code, code) for code in direction.terms.to],
        "functions": [functions.get(code, code) for code in direction.terms.functions],
        "names": names | functions,
        "priorities": header.priorities,
        "outcomes": NATIONAL_OUTCOMES,
    }
