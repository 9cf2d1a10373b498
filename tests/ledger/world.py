"""Repositories with other work in them, and what must stay as it was: the helpers of the tests of acts."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import git, run

TERMS = """\
title: Redesign of day services
approved: {approved}
report: {{number: EXIJB-25-014, title: Day services, url: https://example.org/a}}
to: [example-council]
functions: [day-services-learning-disability]
direction: |
  Example Council is directed to provide day services from 1 April 2025 at 4 places.
takes_effect: 2025-04-01
ends: 2027-03-31
finance:
  - {{to: example-council, function: day-services-learning-disability, year: 2025-26, kind: payment, amount: 1250000, use: Services}}
milestones:
  - {{what: Open, due: 2025-09-30, measure: Number open}}
alignment: {{priorities: [SP1], outcomes: [2, 9], statement: Home first}}
advice:
  - {{from: Chief Social Work Officer, summary: Safe}}
impact: {{people: [carers, staff], statement: Some change}}
review: 2026-04
"""
TODAY = ("--today", "2025-07-25")
ISSUE = ("issue", "--from", "-", "--date", "2025-03-20")
VARY = ("vary", "EXIJB-2025-03-18-001", "--set", "approved=2025-05-20", "--set", "finance.1.amount=1400000")
SUPERSEDE = ("supersede", "EXIJB-2025-03-18-001", "EXIJB-2025-03-18-002", "--set", "approved=2025-05-20")
CLOSE = ("close", "EXIJB-2025-03-18-001", "--approved", "2025-06-17", "--reason", "achieved", "--note", "All 40 places are open.")
CORRECT = ("correct", "EXIJB-2025-03-18-001", "--set", "review=2026-05", "--reason", "The minute says May.")
DECIDE = ("decide", "--number", "EXIJB-25-030", "--title", "Respite", "--meeting", "2025-06-17", "--to", "example-council")
ACTS = {"issue": ISSUE, "vary": VARY, "supersede": SUPERSEDE, "close": CLOSE, "correct": CORRECT, "decide": DECIDE}
FILES = {"issue": 1, "vary": 2, "supersede": 3, "close": 1, "correct": 1, "decide": 1}


def terms(approved: str = "2025-03-18") -> str:
    """Terms that every rule is content with."""
    return TERMS.format(approved=approved)


def act(folder: Path, *arguments: object, given: str | None = None, **more):
    """Do an act in a register as a process of its own."""
    return run("-C", folder, *TODAY, *arguments, given=terms() if given is None else given, **more)


def done(folder: Path, *arguments: object, **more):
    """Do an act that must succeed."""
    finished = act(folder, *arguments, **more)
    assert finished.returncode == 0, finished.stderr
    return finished


def with_other_work(folder: Path) -> None:
    """Fill a repository with work of the user's that has nothing to do with any act."""
    for name in ("kept.txt", "edited.txt", "staged.txt", "both.txt", "gone.txt", "ünïcode ä.txt"):
        (folder / name).write_text(f"{name} as committed\n")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "-m", "Other work")
    (folder / "edited.txt").write_text("edited, not staged\n")
    (folder / "staged.txt").write_text("staged\n")
    (folder / "both.txt").write_text("staged part\n")
    (folder / "new.txt").write_text("staged new file\n")
    git(folder, "add", "staged.txt", "both.txt", "new.txt")
    git(folder, "rm", "--quiet", "gone.txt")
    (folder / "both.txt").write_text("staged part\nand not staged\n")
    (folder / "meant.txt").write_text("only meant to be added\n")
    git(folder, "add", "--intent-to-add", "meant.txt")
    (folder / "untracked.txt").write_text("nobody knows me\n")


@dataclass(frozen=True)
class Snapshot:
    """All that an act must leave alone, or, if it fails, all there is."""

    head: str
    refs: str
    status: str
    staged: str
    unstaged: str
    index: str
    files: dict[str, str]

    def others(self) -> tuple[object, ...]:
        """What concerns other files than the register's."""
        files = {path: digest for path, digest in self.files.items() if not path.startswith("register/")}
        index = [line for line in self.index.splitlines() if "\tregister/" not in line]
        return self.status, self.staged, self.unstaged, index, files


def snapshot(folder: Path) -> Snapshot:
    """The whole state of a repository as Git and the file system see it."""
    status = git(folder, "--no-optional-locks", "status", "--porcelain", "--untracked-files=all")
    return Snapshot(
        head=git(folder, "rev-parse", "HEAD"),
        refs=git(folder, "for-each-ref"),
        status=status,
        staged=git(folder, "diff", "--cached", "--binary"),
        unstaged=git(folder, "diff", "--binary"),
        index=git(folder, "ls-files", "--stage", "-v"),
        files=files_of(folder),
    )


def files_of(folder: Path) -> dict[str, str]:
    """Every file and folder outside `.git`, with a digest of what it holds and its mode."""
    found = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if name == ".git" or name.startswith(".git/"):
            continue
        about = f"{path.lstat().st_mode:o}"
        found[name] = about + (hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "")
    return found


def files_in_commit(folder: Path, revision: str = "HEAD") -> list[str]:
    """The paths that a commit changed."""
    return git(folder, "diff-tree", "-r", "--no-commit-id", "--name-only", revision).splitlines()
