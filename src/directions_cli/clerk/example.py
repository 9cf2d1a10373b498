"""The worked example played: its decisions and directions made again by the acts that made them, each a commit dated as it was.

The shipped files say what was done and when; the acts do it in that order, judged by the rules as at each day. What comes
out must be the shipped files again, byte for byte (a test holds it).
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from directions_cli.clerk.approval import approval_files, refuse_no_folders
from directions_cli.clerk.founding import files_of_example, opened_or_made, refuse_second
from directions_cli.clerk.message import message_of
from directions_cli.clerk.reading import of_loaded
from directions_cli.clerk.steady import Say
from directions_cli.clerk.writing import written
from directions_cli.domain.acts.correcting import correct
from directions_cli.domain.acts.deciding import decide
from directions_cli.domain.acts.ending import close, revoke
from directions_cli.domain.acts.issuing import draft, issue, issue_draft
from directions_cli.domain.acts.monitoring import SUMMARY, enter
from directions_cli.domain.acts.replacing import revoke_by_new, supersede, vary
from directions_cli.domain.corrections import as_read_on
from directions_cli.domain.direction import Direction, issued_on, since
from directions_cli.domain.finding import errors
from directions_cli.domain.history import LINK_OF_ENDING, Corrected, Entry
from directions_cli.domain.plain import plain, plain_terms
from directions_cli.domain.register import Change, Register
from directions_cli.domain.report import ReportDecision
from directions_cli.domain.rules import affected, judge
from directions_cli.domain.terms import LINK_FIELDS, Terms
from directions_cli.ledger.repository import REGISTER, git_folder
from directions_cli.ledger.series import Past, commit_series
from directions_cli.resources import shipped
from directions_cli.store.files import on_disk
from directions_cli.store.folder import load

Act = Callable[[Register], Change]


@dataclass(frozen=True, slots=True)
class Event:
    """One act of the story, and its day."""

    day: date
    act: Act


def play_example(folder: Path, say: Say, ci: str = "github") -> int:
    """Make a register in `folder`, with the files for `ci`, and play the worked example in it. Gives the number of acts.

    Raises `Refused` before it is played where it is plain that it could not be kept there.
    """
    refuse_second(folder)
    if git_folder(folder.absolute()) is None:
        refuse_no_folders(folder, ci)
    series = rehearse(shipped(REGISTER))
    with opened_or_made(folder, say) as (repository, branch, lock):
        there = [
            Past(past.message, past.day, {repository.path(path): data for path, data in past.files.items()}) for past in series
        ]
        founding = {**there[0].files, **approval_files(repository, branch, ci, say)}
        commit_series(repository, branch, [replace(there[0], files=founding), *there[1:]], lock)
    return len(series) - 1


def rehearse(source: Path) -> list[Past]:
    """Every commit of the story that the register in `source` tells, the founding first."""
    story = of_loaded(load(on_disk(source)))
    events = sorted(events_of(story), key=lambda event: event.day)
    with tempfile.TemporaryDirectory() as scratch:
        stage = Path(scratch)
        founding = files_of_example(source)
        for path, data in founding.items():
            _put(stage / path, data)
        name = story.header.authority.name
        series = [Past(f"Found the register of {name}\n\nAct: init\n", events[0].day, founding)]
        now = Register(story.header)
        for event in events:
            now, past = _played(now, event, stage)
            series.append(past)
    return series


def _played(now: Register, event: Event, stage: Path) -> tuple[Register, Past]:
    """One act done upon the register so far, as strictly judged as any."""
    change = event.act(now)
    after = now.with_(change)
    wrong = errors(judge(after, event.day, affected(after, change)))
    if wrong:
        raise AssertionError(f"{change.summary}, {event.day}: {wrong}")
    files = {path: data for path, (_, data) in written(stage / REGISTER, now, after, change).items()}
    for path, data in files.items():
        _put(stage / path, data)
    return after, Past(message_of(change, after), event.day, files)


def _put(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def events_of(story: Register) -> Iterator[Event]:
    """The acts behind a register: a decision of each report, an issue of each direction, an act for each entry besides."""
    yield from (Event(decision.meeting, _deciding(decision)) for decision in story.reports.values())
    for direction in story.values():
        if direction.issue is None:
            day = _drafted_on(story, direction) or direction.terms.approved or date.max
            yield Event(min(day, _last(story)), _drafting(direction))
            continue
        drafted = _drafted_on(story, direction)
        if drafted:
            yield Event(drafted, _drafting(direction))
        begun = issued_on(direction)
        yield Event(_first(story) if begun in (None, date.min) else begun, _issuing(story, direction))
        for entry in direction.history:
            brought = entry.act in LINK_OF_ENDING and getattr(entry, "by", None)
            if entry.act != "issued" and not brought:
                yield Event(since(direction, entry), _entering(direction.id, entry))


def _deciding(decision: ReportDecision) -> Act:
    return lambda register: decide(register, plain(decision))


def _drafted_on(story: Register, direction: Direction) -> date | None:
    """The day on which the drafts of its meeting were put down, where the story tells that they were.

    It does where something was said of a draft before its issue, or where they were not issued in the order of their
    numbers. All drafts of a meeting are put down together, so that they are numbered as they were.
    """
    meeting = [each for each in story.values() if each.terms.approved == direction.terms.approved and not each.historic]
    said = [since(each, each.history[0]) for each in meeting if each.issue and each.history[0] is not each.issue]
    issues = [issued_on(each) or date.max for each in meeting]
    if issues != sorted(issues) and direction.terms.approved:
        said.append(direction.terms.approved)
    return min(said, default=None)


def _first(story: Register) -> date:
    return min(day for direction in story.values() if (day := direction.terms.approved))


def _last(story: Register) -> date:
    return max(since(each, entry) for each in story.values() for entry in each.history)


def _drafting(direction: Direction) -> Act:
    values = {key: value for key, value in plain_terms(as_read_on(direction, date.min).terms).items() if key != "reference"}
    return lambda register: draft(register, values)


def _issuing(story: Register, direction: Direction) -> Act:
    """The act that issued a direction: alone, historic, or replacing others. Its terms are those before any correction."""
    terms = as_read_on(direction, date.min).terms
    values = {key: value for key, value in plain_terms(terms).items() if key not in ("reference", *LINK_FIELDS)}
    issued = direction.issue
    assert issued is not None
    if issued.historic:
        whole = {**values, "reference": terms.reference}
        return lambda register: issue(register, whole, issued.date, historic=True)
    if direction.ignore:
        values["ignore"] = tuple(map(plain, direction.ignore))
    officer, day = issued.officer, issued.date or date.min
    if _drafted_on(story, direction):
        return lambda register: issue_draft(register, direction.id, day, officer)
    links = {name: getattr(terms, name) for name in LINK_FIELDS if getattr(terms, name)}
    entry = _ending_by(story, direction.id)
    named = tuple(link for links_of in links.values() for link in links_of if isinstance(link, str))
    if set(links) == {"varies"}:
        reason = entry.get("same_intent")
        return lambda register: vary(register, named[0], _whole(register, named[0], values), day, officer, (), reason)
    if set(links) == {"supersedes"} and len(named) == len(links["supersedes"]):
        return lambda register: supersede(register, named, _whole(register, named[0], values), day, officer)
    if set(links) == {"revokes"} and len(named) == 1:
        decision = {key: entry.get(key) for key in ("approved", "reason", "note", "report")}
        return lambda register: revoke_by_new(register, named[0], values, day, officer, (), **decision)
    whole = {**values, **{name: tuple(map(_plain_link, found)) for name, found in links.items()}}
    return lambda register: issue(register, whole, day, officer)


def _plain_link(link: Any) -> Any:
    return link if isinstance(link, str) else plain(link)


def _whole(register: Register, earlier: str, values: dict[str, Any]) -> dict[str, Any]:
    """The values, with each term of the earlier direction that they leave out said to be absent: none is carried over."""
    before = plain_terms(register[earlier].terms)
    absent = {key: Terms.model_fields[key].get_default() for key in before if key not in ("reference", *LINK_FIELDS)}
    return {**absent, **values}


def _ending_by(story: Register, id: str) -> dict[str, Any]:
    for direction in story.values():
        for entry in direction.history:
            if getattr(entry, "by", None) == id and entry.act in LINK_OF_ENDING:
                return plain(entry)
    return {}


def _entering(id: str, entry: Entry) -> Act:
    """The act behind an entry that stands by itself."""
    values = {key: value for key, value in plain(entry).items() if key not in ("act", "date")}
    day = entry.date
    assert day is not None
    if isinstance(entry, Corrected):
        return lambda register: correct(register, id, [(entry.field, entry.to)], entry.reason, day)
    if entry.act == "closed":
        return lambda register: close(register, id, day, **values)
    if entry.act == "revoked":
        return lambda register: revoke(register, id, day, **values)
    assert entry.act in SUMMARY
    return lambda register: enter(register, id, plain(entry))
