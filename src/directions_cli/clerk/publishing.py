"""A register published: read, its public part taken, and the site of it kept up to date in a folder."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from directions_cli.clerk.reading import of_loaded, read_register
from directions_cli.clerk.steady import Say
from directions_cli.domain.direction import Direction
from directions_cli.domain.keys import key
from directions_cli.errors import GitFailed, Refused, WronglyAsked
from directions_cli.ledger.git import git
from directions_cli.ledger.repository import REGISTER, git_folder, open_repository
from directions_cli.publishing.stamps import Last, Stamps

if TYPE_CHECKING:
    from directions_cli.publishing.open_data import Download
    from directions_cli.publishing.site import Planned

FORMATS_OF: Final = {"none": (), "form": ("html",), "all": ("pdf", "docx", "html")}
"""The formats of forms that each word of --documents stands for."""
NEEDED: Final = {"pdf": "typst", "docx": "docx"}
"""What must be installed for a format, in the optional part of its name."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be published, and where."""

    out: Path
    day: date
    earlier: bool
    address: str | None
    documents: str
    force: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What became of a site."""

    pages: int = key("Number of files of the site that are pages, forms left out.")
    written: int = key("Number of files that were written, because they are new or differ.")
    unchanged: int = key("Number of files that were there already and say the same.")
    removed: int = key("Number of files that are no longer part of the site, and were removed.")
    private: int = key("Number of directions made in private, of which the site tells no more than this number.")
    out: str = key("The folder that holds the site.")


Shown = Callable[[Sequence["Planned"]], Iterable["Planned"]]
"""Gives what is planned one after another, and may show how far it is."""


def publish(folder: Path, asked: Asked, say: Say, shown: Shown) -> Published:
    """Publish the register below `folder`. Raises `Refused` where a file of it can't be read: it could be a private one."""
    from directions_cli.documents.making import Maker
    from directions_cli.documents.shelf import Shelf
    from directions_cli.domain.public import public_part
    from directions_cli.publishing.folder import check_folder, keep
    from directions_cli.publishing.site import Site, Wanted

    check_folder(asked.out, folder / REGISTER, asked.force)
    loaded = read_register(folder, say)
    register = of_loaded(loaded)
    if loaded.findings:
        for finding in loaded.findings:
            say(f"{finding.where}: {finding.code} {finding.message}")
        raise Refused("nothing is published while a file of the register can't be read; `directions validate` says more")
    public = public_part(register, asked.day)
    stamps = stamps_of(folder, say)
    maker = Maker.of(Shelf.of(folder), register.header.language)
    formats = _formats(asked.documents, say)
    wanted = Wanted(asked.address, formats, asked.earlier, _downloads(say))
    site = Site(public, lambda day: public_part(register, day), _as_yaml, maker, stamps, wanted)
    planned = site.plan()
    kept = keep(asked.out, planned, shown(planned), asked.force)
    return Published(
        pages=sum(each.is_page for each in planned),
        written=kept.written,
        unchanged=kept.unchanged,
        removed=kept.removed,
        private=public.withheld,
        out=str(asked.out),
    )


def _formats(documents: str, say: Say) -> tuple[str, ...]:
    """The formats of forms, without those whose optional part is not installed, which is said."""
    from importlib.util import find_spec

    from directions_cli.documents.extras import missing

    found = []
    for format in FORMATS_OF[documents]:
        if format in NEEDED and find_spec(NEEDED[format]) is None:
            say(f"the site offers none: {missing(format, f'forms in {format.upper()}')}")
        else:
            found.append(format)
    return tuple(found)


def _downloads(say: Say) -> tuple[Download, ...]:
    """The files of open data, without those whose optional part is not installed, which is said."""
    from importlib.util import find_spec

    from directions_cli.documents.extras import missing
    from directions_cli.publishing.open_data import DOWNLOADS

    found = []
    for each in DOWNLOADS:
        if each.extra and each.needs and find_spec(each.needs) is None:
            say(f"the site offers no {each.name}: {missing(each.extra, f'{each.format} files')}")
        else:
            found.append(each)
    return tuple(found)


def _as_yaml(direction: Direction) -> str:
    from directions_cli.domain.plain import plain, plain_terms
    from directions_cli.store.quick_writer import dump_quickly

    whole = {"id": direction.id, **plain_terms(direction.terms)}
    whole.pop("private", None)
    return dump_quickly({**whole, "history": tuple(map(plain, direction.history))})


def stamps_of(folder: Path, say: Say) -> Stamps:
    """The last commit of each file of the register. Without Git there are none; what is not committed is said."""
    if git_folder(folder) is None:
        return Stamps()
    try:
        repository = open_repository(folder)
        prefix = repository.path(f"{REGISTER}/")
        told = git(repository.top, "log", "--format=%x01%H", "--name-only", "-z", "--no-renames", "--", prefix)
        status = git(repository.top, "status", "--porcelain=v1", "-z", "--no-renames", "--", prefix)
    except (GitFailed, WronglyAsked) as error:
        say(f"the site names no commits: {error}")
        return Stamps()
    changed = frozenset(each[3:].removeprefix(prefix) for each in status.text.split("\0") if each)
    if changed:
        count = f"{len(changed)} file{'s' if len(changed) > 1 else ''}"
        say(f"{count} of the register with changes that are not committed; the site says so")
    if repository.shallow:
        say(
            "this clone is shallow, so that the commits that pages name may be too late; `git fetch --unshallow` brings the whole"
        )
    return Stamps(_last_of(told.text, prefix), changed)


def _last_of(told: str, prefix: str) -> dict[str, Last]:
    found: dict[str, Last] = {}
    for place, part in enumerate(told.split("\x01")[1:]):
        commit, *files = part.replace("\n", "\0").split("\0")
        for file in filter(None, files):
            found.setdefault(file.removeprefix(prefix), Last(place, commit))
    return found
