"""Judging a change: the register as it is against a base, as a pull request would bring it there (design section 4).

What the base has gained since the two went apart counts as it stands there: the change is judged as it would be merged. It fails
closed: where nothing can be compared, that is an error, not a pass.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from directions_cli.clerk.steady import Say, steadily
from directions_cli.domain.finding import Finding
from directions_cli.domain.register import Register
from directions_cli.domain.rules import judge
from directions_cli.domain.rules.alteration import COMPARABLE, ONE_NUMBER, judge_change, said_once
from directions_cli.errors import WronglyAsked
from directions_cli.ledger.git import git
from directions_cli.ledger.repository import REGISTER
from directions_cli.ledger.states import LINK_MODE, Blob, blobs_of, commit_named, contents_of, meeting_point
from directions_cli.store.files import Found, on_disk, sort_of
from directions_cli.store.folder import Loaded, load

SIDES = "was changed here and, since the two went apart, in {base} too; merge or rebase on it first, then validate again"
TAKEN = "{base} has meanwhile given this number to another direction; number this one anew (a draft: `directions propose`)"


@dataclass(frozen=True, slots=True)
class Compared:
    """What a comparison found. `base` is the commit compared with; `same` says that nothing of the register differs."""

    base: str
    meeting: str
    same: bool
    before: Register
    after: Loaded
    findings: tuple[Finding, ...]


def compare(folder: Path, against: str, today: date, say: Say) -> Compared:
    """Judge the work tree against a revision that a person names, with the rules over the register as it would then be.

    Raises `WronglyAsked` where nothing could be compared: no such commit, no common history, no register there, or no
    difference at all from what is checked out.
    """
    base = commit_named(folder, against, "--against")
    head = commit_named(folder, "HEAD", "HEAD")
    meeting = meeting_point(folder, base, head)
    if meeting is None:
        shallow = git(folder, "rev-parse", "--is-shallow-repository").text == "true"
        more = "; this clone is shallow: fetch the whole history (`git fetch --unshallow`, or fetch-depth: 0)" if shallow else ""
        raise WronglyAsked(f"--against {against}: {base[:10]} and what is checked out have no history in common{more}")
    there = found_at(folder, blobs_of(folder, base))
    if not any(each.sort == "header" for each in there.values()):
        raise WronglyAsked(f"--against {against}: {base[:10]} holds no register here, so nothing was compared")
    here = {found.path: found for found in steadily(folder, say, lambda: list(on_disk(folder / REGISTER)))}
    same = {path: even(found) for path, found in here.items()} == {path: even(found) for path, found in there.items()}
    if same and base == head:
        raise WronglyAsked(
            f"--against {against}: that is the commit that is checked out, and nothing differs from it, so nothing was"
            " compared; name the commit that the change is to be merged into"
        )
    merged, faults = _merged(folder, here, there, meeting, base)
    before, after = load(there.values()), load(merged.values())
    if before.register is None:
        raise WronglyAsked(
            f"--against {against}: the header of the register at {base[:10]} can't be read, so nothing was compared"
        )
    findings = [*after.findings, *faults]
    if after.register is not None:
        brought = judge_change(before.register, after.register)
        findings += [*said_once(judge(after.register, today), brought), *brought]
    placed = tuple(after.placed(finding) for finding in findings)
    return Compared(base, meeting, same, before.register, after, placed)


def found_at(folder: Path, blobs: Mapping[str, Blob]) -> dict[str, Found]:
    """The files of a register at a revision, as reading a folder finds them."""
    contents = contents_of(folder, (blob.id for blob in blobs.values()))
    return {found.path: found for path, blob in sorted(blobs.items()) if (found := as_found(path, blob, contents[blob.id]))}


def as_found(path: str, blob: Blob, content: bytes) -> Found | None:
    """A file of a revision, as reading a folder finds it; None for what may lie there unread."""
    if blob.mode == LINK_MODE:
        return Found(path, "link")
    sort = sort_of(path)
    return None if sort is None else Found(path, sort, b"" if sort == "stray" else content)


def even(found: Found) -> tuple[str, bytes]:
    """What a file says, whatever its line ends are: Git may have changed them on checking it out."""
    return found.sort, found.data.replace(b"\r\n", b"\n")


def _merged(
    folder: Path, here: Mapping[str, Found], there: Mapping[str, Found], meeting: str, base: str
) -> tuple[dict[str, Found], list[Finding]]:
    """The files as they would be once merged, and what stands in the way of that."""
    if meeting == base:
        return dict(here), []
    origin = found_at(folder, blobs_of(folder, meeting))
    merged, faults = dict(here), []
    for path in _differing(origin, there):
        ours, theirs, was = here.get(path), there.get(path), origin.get(path)
        if ours is not None and theirs is not None and even(ours) == even(theirs):
            continue
        if _same(ours, was):
            _put(merged, path, theirs)
        elif was is None and theirs is not None:
            faults.append(ONE_NUMBER.finding(path, (), TAKEN.format(base=base[:10])))
            _put(merged, path, theirs)
        else:
            faults.append(COMPARABLE.finding(path, (), SIDES.format(base=base[:10])))
            _put(merged, path, theirs)
    return dict(sorted(merged.items())), faults


def _differing(one: Mapping[str, Found], other: Mapping[str, Found]) -> Iterable[str]:
    return sorted(path for path in {*one, *other} if not _same(one.get(path), other.get(path)))


def _same(one: Found | None, other: Found | None) -> bool:
    return one is other or (one is not None and other is not None and even(one) == even(other))


def _put(files: dict[str, Found], path: str, found: Found | None) -> None:
    if found is None:
        files.pop(path, None)
    else:
        files[path] = found
