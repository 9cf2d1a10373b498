"""The journal of an act: what it is about to do, kept in the Git folder until it is done.

The branch moves first, by compare-and-swap; the files and the index follow. So the journal decides all after a kill: where
the branch has the act's commit, the rest is finished; where it has not, what was shown to the hooks is taken back.
"""

from __future__ import annotations

import contextlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path

from directions_cli.ledger.files import replace_file
from directions_cli.ledger.places import LAST as LAST
from directions_cli.ledger.places import NAME as NAME

ASIDE = "journal-unreadable.json"


@dataclass(frozen=True, slots=True)
class Step:
    """One file of an act: its path from the top, its blobs before (None: new file) and after, and the blob in the index."""

    path: str
    before: str | None
    after: str
    mode: str = "100644"
    staged: str | None = None


@dataclass(frozen=True, slots=True)
class Journal:
    """An act on its way: the branch, its commit before (None: no commit yet) and after, the files, and its process.

    `after` is None while the hooks still judge the act; its files may then be in the work tree for them to see.
    """

    act: str
    summary: str
    branch: str
    before: str | None
    after: str | None
    steps: tuple[Step, ...]
    holder: int = 0


class JournalBroken(Exception):
    """The journal is not what this program writes."""


def write_journal(own: Path, journal: Journal) -> None:
    """Put the journal where the next command finds it, and on the disk before anything else is done."""
    replace_file(own / NAME, json.dumps(asdict(journal)).encode(), own)


def forget_journal(own: Path, journal: Journal | None = None) -> None:
    """The act is wholly done, or wholly undone. The journal is kept aside as the last one, whose change readers notice.

    With `journal`, only where it still is that one's: whoever has lost the lock must not take another's journal away.
    """
    if journal is not None and not stands(own, journal):
        return
    with contextlib.suppress(FileNotFoundError):
        (own / NAME).replace(own / LAST)


def stands(own: Path, journal: Journal) -> bool:
    """Whether the journal that stands is that of the same process, or one that can't be read.

    It is not where the lock was taken away from an act: whoever came next has settled it, and has its own there.
    """
    try:
        there = read_journal(own)
    except JournalBroken:
        return True
    return there is not None and there.holder == journal.holder


def read_journal(own: Path) -> Journal | None:
    """The journal that a kill left, if any. Raises `JournalBroken` where it can't be read as one."""
    try:
        values = json.loads((own / NAME).read_bytes())
        steps = tuple(Step(**step) for step in values.pop("steps"))
        journal = Journal(steps=steps, **values)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (ValueError, TypeError, KeyError, AttributeError):
        raise JournalBroken from None
    texts = (journal.branch, *(part for step in steps for part in (step.path, step.after)))
    if not all(isinstance(text, str) and text for text in texts):
        raise JournalBroken
    return journal
