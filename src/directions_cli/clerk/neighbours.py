"""The registers of neighbouring authorities: found, fetched where that was asked, read; what can't be read is said and left out.

A folder is read as it is on disk, and nothing in it is ever changed. An address of Git is fetched into a copy of our own.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from directions_cli.clerk.steady import Say
from directions_cli.domain.authority import Header
from directions_cli.domain.cycle.practice import Beside, practice
from directions_cli.domain.harmless import printable
from directions_cli.domain.neighbours import NeighbouringAuthority, branch_is_sound, folder_is_sound, how_read, unsafe
from directions_cli.domain.register import Register
from directions_cli.errors import DirectionsError, Refused
from directions_cli.ledger.fetching import Copy, Piece, contents_at, copy_of, fetch, pieces_of, tree_of
from directions_cli.ledger.hosts import without_secrets
from directions_cli.ledger.places import OWN, REGISTER, git_folder, state_of
from directions_cli.resources import cache_folder
from directions_cli.store.files import LARGEST, Found, on_disk, sort_of
from directions_cli.store.folder import Loaded, load

OLD_DAYS = 30
"""Days after which a copy that was fetched is called old."""
ATTEMPTS = 20
PAUSE = 0.1
"""Seconds between attempts to read a folder in which an act is running."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a neighbour's register was found. `state` tells a fetched one from another without reading it; None for a folder."""

    about: NeighbouringAuthority
    where: str
    fetched: datetime | None
    state: str | None
    files: Callable[[], list[Found]] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A neighbour's register as read; `register` is None where it can't be used, and `faults` say why, or what is missing."""

    about: NeighbouringAuthority
    where: str
    fetched: datetime | None
    register: Register | None
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """For whom neighbours are read: the folder of the register, who is told, whether to fetch, and by which day a copy is old."""

    folder: Path
    say: Say
    fetch: bool
    today: date


def each_neighbour(folder: Path, header: Header, say: Say, fetch: bool = False, today: date | None = None) -> Iterator[Neighbour]:
    """The registers that a header names as neighbours', in its order; what can't be read, or only in part, is said.

    With `fetch`, and the first time, those at an address of Git are fetched. `today` judges how old a copy is.
    """
    asked = Asked(folder, say, fetch, today or date.today())
    for about in header.neighbours:
        found = source_of(asked, about)
        neighbour = found if isinstance(found, Neighbour) else read(found)
        for fault in neighbour.faults:
            say(f"{about.code}: {fault}")
        yield neighbour


def practices_beside(folder: Path, header: Header, day: date, say: Say, today: date | None = None) -> tuple[Beside, ...]:
    """The benchmarks of practice of each neighbour that can be read, as at a day."""
    read = each_neighbour(folder, header, say, today=today)
    figures = (practice(each.register, day) for each in read if each.register is not None)
    return tuple(Beside(each.authority, each.name, each.years, each.total) for each in figures)


def source_of(asked: Asked, about: NeighbouringAuthority) -> Source | Neighbour:
    """Where a neighbour's register is, fetched if need be; or the neighbour without a register, with the reason."""
    address = without_secrets(about.register_)
    try:
        _refuse_unsafe(about)
        if how_read(about.register_) == "git":
            return _in_copy(asked, about, about.register_, about.folder)
        return _in_folder(asked, about)
    except DirectionsError as error:
        return Neighbour(about, address, None, None, (f"the register at {address} can't be read: {error}",))
    except OSError as error:
        why = error.strerror or str(error)
        return Neighbour(about, address, None, None, (f"the register at {address} can't be read: {why}",))


def _refuse_unsafe(about: NeighbouringAuthority) -> None:
    why = unsafe(about.register_)
    if why:
        raise Refused(f"the address {why}")
    if about.branch is not None and not branch_is_sound(about.branch):
        raise Refused(f"{about.branch!r} can't be the name of a branch")
    if about.folder is not None and not folder_is_sound(about.folder):
        raise Refused(f"{about.folder!r} is no folder inside a repository")


def _in_folder(asked: Asked, about: NeighbouringAuthority) -> Source:
    """A register in a folder of this machine; one of its branches, or a bare repository, is fetched like any other."""
    place = (asked.folder / about.register_).resolve()
    if not place.is_dir():
        raise Refused("there is no such folder")
    if (place / "HEAD").is_file() and (place / "objects").is_dir():
        return _in_copy(asked, about, str(place), about.folder)
    if about.branch is not None:
        top = next((each for each in (place, *place.parents) if (each / ".git").exists()), None)
        if top is None:
            raise Refused("it is in no Git repository, so that it has no branches")
        inside = place.relative_to(top).as_posix()
        return _in_copy(asked, about, str(top), about.folder or (None if inside == "." else inside))
    if not os.path.lexists(place / REGISTER) and place.name == REGISTER and (place / "register.yaml").is_file():
        place = place.parent
    if (place / REGISTER).is_symlink():
        raise Refused(f"{REGISTER} is a symbolic link there; name the folder that it leads to")
    if not (place / REGISTER).is_dir():
        raise Refused(f"there is no folder {REGISTER} in it")
    return Source(about, about.register_, None, None, lambda: _on_disk(place))


def _on_disk(place: Path) -> list[Found]:
    """The files of a register that is another's: an act that runs there is waited for, never finished or undone."""
    git_dir = git_folder(place)
    own = git_dir / OWN if git_dir else None
    found: list[Found] = []
    for _ in range(ATTEMPTS):
        before = state_of(own) if own else (False, 0, 0)
        try:
            found = list(on_disk(place / REGISTER))
        except FileNotFoundError:
            continue
        if own is None or (not before[0] and state_of(own) == before):
            return found
        time.sleep(PAUSE)
    return found


def _in_copy(asked: Asked, about: NeighbouringAuthority, address: str, inside: str | None) -> Source:
    """A register fetched by Git: now, if asked or for the first time; else as it was fetched last."""
    shown = without_secrets(about.register_)
    copy = copy_of(asked.folder, address, about.branch, cache_folder())
    if copy is None:
        raise Refused("there is no place for a copy of it")
    if asked.fetch or copy.fetched is None:
        try:
            fetch(copy)
        except DirectionsError as error:
            if copy.fetched is None:
                raise
            asked.say(f"{about.code}: {shown} can't be fetched now: {error}; what was fetched on {_said(copy.fetched)} is read")
    _say_old(asked, about, copy)
    tree = tree_of(copy.place, inside)[1]
    return Source(about, shown, copy.fetched, tree, lambda: _in_git(copy, tree))


def _say_old(asked: Asked, about: NeighbouringAuthority, copy: Copy) -> None:
    days = (asked.today - copy.fetched.date()).days if copy.fetched else 0
    if copy.fetched and days > OLD_DAYS:
        asked.say(
            f"{about.code}: last fetched {days} days ago, on {_said(copy.fetched)}; `directions conflicts --fetch` fetches anew"
        )


def _said(when: datetime) -> str:
    return when.strftime("%Y-%m-%d %H:%M")


def _in_git(copy: Copy, tree: str) -> list[Found]:
    pieces = pieces_of(copy.place, tree)
    wanted = {piece.path: piece for piece in pieces if _is_read(piece)}
    contents = contents_at(copy.place, [piece.id for piece in wanted.values()])
    found = []
    for piece in sorted(pieces, key=lambda each: each.path):
        path, sort = printable(piece.path), sort_of(piece.path)
        if piece.link:
            found.append(Found(path, "link"))
        elif path != piece.path or (sort == "stray"):
            found.append(Found(path, "stray"))
        elif sort is None:
            continue
        elif piece.size > LARGEST:
            found.append(Found(path, sort, unreadable=f"it has {piece.size:,} bytes; a register's file has at most {LARGEST:,}"))
        elif piece.id in contents:
            found.append(Found(path, sort, contents[piece.id]))
        else:
            found.append(Found(path, sort, unreadable="the copy lacks it; `directions conflicts --fetch` fetches anew"))
    return found


def _is_read(piece: Piece) -> bool:
    return not piece.link and piece.size <= LARGEST and sort_of(piece.path) in ("header", "direction", "report")


def read(source: Source) -> Neighbour:
    """A neighbour's register read whole, with what is wrong about it in a sentence each."""
    about, place = source.about, source.where
    try:
        loaded = load(source.files())
    except (DirectionsError, OSError) as error:
        return Neighbour(about, place, source.fetched, None, (f"the register at {place} can't be read: {error}",))
    faults = faults_of(loaded, about, place)
    usable = loaded.register if loaded.register is not None and loaded.register.header.authority.code == about.code else None
    return Neighbour(about, place, source.fetched, usable, faults)


def faults_of(loaded: Loaded, about: NeighbouringAuthority, place: str) -> tuple[str, ...]:
    """Why a neighbour's register can't be used, or what of it can't be read."""
    if loaded.register is None:
        why = next((each.message for each in loaded.findings if each.file == "register.yaml"), "it has no header")
        return (f"the register at {place} can't be read: register.yaml {why}",)
    code = loaded.register.header.authority.code
    if code != about.code:
        return (f"the register at {place} is that of {code}; put the code or the address under `neighbours` right",)
    if loaded.findings:
        first = loaded.findings[0]
        more = len(loaded.findings) - 1
        also = f", and {more} more" if more else ""
        return (f"a part of the register at {place} can't be read: {first.where}: {first.code} {first.message}{also}",)
    return ()
