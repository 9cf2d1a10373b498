"""`directions merge-driver`: what Git calls to merge a file of the register that two branches changed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from directions_cli.cli.settings import say
from directions_cli.errors import GitFailed, Unreadable

if TYPE_CHECKING:
    from directions_cli.store.merging import Outcome

LONGEST_MARK = 1000


def command(
    base: Annotated[Path, typer.Argument(metavar="BASE", help="The file as it was before the branches parted (%O).")],
    ours: Annotated[Path, typer.Argument(metavar="OURS", help="Our file (%A); the result is written here.")],
    theirs: Annotated[Path, typer.Argument(metavar="THEIRS", help="Their file (%B).")],
    path: Annotated[str, typer.Argument(metavar="[PATH]", help="The file's place in the repository (%P).")] = "",
    size: Annotated[
        int, typer.Argument(metavar="[SIZE]", help="Signs in a mark of a conflict (%L).", min=1, max=LONGEST_MARK)
    ] = 7,
) -> None:
    """Merge a file for Git: entries that two branches added to a direction, where they don't bear on one another.

    Git calls this where `.gitattributes` says `register/**/*.yaml merge=directions` and each clone was told once:
    git config merge.directions.driver "directions merge-driver %O %A %B %P %L". What can't both stand is left as a
    conflict that says why. Exit codes: 0 merged, 1 a conflict is left in OURS, 2 the files can't be used.

    Example: directions merge-driver base.yaml ours.yaml theirs.yaml register/2025/EXIJB-2025-03-18-001.yaml
    """
    before, mine, yours = (_read(file) for file in (base, ours, theirs))
    try:
        outcome = _merged((base, ours, theirs), (before, mine, yours), path, size)
    except Exception:
        # Git takes any failure for a conflict and what stands in OURS for its text: theirs must not be missing there.
        ours.write_bytes(_by_lines((base, ours, theirs), size)[0])
        raise
    assert outcome.data is not None
    if outcome.data != mine:
        ours.write_bytes(outcome.data)
    for why in outcome.why:
        say(f"{path or ours}: {why}")
    raise typer.Exit(0 if outcome.clean else 1)


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise Unreadable(f"can't be read: {error.strerror}; Git gives three files to merge", str(file)) from None


def _merged(files: tuple[Path, Path, Path], held: tuple[bytes, bytes, bytes], path: str, size: int) -> Outcome:
    """A direction entry by entry where that can be done; everything else line by line, as Git itself does it."""
    from directions_cli.store.merging import Outcome, explained, in_conflict, is_direction, merge_files, unsound

    why: tuple[str, ...] = ()
    if newer := _newer(path):
        return Outcome(_by_lines(files, size)[0], False, (newer,))
    if is_direction(path) or not path:
        outcome = merge_files(*held, path, size)
        if outcome.data is not None:
            return outcome
        why = outcome.why if path else ()
    merged, clean = _by_lines(files, size)
    if clean and why and (faults := unsound(merged, *held, path)):
        return Outcome(in_conflict(held[1], held[2], faults, size), False, faults)
    if not why:
        return Outcome(merged, clean)
    told = tuple(f"{each}, so the lines were merged as text" for each in why)
    return Outcome(merged if clean else explained(merged, told, size), clean, told)


def _newer(path: str) -> str | None:
    """Why nothing may be merged on this program's word: the register that the file is of has a newer format. None else."""
    from directions_cli.errors import NewerFormat
    from directions_cli.store.files import HEADER
    from directions_cli.store.formats import known_format

    for folder in Path(path).parents if path else ():
        if folder.name == "register" and (folder / HEADER).is_file():
            try:
                known_format((folder / HEADER).read_bytes(), str(folder / HEADER))
            except NewerFormat as error:
                return str(error)
    return None


def _by_lines(files: tuple[Path, Path, Path], size: int) -> tuple[bytes, bool]:
    """The lines merged as Git does it without a driver, and whether no two clash."""
    from directions_cli.ledger.git import git

    base, ours, theirs = (str(file.resolve()) for file in files)
    marks = (f"--marker-size={size}", "-L", "ours", "-L", "base", "-L", "theirs")
    answer = git(Path.cwd(), "merge-file", "-p", *marks, "--", ours, base, theirs)
    if answer.code < 0 or answer.code >= 128:
        raise GitFailed(f"Git can't merge these files: {answer.reason}")
    return answer.out, answer.code == 0
