"""Where you stand: the register, its drafts and what is due, the branch, and the proposals that are open.

What is worked out of the register is remembered between runs, as the log is (see `remembering`).
"""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import asdict, dataclass, field
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from directions_cli.clerk.remembering import key_of_state, place_of, remember, remembered
from directions_cli.clerk.steady import Say, steadily
from directions_cli.domain.json_text import in_json
from directions_cli.domain.status import EXTANT
from directions_cli.index.base import Base
from directions_cli.index.reading import noticed
from directions_cli.ledger.git import git, own_programs
from directions_cli.ledger.remotes import remote_of
from directions_cli.ledger.repository import REGISTER, default_branch, open_repository

if TYPE_CHECKING:
    from directions_cli.domain.cycle.duty import Duty

NAME: Final = "standing.json"
AHEAD: Final = 90
"""Days within which what is due counts as soon."""
MOST: Final = 5
"""Drafts, duties and proposals that are shown; the commands that list them show all."""


@dataclass(frozen=True, slots=True)
class Standing:
    """The register as at a day: whose it is, how many directions there are, its drafts and what is due."""

    name: str
    code: str
    drafts: list[dict[str, Any]]
    extant: int
    ended: int
    overdue: int
    soon: int
    due: list[dict[str, Any]]
    findings: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Tree:
    """What Git knows of the work tree: the branch, what it follows, how far apart they are, files not committed, proposals."""

    branch: str | None
    upstream: str | None = None
    ahead: int = 0
    behind: int = 0
    changed: int = 0
    proposals: tuple[tuple[str, str], ...] = ()


def standing(folder: Path, day: date, say: Say) -> Standing:
    """Where the register below `folder` stands on a day."""
    return steadily(folder, say, partial(_standing, folder, day, say))


def _standing(folder: Path, day: date, say: Say) -> Standing:
    base = noticed(folder, say)
    if base is None:
        return _made(folder, None, day)
    key, place = key_of_state(base, day), place_of(folder, NAME)
    known = _restored(remembered(place, key))
    if known is None:
        known = _made(folder, base, day)
        if not known.findings:
            remember(place, key, in_json(asdict(known)))
    return known


def _restored(text: str | None) -> Standing | None:
    try:
        return Standing(**json.loads(text)) if text is not None else None
    except (ValueError, TypeError):
        return None


def _made(folder: Path, base: Base | None, day: date) -> Standing:
    from directions_cli.clerk.reading import of_loaded
    from directions_cli.domain.cycle.due import due
    from directions_cli.domain.direction import status_of
    from directions_cli.index.reading import register_of

    loaded = register_of(folder, base)
    register = of_loaded(loaded)
    statuses = {each.id: status_of(each, day) for each in register.values()}
    drafts = [register[id] for id, status in statuses.items() if status == "draft"]
    count = Counter("draft" if each == "draft" else "extant" if each in EXTANT else "ended" for each in statuses.values())
    duties = [each for each in due(register, day) if each.date <= day + timedelta(days=AHEAD)]
    late = [each for each in duties if each.overdue > 0]
    shown = [*late[:MOST], *[each for each in duties if each.overdue <= 0][:MOST]]
    return Standing(
        register.header.authority.name,
        register.header.authority.code,
        [{"reference": each.name, "title": each.terms.title, "approved": str(each.terms.approved or "")} for each in drafts],
        count["extant"],
        count["ended"],
        len(late),
        len(duties) - len(late),
        [_told(each) for each in shown],
        [f"{finding.where}: {finding.code} {finding.message}" for finding in loaded.findings],
    )


def _told(duty: Duty) -> dict[str, Any]:
    about = duty.reference or duty.direction or duty.report
    return {"date": str(duty.date), "overdue": duty.overdue, "about": about, "what": duty.what}


def tree_of(folder: Path) -> Tree | None:
    """What Git knows here without asking a remote; None where there is no repository, or it can't be read."""
    asked = ("--porcelain=v2", "--branch", "--untracked-files=normal")
    status = git(folder, "--no-optional-locks", *own_programs(folder), "status", *asked, "--", REGISTER)
    if status.code:
        return None
    said: dict[str, str] = {}
    lines = status.text.splitlines()
    for line in lines:
        found = re.fullmatch(r"# branch\.(\w+) (.*)", line)
        said |= {found[1]: found[2]} if found else {}
    apart = re.fullmatch(r"\+(\d+) -(\d+)", said.get("ab", "+0 -0"))
    changed = sum(not line.startswith("#") for line in lines)
    branch = None if said.get("head") in (None, "(detached)") else said["head"]
    ahead, behind = (int(apart[1]), int(apart[2])) if apart else (0, 0)
    return Tree(branch, said.get("upstream"), ahead, behind, changed, _open_proposals(folder))


def _open_proposals(folder: Path) -> tuple[tuple[str, str], ...]:
    """Branches of proposals that are not merged, with their subjects. One that was squashed or rebased is merged all the same."""
    from directions_cli.errors import DirectionsError
    from directions_cli.ledger.proposing import PREFIX, brought

    try:
        repository = open_repository(folder)
        default, remote = default_branch(repository), remote_of(folder)
    except DirectionsError:
        return ()
    if default is None:
        return ()
    places = [f"refs/heads/{PREFIX}", *([f"refs/remotes/{remote}/{PREFIX}"] if remote else [])]
    format = "%(refname)%00%(contents:subject)"
    answer = git(repository.top, "for-each-ref", f"--format={format}", f"--no-merged={default}", *places)
    found: dict[str, tuple[str, str]] = {}
    for line in answer.text.splitlines() if not answer.code else ():
        ref, _, subject = line.partition("\0")
        found.setdefault(re.sub(r"^refs/(heads|remotes/[^/]+)/", "", ref), (ref, subject))
    return tuple((name, subject) for name, (ref, subject) in found.items() if not brought(repository, ref, default))
