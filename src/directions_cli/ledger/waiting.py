"""The queue of those who wait for the lock: whoever came first goes first.

Each draws a ticket, a file whose number is one more than the highest there, and holds the system's lock on it. A ticket that
nobody holds was left by a kill; whoever finds it removes it.
"""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from directions_cli.ledger.os_lock import is_at, remove_own, take, taken

FOLDER = "queue"


@dataclass(frozen=True, slots=True)
class Ticket:
    """A place in the queue: the file, and its number and name, by which tickets are in order."""

    path: Path
    file: IO[bytes]

    def before(self) -> int:
        """How many stand before this one. What a kill has left right before it is removed on the way.

        Only the nearest is looked at: as long as that one lives, it sees to those before it.
        """
        ahead = [path for path in _tickets(self.path.parent) if _order(path) < _order(self.path)]
        while ahead and not taken(ahead[-1]):
            with contextlib.suppress(OSError):
                ahead[-1].unlink()
            ahead.pop()
        return len(ahead)


@contextlib.contextmanager
def in_queue(folder: Path) -> Iterator[Ticket]:
    """Draw a ticket, and give it back when all is done. Raises `OSError` where the folder can't be written."""
    queue = folder / FOLDER
    queue.mkdir(exist_ok=True)
    ticket = _drawn(queue)
    try:
        yield ticket
    finally:
        with contextlib.suppress(OSError):
            remove_own(ticket.file, ticket.path)


def _drawn(queue: Path) -> Ticket:
    while True:
        number = max((_order(path)[0] for path in _tickets(queue)), default=0) + 1
        path = queue / f"{number}-{os.getpid()}-{secrets.token_hex(4)}"
        file = path.open("x+b")
        if take(file) and is_at(file, path):
            return Ticket(path, file)
        file.close()  # somebody took it for one that was left, in the instant before it was locked


def _tickets(queue: Path) -> list[Path]:
    """The tickets in their order; those drawn in the same instant by their names."""
    return sorted((path for path in queue.iterdir() if path.name.partition("-")[0].isdecimal()), key=_order)


def _order(path: Path) -> tuple[int, str]:
    return int(path.name.partition("-")[0]), path.name
