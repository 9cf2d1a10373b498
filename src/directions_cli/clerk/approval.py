"""What a new register brings for its approval by pull request: the check, who approves, and how branches are merged."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from directions_cli.clerk.steady import Say
from directions_cli.errors import Refused
from directions_cli.ledger.examining import DRIVER as MERGE_DRIVER
from directions_cli.ledger.repository import REGISTER, Repository, default_branch
from directions_cli.resources import shipped

LINE_ENDS: Final = "*.yaml text eol=lf"
MERGED: Final = "{folder}register/**/*.yaml merge=directions"
DRIVER: Final = f'git config merge.directions.driver "{MERGE_DRIVER}"'

MARKS: Final[Mapping[str, Any]] = MappingProxyType(
    {
        "variable_start_string": "<{",
        "variable_end_string": "}>",
        "block_start_string": "<%",
        "block_end_string": "%>",
        "comment_start_string": "<#",
        "comment_end_string": "#>",
    }
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A file for a host of repositories: where it goes, from which template, and other places that the host looks in."""

    path: str
    template: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Host:
    """What a host of repositories needs: its files, and what of them nobody should alter without approval."""

    pieces: tuple[Piece, ...]
    guarded: tuple[str, ...]


HOSTS: Final[Mapping[str, Host]] = MappingProxyType(
    {
        "github": Host(
            (
                Piece(".github/workflows/register.yml", "github/register.yml", (".github/workflows/register.yaml",)),
                Piece(".github/directions.txt", "directions.txt"),
                Piece(".github/CODEOWNERS", "codeowners", ("CODEOWNERS", "docs/CODEOWNERS")),
                Piece(
                    ".github/pull_request_template.md",
                    "pull-request.md",
                    (
                        ".github/PULL_REQUEST_TEMPLATE.md",
                        ".github/PULL_REQUEST_TEMPLATE",
                        "pull_request_template.md",
                        "PULL_REQUEST_TEMPLATE.md",
                        "docs/pull_request_template.md",
                    ),
                ),
            ),
            ("/.github/",),
        ),
        "gitlab": Host(
            (
                Piece(".gitlab-ci.yml", "gitlab/register.yml"),
                Piece(".gitlab/directions.txt", "directions.txt"),
                Piece(".gitlab/CODEOWNERS", "codeowners", ("CODEOWNERS", "docs/CODEOWNERS")),
                Piece(".gitlab/merge_request_templates/Default.md", "pull-request.md"),
            ),
            ("/.gitlab-ci.yml", "/.gitlab/"),
        ),
        "azure": Host(
            (
                Piece("azure-pipelines.yml", "azure/register.yml", (".azure-pipelines.yml",)),
                Piece(".azuredevops/directions.txt", "directions.txt"),
                Piece(
                    ".azuredevops/pull_request_template.md",
                    "pull-request.md",
                    (".vsts/pull_request_template.md", "docs/pull_request_template.md", "pull_request_template.md"),
                ),
            ),
            ("/azure-pipelines.yml", "/.azuredevops/"),
        ),
        "none": Host((), ()),
    }
)
"""The hosts that a check is known for, by the name that `init --ci` takes."""


def approval_files(repository: Repository, branch: str, host: str, say: Say) -> dict[str, bytes]:
    """The files for a host of repositories, by path from the top of the repository, that are not there yet.

    What is there, in that place or in another that the host looks in, is left as it is, and said. Nothing is ever written over.
    """
    found: dict[str, bytes] = {}
    refuse_no_folders(repository.top, host)
    for piece in HOSTS[host].pieces:
        there = next((path for path in (piece.path, *piece.also) if os.path.lexists(repository.top / path)), None)
        if there is not None:
            say(f"{there} is there already and stays as it is; what {piece.path} would hold is in {shipped_at(piece)}")
            continue
        found[piece.path] = _filled(piece, values_of(repository, branch, host)).encode()
    return found


def refuse_no_folders(top: Path, host: str) -> None:
    """Raise `Refused` where a file or a link stands where a folder for a host is to be: nothing is written through a link."""
    for folder in (top / parent for piece in HOSTS[host].pieces for parent in Path(piece.path).parents[:-1]):
        if os.path.lexists(folder) and (folder.is_symlink() or not folder.is_dir()):
            raise Refused(f"{folder} is no folder of its own; move it away, or leave the files for CI out with --ci none")


def shipped_at(piece: Piece) -> Path:
    """Where the template of a piece lies, to be read by those who have a file of their own in its place."""
    return shipped("templates") / "init" / piece.template


def values_of(repository: Repository, branch: str, host: str) -> dict[str, object]:
    """What the templates are given: the default branch as a pattern, and the paths of the register in the repository."""
    full = default_branch(repository) or branch
    name = re.sub(r"^refs/(heads|remotes/[^/]+)/", "", full)
    folder = repository.prefix.rstrip("/")
    return {
        # In the lists of branches of all hosts `+` and `!` mean something, and a name of a branch may hold them.
        "branch": json.dumps(re.sub(r"([+!])", r"\\\1", name) if host == "github" else name, ensure_ascii=False),
        "folder": json.dumps(folder or ".", ensure_ascii=False),
        "register": "/" + re.sub(r"([\s#\\])", r"\\\1", f"{repository.prefix}{REGISTER}/"),
        "guarded": HOSTS[host].guarded,
    }


def _filled(piece: Piece, values: Mapping[str, object]) -> str:
    """A template filled in. Its marks are `<{ … }>` and `<% … %>`, because those of Jinja mean something to the hosts."""
    from jinja2 import StrictUndefined
    from jinja2.sandbox import SandboxedEnvironment

    environment = SandboxedEnvironment(undefined=StrictUndefined, keep_trailing_newline=True, **MARKS)
    return environment.from_string(shipped_at(piece).read_text(encoding="utf-8")).render(values)


def attributes(before: bytes | None, prefix: str = "") -> bytes | None:
    """`.gitattributes` with the lines that keep YAML files the same everywhere and merge directions; None: nothing to add.

    `prefix` leads to the folder of the register, where that is not the top of the repository.
    """
    lines = (LINE_ENDS, MERGED.format(folder="**/" if prefix else ""))
    there = {line.strip() for line in (before or b"").split(b"\n")}
    missing = [line.encode() + b"\n" for line in lines if line.encode() not in there]
    if not missing:
        return None
    lead = before + (b"" if before.endswith(b"\n") else b"\n") if before else b""
    return lead + b"".join(missing)
