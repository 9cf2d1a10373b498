"""FIN015 where many directions share one line of money: what it finds is what comparing each with each finds."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from directions_cli.domain.direction import is_extant, issued_on
from directions_cli.domain.lookups import money_of
from directions_cli.domain.register import Register
from directions_cli.domain.rules import BY_CODE
from directions_cli.domain.rules.core import Case, apply
from tests.domain.building import TODAY
from tests.domain.money import CARE, NURSING, direction, line, money, register

LINES = st.lists(st.sampled_from([line(CARE, "2025-26", 5), line(NURSING, "2025-26", 5), line(CARE, "2026-27", 5)]), max_size=2)


def found(whole: Register) -> list[tuple]:
    return [(each.direction, each.at, each.message) for each in apply(BY_CODE["FIN015"], Case(whole, TODAY))]


def each_with_each(whole: Register) -> list[tuple]:
    """The rule as its title has it: every extant direction against every other that was issued earlier."""
    pairs = []
    for mine in whole.values():
        over = {id for _, id in whole.predecessors(mine.id)}
        for number, given_line in enumerate(mine.terms.finance):
            key = money_of(given_line)
            others = [
                each.id
                for each in whole.values()
                if key in map(money_of, each.terms.finance) and each.id not in (mine.id, *over) and is_extant(each, TODAY)
                if (issued_on(each), each.id) < (issued_on(mine), mine.id)
            ]
            if others and is_extant(mine, TODAY):
                about = f"{given_line.kind} for {given_line.function} to {given_line.to} in {given_line.year}"
                pairs.append((mine.id, ("finance", number), f"{', '.join(others)} also gives {about}"))
    return pairs


@given(st.lists(st.tuples(st.integers(0, 9), LINES, st.booleans(), st.booleans()), max_size=8))
def test_what_is_found_is_what_comparing_each_with_each_finds(drawn) -> None:
    files = []
    for number, (days, lines, closed, replaces) in enumerate(drawn):
        ends = ["act: closed, date: 2025-05-01"] if closed else []
        more = f"supersedes: [EXIJB-2025-01-11-{number - 1:03}]\n" if replaces and number else ""
        issued = str(date(2025, 2, 1) + timedelta(days))
        files.append(direction(f"EXIJB-2025-01-11-{number:03}", issued, *ends, finance=money(*lines), more=more))
    whole = register(*files)
    assert found(whole) == each_with_each(whole)


def test_a_finding_names_twenty_and_counts_the_others() -> None:
    """22 directions give the same: the 21st names the 20 before it, the 22nd as many and one more."""
    ids = [f"EXIJB-2025-01-11-{number:03}" for number in range(22)]
    whole = register(*(direction(id, "2025-02-01", finance=money(line(CARE, "2025-26", 5))) for id in ids))
    messages = {id: message for id, _, message in found(whole)}
    assert messages[ids[20]].startswith(f"{', '.join(ids[:20])} also gives")
    assert messages[ids[21]].startswith(f"{', '.join(ids[:20])} and 1 more also gives")
