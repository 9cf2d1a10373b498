"""What `decide` is given, and what it hands back: the values of a decision, the section of the report, the next command."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from directions_cli.cli.formats import emit
from directions_cli.cli.giving import Values, required, terms_given
from directions_cli.cli.settings import Settings, say
from directions_cli.cli.terminal import at_terminal
from directions_cli.errors import WronglyAsked

if TYPE_CHECKING:
    from directions_cli.clerk.clerk import Proposal
    from directions_cli.domain.register import Register

NEEDED: Final = {"number": "--number", "title": "--title", "meeting": "--meeting", "requires": "--to PARTNER or --none"}
"""What a decision can't be without, and the option that gives it."""


def values_of(
    settings: Settings,
    given: Mapping[str, Any],
    none: bool,
    source: str | None,
    sets: Sequence[str] | None,
    register: Callable[[], Register],
) -> tuple[Values, bool]:
    """The values of the decision, and whether somebody at the terminal was asked for them.

    `given` are the options by the dotted path of their field. They are asked for where something needed is missing.
    Raises `WronglyAsked` where something is missing and nobody can be asked, `Unreadable` for a file that can't be used.
    """
    from directions_cli.store.terms_file import DECISION

    options = _options(given, none)
    values = terms_given(source, sets, options, kind=DECISION) if source or sets or options else {}
    if values.get("to") and "requires" not in values:
        values["requires"] = "direction"
    missing = [option for key, option in NEEDED.items() if values.get(key) in (None, "")]
    if missing and at_terminal() and source is None:
        from directions_cli.cli.asking_decision import ask_decision

        return ask_decision(register(), settings.today, values), True
    required(dict.fromkeys(missing))
    return values, False


def _options(given: Mapping[str, Any], none: bool) -> Values:
    """The options that were given, each as its field holds it."""
    shaped = {path: _SHAPES.get(path, lambda value: value)(value) for path, value in given.items() if value}
    found = {path: value for path, value in shaped.items() if value}
    if none and found.get("to"):
        raise WronglyAsked("--none says that no direction is required, and --to names a partner to direct; give one of the two")
    if none or found.get("to"):
        found["requires"] = "no-direction" if none else "direction"
    return found


def _codes(value: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value))


def people_in(texts: Sequence[str]) -> tuple[str, ...]:
    """Those affected, one or several in a text with commas."""
    return tuple(part.strip() for text in texts for part in text.split(",") if part.strip())


def _advice(value: Sequence[str]) -> tuple[Values, ...]:
    found = []
    for text in value:
        office, colon, summary = (part.strip() for part in text.partition(":"))
        if not (office and colon and summary):
            raise WronglyAsked(f'--advice {text!r} is not OFFICE: TEXT, for example "Chief Social Work Officer: Supports it."')
        found.append({"from": office, "summary": summary})
    return tuple(found)


_SHAPES: Final[Mapping[str, Callable[[Any], Any]]] = {
    "to": _codes,
    "escalation": _codes,
    "considerations.people": people_in,
    "advice": _advice,
}


def checked(values: Values) -> None:
    """Raise `WronglyAsked`, naming each value that does not fit."""
    from pydantic import ValidationError

    from directions_cli.domain.report import ReportDecision
    from directions_cli.store.terms_file import explain

    try:
        ReportDecision.model_validate(values)
    except ValidationError as error:
        raise explain(error, values, ReportDecision) from None


@dataclass(frozen=True, slots=True)
class Paper:
    """Where the section of the report goes: a file, or standard output, or nowhere."""

    settings: Settings
    path: Path | None
    format: str
    force: bool
    printed: bool

    @classmethod
    def of(cls, settings: Settings, name: str | None, force: bool, printed: bool) -> Paper:
        """Where the options want it. Raises `WronglyAsked` where it can't go there: better before the act than after."""
        from directions_cli.clerk.letters import need_library
        from directions_cli.cli.papers import ENDINGS
        from directions_cli.documents.outbox import refuse_existing

        if name is None:
            return cls(settings, None, "markdown", force, printed)
        path = Path(name)
        if path.suffix.lower() not in ENDINGS or path.is_dir():
            raise WronglyAsked(f"--section {name}: end the file in .md, .html, .docx or .pdf")
        if not path.absolute().parent.is_dir():
            raise WronglyAsked(f"--section {name} is in no folder that is there; make the folder first")
        format = ENDINGS[path.suffix.lower()].value
        need_library(format)
        refuse_existing([path], force)
        return cls(settings, path, format, force, printed)

    def hand_out(self, done: Proposal, dry_run: bool) -> None:
        """Print or write the section of the report that was decided. A dry run writes no file."""
        if self.path is None and not self.printed:
            return
        from directions_cli.clerk.papers import section_of
        from directions_cli.documents.outbox import put
        from directions_cli.documents.writers import written

        number = done.after.subject(done.change).name
        made, shelf = section_of(self.settings.folder, done.after, number, self.settings.today)
        if self.path is None:
            emit(f"\n{written(made.document, self.format, shelf).decode()}")
        elif dry_run:
            say(f"the section would be written to {self.path}")
        else:
            put(self.path, written(made.document, self.format, shelf))
            say(f"the section of the report is {self.path}")


def next_step(done: Proposal, today: date, section: str | None) -> str:
    """The next sensible command after a decision."""
    from directions_cli.domain.cycle.decisions import is_issued, owed, resting_on

    number = done.after.subject(done.change).name
    decision = done.after.decision(number)
    assert decision is not None
    called = f'"{number}"' if " " in number else number
    waiting = owed(done.after, decision, today)
    drafts = [each for each in resting_on(done.after, number, today) if not is_issued(each, today)]
    if waiting and drafts:
        return f"next: `directions issue {drafts[0].id}`"
    if waiting:
        act = "issue" if decision.meeting <= today else "draft"
        names = [partner.name if (partner := done.after.header.partner(code)) else code for code in waiting]
        terms = f"--set report.number={called} --set approved={decision.meeting}"
        asked = f"at a terminal `directions {act}` asks, and offers this report"
        return f"next: `directions {act} --from FILE {terms}`, to {' and '.join(names)}; {asked}"
    if section is None:
        return f"next: `directions report section {called} --out section.docx` makes the section to put into the report"
    return "next: `directions decide --list` shows what is decided, and what waits for its direction"
