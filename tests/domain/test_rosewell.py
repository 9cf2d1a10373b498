"""Rosewell House in Aberdeen, four published directions: made, revoked by its successor, followed, followed again.

Nothing is invented: what the published minutes do not say is left out, and the register says plainly what is missing.
"""

from __future__ import annotations

from datetime import date

import pytest

from directions_cli.domain.acts.correcting import correct
from directions_cli.domain.acts.issuing import issue
from directions_cli.domain.chains import chain_of
from directions_cli.domain.direction import status_of
from directions_cli.domain.finding import errors
from directions_cli.domain.log import rows
from directions_cli.domain.rules import judge, related
from directions_cli.errors import Refused
from tests.domain.building import register_of, values

TODAY = date(2026, 1, 31)
HEADER = """
format: 1
authority: {name: Aberdeen City IJB, code: ABIJB, model: integration-joint-board}
partners:
  - {code: nhs-grampian, name: NHS Grampian, kind: health-board}
  - {code: aberdeen-city-council, name: Aberdeen City Council, kind: local-authority}
functions:
  - {code: intermediate-care, name: Intermediate care, delegated_by: [nhs-grampian, aberdeen-city-council]}
"""
MADE = """
title: Rosewell House
to: [aberdeen-city-council]
services: [Rosewell House]
source: Known only from the minute of 24 August 2021, which revokes it and dates it 2 October 2021.
"""
REVOKING = """
title: Rosewell House
approved: 2021-08-24
report:
  number: HSCP.21.088
  title: Rosewell House - Options Appraisal and Recommendations (late report)
  appendix: D
  url: https://committees.aberdeencity.gov.uk/ieIssueDetails.aspx?IId=62922&Opt=3&txtonly=1
to: [nhs-grampian, aberdeen-city-council]
services: [Rosewell House (60 beds)]
conditions: Subject to agreement with Bon Accord Care Ltd.
ends: 2023-10-23
revokes: [ABIJB-undated-h001]
source: Decision text cut part-way through; the direction itself is not in the published papers.
"""
FOLLOWED = """
title: Integrated facility at Rosewell House
approved: 2023-08-22
report: {number: HSCP.23.054, title: Rosewell House - evaluation and recommendation reports, appendix: B}
to: [nhs-grampian, aberdeen-city-council]
services: [Integrated facility at Rosewell House]
ends: 2025-12-31
source: Does not say which earlier direction it supersedes.
"""
FOLLOWED_AGAIN = """
title: Frailty and Specialist Rehabilitation Services
report: {number: HSCP.25.054, appendix: '2'}
to: [nhs-grampian, aberdeen-city-council]
services: [Frailty and Specialist Rehabilitation Services, intermediate facility at Rosewell House]
milestones: [{what: Services are withdrawn from the facility, due: 2026-03-31}]
source: Published on 3 July 2025; the day of the decision is not given.
"""
FIRST, SECOND, THIRD, FOURTH = "ABIJB-undated-h001", "ABIJB-2021-08-24-h001", "ABIJB-2023-08-22-h001", "ABIJB-undated-h002"


def recorded(register, text):
    """A historic direction put into the register, as far as the rules let it, and the errors that it brings."""
    change = issue(register, values(text), None, historic=True)
    after = register.with_(change)
    assert errors(judge(after, TODAY)) == errors(judge(after, TODAY, related(after, change.touched)))
    return after, {finding.code for finding in errors(judge(after, TODAY))}


@pytest.fixture(scope="module")
def story():
    register = register_of(header=HEADER)
    for text in (MADE, REVOKING, FOLLOWED, FOLLOWED_AGAIN):
        register, wrong = recorded(register, text)
        assert wrong == set()
    return register


def test_four_directions_without_a_reference_have_ids(story):
    assert list(story) == [SECOND, THIRD, FIRST, FOURTH]
    assert [direction.path.split("/")[0] for direction in story.values()] == ["2021", "2023", "undated", "undated"]
    assert {direction.terms.reference for direction in story.values()} == {None}


def test_the_first_is_revoked_by_the_second_on_the_day_of_its_meeting(story):
    entry = story[FIRST].history[-1]
    assert (entry.act, entry.date, entry.by, entry.report) == ("revoked", date(2021, 8, 24), SECOND, "HSCP.21.088")
    assert story[SECOND].terms.revokes == (FIRST,)
    assert chain_of(story, FIRST).after == (SECOND,)
    assert chain_of(story, SECOND).before == (FIRST,)


@pytest.mark.parametrize(
    ("day", "statuses"),
    [
        (date(2021, 8, 23), {FIRST: "issued", FOURTH: "issued"}),
        (date(2021, 8, 24), {FIRST: "revoked", SECOND: "issued", FOURTH: "issued"}),
        (date(2023, 10, 24), {FIRST: "revoked", SECOND: "issued", THIRD: "issued", FOURTH: "issued"}),
    ],
)
def test_the_log_as_at_a_day(story, day, statuses):
    """The fourth is dated by nobody, so it stands from before all else: the register does not invent a day for it."""
    assert {row["id"]: row["status"] for row in rows(story, day, as_at=True)} == statuses


def test_nothing_says_that_the_third_ends_the_second(story):
    """Its end has passed and it still stands: the register warns, and invents no succession."""
    assert status_of(story[SECOND], TODAY) == "issued"
    assert chain_of(story, THIRD).before == chain_of(story, FOURTH).before == ()
    expired = [finding.direction for finding in judge(story, TODAY) if finding.code == "LIF010"]
    assert expired == [SECOND, THIRD]


def test_what_is_missing_is_said_plainly(story):
    notes = {finding.direction: finding.message for finding in judge(story, TODAY) if finding.code == "CON020"}
    assert notes[FIRST] == "is historic; not known: reference, approved, functions, direction, finance, review, date of issue"
    assert "approved" not in notes[SECOND]
    assert len(notes) == 4


def test_the_date_of_the_minute_is_later_than_the_revocation_and_is_refused():
    register, wrong = recorded(register_of(header=HEADER), MADE + "approved: 2021-10-02\n")
    assert wrong == set()
    _, wrong = recorded(register, REVOKING.replace("ABIJB-undated-h001", "ABIJB-2021-10-02-h001"))
    assert wrong == {"LIF004", "LIF006", "LNK006"}


def test_the_date_that_is_probably_meant_is_accepted():
    register, _ = recorded(register_of(header=HEADER), MADE + "approved: 2020-10-02\n")
    _, wrong = recorded(register, REVOKING.replace("ABIJB-undated-h001", "ABIJB-2020-10-02-h001"))
    assert wrong == set()


@pytest.mark.parametrize(("approved", "codes"), [("2021-10-02", {"LIF004", "LIF006", "LNK006"}), ("2020-10-02", set())])
def test_the_date_may_be_found_later_and_put_in_by_a_correction(story, approved, codes):
    change = correct(story, FIRST, [("approved", approved)], "The minute of the special meeting was found", TODAY)
    after = story.with_(change)
    found = errors(judge(after, TODAY, related(after, change.touched)))
    assert {finding.code for finding in found} == codes
    assert after[FIRST].path == f"undated/{FIRST}.yaml"


def test_the_fourth_can_end_nothing_while_its_day_is_unknown():
    """Were it to name the third, the day on which that ended would have to be invented."""
    register, _ = recorded(register_of(header=HEADER), FOLLOWED)
    with pytest.raises(Refused, match="no day is known from which it has effect"):
        recorded(register, FOLLOWED_AGAIN + f"supersedes: [{THIRD}]\n")
    after, wrong = recorded(register, FOLLOWED_AGAIN + f"supersedes: [{THIRD}]\ntakes_effect: 2026-01-01\n")
    assert wrong == set()
    assert status_of(after[THIRD], TODAY) == "superseded"
    assert status_of(after[THIRD], date(2025, 12, 31)) == "issued"
