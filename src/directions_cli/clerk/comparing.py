"""Judging a change: the register as it is against a base, as a pull request would bring it there (design section 4).

What the base has gained since the two went apart counts as it stands there: the change is judged as it would be merged. It fails
closed: where nothing can be compared, that is an error, not a pass.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple

from directions_cli.clerk.comparing_part import parts
from directions_cli.clerk.formats import unlawful_move
from directions_cli.clerk.origins import came_by
from directions_cli.clerk.reading import judged, read_register
from directions_cli.clerk.steady import Say, steadily
from directions_cli.domain.finding import Finding
from directions_cli.domain.harmless import printable
from directions_cli.domain.register import Register
from directions_cli.domain.rules import judge
from directions_cli.domain.rules.alteration import COMPARABLE, ONE_NUMBER, judge_change, said_once
from directions_cli.errors import GitFailed, NewerFormat, WronglyAsked
from directions_cli.ledger.proposing import was_there
from directions_cli.ledger.repository import REGISTER, Repository, open_repository
from directions_cli.ledger.states import LINK_MODE, Blob, blobs_of, commit_named, contents_of, meeting_point
from directions_cli.store.files import HEADER, Found, on_disk, sort_of
from directions_cli.store.folder import Loaded, load

SIDES = "was changed here and, since the two went apart, in {base} too; merge or rebase on it first, then validate again"
TAKEN = "{base} has meanwhile given this number to another direction; number this one anew (a draft: `directions propose`)"


@dataclass(frozen=True, slots=True)
class Compared:
    """What a comparison found. `base` is the commit compared with; `same` says that nothing of the register differs.

    `before` and `concerned` are the registers before and after, or the part of each that differs with all it bears on.
    """

    base: str
    meeting: str
    same: bool
    before: Register
    after: Loaded
    findings: tuple[Finding, ...]
    concerned: Register | None


def compare(folder: Path, against: str, today: date, say: Say, unchanged_passes: bool = False) -> Compared:
    """Judge the work tree against a revision that a person names, with the rules over the register as it would then be.

    Raises `WronglyAsked` where nothing could be compared: no such commit, no common history, no register there, or, but for
    `unchanged_passes`, no difference at all from what is checked out; or where this clone lacks what the base held.
    """
    repository = open_repository(folder)
    try:
        return _compared(repository, folder, against, today, say, unchanged_passes)
    except GitFailed as error:
        raise WronglyAsked(f"--against {against}: {error}; nothing was compared") from error


def _compared(repository: Repository, folder: Path, against: str, today: date, say: Say, unchanged_passes: bool) -> Compared:
    base = commit_named(folder, against, "--against")
    head = commit_named(folder, "HEAD", "HEAD")
    meeting = meeting_point(folder, base, head)
    if meeting is None:
        shallow = "; this clone is shallow: fetch the whole history (`git fetch --unshallow`, or fetch-depth: 0)"
        more = shallow if repository.shallow else ""
        raise WronglyAsked(f"--against {against}: {base[:10]} and what is checked out have no history in common{more}")
    blobs = blobs_of(folder, base)
    if HEADER not in blobs:
        raise WronglyAsked(f"--against {against}: {base[:10]} holds no register here, so nothing was compared")
    changed = Changed(repository, folder, against, base, head, meeting)
    loaded = read_register(folder, say) if meeting == base else None
    part = parts(folder, loaded, blobs) if loaded is not None else None
    if loaded is not None and part is not None:
        _refuse_nothing(changed, part.same, unchanged_passes)
        brought = judge_change(part.before, part.after, came_by(open_repository(folder), head, base))
        findings = (*said_once(judged(loaded, today), brought), *map(loaded.placed, brought))
        return Compared(base, meeting, part.same, part.before, loaded, findings, part.after)
    return _in_full(changed, found_at(folder, blobs), today, say, unchanged_passes)


class Changed(NamedTuple):
    """What is compared: the register below a folder with a commit that a person named, and where the two went apart."""

    repository: Repository
    folder: Path
    against: str
    base: str
    head: str
    meeting: str


def _refuse_nothing(changed: Changed, same: bool, unchanged_passes: bool) -> None:
    if same and changed.base == changed.head and not unchanged_passes:
        raise WronglyAsked(
            f"--against {changed.against}: that is the commit that is checked out, and nothing differs from it, so nothing was"
            " compared; name the commit that the change is to be merged into"
        )


def _in_full(changed: Changed, there: dict[str, Found], today: date, say: Say, unchanged_passes: bool) -> Compared:
    """The comparison of every file."""
    repository, folder, against, base, head, meeting = changed
    here = {found.path: found for found in steadily(folder, say, lambda: list(on_disk(folder / REGISTER)))}
    same = {path: even(found) for path, found in here.items()} == {path: even(found) for path, found in there.items()}
    _refuse_nothing(changed, same, unchanged_passes)
    merged, faults = _merged(repository, here, there, meeting, base)
    try:
        before = load(there.values())
    except NewerFormat as error:
        raise error.at(f"--against {against}: {base[:10]}") from None
    after = load(merged.values())
    if before.register is None:
        raise WronglyAsked(
            f"--against {against}: the header of the register at {base[:10]} can't be read, so nothing was compared"
        )
    older = [after.older] if after.older else []
    findings = [*after.findings, *older, *faults, *unlawful_move(there, merged)]
    if after.register is not None:
        brought = judge_change(before.register, after.register, came_by(open_repository(folder), head, base))
        findings += [*said_once(judge(after.register, today), brought), *brought]
    placed = tuple(after.placed(finding) for finding in findings)
    return Compared(base, meeting, same, before.register, after, placed, after.register)


def found_at(folder: Path, blobs: Mapping[str, Blob]) -> dict[str, Found]:
    """The files of a register at a revision, as reading a folder finds them."""
    contents = contents_of(folder, blobs.values())
    return {found.path: found for path, blob in sorted(blobs.items()) if (found := as_found(path, blob, contents[blob.id]))}


def as_found(path: str, blob: Blob, content: bytes) -> Found | None:
    """A file of a revision, as reading a folder finds it; None for what may lie there unread."""
    if blob.mode == LINK_MODE:
        return Found(printable(path), "link")
    sort = sort_of(path) if blob.is_file else "stray"
    if sort is None:
        return None
    strange = sort == "stray" or printable(path) != path
    return Found(printable(path), "stray") if strange else Found(path, sort, content)


def even(found: Found) -> tuple[str, bytes]:
    """What a file says, whatever its line ends are: Git may have changed them on checking it out."""
    return found.sort, found.data.replace(b"\r\n", b"\n")


def _merged(
    repository: Repository, here: Mapping[str, Found], there: Mapping[str, Found], meeting: str, base: str
) -> tuple[dict[str, Found], list[Finding]]:
    """The files as they would be once merged, and what stands in the way of that.

    A file that is new on both sides is another direction's, unless ours was once as theirs is: then a part of the branch has
    come to the base already, as one that was squashed does.
    """
    if meeting == base:
        return dict(here), []
    folder = repository.top / repository.prefix
    origin = found_at(folder, blobs_of(folder, meeting))
    merged, faults = dict(here), []
    for path in _differing(origin, there):
        ours, theirs, was = here.get(path), there.get(path), origin.get(path)
        if ours is not None and theirs is not None and even(ours) == even(theirs):
            continue
        if _same(ours, was):
            _put(merged, path, theirs)
        elif was is None and theirs and not was_there(repository, base, "HEAD", repository.path(f"{REGISTER}/{path}")):
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
