"""Proposing a draft that is there: in the work tree, or on the branch of an earlier proposal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from directions_cli.clerk.clerk import Act, Proposal
from directions_cli.clerk.proposing import Desk
from directions_cli.clerk.pushing import Proposed
from directions_cli.domain.acts.issuing import draft, redraft
from directions_cli.domain.direction import Direction
from directions_cli.domain.naming import find
from directions_cli.domain.plain import plain_terms
from directions_cli.domain.register import Change, Register
from directions_cli.errors import GitFailed, Refused, WronglyAsked
from directions_cli.ledger import remotes
from directions_cli.ledger.git import git
from directions_cli.ledger.proposing import HEADS, PREFIX, checked_out, merged, was_there
from directions_cli.ledger.repository import REGISTER, branch_of
from directions_cli.ledger.states import meeting_point

Edit = Callable[[dict[str, Any]], None]
"""Puts other terms into plain ones."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """How a draft is to be proposed: the desk, the act (None: its branch holds it already), and the act under a new number."""

    desk: Desk
    id: str
    act: Act | None
    again: Act | None = None
    own_branch: str | None = None


def draft_wanted(desk: Desk, ref: str, edit: Edit | None = None) -> Wanted:
    """What proposing a draft takes. `edit` changes its terms; else they are as the work tree has them.

    Raises `Refused` where it is issued, where its branch is checked out elsewhere, or where there is nothing to propose.
    """
    here = desk.clerk.register()
    id = _id(desk, here, ref)
    direction = here.get(id)
    if direction is not None and direction.issue is not None:
        raise Refused(f"{direction.name} is issued; what is proposed of it is an act: `directions vary {id} … --propose`")
    path = desk.repository.path(f"{REGISTER}/{direction.path if direction else _path(id)}")
    branch = _open_branch(desk, id, path)
    if branch is not None and id in desk.register and not _shared(desk, desk.open()[branch], path):
        direction = direction or desk.upon(branch, desk.open()[branch]).register[id]
        _told_taken(desk, direction, desk.point.name)
        desk.clerk.say(f"the branch {branch} is of no more use: close its pull request and remove it")
        branch = None
    elif branch is not None and _is_ours(desk, branch, path):
        return _upon(desk, branch, id, direction, path, edit)
    if direction is None:
        raise WronglyAsked(f"no draft {ref!r} is here, nor proposed; `directions log --status draft` lists those that are here")
    terms = _edited(direction, edit)
    again = _numbered_anew(direction, terms)
    if branch is not None:
        _told_taken(desk, direction, branch)
        return Wanted(desk, id, again, again)
    if id not in desk.register:
        return Wanted(desk, id, _as_it_is(direction, terms), again)
    if not _shared(desk, "HEAD", path):
        _told_taken(desk, direction, desk.point.name)
        return Wanted(desk, id, again, again)
    if desk.register[id].issue is not None:
        raise Refused(f"{direction.name} is issued on {desk.point.name} already; bring your own branch up to date (`git pull`)")
    if desk.register[id].terms == direction.terms and edit is None:
        raise Refused(f"{direction.name} stands on {desk.point.name} just as it is here; there is nothing to propose")
    return Wanted(desk, id, lambda now, _: redraft(now, id, terms))


def _edited(direction: Direction, edit: Edit | None) -> dict[str, Any]:
    terms = plain_terms(direction.terms)
    if edit is not None:
        edit(terms)
    return terms


def _id(desk: Desk, here: Register, ref: str) -> str:
    try:
        return find(here, ref)
    except WronglyAsked:
        wanted = ref.strip().casefold()
        ids = [name.removeprefix(f"{PREFIX}draft-") for name in desk.open() if name.startswith(f"{PREFIX}draft-")]
        found = [id for id in ids if wanted and id.casefold().endswith(wanted)]
        if len(found) == 1:
            return found[0]
        raise


def _path(id: str) -> str:
    """Where the file of a new draft stands, by its id alone."""
    from directions_cli.domain.reference import read_id

    known = read_id(id)
    return f"{known.approved.year if known and known.approved else 'undated'}/{id}.yaml"


def _open_branch(desk: Desk, id: str, path: str) -> str | None:
    """The branch on which a draft is proposed and not yet merged."""
    name = f"{PREFIX}draft-{id}"
    for branch, tip in desk.open().items():
        same = branch == name or (branch.startswith(f"{name}-") and branch[len(name) + 1 :].isdigit())
        if same and not merged(desk.repository, tip, desk.point.commit, path):
            return branch
    return None


def _is_ours(desk: Desk, branch: str, path: str) -> bool:
    """Whether the proposal is of this very draft: made here, or once committed here as it is there."""
    top = desk.repository.top
    if remotes.tip_of(top, HEADS + branch) is not None:
        return True
    tip = desk.open()[branch]
    return not (desk.repository.top / path).exists() or was_there(desk.repository, tip, "HEAD", path)


def _upon(desk: Desk, branch: str, id: str, direction: Direction | None, path: str, edit: Edit | None) -> Wanted:
    """A further commit on the branch of a proposal, or none where nothing has changed."""
    repository = desk.repository
    tip = _newest(desk, branch)
    there = desk.upon(branch, tip)
    place = checked_out(repository, branch)
    if place is not None and branch_of(repository) != HEADS + branch:
        raise Refused(f"the branch {branch} is checked out in {place}; go on there, or switch that to another branch first")
    own = branch if place is not None else None
    if own is not None and edit is None and not git(repository.top, "status", "--porcelain", "--", path).text:
        return Wanted(there, id, None, own_branch=own)
    proposed = there.register[id]
    source = direction if direction is not None and own else proposed
    if own is None and edit is None:
        known = (proposed, desk.register.get(id))
        if direction is None or any(each is not None and each.terms == direction.terms for each in known):
            return Wanted(there, id, None)
        source = direction
    terms = _edited(source, edit)
    return Wanted(there, id, lambda now, _: redraft(now, id, terms), own_branch=own)


def _newest(desk: Desk, branch: str) -> str:
    """The tip of a proposal's branch: the local one, or the remote's where that has gone on from it."""
    top, remote = desk.repository.top, desk.point.remote
    local = remotes.tip_of(top, HEADS + branch)
    theirs = remotes.tip_of(top, remotes.tracking(remote, branch)) if remote else None
    if local is None or theirs is None or remotes.contains(top, theirs, local):
        tip = local or theirs
        assert tip is not None
        return tip
    if remotes.contains(top, local, theirs) and checked_out(desk.repository, branch) is None:
        return theirs
    raise Refused(
        f"{remote} has commits on {branch} that your own branch lacks; bring them in first: `git switch {branch}`, `git pull`"
    )


def _shared(desk: Desk, ours: str, path: str) -> bool:
    """Whether the draft of a commit and the one on the default branch are one: it was there when the two went apart."""
    folder = desk.repository.top
    meeting = meeting_point(folder, ours, desk.point.commit)
    return meeting is not None and git(folder, "cat-file", "-e", f"{meeting}:{path}").code == 0


def _told_taken(desk: Desk, direction: Direction, where: str) -> None:
    desk.clerk.say(f"{direction.name} was taken in the meantime on {where}; numbered anew there, your own draft stays as it is")


def _as_it_is(direction: Direction, terms: Mapping[str, Any]) -> Act:
    """The draft under the number that it has."""
    from directions_cli.domain.acts.building import terms_from

    made = replace(direction, terms=terms_from(terms))
    change = Change("draft", f"Draft {made.name}: {made.terms.title}", made.id, made=(made,))
    return lambda now, taken: change


def _numbered_anew(direction: Direction, terms: Mapping[str, Any]) -> Act:
    """The draft under the next number."""
    values = {**{key: value for key, value in terms.items() if key != "reference"}, "ignore": direction.ignore}

    def act(now: Register, taken: Iterable[str]) -> Change:
        change = draft(now, values, taken)
        return replace(change, made=tuple(replace(each, history=direction.history) for each in change.made))

    return act


def propose_draft(wanted: Wanted, note: str | None = None) -> Proposed:
    """Propose a draft: a new branch, a further commit on its branch, or, where that holds it already, only the push."""
    desk = wanted.desk
    if wanted.act is not None and wanted.own_branch is None:
        return desk.propose(wanted.act, note, wanted.again)
    if wanted.act is not None:
        _, commit = desk.clerk.enact(wanted.act, note, frozenset({wanted.id}))
        desk = desk.upon(str(wanted.own_branch), commit)
    branch = desk.point.updates
    assert branch is not None
    made = desk.told(as_proposed(desk, wanted.id), branch, desk.point.commit)
    return _pushed(desk, made) if desk.push else made


def as_proposed(desk: Desk, id: str) -> Proposal:
    """What the branch of a proposal brings to the default branch."""
    from directions_cli.clerk.message import message_of

    direction = desk.register[id]
    there = id in desk.default
    change = Change(
        "draft",
        f"{'Redraft' if there else 'Draft'} {direction.name}: {direction.terms.title}",
        id,
        made=() if there else (direction,),
        redrafted=(direction,) if there else (),
    )
    after = desk.default.with_(change)
    path = f"{REGISTER}/{direction.path}"
    return Proposal(change, desk.default, after, message_of(change, after), {path: (None, b"")}, ())


def _pushed(desk: Desk, made: Proposed) -> Proposed:
    """Push a branch that stands; what others have put on it is never overwritten."""
    top, remote = desk.repository.top, desk.point.remote
    assert remote is not None
    local = remotes.tip_of(top, HEADS + made.branch)
    if local is None:
        return replace(made, pushed=True)
    pushed = remotes.push(top, remote, made.branch, made.commit, new=False)
    if pushed.state != "done":
        raise GitFailed(
            f"the branch {made.branch} stands, but {remote} did not take it: {pushed.reason}\n"
            f"  bring it up to date first: git switch {made.branch}; git pull {remote} {made.branch}"
        )
    return replace(made, pushed=True)
