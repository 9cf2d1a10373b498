"""Every act of the program, as the faults try it, and the place that it is done in: a register among other work.

To try an act of your own, add a line to `ACTS`.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from tests.conftest import git, run
from tests.ledger.world import CLOSE, CORRECT, DECIDE, ISSUE, SUPERSEDE, VARY, done, terms, with_other_work

Kind = Literal["act", "letter", "proposal", "push"]
HOOKS = ("pre-commit", "prepare-commit-msg", "commit-msg", "post-commit", "pre-push", "reference-transaction")
TODAY = ("--today", "2025-07-25")


@dataclass(frozen=True, slots=True)
class Act:
    """An act: its arguments, how many files each of its commits holds, how many commits it makes, and the hooks that run.

    An act is wholly in when `commits` are there; `letter` says that it also makes letters, `proposal` and `push` that it
    makes a branch instead. `{place}` in an argument is the folder that holds the register and what is given.
    """

    name: str
    arguments: tuple[str, ...]
    files: int = 1
    commits: int = 1
    kind: Kind = "act"
    hooks: tuple[str, ...] = ()


FIRST, SECOND, DRAFT = "EXIJB-2025-03-18-001", "EXIJB-2025-03-18-002", "EXIJB-2025-03-18-003"
REVOKE = ("revoke", FIRST, "--approved", "2025-06-17", "--reason", "halted", "--note", "Halted.")
OUTCOME = ("--outcome", "retain", "--body", "Performance and Audit Sub Committee", "--note", "Works well.")
IN_DIFFICULTY = ("--by", "example-council", "--summary", "No bidder.")
NEW_DRAFT = ("draft", "--from", "{place}/terms.yaml")
OF_COUNCIL = ("--of", "example-council", "--summary", "Waits by locality")
LOG = ("import", "{place}/log.csv", "--yes")

ACTS: tuple[Act, ...] = (
    Act("issue", ("issue", "--from", "{place}/terms.yaml", "--date", "2025-03-20")),
    Act("issue-draft", ("issue", DRAFT, "--date", "2025-03-20")),
    Act("draft", NEW_DRAFT),
    Act("vary", VARY, files=2),
    Act("supersede", SUPERSEDE, files=3),
    Act("close", CLOSE),
    Act("revoke", REVOKE),
    Act("revoke-from", (*REVOKE, "--from", "{place}/later.yaml"), files=2),
    Act("correct", CORRECT),
    Act("progress", ("progress", FIRST, "--rating", "on-track", "--note", "Ten places are open.")),
    Act("review", ("review", FIRST, *OUTCOME)),
    Act("difficulty-raise", ("difficulty", "raise", FIRST, *IN_DIFFICULTY)),
    Act("difficulty-negotiate", ("difficulty", "negotiate", SECOND, "--by", "example-council", "--summary", "Talks.")),
    Act("difficulty-resolve", ("difficulty", "resolve", SECOND, "--by", "example-council", "--outcome", "A bidder.")),
    Act("query-raise", ("query", "raise", FIRST, "--by", "Carer representative", "--summary", "Do weekends count?")),
    Act("query-answer", ("query", "answer", SECOND, "--summary", "They do.")),
    Act("request-ask", ("request", "ask", FIRST, *OF_COUNCIL)),
    Act("request-answer", ("request", "answer", SECOND, "--summary", "Ten.")),
    Act("decide", DECIDE),
    Act("import", ("import", "{place}/long.csv", "--yes"), files=22),
    Act("import-each", (*LOG, "--each"), commits=2),
    Act("letter", (*CLOSE, "--letter", "{place}/letters", "--letter-format", "html"), kind="letter"),
    Act("propose", (*NEW_DRAFT, "--propose"), kind="proposal"),
    Act("propose-push", (*NEW_DRAFT, "--propose", "--push"), kind="push"),
    Act("hooked", SUPERSEDE, files=3, hooks=("pre-commit", "prepare-commit-msg", "commit-msg", "post-commit")),
    Act("propose-hooked", (*NEW_DRAFT, "--propose", "--push"), kind="push", hooks=("pre-commit", "commit-msg", "pre-push")),
)
BY_NAME = {act.name: act for act in ACTS}
LOADED = (
    "issue draft vary supersede close revoke correct progress review difficulty query request decide import_ importing_log"
    " main validate log letter proposed entering giving officer deciding"
).split()
"""Modules of commands that are loaded once, before any act is done."""
HEADINGS = "Reference,Title,To,Functions,Approved,Direction,Status\n"


def log_of(rows: int) -> str:
    """A log of old directions, as it was kept elsewhere."""
    row = "X-{0},Telecare {0},Example Council,Care at home,2019-03-{0:02},Example Council is directed to provide telecare.,Open\n"
    return HEADINGS + "".join(row.format(number) for number in range(1, rows + 1))


def furnished(place: Path) -> None:
    """Fill a folder with a register of directions in every state, a bare remote, what acts are given, and other work."""
    register = place / "reg"
    made = run("--today", "2025-03-01", "init", register)
    assert made.returncode == 0, made.stderr
    for arguments in (
        ISSUE,
        ISSUE,
        ("draft", "--from", "-"),
        ("difficulty", "raise", SECOND, *IN_DIFFICULTY),
        ("query", "raise", SECOND, "--by", "Carer representative", "--summary", "When?"),
        ("request", "ask", SECOND, *OF_COUNCIL),
    ):
        done(register, *arguments)
    for sample in (register / ".git" / "hooks").glob("*.sample"):
        sample.unlink()
    git(place, "init", "--quiet", "--bare", "remote.git")
    shutil.rmtree(place / "remote.git" / "hooks")
    git(register, "remote", "add", "origin", "../remote.git")
    with_other_work(register)
    git(register, "push", "--quiet", "origin", "main")
    git(register, "fetch", "--quiet")
    (place / "terms.yaml").write_text(terms(), encoding="utf-8")
    (place / "later.yaml").write_text(terms("2025-06-17"), encoding="utf-8")
    for name, rows in (("log.csv", 2), ("long.csv", 22)):
        (place / name).write_text(log_of(rows), encoding="utf-8")
    for folder in ("letters", "tmp"):
        (place / folder).mkdir()
    git(register, "status")


def put_hook(register: Path, name: str, text: str = "exit 0") -> None:
    """Give a register a hook: a few lines of shell."""
    hook = register / ".git" / "hooks" / name
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8", newline="\n")
    hook.chmod(0o755)
