"""The outcomes of a review, from wherever they come, to one commit for the session or one for each direction."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from directions_cli.cli.formats import Format, as_json, emit
from directions_cli.cli.officer import carry_out, confirm, warn
from directions_cli.cli.proposed import Asked
from directions_cli.cli.settings import Settings, say
from directions_cli.cli.terminal import at_terminal, width
from directions_cli.domain.harmless import harmless

if TYPE_CHECKING:
    from directions_cli.clerk.clerk import Proposal
    from directions_cli.domain.acts.reviewing import Outcome
    from directions_cli.domain.register import Register

WIDEST = 110
Done = Callable[[Sequence[str]], None]


@dataclass(frozen=True, slots=True)
class How:
    """How the reviews are to be carried out: the options of the command. `each` makes a commit for each direction."""

    dry_run: bool
    yes: bool
    message: str | None
    form: Format
    asked: Asked | None
    each: bool


def commit_outcomes(
    settings: Settings, register: Register, outcomes: Sequence[Outcome], how: How, done: Done | None = None
) -> None:
    """Judge all outcomes, show them on one screen, ask, and commit them. `done` is told the ids that were committed.

    With `done` the officer comes from a session, whose last screen has shown them already.
    """
    from directions_cli.domain.acts.reviewing import review_several, session_in_words

    listed = session_in_words(register, outcomes) if len(outcomes) > 1 else ""
    message = "\n\n".join(filter(None, (listed, how.message)))
    if how.each:
        _commit_each(settings, outcomes, how, done)
        return
    carry_out(
        settings,
        lambda now, _: review_several(now, outcomes),
        dry_run=how.dry_run,
        yes=how.yes,
        message=message or None,
        form=how.form,
        proposal=how.asked,
        screen=lambda proposal: "" if done else screen_of(proposal.before, outcomes),
        follows=lambda _: _recommended(outcomes),
        tell=lambda proposal, commit, form: _tell([(proposal, commit)], form),
    )
    if done and not how.dry_run:
        done([each.id for each in outcomes])


def _commit_each(settings: Settings, outcomes: Sequence[Outcome], how: How, done: Done | None) -> None:
    """A commit for each direction: all are judged before the first is made; where one fails, those before it stand."""
    from directions_cli.domain.acts.reviewing import review_several

    clerk = settings.clerk()
    whole = clerk.prepare(lambda now, _: review_several(now, outcomes), how.message)
    warn(whole, lambda _: _recommended(outcomes))
    if how.dry_run:
        for outcome in outcomes:
            one = clerk.prepare(lambda now, _, only=outcome: review_several(now, [only]), how.message)  # type: ignore[misc]
            emit(harmless(f"{one.message}\n{one.diff()}"))
        say("nothing was changed (--dry-run)")
        return
    if at_terminal() and not how.yes:
        confirm("" if done else screen_of(whole.before, outcomes), f"Make these {len(outcomes)} commits?")
    made: list[tuple[Proposal, str]] = []
    try:
        for outcome in outcomes:
            made.append(clerk.enact(lambda now, _, only=outcome: review_several(now, [only]), how.message))  # type: ignore[misc]
            if done:
                done([outcome.id])
    finally:
        if len(made) < len(outcomes):
            say(f"{len(made)} of {len(outcomes)} reviews were committed, the next was not")
        _tell(made, how.form)


def _recommended(outcomes: Sequence[Outcome]) -> list[str]:
    """That recommendations end nothing by themselves (policy 4.2)."""
    count = sum(each.outcome != "retain" for each in outcomes)
    return [f"recommended only, until the act follows (policy 4.2): {count} of {len(outcomes)}"] if count else []


def _tell(made: Sequence[tuple[Proposal, str]], form: Format) -> None:
    """Print each direction reviewed: its reference and id, or the keys of an act."""
    found: list[dict[str, Any]] = []
    for proposal, commit in made:
        for step in proposal.change.appended:
            direction = proposal.after[step.id]
            paths = [path for path in proposal.files if path.endswith(direction.path)]
            names = {"id": direction.id, "reference": direction.terms.reference}
            found.append({**names, "act": proposal.change.act, "commit": commit, "paths": paths})
    if form is Format.json:
        emit(as_json(found))
        return
    emit("".join(f"{each['reference'] or each['id']} {each['id']}\n" for each in found))
    for proposal, commit in made:
        say(f"{proposal.change.summary} (commit {commit[:10]})")


def screen_of(register: Register, outcomes: Sequence[Outcome]) -> str:
    """All outcomes on one screen, numbered, with their notes and what they come to."""
    import textwrap

    from directions_cli.domain.acts.reviewing import counted
    from directions_cli.domain.dates import in_words

    lines = [""]
    heads = dict.fromkeys((each.body, each.date) for each in outcomes)
    for body, day in heads:
        lines += [f"  Review by {harmless(body)}, {in_words(day)}", ""]
        for number, each in enumerate(outcomes, 1):
            if (each.body, each.date) == (body, day):
                text = f"{register[each.id].name}: {each.note}"
                head = f"  {number:>3}  {each.outcome:<10}"
                room = max(40, min(width(), WIDEST))
                lines += textwrap.wrap(harmless(text), room, initial_indent=head, subsequent_indent=" " * len(head))
        lines.append("")
    return "\n".join([*lines, f"  {len(outcomes)} directions: {counted(outcomes)}", "", ""])
