"""An export of ours brought into a register: one act, judged as any other, that keeps every id, entry and decision."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from directions_cli.clerk.clerk import Act, Clerk, Proposal
from directions_cli.clerk.letters import Wanted
from directions_cli.domain.authority import Header
from directions_cli.domain.direction import Direction, DirectionFile
from directions_cli.domain.plain import plain, same_terms
from directions_cli.domain.register import Change, Decided, Register
from directions_cli.domain.report import ReportDecision
from directions_cli.errors import Refused, Unreadable
from directions_cli.imports.own import OwnExport, OwnFile
from directions_cli.ledger.repository import REGISTER
from directions_cli.store.files import HEADER
from directions_cli.store.folder import excerpt
from directions_cli.store.problems import problems
from directions_cli.store.writer import MODELINE, dump

MOST = 20
SCHEMA = "../schemas/register.schema.json"
"""Faults that are named before the rest is counted."""
AnyModel = TypeVar("AnyModel", bound=BaseModel)


@dataclass(frozen=True)
class Incoming:
    """What an export holds, read as strictly as a register's own files."""

    header: Header
    directions: tuple[Direction, ...]
    reports: dict[str, ReportDecision] = field(default_factory=dict)

    @cached_property
    def register(self) -> Register:
        """The register that it was."""
        return Register(self.header, self.directions, self.reports)


def incoming(export: OwnExport, name: str) -> Incoming:
    """The models of an export. Raises `Unreadable` with everything that does not fit the format, direction by direction."""
    wrong: list[str] = []
    header = _model(Header, OwnFile("register.yaml", export.header), wrong)
    directions = []
    for file in export.directions:
        model = _model(DirectionFile, file, wrong)
        if model is not None:
            directions.append(Direction(file.id, file.path, model, model.history, model.ignore))
    reports = {}
    for file in export.reports:
        decision = _model(ReportDecision, file, wrong)
        if decision is not None:
            reports[file.path] = decision
    if wrong or header is None:
        more = f"\n  and {len(wrong) - MOST} more" if len(wrong) > MOST else ""
        raise Unreadable("does not fit the format of a register:\n" + "\n".join(wrong[:MOST]) + more, name)
    return Incoming(header, tuple(directions), dict(sorted(reports.items())))


def _model(kind: type[AnyModel], file: OwnFile, wrong: list[str]) -> AnyModel | None:
    try:
        return kind.model_validate(file.values)
    except ValidationError as error:
        wrong.extend(f"  {file.path}: {excerpt(each.message)}" for each in problems(error, kind, file.values))
        return None


def bring_in(register: Register, taken: Iterable[str], found: Incoming) -> Change:
    """The change that adds what a register lacks; what is there already, and the same, is passed over.

    `taken` are ids in use on other branches. Raises `Refused` where the export is of another authority, where something is
    there with other content, or where there is nothing new.
    """
    if register.header.authority.code != found.header.authority.code:
        raise Refused(_other_authority(register.header, found.header))
    differ = [each.name for each in found.directions if each.id in register and not same(register[each.id], each)]
    differ += [path for path, each in found.reports.items() if path in register.reports and register.reports[path] != each]
    used = register.unread.union(taken)
    elsewhere = [each.name for each in found.directions if each.id not in register and each.id in used]
    _refuse("here with other content than in the export; look at each with `directions show`", differ)
    _refuse("whose id another branch uses, or a file that can't be read", elsewhere)
    made = tuple(each for each in found.directions if each.id not in register)
    decided = tuple(Decided(path, each) for path, each in found.reports.items() if path not in register.reports)
    if not made and not decided:
        raise Refused("all of it is here already; nothing was changed")
    subject = made[0].id if made else decided[0].path.rpartition("/")[2].removesuffix(".yaml")
    return Change("import", _summary(len(made), len(decided)), subject, made=made, decided=decided)


def all_here(register: Register, found: Incoming) -> bool:
    """Whether a register has everything that an export holds, and says the same."""
    directions = all(each.id in register and same(register[each.id], each) for each in found.directions)
    return directions and all(register.reports.get(path) == each for path, each in found.reports.items())


def _refuse(why: str, names: list[str]) -> None:
    if names:
        more = f" and {len(names) - MOST} more" if len(names) > MOST else ""
        raise Refused(f"{_counted(len(names), 'file')} {why}; nothing was changed: {', '.join(names[:MOST])}{more}")


def same(one: Direction, other: Direction) -> bool:
    """Whether two directions say the same: terms, accepted findings, history."""
    return (
        same_terms(one.terms, other.terms)
        and one.ignore == other.ignore
        and tuple(map(plain, one.history)) == tuple(map(plain, other.history))
    )


def _summary(directions: int, reports: int) -> str:
    parts = [_counted(directions, "direction")] if directions else []
    parts += [_counted(reports, "report decision")] if reports else []
    return f"Import {' and '.join(parts)}"


def _counted(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"


def header_differs(register: Register, found: Incoming) -> tuple[str, ...]:
    """The keys of the header that the register has otherwise than the export."""
    ours, theirs = plain(register.header), plain(found.header)
    keys: Iterable[Any] = {**ours, **theirs}
    return tuple(key for key in keys if ours.get(key) != theirs.get(key))


@dataclass(frozen=True)
class Heir(Clerk):
    """A clerk that gives an empty register the header of an export together with what it holds, in one commit."""

    header: Header | None = None

    def register(self) -> Register:
        """The register under the header of the export. Raises `Refused` where directions are in it already."""
        before = Clerk.register(self)
        if self.header is None:
            return before
        if before or before.reports or before.unread:
            raise Refused("the header can be taken over into an empty register alone; nothing was changed")
        if before.header.authority.code != self.header.authority.code:
            raise Refused(_other_authority(before.header, self.header))
        return Register(self.header)

    def prepare(
        self, act: Act, note: str | None = None, edited: frozenset[str] = frozenset(), letters: Wanted | None = None
    ) -> Proposal:
        """As any act, with the file of the header, unless it says the same already."""
        proposal = Clerk.prepare(self, act, note, edited, letters)
        if self.header is None or Clerk.register(self).header == self.header:
            return proposal
        text = MODELINE.format(path=SCHEMA) + dump(plain(self.header))
        old = (self.folder / REGISTER / HEADER).read_bytes()
        files: dict[str, tuple[bytes | None, bytes]] = {f"{REGISTER}/{HEADER}": (old, text.encode())}
        return replace(proposal, files=files | proposal.files)


def _other_authority(here: Header, there: Header) -> str:
    return f"this is the register of {here.authority.code}, and the export is of {there.authority.code}; nothing was changed"
