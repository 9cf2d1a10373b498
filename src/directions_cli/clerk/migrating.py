"""Moving a register of an older format to the present one: one commit of exactly the files that the present format changes."""

from __future__ import annotations

from dataclasses import dataclass

from directions_cli.clerk.clerk import Clerk, diff_of
from directions_cli.clerk.reading import of_loaded
from directions_cli.clerk.steady import steadily
from directions_cli.clerk.writing import WriteBroken
from directions_cli.domain.authority import FORMAT
from directions_cli.errors import Refused
from directions_cli.ledger.lock import locked
from directions_cli.ledger.repository import REGISTER, open_repository
from directions_cli.ledger.transaction import Work, commit
from directions_cli.store.files import Found, on_disk
from directions_cli.store.folder import Loaded, load
from directions_cli.store.formats import moved

ACT = "migrate"


@dataclass(frozen=True, slots=True)
class Move:
    """A register before and after it is moved: its formats, its authority, and each file that changes, by its path."""

    was: int
    now: int
    authority: str
    files: dict[str, tuple[bytes | None, bytes]]
    message: str

    @property
    def summary(self) -> str:
        """What is done, as the subject of the commit."""
        return subject_of(self.was, self.now)

    def diff(self) -> str:
        """What would change in each file, as Git would show it."""
        return diff_of(self.files)


def subject_of(was: int, now: int) -> str:
    """The subject of the commit that moves a register from one format to another."""
    return f"Move the register from format {was} to format {now}"


def prepare(clerk: Clerk, note: str | None = None) -> Move:
    """What moving the register would change; no file where it is of the present format. Nothing is changed.

    Raises `NewerFormat`, and `Refused` where a file can't be read, or is written in a way that can't be carried over.
    """
    files = steadily(clerk.folder, clerk.say, lambda: list(on_disk(clerk.folder / REGISTER)))
    loaded = load(files)
    before = of_loaded(loaded)
    if before.unread:
        wrong = next(finding for finding in loaded.findings if Found(finding.file, "stray").stem in before.unread)
        raise Refused(f"{wrong.where}: {wrong.code} {wrong.message}; nothing was changed: a move needs every file", (wrong,))
    try:
        changed = list(moved(files, loaded.format))
    except ValueError as error:
        raise Refused(f"{error}; nothing was changed") from None
    _check(loaded, files, {found.path: after for found, after in changed})
    pairs: dict[str, tuple[bytes | None, bytes]] = {f"{REGISTER}/{old.path}": (old.data, new.data) for old, new in changed}
    body = f"{note.strip()}\n\n" if note and note.strip() else ""
    message = f"{subject_of(loaded.format, FORMAT)}\n\n{body}Act: {ACT}\nFormat: {FORMAT}\n"
    return Move(loaded.format, FORMAT, before.header.authority.name, pairs, message)


def _check(loaded: Loaded, files: list[Found], changed: dict[str, Found]) -> None:
    """Read what would be written: it must say, in the present format, what was read of the older one."""
    after = load(changed.get(found.path, found) for found in files)
    was, now = loaded.register, after.register
    same = was is not None and now is not None and (was.header, was.reports, {**was}) == (now.header, now.reports, {**now})
    if after.format != FORMAT or not same:
        raise WriteBroken("the register would not read in the present format as it does in its own")


def migrate(clerk: Clerk, note: str | None = None) -> tuple[Move, str | None]:
    """Move the register as an act: prepared under the lock, committed whole or not at all. Gives the commit, None for none."""
    repository = open_repository(clerk.folder)
    with locked(repository.shared, ACT, clerk.say) as lock:
        branch = clerk.ready(repository)
        move = prepare(clerk, note)
        if not move.files:
            return move, None
        files = {repository.path(path): pair for path, pair in move.files.items()}
        landed = commit(repository, branch, Work(ACT, move.message, files), lock)
        if landed.left:
            clerk.say(f"changed since it was committed, by a hook or by hand: {', '.join(landed.left)}; look at `git diff`")
        return move, landed.commit
