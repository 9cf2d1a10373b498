"""The examination of a computer, a repository and a register: what is there, what is missing, what to do (`doctor`)."""

from __future__ import annotations

import locale
import platform
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

from directions_cli import __version__
from directions_cli.clerk.steady import Say, settle
from directions_cli.documents.extras import line_for
from directions_cli.domain.examined import Examined, good, warning, wrong
from directions_cli.errors import DirectionsError
from directions_cli.ledger.examining import OF_REPOSITORY, git_is_there, identity, set_merge_driver
from directions_cli.ledger.places import NAME as JOURNAL
from directions_cli.ledger.repository import REGISTER, Repository, open_repository
from directions_cli.resources import shipped

if TYPE_CHECKING:
    from directions_cli.domain.authority import Header

PYTHON: Final = (3, 11)
PARTS: Final = {
    "docx": ("docx", "Word documents"),
    "pdf": ("typst", "PDF documents"),
    "languages": ("babel", "documents in Gaelic or Welsh"),
    "excel": ("python_calamine", "spreadsheets"),
    "parquet": ("duckdb", "Parquet files"),
}
"""The optional parts, each with a module that is there if it is, and what it is for."""


def examine(where: Path, folder: Path | None, today: date) -> list[Examined]:
    """All that is examined: of the computer; and, where there is a register in `folder`, of its repository and itself."""
    found = [replace(each, about="computer") for each in _computer(where)]
    if folder is None:
        return found
    header: Header | None = None
    of_register: list[Examined]
    try:
        header, of_register = _register(folder, today)
    except DirectionsError as error:
        of_register = [wrong("header", str(error), "put register/register.yaml right")]
    found += [replace(each, about="repository") for each in _repository(folder, header)]
    return found + [replace(each, about="register") for each in of_register]


def fix(folder: Path, found: list[Examined], say: Say) -> list[str]:
    """Do what can safely be done of what was found, and say what was done."""
    wanted = {each.name for each in found if each.fixable}
    done = []
    if "merge-driver" in wanted:
        set_merge_driver(open_repository(folder))
        done.append("the merge driver is set for this clone")
    if wanted & {"journal", "locks"} and settle(folder, say):
        done.append("what a killed act left was finished or undone")
    return done


def _computer(where: Path) -> Iterator[Examined]:
    yield good("directions", f"version {__version__}, Python {platform.python_version()}, {platform.system()}")
    if sys.version_info < PYTHON:
        yield wrong("python", "Python is too old", "install Python 3.11 or later")
    yield git_is_there(where)
    if git_is_there(where).state != "wrong":
        yield identity(where)
    yield _encoding()
    yield from _optional_parts()
    fonts = [*(shipped("templates") / "fonts" / "text").glob("*.?tf")]
    lost = "the fonts that PDF documents are set in are missing from the installation"
    yield good("fonts", f"{len(fonts)} are here") if fonts else wrong("fonts", lost, "install the program anew")


def _encoding() -> Examined:
    """Whether the terminal's own letters are those of every language."""
    name = locale.getpreferredencoding(False).lower().replace("_", "-")
    if name not in ("utf-8", "utf8", "cp65001"):
        said = f"the system's encoding is {name}; output is UTF-8 all the same"
        return warning("encoding", said, "`chcp 65001` on Windows, a UTF-8 locale elsewhere")
    return good("encoding", "UTF-8")


def _optional_parts() -> Iterator[Examined]:
    there = [extra for extra, (module, _) in PARTS.items() if find_spec(module)]
    if there:
        yield good("parts", f"optional parts: {', '.join(there)}")
    for extra, (_, what) in PARTS.items():
        if extra not in there:
            yield warning("parts", f"{what} can't be made: the optional part [{extra}] is not installed", f"`{line_for(extra)}`")


def _repository(folder: Path, header: Header | None) -> Iterator[Examined]:
    try:
        repository = open_repository(folder)
    except DirectionsError as error:
        yield wrong("repository", str(error), "acts are Git commits: run `git init` in the folder, or clone the register")
        return
    demanded = header is not None and header.signatures == "required"
    for look in OF_REPOSITORY:
        said = look(repository, demanded)
        yield from (said,) if isinstance(said, Examined) else said


def _register(folder: Path, today: date) -> tuple[Header, list[Examined]]:
    """The header, and what is said of the register, read as it lies there: nothing interrupted is settled first."""
    from directions_cli.clerk.reading import of_loaded
    from directions_cli.domain.finding import errors
    from directions_cli.domain.rules import judge
    from directions_cli.store.files import on_disk
    from directions_cli.store.folder import load

    loaded = load(on_disk(folder / REGISTER))
    register = of_loaded(loaded)
    header = register.header
    said = f"format {loaded.format}, {len(register)} directions of {header.authority.name}"
    older = warning("format", f"{said}; acts need format {header.format}", "`directions migrate` moves it there in one commit")
    found = [older if loaded.older else good("format", said)]
    bad = [*loaded.findings, *errors(judge(register, today))]
    if bad:
        said = f"{len(bad)} errors, the first: {bad[0].where}: {bad[0].code} {bad[0].message}"
        found.append(wrong("rules", said, "`directions validate` lists them all"))
    else:
        found.append(good("rules", "no errors; `directions validate` lists warnings"))
    return header, [*found, *_templates(folder, header, today)]


def _templates(folder: Path, header: Header, today: date) -> Iterator[Examined]:
    """Whether the register's own templates can be used; not while an act lies interrupted, which must be settled first."""
    from directions_cli.clerk.papers import register_view
    from directions_cli.documents.checking import faults
    from directions_cli.documents.shelf import Shelf

    if not (folder / "templates").is_dir() or not any((folder / "templates").iterdir()):
        yield good("templates", "the shipped ones")
        return
    if _interrupted(folder):
        return
    try:
        shelf = Shelf.of(folder)
        found = list(faults(shelf, header.language, register_view(folder, today, lambda _: None), today))
    except DirectionsError as error:
        yield wrong("templates", str(error), "`directions templates check` says more")
        return
    for each in found:
        made = wrong if each.severity == "error" else warning
        yield made("templates", f"{each.where}: {each.what}", "`directions templates check` says more")
    if not found:
        yield good("templates", "those of the register's own can be used")


def _interrupted(folder: Path) -> bool:
    try:
        repository: Repository = open_repository(folder)
    except DirectionsError:
        return False
    return (repository.own / JOURNAL).exists()
