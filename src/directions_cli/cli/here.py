"""`directions` alone: where you stand, and what could come next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from directions_cli.cli.settings import Settings, say
from directions_cli.domain.harmless import harmless
from directions_cli.errors import WronglyAsked

if TYPE_CHECKING:
    from directions_cli.clerk.standing import Standing, Tree

BEGIN = """\
There is no register here.

  directions init my-register        make one
  directions init --example demo     make a worked example to look around in
  directions -C FOLDER               look at the register in a folder
  directions --help                  every command
"""
INDENT = "  "
LEAST = 3
"""What is due that is shown also where the screen is too small for it."""


def tell(settings: Settings) -> int:
    """Print where you stand; the exit code is 1 where a part of the register can't be read."""
    from directions_cli.cli.pager import emit_long

    try:
        folder = settings.folder
    except WronglyAsked:
        if not settings.where.is_dir():
            raise
        emit_long(settings, BEGIN)
        return 0
    from directions_cli.clerk.standing import standing, tree_of

    found = standing(folder, settings.today, say)
    tree = tree_of(folder)
    emit_long(settings, _fitting(settings, found, tree))
    for finding in found.findings:
        say(finding)
    return 1 if found.findings else 0


def _fitting(settings: Settings, found: Standing, tree: Tree | None) -> str:
    """The whole, with so much of what is due that the screen of a terminal holds it; a few always."""
    from directions_cli.cli.pager import too_long

    above = [f"{found.name} ({found.code})", "", *_register(settings, found), *_branch(tree), *_drafts(found)]
    below = [*_proposals(tree), *_next(found, tree)]
    for shown in range(len(found.due), min(LEAST, len(found.due)) - 1, -1):
        text = "".join(f"{harmless(line)}\n" for line in [*above, *_due(found, shown), *below])
        if not too_long(text):
            break
    return text


def _register(settings: Settings, found: Standing) -> list[str]:
    counts = f"{_count(len(found.drafts), 'draft')}, {found.extant} extant, {found.ended} ended, as at {settings.today}"
    return [f"{INDENT}directions   {counts}"]


def _branch(tree: Tree | None) -> list[str]:
    """The branch, whether all is committed, and how far it is from what it follows, as last fetched."""
    if tree is None:
        return [f"{INDENT}branch       in no Git repository; acts need one"]
    said = [tree.branch or "none is checked out (detached HEAD)"]
    edits = f"{_count(tree.changed, 'file')} of the register not committed"
    said.append(edits if tree.changed else "all of the register is committed")
    if tree.upstream:
        apart = [f"{number} {word}" for number, word in ((tree.ahead, "ahead of"), (tree.behind, "behind")) if number]
        said.append(f"{' and '.join(apart) or 'level with'} {tree.upstream} as last fetched")
    return [f"{INDENT}branch       {', '.join(said)}"]


def _drafts(found: Standing) -> list[str]:
    from directions_cli.clerk.standing import MOST

    lines = [f"{INDENT}{each['reference']}  {each['title']}" for each in found.drafts[:MOST]]
    return ["", "Drafts", *lines, *_more(len(found.drafts) - MOST, "directions log --status draft")] if lines else []


def _due(found: Standing, shown: int) -> list[str]:
    """The first of what is due, the most overdue first, and how many more there are."""
    from directions_cli.clerk.standing import AHEAD
    from directions_cli.cli.sheet import wrapped

    if not found.due:
        return []
    head = f"Due: {found.overdue} overdue, {found.soon} in the next {AHEAD} days"
    lines: list[str] = []
    for each in found.due[:shown]:
        late = f"{_count(each['overdue'], 'day')} ago" if each["overdue"] > 0 else "today" if not each["overdue"] else ""
        about = f"{each['about']}: " if each["about"] else ""
        lines += wrapped(f"{INDENT}{each['date']}  {late:<14}", f"{about}{each['what']}")
    return ["", head, *lines, *_more(found.overdue + found.soon - shown, "directions due")]


def _proposals(tree: Tree | None) -> list[str]:
    from directions_cli.clerk.standing import MOST

    proposed = tree.proposals if tree else ()
    lines = [f"{INDENT}{branch}  {subject}" for branch, subject in proposed[:MOST]]
    return ["", "Proposed, not merged", *lines, *_more(len(proposed) - MOST, "git branch --list 'directions/*'")] if lines else []


def _next(found: Standing, tree: Tree | None) -> list[str]:
    """The commands that make sense now, the most pressing first."""
    steps = []
    if tree and tree.behind:
        steps.append(("git pull", "bring your branch up to date"))
    if tree and tree.changed:
        steps.append(("directions validate", "check what is not committed yet"))
    if found.drafts:
        steps.append((f"directions issue {found.drafts[0]['reference']}", "issue the draft, once the board has approved it"))
    if found.overdue or found.soon:
        steps.append(("directions due", "all that needs doing"))
    if not (found.drafts or found.extant or found.ended):
        steps.append(("directions issue", "the first direction, asked for question by question"))
    steps += [("directions log", "every direction and where it stands"), ("directions --help", "every command")]
    room = max(len(command) for command, _ in steps) + 2
    return ["", "Next", *(f"{INDENT}{command:<{room}}{why}" for command, why in steps)]


def _more(count: int, command: str) -> list[str]:
    return [f"{INDENT}and {count} more: {command}"] if count > 0 else []


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
