"""What must hold after any fault: the promises of an act (design section 4), each as a sentence where it is broken."""

from __future__ import annotations

import hashlib
import re
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from directions_cli.ledger.files import TEMPORARY
from tests.conftest import git
from tests.faults.acts import FIRST, TODAY, Act
from tests.faults.yard import Ended, Fault, Yard
from tests.ledger.world import Snapshot, files_in_commit, files_of, snapshot

BLOCKS = re.compile(r"\.lock$")
OURS = {"lock", "last.json", "queue"}
"""What may lie in the program's own folder when all is done; what is remembered between runs besides."""
SETTLED = ("was finished", "was undone", "was removed", "was put aside")
STOLEN = ("progress", "002")


@dataclass(frozen=True, slots=True)
class Before:
    """A register before an act: its own state, that of the remote, and the letters."""

    here: Snapshot
    there: str


def before(yard: Yard) -> Before:
    """The state that an act begins from."""
    return Before(snapshot(yard.register), git(yard.place / "remote.git", "for-each-ref"))


def look(yard: Yard, act: Act, fault: Fault, was: Before, ended: Ended, follow: bool) -> tuple[str, ...]:
    """Every promise that does not hold after a fault; that they can't even be looked at is one more."""
    try:
        return tuple(broken(yard, act, fault, was, ended, follow))
    except Exception as error:
        return (f"the promises could not be looked at: {error!r}: {getattr(error, 'stderr', '')}",)


def broken(yard: Yard, act: Act, fault: Fault, was: Before, ended: Ended, follow: bool) -> Iterator[str]:
    """Every promise that does not hold after a fault. `follow`: another act is done, which must work."""
    yield from _ending(ended)
    after = yard.run(("validate",))
    if after.code != 0:
        yield f"the next command ended with {after.code}: {after.said}"
    yield from _one_line(after.said)
    now = snapshot(yard.register)
    stolen = fault.sort == "lock-stolen"
    yield from _others(was.here, now)
    landed = now.head != was.here.head
    if act.kind in ("proposal", "push"):
        yield from _proposal(yard, act, was, now, stolen)
    elif landed:
        yield from _landed(yard, act, was.here, now, stolen)
    elif now != was.here:
        yield "nothing is committed, but something is not as it was"
    if not stolen and fault.sort not in ("hook", "quota"):
        yield from _said_right(act, ended, landed, now.refs != was.here.refs)
    yield from _healthy(yard, act, landed)
    if follow:
        yield from _follows(yard)


def _ending(ended: Ended) -> Iterator[str]:
    if ended.code not in (0, 1, 2, 130) and ended.code > -1:
        yield f"the exit code was {ended.code}: {ended.said}"
    if "Traceback" in ended.said or "this is a bug" in ended.said:
        yield f"a traceback: {ended.said}"


def _one_line(said: str) -> Iterator[str]:
    lines = [line for line in said.splitlines() if line.startswith("directions: ") and "warning" not in line]
    settled = [line for line in lines if any(word in line for word in SETTLED)]
    if len(settled) > 1:
        yield f"more than one line says what was settled: {settled}"
    if "could not be finished" in said or "left alone" in said:
        yield f"the next command could not settle it: {said}"


def _others(was: Snapshot, now: Snapshot) -> Iterator[str]:
    for name, one, other in zip(("status", "staged", "unstaged", "index", "files"), was.others(), now.others(), strict=True):
        if one != other:
            yield f"other work was touched ({name}): {one!r:.300} -> {other!r:.300}"
    if dirty := [line for line in now.status.splitlines() if "register" in line]:
        yield f"the register is not as it is committed: {dirty}"


def _landed(yard: Yard, act: Act, was: Snapshot, now: Snapshot, stolen: bool) -> Iterator[str]:
    made = git(yard.register, "rev-list", f"{was.head.strip()}..HEAD").split()
    acts = [
        commit for commit in made if not (stolen and "Record progress" in git(yard.register, "show", "-s", "--format=%s", commit))
    ]
    if stolen and act.name == "progress":
        acts = made[:1]
    if len(acts) > act.commits or (stolen and len(made) == len(acts) + 2):
        yield f"{len(made)} commits were made"
    for commit in acts:
        if len(files_in_commit(yard.register, commit)) != act.files:
            yield f"a commit holds {files_in_commit(yard.register, commit)}"
    if git(yard.register, "rev-list", "--merges", f"{was.head.strip()}..HEAD"):
        yield "a merge was made"


def _proposal(yard: Yard, act: Act, was: Before, now: Snapshot, stolen: bool) -> Iterator[str]:
    """The branch is there whole or not at all, here and at the remote; what is checked out is as it was."""
    if not stolen and (now.head, now.files, now.index) != (was.here.head, was.here.files, was.here.index):
        yield "a proposal touched what is checked out"
    refs = set(git(yard.register, "for-each-ref", "--format=%(refname)", "refs/heads").split())
    for ref in refs - {"refs/heads/main"}:
        if git(yard.register, "rev-parse", f"{ref}^") != was.here.head:
            yield f"{ref} does not stand upon the default branch"
        if len(files_in_commit(yard.register, ref)) != act.files:
            yield f"{ref} holds {files_in_commit(yard.register, ref)}"
    there = git(yard.place / "remote.git", "for-each-ref")
    new = set(there.splitlines()) - set(was.there.splitlines())
    if len(new) > 1 or set(was.there.splitlines()) - set(there.splitlines()):
        yield f"the remote holds {there}"
    if new and act.kind != "push":
        yield "something was pushed unasked"


def _said_right(act: Act, ended: Ended, landed: bool, branched: bool) -> Iterator[str]:
    """Exit code 0 and the act is in, or else and it is not, unless it says that it is committed."""
    done = branched if act.kind in ("proposal", "push") else landed
    if ended.code == 0 and not done:
        yield f"it said that all is done, and nothing is: {ended.said}"
    if ended.code > 0 and done and not re.search(r"committed|is made|stands|proposed on the branch", ended.said):
        yield f"it said that it failed, and it is done: {ended.said}"
    if ended.code > 0 and not re.search(r"^directions: ", ended.said, re.MULTILINE) and ended.said:
        yield f"it does not say what is wrong: {ended.said}"


def _healthy(yard: Yard, act: Act, landed: bool) -> Iterator[str]:
    """Git finds nothing wrong, and no lock or temporary file is left where it blocks or is seen."""
    for place in (yard.register, yard.place / "remote.git"):
        if (found := _fsck(place)) and (time.sleep(2) or (found := _fsck(place))):
            yield f"git fsck: {found}"
    locks = [
        path for path in (yard.register / ".git").rglob("*") if BLOCKS.search(path.name) and path.parent.name != "directions"
    ]
    if locks:
        yield f"locks are left: {locks}"
    if act.kind == "letter":
        yield from _letters(yard, landed)
    elif any((yard.place / "letters").iterdir()):
        yield "a letter that nobody asked for"


def _fsck(place: Path) -> str:
    """What Git finds wrong; asked twice, as a Git command whose program was killed may be at work still."""
    done = subprocess.run(
        ["git", "fsck", "--strict", "--no-dangling", "--no-progress"], cwd=place, capture_output=True, text=True, check=False
    )
    return (done.stdout + done.stderr).strip() or ("it failed" if done.returncode else "")


def _letters(yard: Yard, landed: bool) -> Iterator[str]:
    """A letter that is there is the one that the direction's file keeps the digest of; there is none of an act that is not in."""
    text = next(yard.register.glob(f"register/*/{FIRST}.yaml")).read_text(encoding="utf-8")
    for path in (yard.place / "letters").iterdir():
        if path.name.startswith(TEMPORARY):
            continue
        if not landed:
            yield f"a letter is there of an act that is not: {path.name}"
        elif hashlib.sha256(path.read_bytes()).hexdigest() not in text:
            yield f"a letter is there that is not the one kept: {path.name}"


def _follows(yard: Yard) -> Iterator[str]:
    """Another act works, and clears the program's own folder."""
    done = yard.run(("decide", "--number", "EXIJB-25-099", "--title", "After", "--meeting", "2025-06-17", "--none"))
    if done.code != 0:
        yield f"the next act ended with {done.code}: {done.said}"
    if found := _fsck(yard.register):
        yield f"git fsck after the next act: {found}"
    if left := {path.name for path in own_folder(yard).iterdir() if not _kept(path.name)}:
        yield f"left in the program's own folder: {sorted(left)}"


def own_folder(yard: Yard) -> Path:
    """The program's own folder in the Git folder."""
    return yard.register / ".git" / "directions"


def _kept(name: str) -> bool:
    return name in OURS or name.startswith(("proposal-", "neighbours", "index", "checked", "standing", "names"))


__all__ = ["TODAY", "Before", "before", "broken", "files_of"]
