"""References as boards print them, ids beside them, and finding a direction by either."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from directions_cli.domain.acts.issuing import draft, issue, issue_draft, redraft
from directions_cli.domain.acts.replacing import vary
from directions_cli.domain.finding import errors
from directions_cli.domain.naming import find
from directions_cli.domain.reference import (
    Identity,
    ReferenceFormat,
    make_id,
    next_number,
    print_reference,
    read_id,
    read_reference,
)
from directions_cli.domain.rules import judge
from directions_cli.errors import Refused, WronglyAsked
from tests.domain.building import (
    DIRECTION,
    HEADER,
    HISTORIC,
    ID,
    changed,
    direction_file,
    one,
    register_of,
    terms_of,
    two,
    values,
)

FORMATS = [
    "{code}-{approved:%d/%m/%Y}-{n:03}",
    "{approved:%y%m%d}-{n}",
    "{n:02} of {approved:%Y-%m-%d} ({code})",
    "D{{{approved:%Y.%m.%d}}}/{n}",
]
DAYS = st.dates(date(2014, 4, 1), date(2099, 12, 31))
SAME = changed(HEADER, "reference: {variations: same}\n")


@given(st.sampled_from(FORMATS), st.sampled_from(["EXIJB", "A1", "SLIJB"]), DAYS, st.integers(1, 99_999))
def test_a_printed_reference_reads_as_it_was_printed(pattern, code, approved, number):
    printed = print_reference(pattern, code, approved, number)
    assert read_reference(pattern, code, printed) == (approved, number)
    assert read_reference(pattern, code, printed.lower()) == (approved, number)
    ReferenceFormat(format=pattern)


@given(DAYS | st.none(), st.booleans(), st.integers(1, 999_999), st.integers(1, 999))
def test_an_id_reads_as_it_was_made(approved, historic, number, version):
    identity = Identity("EXIJB", approved, historic, number, version)
    assert read_id(make_id(identity)) == identity


@pytest.mark.parametrize(
    "text",
    [
        *("", "EXIJB", "EXIJB-2025-02-30-001", "EXIJB-2025-03-18-1", "exijb-2025-03-18-001", "EXIJB-2025-03-18-001-v1"),
        *("EXIJB-2025-03-18-0001", "EXIJB-２０２５-03-18-001", "EXIJB-2025-03-18-001\n", "EXIJB-2025-03-18-x001"),
        *("EXIJB-2025-03-18-001-v0", "../EXIJB-2025-03-18-001"),
    ],
)
def test_no_id(text):
    assert read_id(text) is None


@pytest.mark.parametrize(
    ("pattern", "reference", "expected"),
    [
        ("{code}-{approved:%d/%m/%Y}-{n:03}", "SLIJB-18/03/2025-001", (date(2025, 3, 18), 1)),
        ("{approved:%y%m%d}-{n}", "240117-7", (date(2024, 1, 17), 7)),
        ("{n}", "12", (None, 12)),
        ("{approved:%Y}/{n}", "2025/3", (None, 3)),
        ("{approved:%Y}/{approved:%Y%m%d}-{n}", "2025/20250318-3", (date(2025, 3, 18), 3)),
        ("{code}-{approved:%d/%m/%Y}-{n:03}", "SLIJB-31/02/2025-001", None),
        ("{code}-{approved:%d/%m/%Y}-{n:03}", "EXIJB-18/03/2025-001", None),
        ("{code}-{approved:%d/%m/%Y}-{n:03}", "SLIJB-18/03/2025-٠٠١", None),
        ("{code}-{approved:%d/%m/%Y}-{n:03}", "12l", None),
    ],
)
def test_references_of_boards(pattern, reference, expected):
    assert read_reference(pattern, "SLIJB", reference) == expected


@pytest.mark.parametrize(
    ("scheme", "hint"),
    [
        ({"format": "{code}"}, "should hold {n}"),
        ({"format": "{n}-{n}"}, "should hold {n}"),
        ({"format": "{n"}, "is not a format"),
        ({"format": "{board}-{n}"}, "only {code}"),
        ({"format": "{n!r}"}, "only {code}"),
        ({"format": "{0}{n}"}, "only {code}"),
        ({"format": "{n:3}"}, "write {n} or {n:03}"),
        ({"format": "{n:{x}}"}, "write {n} or {n:03}"),
        ({"format": "{code:>9}-{n}"}, "write {code}"),
        ({"format": "{approved}-{n}"}, "%d, %m, %Y and %y"),
        ({"format": "{approved:%H}-{n}"}, "%d, %m, %Y and %y"),
        ({"format": "{approved:%d%}-{n}"}, "%d, %m, %Y and %y"),
        ({"format": "{approved:{x}%d}-{n}"}, "%d, %m, %Y and %y"),
        ({"format": "{approved:%m/%Y}-{n}"}, "numbers per meeting would repeat"),
        ({"format": "{approved:%d/%m}-{n}", "number_per": "year"}, "numbers per year would repeat"),
        ({"format": "{n}", "number_per": "week"}, "Input should be"),
    ],
)
def test_a_format_that_would_not_do_is_refused(scheme, hint):
    with pytest.raises(ValidationError, match=hint.replace("{", r"\{").replace("}", r"\}")):
        ReferenceFormat(**scheme)


TAKEN = ["EXIJB-2025-03-18-001", "EXIJB-2025-03-18-007", "EXIJB-2025-06-17-009", "EXIJB-2024-01-30-011", "EXIJB-2025-03-18-h004"]
TAKEN += ["EXIJB-undated-h002", "no id at all", "EXIJB-2025-03-18-007-v2"]


@pytest.mark.parametrize(
    ("approved", "number_per", "historic", "expected"),
    [
        (date(2025, 3, 18), "meeting", False, 8),
        (date(2025, 9, 16), "meeting", False, 1),
        (date(2025, 9, 16), "year", False, 10),
        (date(2026, 1, 1), "year", False, 1),
        (date(2026, 1, 1), "register", False, 12),
        (date(2025, 3, 18), "meeting", True, 5),
        (None, "register", True, 3),
        (date(2020, 1, 1), "year", True, 1),
    ],
)
def test_the_next_number_of_a_series(approved, number_per, historic, expected):
    assert next_number(TAKEN, approved, number_per, historic) == expected


def made(register, **more):
    return issue(register, terms_of(), date(2025, 3, 20), **more).made[0]


def test_a_new_direction_gets_the_next_number_that_nobody_has():
    register = one()
    assert (made(register).id, made(register).terms.reference) == ("EXIJB-2025-03-18-002", "EXIJB-18/03/2025-002")
    assert made(register, taken=["EXIJB-2025-03-18-005"]).id == "EXIJB-2025-03-18-006"
    historic = direction_file(changed(DIRECTION, "reference: EXIJB-18/03/2025-002\n", HISTORIC), "EXIJB-2025-03-18-h001")
    both = register_of(direction_file(DIRECTION), historic)
    assert made(both).terms.reference == "EXIJB-18/03/2025-003"
    same = register_of(direction_file(DIRECTION), historic, header=SAME)
    assert made(same).terms.reference == "EXIJB-18/03/2025-003"


def test_a_file_that_can_not_be_read_keeps_its_number():
    from directions_cli.domain.register import Register

    register = one()
    assert made(Register(register.header, register.values(), unread=["EXIJB-2025-03-18-004"])).id == "EXIJB-2025-03-18-005"


@pytest.mark.parametrize(
    ("terms", "expected"),
    [
        ("reference: EXIJB-18/03/2025-004\n", "EXIJB-2025-03-18-004"),
        ("reference: EXIJB-18/03/2025-001\n", "EXIJB-2025-03-18-h001"),
        ("reference: EXIJB-18/03/2024-004\n", "EXIJB-2025-03-18-h001"),
        ("reference: '1.1'\n", "EXIJB-2025-03-18-h001"),
        ("-approved\n", "EXIJB-undated-h001"),
    ],
)
def test_a_historic_direction_keeps_what_was_printed(terms, expected):
    given_terms = values(changed(DIRECTION, "-history\n-reference\n", terms))
    direction = issue(one(), given_terms, None, historic=True).made[0]
    assert (direction.id, direction.terms.reference) == (expected, given_terms.get("reference"))
    assert direction.path.split("/")[0] == ("undated" if "undated" in expected else "2025")
    assert direction.issue.officer is None


def test_a_new_direction_brings_no_reference_history_or_missing_approval():
    for terms, hint in (
        ({**terms_of(), "reference": "X"}, "leave `reference` out"),
        ({**terms_of(), "history": ()}, "leave it out"),
        (terms_of("-approved\n"), "needs `approved`"),
    ):
        with pytest.raises(WronglyAsked, match=hint):
            draft(one(), terms)


def test_a_draft_keeps_its_number_while_it_is_redrafted_and_issued():
    register = one()
    register = register.with_(draft(register, terms_of()))
    id = "EXIJB-2025-03-18-002"
    register = register.with_(redraft(register, id, terms_of("title: Care at night\n")))
    assert (register[id].terms.title, register[id].terms.reference) == ("Care at night", "EXIJB-18/03/2025-002")
    register = register.with_(issue_draft(register, id, date(2025, 3, 21)))
    assert [entry.act for entry in register[id].history] == ["issued"]
    for act in (lambda: redraft(register, id, terms_of()), lambda: issue_draft(register, id, date(2025, 3, 22))):
        with pytest.raises(Refused, match="LIF001"):
            act()


def chain_of_three():
    """A direction and two variations that keep its reference."""
    register = one(header=SAME)
    for month in (5, 6):
        day = date(2025, month, 20)
        newest = max(register)
        register = register.with_(vary(register, newest, {"approved": str(day), "review": f"2027-0{month}"}, day))
        assert errors(judge(register, day)) == ()
    return register


def test_a_variation_may_keep_its_reference():
    register = chain_of_three()
    assert list(register) == [ID, f"{ID}-v2", f"{ID}-v3"]
    assert {direction.terms.reference for direction in register.values()} == {"EXIJB-18/03/2025-001"}


def test_the_reference_of_a_chain_finds_the_one_that_stands():
    register = chain_of_three()
    assert find(register, "exijb-18/03/2025-001") == f"{ID}-v3"
    assert find(register, "2025-001") == f"{ID}-v3"
    assert find(register, ID) == ID
    change = issue(
        register,
        values(
            changed(
                DIRECTION, "-history\n-reference\n", "approved: 2025-06-24\nvaries: [EXIJB-18/03/2025-001]\nreview: 2029-01\n"
            )
        ),
        date(2025, 6, 25),
    )
    assert change.made[0].id == f"{ID}-v4"
    assert [step.id for step in change.appended] == [f"{ID}-v3"]
    assert errors(judge(register.with_(change), date(2025, 6, 30))) == ()


@pytest.mark.parametrize(
    "name", [ID, ID.lower(), "EXIJB-18/03/2025-001", " exijb-18/03/2025-001 ", "18-001", "03/2025-001", "EXIJB-2025-03"]
)
def test_found_by(name):
    assert find(two(), name) == ID


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("", "name a direction"),
        ("  ", "name a direction"),
        ("SLIJB", "no direction is called 'SLIJB'"),
        ("/03/", "no direction is called"),
        ("001", f"(?s)may mean any of these.*{ID}.*EXIJB-2025-06-17-001"),
    ],
)
def test_not_found(name, hint):
    with pytest.raises(WronglyAsked, match=hint):
        find(two(), name)


def test_many_candidates_are_not_all_listed():
    files = [direction_file(changed(DIRECTION, "-reference\n", HISTORIC), f"EXIJB-2025-03-18-{n:03}") for n in range(1, 31)]
    with pytest.raises(WronglyAsked, match="and 10 more"):
        find(register_of(*files), "EXIJB")


def test_a_draft_that_varies_does_not_hide_the_direction_that_stands():
    register = one(header=SAME)
    register = register.with_(draft(register, values(changed(DIRECTION, f"-history\n-reference\nvaries: [{ID}]\n"))))
    with pytest.raises(WronglyAsked, match=f"{ID}-v2"):
        find(register, "EXIJB-18/03/2025-001")


def test_a_variation_of_a_misnamed_file_gets_a_number():
    register = register_of(direction_file(DIRECTION, "care-at-home", "2025"), header=SAME)
    change = vary(register, "care-at-home", {"approved": "2025-06-17", "review": "2027-04"}, date(2025, 6, 18))
    assert change.made[0].id == "EXIJB-2025-06-17-001"


def test_a_variation_of_what_has_no_reference_gets_a_number():
    register = one("-reference\n", HISTORIC, header=SAME)
    change = vary(register, ID, {"approved": "2025-06-17", "review": "2027-04"}, date(2025, 6, 18))
    assert change.made[0].terms.reference == "EXIJB-17/06/2025-001"
