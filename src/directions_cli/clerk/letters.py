"""Letters made with an act: rendered from the register as the act leaves it, and put in place once it is committed.

The entry keeps name and SHA-256 of each copy, and no letter says anything of that, so that the same register gives the same
bytes again. Until the act is committed the copies bear temporary names; a kill leaves no more than those.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from directions_cli.clerk.steady import Say
from directions_cli.domain.history import Entry, Issued, Letter, Sent
from directions_cli.domain.register import Change, Register
from directions_cli.errors import Refused, WronglyAsked
from directions_cli.ledger.files import TEMPORARY
from directions_cli.ledger.repository import REGISTER, git_folder

LIBRARIES: Final = {"pdf": ("typst", "PDF documents"), "docx": ("docx", "Word documents")}
"""The library that a format needs, and what it makes: told before an officer answers questions, not after."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Letters asked for with an act: the folder that they go to, and their format."""

    folder: Path
    format: str


@dataclass(frozen=True, slots=True)
class Copy:
    """The copy of a letter for one recipient, made and not yet written: where it goes and its bytes."""

    path: Path
    data: bytes

    @property
    def letter(self) -> Letter:
        """What the entry keeps of it."""
        return Letter(name=self.path.name, sha256=sha256(self.data).hexdigest())

    @property
    def temporary(self) -> Path:
        """The name that it bears until the act is committed."""
        return self.path.with_name(f"{TEMPORARY}{os.getpid()}-{self.path.name}")


def wanted(register: Path, folder: Path, format: str) -> Wanted:
    """Letters in a format for a folder. Raises `WronglyAsked` where none may be put there, or an optional part is missing.

    `register` is the folder that holds `register/`.
    """
    if not folder.is_dir():
        what = "is a file, not a folder" if folder.exists() else "is no folder that is there; make it first"
        raise WronglyAsked(f"--letter: {folder} {what}. A direction's REF stands before --letter; the folder is --letter=DIR")
    place = folder.resolve()
    own = git_folder(register)
    if any(part.casefold() == ".git" for part in place.parts) or (own is not None and place.is_relative_to(own.resolve())):
        raise WronglyAsked(
            f"--letter: {folder} lies in Git's own folder, where no letter is kept; name another with --letter=DIR"
        )
    if place.is_relative_to((register / REGISTER).resolve()):
        raise WronglyAsked(f"--letter: {folder} belongs to the register's own files; name another with --letter=DIR")
    need_library(format)
    return Wanted(folder, format)


def need_library(format: str) -> None:
    """Raise `WronglyAsked` where the optional part that a format needs is missing."""
    library, what = LIBRARIES.get(format, ("", ""))
    if library and find_spec(library) is None:
        from directions_cli.documents.extras import missing

        raise missing(format, what)


def told_by(change: Change) -> Entry | None:
    """The entry that the letter of an act tells of: the last one of its subject that a letter can be sent with."""
    entries: list[Entry] = []
    for direction in (*change.made, *change.redrafted):
        entries += direction.history if direction.id == change.subject else ()
    for step in change.appended:
        entries += step.entries if step.id == change.subject else ()
    return next((entry for entry in reversed(entries) if isinstance(entry, Sent)), None)


def copies(register: Path, after: Register, change: Change, asked: Wanted) -> tuple[Copy, ...]:
    """The letter of an act, a copy for each recipient, as the register stands on the day of the act, the forms attached.

    Raises `WronglyAsked` where the act has no letter or an optional part is missing, `Refused` where a file is in the way.
    """
    from directions_cli.clerk.papers import maker_of
    from directions_cli.documents.composing import letters
    from directions_cli.documents.gathering import gathered
    from directions_cli.documents.languages import language_of
    from directions_cli.documents.outbox import file_name
    from directions_cli.documents.shelf import Shelf
    from directions_cli.documents.view import view_of
    from directions_cli.documents.writers import FORMATS, written

    entry = told_by(change)
    if isinstance(entry, Issued) and entry.historic:
        raise WronglyAsked("a historic direction was sent before this register was kept: no letter is made; leave --letter out")
    if entry is None or entry.date is None:
        raise WronglyAsked("this act is sent with no letter; leave --letter out")
    language = language_of(after.header.language, Shelf.of(register).find)
    view = view_of(gathered(after, entry.date, language))
    maker = maker_of(register, view)
    ending = FORMATS[asked.format].ending
    found: list[Copy] = []
    for made in letters(maker, view, [change.subject], entry.date):
        path = asked.folder / file_name(made.name, ending)
        if os.path.lexists(path) or any(path == other.path for other in found):
            raise Refused(f"{path} is there already, and no letter is written over: move it away or name another folder")
        found.append(Copy(path, written(made.document, asked.format, maker.shelf)))
    return tuple(found)


def keeping(change: Change, made: Sequence[Copy]) -> Change:
    """The change with the letter kept in the entry that it tells of."""
    entry, letters = told_by(change), tuple(each.letter for each in made)
    assert isinstance(entry, Sent)
    sent: Entry = entry.model_copy(update={"letter": letters[0] if len(letters) == 1 else letters})

    def put(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
        return tuple(sent if each is entry else each for each in entries)

    return replace(
        change,
        made=tuple(replace(each, history=put(each.history)) for each in change.made),
        redrafted=tuple(replace(each, history=put(each.history)) for each in change.redrafted),
        appended=tuple(replace(step, entries=put(step.entries)) for step in change.appended),
    )


@contextlib.contextmanager
def held(made: Sequence[Copy], say: Say) -> Iterator[None]:
    """Write the copies under temporary names; put them in place when the act is done, or take them away where it fails."""
    try:
        for each in made:
            _write(each)
        yield
    except BaseException:
        for each in made:
            with contextlib.suppress(OSError):
                each.temporary.unlink()
        raise
    for each in made:
        try:
            _put_in_place(each)
        except OSError as error:
            say(
                f"the act is committed, but {each.path} could not be put in place ({error.strerror}); it lies there as"
                f" {each.temporary.name}"
            )


def _write(copy: Copy) -> None:
    try:
        copy.temporary.unlink(missing_ok=True)
        with copy.temporary.open("xb") as file:
            file.write(copy.data)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise Refused(
            f"the letter can't be written to {copy.path.parent} ({error.strerror}), so nothing was done; name another folder"
            " with --letter=DIR"
        ) from error


def _put_in_place(copy: Copy) -> None:
    """Give a copy its name. A file that has come there meanwhile is never written over, so `FileExistsError` is raised."""
    try:
        os.link(copy.temporary, copy.path)
    except FileExistsError:
        raise
    except (OSError, NotImplementedError):
        # Some file systems know no second name for a file; Windows refuses to rename to a name that is taken.
        if os.path.lexists(copy.path):
            raise FileExistsError(17, "a file of that name is there", str(copy.path)) from None
        copy.temporary.rename(copy.path)
    else:
        copy.temporary.unlink()
