"""Registers that change in every way that files do, and what is asked of them with the index and without."""

from __future__ import annotations

import os
import random
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import Done, git, run

CAREFULLY = {"DIRECTIONS_NO_INDEX": "1"}
QUESTIONS = (
    ("log", "--format", "json"),
    ("log", "--status", "extant", "--format", "json"),
    ("log", "--text", "care", "--as-at", "2025-06-30", "--format", "csv"),
    ("validate", "--notes", "--format", "json"),
    ("coverage", "--format", "json"),
)


def answers(folder: Path, day: str, question: tuple[str, ...], **env: str) -> Done:
    """What a command says of a register as at a day."""
    return run("-C", folder, "--today", day, *question, env=env)


def same(folder: Path, day: str, questions: tuple[tuple[str, ...], ...] = QUESTIONS) -> None:
    """Each question is answered with the same bytes by way of the index and without it."""
    for question in questions:
        assert answers(folder, day, question) == answers(folder, day, question, **CAREFULLY), (question, day)


@dataclass(frozen=True)
class Hand:
    """Somebody who does things to the files of a register, drawn by chance."""

    folder: Path
    chance: random.Random

    @property
    def files(self) -> list[Path]:
        """The files of directions, in order."""
        return sorted((self.folder / "register").glob("*/EXIJB-*.yaml"))

    def one(self) -> Path:
        """A direction's file."""
        return self.chance.choice(self.files)

    def retitle(self) -> None:
        """Another title, of the same length, and the time of the file put back."""
        plain = re.compile(r"^title: .*[a-y]$", re.MULTILINE)
        path = self.chance.choice([path for path in self.files if plain.search(path.read_text(encoding="utf-8"))])
        before, text = path.stat(), path.read_text(encoding="utf-8")
        path.write_text(plain.sub(lambda found: f"{found[0][:-1]}z", text), encoding="utf-8", newline="\n")
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))

    def touch(self) -> None:
        """A new time and no new content; at times one of tomorrow, or of 1990."""
        os.utime(self.one(), self.chance.choice([None, (4e9, 4e9), (6e8, 6e8)]))

    def spoil(self) -> None:
        """A file that is no YAML, is empty, or holds nothing that a direction may."""
        self.one().write_text(self.chance.choice(["title: [\n", "", "- 1\n", "title: 5\n", "<<<<<<< a\n=======\n>>>>>>> b\n"]))

    def remove(self) -> None:
        """A file goes."""
        self.one().unlink()

    def move(self) -> None:
        """A file goes to another name or folder."""
        path = self.one()
        folder = self.folder / "register" / self.chance.choice(["2024", "2027", "undated"])
        folder.mkdir(exist_ok=True)
        path.replace(folder / self.chance.choice([path.name, "EXIJB-2024-01-16-077.yaml"]))

    def copy(self) -> None:
        """A direction of the same reference, or even of the same id in another folder."""
        path = self.one()
        folder = self.folder / "register" / self.chance.choice([path.parent.name, "2023"])
        folder.mkdir(exist_ok=True)
        target = folder / self.chance.choice([path.name, "EXIJB-2023-05-16-055.yaml", path.name.lower()])
        if not target.exists():
            shutil.copy(path, target)

    def end(self) -> None:
        """A direction is closed, or varied by another, with an entry written by hand."""
        path, other = self.one(), self.one()
        entry = self.chance.choice(
            [
                "{act: closed, date: 2025-05-01, approved: 2025-04-29, reason: achieved, note: Done.}",
                f"{{act: varied, date: 2025-06-01, by: {other.stem}}}",
                f"{{act: superseded, date: 2026-12-01, by: {other.stem}}}",
            ]
        )
        path.write_text(path.read_text(encoding="utf-8").rstrip() + f"\n  - {entry}\n", encoding="utf-8", newline="\n")

    def link(self) -> None:
        """A direction is said to supersede another, by its reference or its id."""
        path, other = self.one(), self.one()
        name = self.chance.choice([other.stem, "EXIJB-18/06/2024-001", "nobody"])
        text = path.read_text(encoding="utf-8")
        if "\nsupersedes:" not in text and "\nhistory:" in text:
            path.write_text(text.replace("\nhistory:", f"\nsupersedes: [{name}]\nhistory:", 1), encoding="utf-8", newline="\n")

    def head(self) -> None:
        """The header changes: budgets, months of negotiation, a partner; or it can't be read."""
        path = self.folder / "register" / "register.yaml"
        text = path.read_text(encoding="utf-8")
        change = self.chance.choice(
            [("negotiation_months: 6", "negotiation_months: 3"), ("policy:", "# policy\npolicy:"), ("format: 1", "format: [")]
        )
        path.write_text(text.replace(*change), encoding="utf-8", newline="\n")

    def stray(self) -> None:
        """Something that does not belong there."""
        place = self.folder / "register" / self.chance.choice(["notes.txt", "2025/old.yml", "2025/deep/er.yaml", "README.md"])
        place.parent.mkdir(exist_ok=True)
        place.write_text("x\n")

    def report(self) -> None:
        """The decision of a report changes or goes."""
        path = self.chance.choice(sorted((self.folder / "register" / "reports").glob("*.yaml")) or [self.one()])
        if self.chance.random() < 0.5:
            path.unlink()
        else:
            path.write_text(
                path.read_text(encoding="utf-8").replace("meeting: 2026", "meeting: 2025"), encoding="utf-8", newline="\n"
            )

    def stash(self) -> None:
        """Everything is put away, and perhaps had again."""
        git(self.folder, "add", "-A", "register")
        git(self.folder, "stash", "--quiet")
        if self.chance.random() < 0.5:
            git(self.folder, "stash", "pop", "--quiet")

    def go_back(self) -> None:
        """An earlier state is checked out, or all edits are thrown away."""
        git(self.folder, "reset", "--quiet", "--hard", self.chance.choice(["HEAD", "HEAD", "HEAD~1", "HEAD~20"]))
        git(self.folder, "clean", "-fdq")

    def commit(self) -> None:
        """All that was done is committed."""
        git(self.folder, "add", "-A")
        git(self.folder, "commit", "--quiet", "--allow-empty", "--no-verify", "-m", "By hand")

    def forget(self) -> None:
        """The index is deleted, cut short, overwritten, or of another program."""
        own = self.folder / ".git" / "directions"
        index = own / "index.sqlite"
        if not index.is_file():
            return
        damage: list[Callable[[], object]] = [
            index.unlink,
            lambda: index.write_bytes(index.read_bytes()[: self.chance.randrange(20_000)]),
            lambda: index.write_bytes(b"\0" * 10_000),
            lambda: index.write_bytes(b"no database"),
        ]
        self.chance.choice(damage)()

    def act(self) -> None:
        """An act of the program itself, if the register allows it."""
        run(
            "-C",
            self.folder,
            "--today",
            "2026-11-22",
            "progress",
            self.one().stem,
            "--rating",
            "on-track",
            "--note",
            "So far.",
            "--yes",
        )


DEEDS = tuple(name for name in vars(Hand) if not name.startswith("_") and name not in ("files", "one", "folder", "chance"))
DAYS = ("2026-11-22", "2025-06-30", "2026-11-22", "2027-04-01", "2024-03-01")
