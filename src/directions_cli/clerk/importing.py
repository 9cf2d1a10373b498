"""Moving in from a log kept elsewhere: its rows against the register, judged by the rules, ready to become one act or many."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from directions_cli.clerk.clerk import Act, Clerk
from directions_cli.clerk.judging import Judging
from directions_cli.clerk.steady import Say
from directions_cli.domain.acts.importing import Historic, record_historic
from directions_cli.domain.register import Change, Register
from directions_cli.errors import WronglyAsked
from directions_cli.imports.account import RowTold
from directions_cli.imports.days import year_of_sheet
from directions_cli.imports.drafts import Draft, Reading
from directions_cli.imports.grid import Sheet
from directions_cli.imports.linking import keys_of, say_repeated
from directions_cli.imports.mapping import SheetMap, Wishes
from directions_cli.imports.names import Names
from directions_cli.imports.proposing import map_sheets
from directions_cli.imports.rows import read_rows

Count = Callable[[int], None]


@dataclass(frozen=True)
class Log:
    """A log as it is to be read: its sheets, how each is read, and what the mapping says besides."""

    sheets: tuple[Sheet, ...]
    maps: tuple[SheetMap, ...]
    wishes: Wishes
    names: Names


@dataclass(frozen=True)
class Import:
    """What an import comes to, before anything is committed: the new directions, and the account of every row."""

    log: Log
    found: tuple[Historic, ...]
    rows: tuple[RowTold, ...]
    missing: tuple[str, ...]
    told: dict[str, RowTold]

    @property
    def where(self) -> str:
        """The files, for the message."""
        return ", ".join(dict.fromkeys(sheet.file for sheet in self.log.sheets))

    def act(self) -> Act:
        """The act that enters all the new directions."""
        return lambda register, taken: record_historic(register, self.found, taken, self.where)


def open_log(register: Register, sheets: Sequence[Sheet], wishes: Wishes, as_at: date | None = None) -> Log:
    """How the sheets of a log are read, by the mapping and the register's header. Raises `WronglyAsked` on codes it lacks."""
    header = register.header
    there = {
        "partners": {each.code for each in header.partners},
        "functions": {each.code for each in header.functions},
        "priorities": set(header.priorities),
        "localities": {each.code for each in header.localities},
    }
    for kind, own in wishes.names.items():
        for code in (code for codes in own.values() for code in codes if code not in there[kind]):
            raise WronglyAsked(f"the mapping names {code!r} under {kind}, which register.yaml has not; add it there, or mend it")
    names = Names(header, wishes.names)
    return Log(tuple(sheets), tuple(map_sheets(sheets, names, wishes, as_at)), wishes, names)


def read_log(log: Log, register: Register, today: date, count: Count = lambda _: None) -> Import:
    """Read a log and judge it: what is new, what the register holds already, what is left out and why. Changes nothing."""
    missing: dict[str, None] = {}
    drafts: list[Draft] = []
    told: list[RowTold] = []
    for sheet, mapped in zip(log.sheets, log.maps, strict=True):
        if mapped.left_out:
            continue
        reading = Reading(register.header, log.names, log.wishes, mapped, year_of_sheet(sheet.name), missing)
        for each in read_rows(sheet, reading, count):
            if isinstance(each, Draft):
                drafts.append(each)
            else:
                told.append(each)
    say_repeated(drafts)
    order = {(sheet.file, sheet.name): number for number, sheet in enumerate(log.sheets)}
    judged = Judging(register, today, keys_of(drafts))
    found = judged.found()
    rows = {key: judged.told(key) for key in judged.all}
    whole = sorted((*told, *rows.values()), key=lambda row: (order[row.file, row.sheet], row.rows[0]))
    return Import(log, found, tuple(whole), tuple(missing), rows)


def note_of(log: Log, note: str | None) -> str:
    """What the commit says besides: the files and their digests, so that anyone can tell which they were."""
    digests = dict.fromkeys(f"From {sheet.file}, SHA-256 {sheet.sha256}." for sheet in log.sheets)
    return "\n\n".join(filter(None, (note, "\n".join(digests))))


def one_by_one(found: Import) -> list[Historic]:
    """The new directions so that each comes after those that it names."""
    by_key = {each.key: each for each in found.found}
    placed: dict[str, Historic] = {}

    def place(key: str, above: tuple[str, ...] = ()) -> None:
        if key in placed or key in above:
            return
        for links in by_key[key].links.values():
            for link in links:
                if isinstance(link, str) and link in by_key:
                    place(link, (*above, key))
        placed[key] = by_key[key]

    for key in by_key:
        place(key)
    return list(placed.values())


@contextlib.contextmanager
def remainder_told(done: int, count: int, say: Say) -> Iterator[None]:
    """Say how many of several commits are made, where the next one fails."""
    try:
        yield
    except BaseException:
        if done:
            say(f"{done} of {count} are committed and stay; the same import again goes on with the rest")
        raise


def enact_each(clerk: Clerk, found: Import, note: str | None, done: Callable[[str, str], None]) -> None:
    """A commit for each direction, each judged as it is made; `done` is told its key and commit.

    Where one fails, it is said how many are committed by then; they stay, and the same import passes them over.
    """
    ids: dict[str, str] = {}
    wanted = one_by_one(found)
    for each in wanted:
        links = {
            name: tuple(ids.get(link, link) if isinstance(link, str) else link for link in links)
            for name, links in each.links.items()
        }
        one = replace(each, links=links)

        def act(register: Register, taken: Iterable[str], one: Historic = one) -> Change:
            return record_historic(register, [one], taken, found.where)

        with remainder_told(len(ids), len(wanted), clerk.say):
            proposal, commit = clerk.enact(act, note)
        ids[each.key] = proposal.change.made[0].id
        found.told[each.key].id = ids[each.key]
        done(each.key, commit)
