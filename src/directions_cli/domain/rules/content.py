"""What a direction must say: recipients, functions, text, delivery, decision and alignment (family CON)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from directions_cli.domain.direction import Direction
from directions_cli.domain.nearest import nearest
from directions_cli.domain.outcomes import NATIONAL_OUTCOMES
from directions_cli.domain.rules.core import Case, Fault, rule
from directions_cli.domain.rules.ignores import unsound

OUTCOME_WORDS = re.compile(
    r"\b(by|until|from|no later than|within)\b.{0,40}\d"
    r"|\b\d+(\.\d+)?\s*(%|per cent|days?|weeks?|months?|people|beds?|hours?|places?)",
    re.IGNORECASE | re.DOTALL,
)
KNOWN_OF_HISTORIC = ("reference", "approved", "to", "functions", "direction", "finance", "review")


def deliverable(direction: Direction) -> bool:
    """Whether something says when or how it can be called done: milestones, measures, an end, or figures in the text."""
    terms = direction.terms
    dated = any(milestone.due or milestone.measure for milestone in terms.milestones)
    return bool(dated or terms.measures or terms.ends or (terms.direction and OUTCOME_WORDS.search(terms.direction)))


@rule("CON001", "error", "the Act, s.26; guidance 3.6")
def has_recipients(direction: Direction, case: Case) -> Iterator[Fault]:
    """A direction is to one or more partners."""
    if not direction.terms.to and not direction.historic:
        yield Fault(("to",), "is to nobody; name the partners that are directed")


@rule("CON002", "error", "the Act, ss. 26(1) and 61")
def recipients_are_partners(direction: Direction, case: Case) -> Iterator[Fault]:
    """Recipients are constituent authorities of the integration scheme, as `register.yaml` names them."""
    known = [partner.code for partner in case.header.partners]
    for number, code in enumerate(direction.terms.to):
        if case.header.partner(code) is None:
            said = f"{code!r} is no partner of this authority{nearest(code, known)}"
            yield Fault(("to", number), f"{said}; its partners are {', '.join(known)}")


@rule("CON003", "error", "guidance 4.3; policy 3.3")
def has_functions(direction: Direction, case: Case) -> Iterator[Fault]:
    """A direction names the delegated functions that it covers."""
    if not direction.terms.functions and not direction.historic:
        yield Fault(("functions",), "names no function; say which delegated functions it covers")


@rule("CON004", "error", "guidance 4.3")
def functions_are_delegated(direction: Direction, case: Case) -> Iterator[Fault]:
    """Functions are delegated ones, as `register.yaml` lists them."""
    for number, code in enumerate(direction.terms.functions):
        if case.header.function(code) is None:
            meant = nearest(code, (function.code for function in case.header.functions))
            yield Fault(("functions", number), f"{code!r} is no delegated function of register.yaml{meant}")


@rule("CON005", "warning", "the Act, s.26(1)")
def functions_belong_to_recipients(direction: Direction, case: Case) -> Iterator[Fault]:
    """A function is directed to a partner that delegated it.

    The other partner may be directed too, jointly or where it delivers the service for both.
    """
    for number, code in enumerate(direction.terms.functions):
        function = case.header.function(code)
        if function and direction.terms.to and not set(function.delegated_by) & set(direction.terms.to):
            owners = ", ".join(function.delegated_by)
            yield Fault(("functions", number), f"{code} was delegated by {owners}, which this direction is not to")


@rule("CON006", "error", "guidance 3.6")
def jointly_takes_two(direction: Direction, case: Case) -> Iterator[Fault]:
    """Only several recipients can carry a direction out jointly."""
    if direction.terms.jointly and len(direction.terms.to) < 2:
        yield Fault(("jointly",), "is to be carried out jointly, but has fewer than two recipients")


@rule("CON007", "error", "the Act, s.27(5); guidance 4.1")
def has_text(direction: Direction, case: Case) -> Iterator[Fault]:
    """A direction is in writing: it has a text."""
    if direction.terms.direction is None and not direction.historic:
        yield Fault(("direction",), "has no text; write what is to be delivered")


@rule("CON008", "error", "guidance 3.9, 4.7; policy 3.2")
def has_approval(direction: Direction, case: Case) -> Iterator[Fault]:
    """A direction is prompted by a decision of the board: it has a date of approval."""
    if direction.terms.approved is None and not direction.historic:
        yield Fault(("approved",), "has no date of approval; give the meeting that made it")


@rule("CON009", "note", "guidance 1.3, 4.7; policy app. 1")
def names_its_report(direction: Direction, case: Case) -> Iterator[Fault]:
    """A direction names the report that the board decided on."""
    if direction.terms.report is None and not direction.historic:
        yield Fault(("report",), "names no report; give its number and link")


@rule("CON010", "error", "guidance 4.5")
def priorities_are_known(direction: Direction, case: Case) -> Iterator[Fault]:
    """Priorities are those of the strategic plan in `register.yaml`, or of an earlier one there."""
    alignment = direction.terms.alignment
    if alignment and case.header.plans:
        for number, code in enumerate(alignment.priorities):
            if code not in case.header.priorities:
                known = ", ".join(case.header.priorities) or "none"
                yield Fault(("alignment", "priorities", number), f"{code!r} is no priority of the plan; it has {known}")


@rule("CON011", "error", "guidance 4.5")
def outcomes_are_national(direction: Direction, case: Case) -> Iterator[Fault]:
    """Outcomes are numbers of the nine national health and wellbeing outcomes."""
    alignment = direction.terms.alignment
    for number, outcome in enumerate(alignment.outcomes if alignment else ()):
        if outcome not in NATIONAL_OUTCOMES:
            yield Fault(("alignment", "outcomes", number), f"there is no national outcome {outcome}; they are 1 to 9")


@rule("CON012", "warning", "guidance 5.3")
def can_be_closed_off(direction: Direction, case: Case) -> Iterator[Fault]:
    """A direction says when and how it can be called done.

    Without a timescale, milestone, measure or outcome it can be neither monitored nor closed off.
    """
    if direction.terms.direction and not deliverable(direction) and not direction.historic:
        yield Fault(("direction",), "is too vague to close off: give a timescale, a milestone, a measure or an outcome")


@rule("CON013", "warning", "policy app. 1")
def has_a_review(direction: Direction, case: Case) -> Iterator[Fault]:
    """A direction says when it will be reviewed."""
    if direction.terms.review is None and not direction.historic:
        yield Fault(("review",), "does not say when it will be reviewed; the annual review will do")


@rule("CON014", "warning", "guidance 4.5; policy app. 1")
def is_aligned(direction: Direction, case: Case) -> Iterator[Fault]:
    """A direction says how it serves the strategic commissioning plan."""
    if direction.terms.alignment is None and not direction.historic:
        yield Fault(("alignment",), "does not say how it serves the plan; name priorities, outcomes or a statement")


@rule("CON015", "note", "guidance 1.3, 3.10")
def has_advice(direction: Direction, case: Case) -> Iterator[Fault]:
    """A direction keeps the professional, clinical or financial advice that was relied on."""
    if not direction.terms.advice and not direction.historic:
        yield Fault(("advice",), "keeps no advice; say who advised the board, and what")


@rule("CON016", "note", "guidance 3.9")
def says_who_is_affected(direction: Direction, case: Case) -> Iterator[Fault]:
    """A direction says who is affected, and how much changes."""
    if direction.terms.impact is None and not direction.historic:
        yield Fault(("impact",), "does not say who is affected: patients, carers, communities, staff or others")


@rule("CON017", "warning", "guidance 6.7")
def neighbours_are_told(direction: Direction, case: Case) -> Iterator[Fault]:
    """Where another integration authority is affected, it is said how."""
    impact = direction.terms.impact
    if impact and impact.other_authorities and not (impact.statement or impact.hosted_services):
        yield Fault(("impact", "other_authorities"), "names other authorities, but not what it means for them")


@rule("CON018", "warning", "design 2")
def private_for_a_reason(direction: Direction, case: Case) -> Iterator[Fault]:
    """A private direction says why it is private."""
    if direction.terms.private and not direction.terms.private_reason:
        yield Fault(("private",), "is private without a reason; give private_reason")


@rule("CON019", "error", "design 2")
def named_once(direction: Direction, case: Case) -> Iterator[Fault]:
    """A recipient, function, priority or outcome is named once."""
    terms = direction.terms
    alignment = terms.alignment
    lists: dict[tuple[str, ...], tuple[object, ...]] = {("to",): terms.to, ("functions",): terms.functions}
    if alignment:
        lists |= {("alignment", "priorities"): alignment.priorities, ("alignment", "outcomes"): alignment.outcomes}
    for at, values in lists.items():
        for value, count in Counter(values).items():
            if count > 1:
                yield Fault(at, f"names {value} {count} times; once is enough")


@rule("CON020", "note", "field 6; guidance 5.2")
def historic_gaps_are_plain(direction: Direction, case: Case) -> Iterator[Fault]:
    """What is not known of a historic direction is said.

    Nothing is invented; whoever finds the paper adds it by a correction.
    """
    if direction.historic:
        missing = [name for name in KNOWN_OF_HISTORIC if not getattr(direction.terms, name)]
        if direction.issue and direction.issue.date is None:
            missing.append("date of issue")
        if missing:
            yield Fault((), f"is historic; not known: {', '.join(missing)}")


@rule("CON021", "warning", "design 2")
def ignores_are_sound(direction: Direction, case: Case) -> Iterator[Fault]:
    """An accepted finding is one that may be accepted.

    An error can't be accepted away, and the code of a rule must exist.
    """
    yield from unsound(direction.ignore)


@rule("CON022", "error", "design 2")
def localities_are_known(direction: Direction, case: Case) -> Iterator[Fault]:
    """Localities are those of `register.yaml`."""
    known = {locality.code for locality in case.header.localities}
    for number, code in enumerate(direction.terms.localities):
        if code not in known:
            yield Fault(("localities", number), f"{code!r} is no locality of register.yaml")


RULES = (
    has_recipients,
    recipients_are_partners,
    has_functions,
    functions_are_delegated,
    functions_belong_to_recipients,
    jointly_takes_two,
    has_text,
    has_approval,
    names_its_report,
    priorities_are_known,
    outcomes_are_national,
    can_be_closed_off,
    has_a_review,
    is_aligned,
    has_advice,
    says_who_is_affected,
    neighbours_are_told,
    private_for_a_reason,
    named_once,
    historic_gaps_are_plain,
    ignores_are_sound,
    localities_are_known,
)
