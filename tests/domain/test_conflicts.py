"""Clashes among registers: five that were planted among three, nothing else; and each rule where it just speaks or is silent."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from directions_cli.domain.cycle.compared import Conflict
from directions_cli.domain.cycle.conflicts import conflicts
from directions_cli.domain.cycle.matching import beside, own_side, translated
from directions_cli.domain.rules.neighbours import CLASHES
from tests.domain.three_registers import DAY, HEADERS, PLANTED, direction, money, naming, register

TODAY = date(2025, 6, 30)
NORTH, SOUTH = "EXNIJB", "EXSIJB"


def found(ours=None, north=None, south=None, day=TODAY) -> tuple[Conflict, ...]:
    """The clashes of three registers on a day, some of which may be other than as planted."""
    own = ours or register("EXIJB")
    theirs = {NORTH: north or register(NORTH), SOUTH: south or register(SOUTH)}
    abouts = {about.code: about for about in own.header.neighbours}
    sides = [beside(theirs[code], abouts[code], own, day) for code in abouts]
    listed = {code: frozenset({code.casefold(), about.name.casefold()}) for code, about in abouts.items()}
    return conflicts(own_side(own, day), sides, listed)


def clashes(*given, **more) -> list[Conflict]:
    """The same without notes."""
    return [each for each in found(*given, **more) if each.severity != "note"]


def codes(*given, **more) -> list[tuple[str, str | None]]:
    """Codes of clashes with what they are about."""
    return [(each.code, each.function or each.hospital) for each in clashes(*given, **more)]


ALL = [
    ("CFL004", "Exampleton General"),
    ("CFL005", "Northern Infirmary"),
    ("CFL002", "out-of-hours"),
    ("CFL003", "prison-health"),
    ("CFL001", "emergency-department"),
]


def test_the_five_planted_clashes_and_nothing_else():
    assert {(each.code, each.function, each.hospital, each.authorities) for each in clashes()} == PLANTED
    assert codes() == ALL


def test_a_clash_names_its_directions_and_its_money():
    by_code = {each.code: each for each in clashes()}
    total = by_code["CFL004"]
    assert (total.stated, total.committed, total.year, total.health_board) == (
        Decimal(1000),
        Decimal(1001),
        "2025-26",
        "nhs-example",
    )
    assert [(each.authority, each.id, each.amount) for each in total.directions] == [
        ("EXIJB", f"EXIJB-{DAY}-002", 400),
        (NORTH, f"EXNIJB-{DAY}-002", 350),
        (SOUTH, f"EXSIJB-{DAY}-002", 251),
    ]
    assert "£1,001" in total.message
    assert "EXIJB £400, EXNIJB £350, EXSIJB £251" in total.message
    assert "£1 more" in total.message
    assert [each.id for each in by_code["CFL003"].directions] == [f"EXIJB-{DAY}-004", f"EXSIJB-{DAY}-003"]
    assert [each.id for each in by_code["CFL001"].directions] == [f"EXIJB-{DAY}-001", f"EXNIJB-{DAY}-001"]
    assert by_code["CFL005"].directions == by_code["CFL002"].directions == ()
    assert by_code["CFL005"].stated == 700
    assert {rule.code: rule.severity for rule in CLASHES} | {each.code: each.severity for each in found()} == {
        rule.code: rule.severity for rule in CLASHES
    }


def test_notes_say_what_each_directs_for_its_own_area():
    notes = [(each.code, each.function, each.authorities) for each in found() if each.severity == "note"]
    assert ("CFL007", "district-nursing", ("EXIJB", NORTH, SOUTH)) in notes
    assert ("CFL007", "care-at-home") not in [note[:2] for note in notes]
    assert ("CFL007", "emergency-department") not in [note[:2] for note in notes]


def test_nothing_of_a_later_day_is_seen():
    assert codes(day=date(2025, 3, 19)) == [("CFL005", "Northern Infirmary"), ("CFL002", "out-of-hours")]
    # On the day before it was revoked, geriatric medicine of EXSIJB clashes with both; and what was closed counts till then.
    assert ("CFL001", "geriatric-medicine") in codes(day=date(2025, 6, 17))
    march = {each.code: each for each in clashes(day=date(2025, 3, 31))}
    assert march["CFL004"].committed == 1001 + 999


def test_a_hospital_that_is_just_within_its_budget():
    ours = register("EXIJB", HEADERS["EXIJB"].replace("amount: 1000,", "amount: 1001,"))
    assert ("CFL004", "Exampleton General") not in codes(ours)
    # Then the three know nothing of each other's general medicine.
    assert ("CFL001", "general-medicine") in codes(ours)


def test_the_largest_of_the_stated_budgets_counts():
    more = "  - {hospital: Exampleton General, to: nhs-example, year: 2025-26, amount: 1001, functions: [general-medicine]}\n"
    north = register(NORTH, HEADERS[NORTH] + more)
    assert ("CFL004", "Exampleton General") not in codes(north=north)
    assert ("CFL005", "Exampleton General") in codes(north=north)


def test_budgets_of_other_functions_are_not_compared():
    more = "  - {hospital: Exampleton General, to: nhs-example, year: 2025-26, amount: 9000}\n"
    assert ("CFL005", "Exampleton General") not in codes(north=register(NORTH, HEADERS[NORTH] + more))


def test_hospitals_that_share_functions_are_judged_together():
    more = "  - {hospital: Vale Clinic, to: nhs-example, year: 2025-26, amount: 1, functions: [general-medicine]}\n"
    header = HEADERS["EXIJB"].replace("hospital_budgets:\n", "hospital_budgets:\n" + more)
    assert ("CFL004", "Exampleton General") not in codes(register("EXIJB", header))
    short = header.replace("amount: 1000,", "amount: 999,")
    (both,) = [each for each in clashes(register("EXIJB", short)) if each.code == "CFL004"]
    assert (both.hospital, both.stated) == ("Vale Clinic and Exampleton General", 1000)


def test_money_that_a_later_direction_restates_counts_once():
    """The earlier one stands till July, and the later one, already issued, restates its money."""
    earlier = direction(
        f"EXIJB-{DAY}-002",
        *("nhs-example", "general-medicine", money("nhs-example", "general-medicine", 400)),
        "history: [{act: issued, date: 2025-03-20}, {act: varied, date: 2025-07-15, by: EXIJB-2025-06-17-001}]",
    )
    later = direction(
        "EXIJB-2025-06-17-001",
        *("nhs-example", "general-medicine", money("nhs-example", "general-medicine", 399)),
        *(f"varies: [EXIJB-{DAY}-002]", "takes_effect: 2025-07-15", "history: [{act: issued, date: 2025-06-18}]"),
    )
    ours = register("EXIJB", None, earlier, later)
    assert ("CFL004", "Exampleton General") not in codes(ours)
    assert ("CFL004", "Exampleton General") in codes(ours, day=date(2025, 6, 16))


def test_money_of_a_year_that_the_later_direction_does_not_restate_still_counts():
    """The later one is for the next year alone: until April the earlier one's money is set aside as before."""
    earlier = direction(
        f"EXIJB-{DAY}-002",
        *("nhs-example", "general-medicine", money("nhs-example", "general-medicine", 400)),
        "history: [{act: issued, date: 2025-03-20}, {act: superseded, date: 2026-04-01, by: EXIJB-2025-06-17-001}]",
    )
    later = direction(
        "EXIJB-2025-06-17-001",
        *("nhs-example", "general-medicine", money("nhs-example", "general-medicine", 1).replace("2025-26", "2026-27")),
        *(f"supersedes: [EXIJB-{DAY}-002]", "takes_effect: 2026-04-01", "history: [{act: issued, date: 2025-06-18}]"),
    )
    ours = register("EXIJB", None, earlier, later)
    assert ("CFL004", "Exampleton General") in codes(ours)
    assert ("CFL004", "Exampleton General") not in codes(ours, day=date(2026, 4, 1))


@pytest.mark.parametrize(
    ("ours", "theirs", "told"), [(False, False, True), (True, False, True), (False, True, True), (True, True, False)]
)
def test_directions_on_a_hospital_function_must_each_name_the_other(ours, theirs, told):
    mine = direction(f"EXIJB-{DAY}-001", "nhs-example", "emergency-department", *([naming("exnijb")] if ours else []))
    other = direction(f"EXNIJB-{DAY}-001", "nhs-example", "ae", *([naming("EXIJB")] if theirs else []))
    assert (("CFL001", "emergency-department") in codes(register("EXIJB", None, mine), register(NORTH, None, other))) is told


def test_the_same_stated_budget_leaves_the_money_to_be_judged():
    other = HEADERS[NORTH].replace("VALE HOSPITAL", "Vale Annexe")
    assert ("CFL001", "palliative-medicine") in codes(north=register(NORTH, other))
    over = direction(f"EXNIJB-{DAY}-004", "nhs-example", "palliative-medicine", money("nhs-example", "palliative-medicine", 251))
    assert ("CFL004", "Vale Hospital") in codes(north=register(NORTH, None, over))
    assert ("CFL001", "palliative-medicine") not in codes(north=register(NORTH, None, over))
    next_year = money("nhs-example", "palliative-medicine", 251, "2026-27")
    later = direction(f"EXNIJB-{DAY}-004", "nhs-example", "palliative-medicine", next_year)
    assert ("CFL001", "palliative-medicine") in codes(north=register(NORTH, None, later))


def test_what_is_accepted_is_not_told():
    accepted = "ignore: [{code: CFL001, reason: Agreed in the joint forum.}]"
    mine = direction(f"EXIJB-{DAY}-001", "nhs-example", "emergency-department", accepted)
    assert ("CFL001", "emergency-department") not in codes(register("EXIJB", None, mine))
    # What the neighbour accepts is not accepted by this authority.
    theirs = direction(f"EXNIJB-{DAY}-001", "nhs-example", "ae", accepted)
    assert ("CFL001", "emergency-department") in codes(north=register(NORTH, None, theirs))
    header = HEADERS["EXIJB"] + "ignore: [{code: CFL001, reason: See the joint plan.}, {code: CFL004, reason: No.}]\n"
    assert codes(register("EXIJB", header)) == ALL[:-1], "a warning may be accepted, an error never"


def test_clashes_between_two_neighbours_count_where_the_function_is_ours():
    """The board of EXSIJB is ours and so is the function; who accepts it there is one of the two."""
    south = direction(f"EXSIJB-{DAY}-008", "nhs", "geriatric-medicine")
    (clash,) = [each for each in clashes(south=register(SOUTH, None, south)) if each.function == "geriatric-medicine"]
    assert clash.authorities == ("EXIJB", NORTH, SOUTH)
    mine = direction(f"EXIJB-{DAY}-005", "example-council", "care-at-home")
    (clash,) = [
        each
        for each in clashes(register("EXIJB", None, mine), south=register(SOUTH, None, south))
        if each.function == "geriatric-medicine"
    ]
    assert clash.authorities == (NORTH, SOUTH)
    accepted = direction(f"EXSIJB-{DAY}-008", "nhs", "geriatric-medicine", "ignore: [{code: CFL001, reason: Agreed.}]")
    assert ("CFL001", "geriatric-medicine") not in codes(register("EXIJB", None, mine), south=register(SOUTH, None, accepted))


def test_a_function_that_is_none_of_ours_is_no_concern():
    header = HEADERS["EXIJB"].replace("functions: {gm: general-medicine}", "functions: {gm: null, prison-health: null}")
    told = {each.code: each for each in clashes(register("EXIJB", header))}
    assert "CFL004" not in told
    assert told["CFL003"].authorities == ("EXIJB",)


def test_registers_that_agree_on_the_host():
    header = HEADERS[SOUTH].replace("hosted_by: EXSIJB", "hosted_by: Northern Example Integration Joint Board")
    assert ("CFL002", "out-of-hours") not in codes(south=register(SOUTH, header))
    silent = HEADERS[SOUTH].replace(", hosted_by: EXSIJB", "")
    assert ("CFL002", "out-of-hours") not in codes(south=register(SOUTH, silent))


def test_a_host_that_is_no_neighbour_concerns_two_that_direct_past_it():
    ours = HEADERS["EXIJB"].replace(
        "delegated_by: nhs-example, hosted_by: Northern Example Integration Joint Board",
        "delegated_by: nhs-example, hosted_by: Far IJB",
    )
    (clash,) = [each for each in clashes(register("EXIJB", ours)) if each.function == "prison-health"]
    assert (clash.code, clash.authorities) == ("CFL003", ("EXIJB", NORTH, SOUTH))
    named = [
        direction(f"{code}-{DAY}-{n}", board, "prison-health", naming("far ijb"))
        for code, board, n in ((NORTH, "nhs-example", "007"), (SOUTH, "nhs", "003"))
    ]
    alone = clashes(register("EXIJB", ours), register(NORTH, None, named[0]), register(SOUTH, None, named[1]))
    assert "prison-health" not in [each.function for each in alone]


def test_a_neighbour_that_is_named_has_a_direction():
    mine = direction(f"EXIJB-{DAY}-008", "example-council", "care-at-home", naming("EXNIJB"))
    notes = [each for each in found(register("EXIJB", None, mine)) if each.code == "CFL006"]
    assert notes == []
    bare = register(
        NORTH,
        HEADERS[NORTH].replace("code: care-at-home, name: Care at home", "code: home, name: Help at home"),
        direction(f"EXNIJB-{DAY}-006", "north-council", "home"),
    )
    (note,) = [each for each in found(register("EXIJB", None, mine), bare) if each.code == "CFL006"]
    assert (note.authorities, [each.id for each in note.directions]) == (("EXIJB", NORTH), [f"EXIJB-{DAY}-008"])


def test_codes_are_matched_as_told_then_by_code_then_by_name():
    ours = {"nhs-example": "NHS Example", "nhs-far": "NHS Far"}
    theirs = {"a": "nhs example", "nhs-far": "Something else", "b": "NHS Far", "nhs-example": "NHS Example", "c": "None"}
    assert translated(theirs, {"b": None, "nhs-example": "nhs-far"}, ours) == {
        "a": "nhs-example",
        "nhs-far": "nhs-far",
        "nhs-example": "nhs-far",
    }
