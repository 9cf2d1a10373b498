"""Founding a register: its header, schemas and guide in a Git repository, as one commit."""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import IO

from directions_cli.clerk.approval import approval_files, attributes
from directions_cli.clerk.steady import Say
from directions_cli.domain.finding import errors
from directions_cli.domain.rules import judge
from directions_cli.errors import GitFailed, Refused, WronglyAsked
from directions_cli.ledger.git import git
from directions_cli.ledger.lock import locked
from directions_cli.ledger.recovery import recover
from directions_cli.ledger.repository import (
    REGISTER,
    Repository,
    git_folder,
    open_repository,
    require_identity,
    require_ready,
)
from directions_cli.ledger.transaction import Work, commit
from directions_cli.resources import shipped
from directions_cli.store.files import Found
from directions_cli.store.folder import load
from directions_cli.store.schemas import KINDS, schema_text


@dataclass(frozen=True, slots=True)
class Founder:
    """What a new register is told about its authority. The defaults are plainly fictional."""

    name: str = "Example Integration Joint Board"
    code: str = "EXIJB"
    model: str = "integration-joint-board"
    board: str = "NHS Example"
    council: str = "Example Council"
    plan_year: int = 2025

    def values(self) -> dict[str, object]:
        """What the template of the header is given."""
        board, council = slug(self.board) or "health-board", slug(self.council) or "council"
        return {
            **asdict(self),
            "board_code": board,
            "council_code": council if council != board else f"{council}-council",
            "fictional": self == Founder(plan_year=self.plan_year),
        }


def slug(name: str) -> str:
    """A code of at most 40 small letters, digits and hyphens made of a name; empty where it has no Latin letter."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:40].rstrip("-")


def files_of(founder: Founder) -> dict[str, bytes]:
    """The files of a new register by path, made from the shipped templates."""
    values = founder.values()
    header = render("register.yaml", values)
    loaded = load([Found("register.yaml", "header", header.encode())])
    found = loaded.findings or (errors(judge(loaded.register, date.today())) if loaded.register is not None else ())
    if found:
        raise WronglyAsked("; ".join(f"{finding.message}" for finding in found))
    files = {
        f"{REGISTER}/register.yaml": header,
        f"{REGISTER}/README.md": render("README.md", values),
        **{f"schemas/{kind}.schema.json": schema_text(kind) for kind in KINDS},
    }
    return {path: text.encode() for path, text in files.items()}


def render(name: str, values: Mapping[str, object]) -> str:
    """One of the templates in `templates/init/`, filled in."""
    from jinja2 import StrictUndefined
    from jinja2.sandbox import SandboxedEnvironment

    environment = SandboxedEnvironment(undefined=StrictUndefined, keep_trailing_newline=True)
    environment.filters["text"] = lambda value: json.dumps(value, ensure_ascii=False)
    source = (shipped("templates") / "init" / name).read_text(encoding="utf-8")
    return environment.from_string(source).render(values)


def files_of_example(source: Path) -> dict[str, bytes]:
    """The files that the worked example begins with: header, guide, schemas, attributes."""
    files = {f"schemas/{kind}.schema.json": schema_text(kind).encode() for kind in KINDS}
    files[".gitattributes"] = attributes(None) or b""
    for path in (source / "register.yaml", source / "README.md"):
        files[f"{REGISTER}/{path.relative_to(source).as_posix()}"] = path.read_bytes().replace(b"\r\n", b"\n")
    return files


@contextlib.contextmanager
def opened_or_made(folder: Path, say: Say) -> Iterator[tuple[Repository, str, IO[bytes]]]:
    """The repository for a new register in `folder`, made where there is none, its branch, and the lock, which is held.

    Raises `Refused` where a register is there already or nobody could be named as its committer. What was made for
    a founding that fails is taken away again.
    """
    if folder.exists() and not folder.is_dir():
        raise WronglyAsked(f"{folder} is a file, not a folder")
    here = next(each for each in (folder, *folder.absolute().parents) if each.is_dir())
    refuse_second(folder)
    require_identity(here)
    with _taken_back(folder, here):
        if git_folder(folder.resolve()) is None:
            made = git(folder, "-c", "init.defaultBranch=main", "init", "--quiet")
            if made.code:
                raise GitFailed(f"no Git repository can be made in {folder}: {made.reason}")
        repository = open_repository(folder)
        with locked(repository.shared, "init", say) as lock:
            said = recover(repository)
            if said:
                say(said)
            refuse_second(folder)
            yield repository, require_ready(repository), lock


def refuse_second(folder: Path) -> None:
    """Raise `Refused` where a register is in a folder already, or around it."""
    around = next(
        (each for each in folder.absolute().parents if each.name == REGISTER and (each / "register.yaml").is_file()), None
    )
    if around is not None:
        raise Refused(f"{folder} lies among the files of another register, {around}; choose a folder outside it")
    if os.path.lexists(folder / REGISTER / "register.yaml"):
        raise Refused(f"there is a register in {folder} already; look at it with `directions -C {folder} log`")


@contextlib.contextmanager
def _taken_back(folder: Path, here: Path) -> Iterator[None]:
    """Make the folder, and take away what a founding that fails has made: the folder, or the repository in it."""
    first = folder.absolute()
    while first.parent != here.absolute() and not first.parent.is_dir():
        first = first.parent
    try:
        folder.mkdir(parents=True)
        made = True
    except FileExistsError:
        made = False
    except OSError as error:
        raise WronglyAsked(f"{folder} can't be made: {error.strerror}") from None
    had_git = os.path.lexists(folder / ".git")
    try:
        yield
    except BaseException:
        if made:
            shutil.rmtree(first, ignore_errors=True)
        elif not had_git and (folder / ".git").is_dir() and head_of_new(folder) is None:
            shutil.rmtree(folder / ".git", ignore_errors=True)
        raise


def head_of_new(folder: Path) -> str | None:
    """The commit that a repository just made holds, or None before the founding is committed."""
    answer = git(folder, "rev-parse", "--quiet", "--verify", "HEAD^{commit}")
    return None if answer.code else answer.text


def found_register(folder: Path, files: Mapping[str, bytes], say: Say, summary: str, ci: str = "github") -> str:
    """Put a new register's files into a folder and commit them, with those of the host `ci`. Gives the commit's id."""
    with opened_or_made(folder, say) as (repository, branch, lock):
        wanted: dict[str, tuple[bytes | None, bytes]] = {repository.path(path): (None, data) for path, data in files.items()}
        wanted |= _attributes(repository)
        wanted |= {path: (None, data) for path, data in approval_files(repository, branch, ci, say).items()}
        message = f"{summary}\n\nAct: init\n"
        return commit(repository, branch, Work("init", message, wanted), lock).commit


def _attributes(repository: Repository) -> dict[str, tuple[bytes | None, bytes]]:
    """The repository's `.gitattributes` with the lines that a register needs, unless they are there."""
    path = repository.top / ".gitattributes"
    before = path.read_bytes() if path.is_file() else None
    after = attributes(before, repository.prefix)
    return {} if after is None else {".gitattributes": (before, after)}
