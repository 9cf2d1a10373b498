"""The acts: what each refuses before the rules are asked, and what one act does to several directions."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from pydantic import ValidationError

from directions_cli.domain.acts.correcting import correct
from directions_cli.domain.acts.ending import close, revoke
from directions_cli.domain.acts.issuing import draft, issue, issue_draft
from directions_cli.domain.acts.monitoring import enter
from directions_cli.domain.acts.replacing import revoke_by, revoke_by_new, supersede, vary
from directions_cli.domain.direction import effect_from, resource, status_of
from directions_cli.domain.finding import Finding, errors
from directions_cli.domain.paths import put
from directions_cli.domain.plain import plain, plain_terms
from directions_cli.domain.rules import affected, judge, near, overlapped, related
from directions_cli.domain.terms import TERM_FIELDS
from directions_cli.errors import Refused, WronglyAsked
from tests.domain.building import (
    DIRECTION,
    HISTORIC,
    ID,
    LATER_ID,
    TODAY,
    changed,
    direction_file,
    history,
    one,
    register_of,
    terms_of,
    two,
    values,
)

DAY = date(2025, 6, 18)
NEW = "EXIJB-2025-06-17-001"
SUPERSEDED = history(f"act: superseded, date: 2025-06-18, by: {LATER_ID}")


def later(**more):
    return {"approved": "2025-06-17", **more}


def wrong(register, change, day=TODAY):
    """Codes of the errors that the rules find in what an act touches."""
    after = register.with_(change)
    found = {finding.code for finding in errors(judge(after, day, related(after, change.touched)))}
    assert found == {finding.code for finding in errors(judge(after, day))}
    return found


# --- correct


def correction(register, *pairs):
    change = correct(register, ID, pairs, "Slip of the pen", DAY)
    return register.with_(change)[ID], change


@pytest.mark.parametrize(
    ("path", "value", "before", "after"),
    [
        ("title", "Care at night", "Care at home in the evening", "Care at night"),
        ("finance.1.amount", 1300000, Decimal(1250000), 1300000),
        ("finance.1.note", "An upper limit", None, "An upper limit"),
        ("finance.1.year", None, "2025-26", None),
        ("alignment.outcomes.2", 8, 9, 8),
        ("alignment.outcomes.3", 1, None, 1),
        ("alignment.outcomes.1", None, 2, None),
        ("advice.1.from", "Clinical Director", "Chief Social Work Officer", "Clinical Director"),
        ("impact.scale", "200 people", None, "200 people"),
        ("takes_effect", "2025-05-01", "2025-04-01", "2025-05-01"),
        ("review", None, "2026-04", None),
        ("milestones.2", {"what": "All are reached"}, None, {"what": "All are reached"}),
        ("to", ("example-council", "nhs-example"), ("example-council",), ("example-council", "nhs-example")),
        ("jointly", True, False, True),
    ],
)
def test_a_correction_keeps_both_values(path, value, before, after):
    direction, change = correction(one(), (path, value))
    entry = direction.history[-1]
    assert (entry.act, entry.field, entry.from_, entry.to) == ("corrected", path, before, after)
    assert set(plain(entry)) == {"act", "date", "field", "from", "to", "reason"}
    assert change.amended[0].values == ((path, value),)
    whole = plain_terms(direction.terms)
    again = put(whole, path, before)
    assert again in (value, date(2025, 5, 1), None) or plain_terms(direction.terms)


def test_a_value_taken_out_leaves_the_list_shorter():
    direction, _ = correction(one("measures: [First, Second, Third]\n"), ("measures.2", None))
    assert direction.terms.measures == ("First", "Third")


def test_a_correction_to_false_is_kept():
    register = one("to: [example-council, nhs-example]\njointly: true\n")
    direction, _ = correction(register, ("jointly", False))
    assert plain(direction.history[-1])["to"] is False


@pytest.mark.parametrize(
    ("path", "value", "error", "hint"),
    [
        ("history.1.date", "2025-01-01", WronglyAsked, "'history' is no term"),
        ("", "x", WronglyAsked, "is no term"),
        ("1", "x", WronglyAsked, "1 is no term"),
        ("finance.0.amount", 1, WronglyAsked, "items 1 to 1; 0"),
        ("finance.2.amount", 1, WronglyAsked, "items 1 to 1; 2"),
        ("finance.3", {"amount": 1}, WronglyAsked, "items 1 to 1; 3"),
        ("finance.²", 1, WronglyAsked, "is none of them"),
        ("finance.-1", 1, WronglyAsked, "is none of them"),
        ("finance." + "9" * 5000, 1, WronglyAsked, "is none of them"),
        ("measures.1", "First", WronglyAsked, "there is none"),
        ("title.1", "x", WronglyAsked, "nothing below"),
        ("title", "Care at home in the evening", Refused, "already"),
        ("ends", None, Refused, "already None"),
        ("supersedes", (), Refused, "LNK002"),
        ("varies.1", ID, Refused, "LNK002"),
        ("title", None, ValidationError, "title"),
        ("finance.1.amount", "much", ValidationError, "plain number"),
        ("finance.1.sum", 1, ValidationError, "sum"),
    ],
)
def test_what_can_not_be_corrected(path, value, error, hint):
    with pytest.raises(error, match=hint):
        correction(one(), (path, value))


def test_a_correction_says_what():
    with pytest.raises(WronglyAsked, match="say what to correct"):
        correction(one())
    with pytest.raises(Refused, match="is a draft"):
        correction(one("-history\n"), ("title", "x"))


def test_the_approval_of_a_historic_direction_may_be_found():
    register = register_of(direction_file(changed(DIRECTION, HISTORIC, "-approved\n-reference\n"), "EXIJB-undated-h001"))
    change = correct(register, "EXIJB-undated-h001", [("approved", "2019-06-18")], "The minute was found", DAY)
    assert wrong(register, change) == set()
    assert register.with_(change)["EXIJB-undated-h001"].terms.approved == date(2019, 6, 18)


def test_a_correction_is_judged_on_both_sides_of_a_link():
    register = two(SUPERSEDED)
    assert wrong(register, correct(register, LATER_ID, [("takes_effect", "2025-06-20")], "Slip", DAY)) == {"LNK005"}
    assert wrong(register, correct(register, ID, [("approved", "2025-06-18")], "Slip", DAY)) >= {"LNK006"}
    drafted = two("", "-history\n")
    assert wrong(drafted, correct(drafted, ID, [("approved", "2025-06-18")], "Slip", DAY)) >= {"LNK006"}
    by_reference = two("", "supersedes: [EXIJB-18/03/2025-001]\n-history\n")
    assert wrong(by_reference, correct(by_reference, ID, [("reference", "EXIJB-18/3/2025-001")], "Slip", DAY)) >= {"LNK001"}


# --- what an act may make wrong


def test_related_are_both_sides_of_a_link():
    assert related(two(SUPERSEDED), [ID]) == {ID, LATER_ID}
    assert related(two(SUPERSEDED), [LATER_ID]) == {ID, LATER_ID}
    assert related(two("finance: []\n", "supersedes: [{unidentified: one of 2019}]\n"), [LATER_ID]) == {LATER_ID}
    assert related(two("finance: []\n", "-history\n"), [ID]) == {ID, LATER_ID}
    assert related(two("", "-supersedes\n-finance\n"), [LATER_ID]) == {LATER_ID}
    assert related(one(), ["EXIJB-1999-01-01-001"]) == frozenset()


def test_overlapped_is_what_was_issued_later_and_gives_the_same_money():
    register = two("", "-supersedes\n")
    assert overlapped(register, [ID]) == {LATER_ID}
    assert overlapped(register, [LATER_ID]) == frozenset()
    assert near(register, [ID]) == {ID, LATER_ID}
    assert overlapped(two("", "-supersedes\n-finance\n"), [ID]) == frozenset()


def test_related_are_those_of_the_same_reference():
    register = two(HISTORIC, "-supersedes\n-finance\nreference: EXIJB-18/03/2025-001\n")
    assert related(register, [ID]) == {ID, LATER_ID}


def test_an_issue_dated_back_is_warned_of_at_the_other_direction():
    register = two("", "-supersedes\n")
    change = issue(register, terms_of(), date(2025, 3, 19))
    after = register.with_(change)
    found = {finding.direction for finding in judge(after, TODAY, affected(after, change)) if finding.code == "FIN015"}
    assert found == {ID, LATER_ID}


def test_a_link_that_several_may_mean_is_ambiguous():
    text = changed(DIRECTION, "reference: '12'\n", HISTORIC)
    both = [
        direction_file(text, "EXIJB-2025-03-18-h001"),
        direction_file(text.replace("2025-03-18", "2024-03-19"), "EXIJB-2024-03-19-h001"),
    ]
    register = register_of(*both)
    change = issue(register, terms_of("approved: 2025-06-17\nsupersedes: ['12']\n"), DAY)
    found = errors(judge(register.with_(change), TODAY))
    assert "LNK001" in {finding.code for finding in found}
    assert "may be any of EXIJB-2024-03-19-h001, EXIJB-2025-03-18-h001" in found[0].message


# --- replacing


def test_what_is_left_out_is_carried_over_but_for_the_decision():
    register = one("report: {number: EXIJB-25-014}\nsource: The minute\n")
    new = supersede(register, (ID,), later(title="Care at night", review=None), DAY).made[0].terms
    before = register[ID].terms
    assert (new.title, new.review, new.report, new.source, new.takes_effect) == ("Care at night", None, None, None, None)
    assert (new.direction, new.finance, new.to) == (before.direction, before.finance, before.to)
    ahead = one("takes_effect: 2025-07-01\n")
    assert supersede(ahead, (ID,), later(title="Care at night"), DAY).made[0].terms.takes_effect == date(2025, 7, 1)


def test_several_may_be_superseded_and_one_unidentified_too():
    register = two("", "-supersedes\n")
    given = later(
        title="All care", approved="2025-06-18", supersedes=({"unidentified": "that of 2019"}, "exijb-18/03/2025-001", ID)
    )
    change = supersede(register, (ID, LATER_ID), given, DAY)
    assert [plain(link) if hasattr(link, "unidentified") else link for link in change.made[0].terms.supersedes] == [
        ID,
        LATER_ID,
        {"unidentified": "that of 2019"},
    ]
    assert sorted(step.id for step in change.appended) == [ID, LATER_ID]
    assert wrong(register, change) == set()


@pytest.mark.parametrize(
    ("act", "error", "hint"),
    [
        (lambda register: supersede(register, (), later(), DAY), WronglyAsked, "name the direction to supersede"),
        (lambda register: supersede(register, ("X",), later(), DAY), WronglyAsked, "no direction has the id X"),
        (lambda register: supersede(register, (ID,), {}, DAY), WronglyAsked, "needs `approved`"),
        (lambda register: supersede(register, (ID,), later(supersedes=ID), DAY), WronglyAsked, "should be a list"),
        (lambda register: supersede(register, (ID,), later(reference="X"), DAY), WronglyAsked, "gets its own"),
        (lambda register: vary(register, ID, later(), DAY), Refused, "LNK007 nothing differs"),
        (lambda register: vary(register, ID, later(supersedes=(ID,)), DAY), WronglyAsked, "names no supersedes"),
        (lambda register: vary(register, ID, later(title="Other"), DAY), Refused, "--same-intent"),
        (
            lambda register: vary(register, ID, later(to=("nhs-example",)), DAY, same_intent="Yes"),
            Refused,
            "changes the recipients of",
        ),
        (lambda register: vary(register, ID, later(functions=("reablement",)), DAY), Refused, "changes the functions of"),
        (lambda register: enter(register, ID, {"act": "closed", "date": "2025-06-18"}), WronglyAsked, "no monitoring entry"),
        (lambda register: enter(register, ID, {"act": "progress", "date": "2025-06-18"}), ValidationError, "rating"),
        (lambda register: close(register, ID, DAY, DAY, "tired", "Note"), ValidationError, "achieved"),
        (lambda register: revoke_by(register, ID, "X", DAY), WronglyAsked, "no direction has the id X"),
    ],
)
def test_refused_before_the_rules_are_asked(act, error, hint):
    with pytest.raises(error, match=hint):
        act(one())


def test_a_change_of_jointly_is_a_supersession():
    register = one("to: [example-council, nhs-example]\n")
    with pytest.raises(Refused, match="changes jointly"):
        vary(register, ID, later(jointly=True), DAY, same_intent="The same work")
    assert wrong(register, supersede(register, (ID,), later(jointly=True), DAY)) == set()


def test_other_wording_of_the_same_intent_keeps_its_reason():
    change = vary(one(), ID, later(title="Evening care at home"), DAY, same_intent="The word order was odd")
    assert change.appended[0].entries[0].same_intent == "The word order was odd"
    assert wrong(one(), change) == set()


def test_a_drafted_variation_of_the_same_intent_gives_its_reason_when_issued():
    register = one()
    drafted = draft(register, terms_of(f"approved: 2025-06-17\ntitle: Evening care\nvaries: [{ID}]\n"))
    assert wrong(register, drafted) == set()
    register = register.with_(drafted)
    assert wrong(register, issue_draft(register, NEW, DAY)) == {"LNK007"}
    assert wrong(register, issue_draft(register, NEW, DAY, same_intent="The word order was odd")) == set()


@pytest.mark.parametrize(("link", "status"), [("varies", "varied"), ("supersedes", "superseded"), ("revokes", "revoked")])
def test_issue_of_terms_that_name_another_ends_it(link, status):
    register = one()
    change = issue(
        register,
        terms_of(f"approved: 2025-06-17\ntakes_effect: 2025-07-01\n{link}: [EXIJB-18/03/2025-001]\nreview: 2027-04\n"),
        DAY,
    )
    assert wrong(register, change) == set()
    after = register.with_(change)
    assert getattr(after[NEW].terms, link) == (ID,)
    assert [status_of(after[ID], date(2025, month, day)) for month, day in ((6, 30), (7, 1))] == ["issued", status]


def test_a_draft_ends_nothing_until_it_is_issued():
    register = one()
    register = register.with_(draft(register, terms_of(f"approved: 2025-06-17\nsupersedes: [{ID}]\n")))
    assert status_of(register[ID], TODAY) == "issued"
    assert effect_from(register[NEW]) is None
    change = issue_draft(register, NEW, DAY)
    assert wrong(register, change) == set()
    assert status_of(register.with_(change)[ID], TODAY) == "superseded"


def test_what_has_ended_can_not_be_ended_again():
    register = two(SUPERSEDED)
    assert "LIF001" in wrong(register, issue(register, terms_of(f"approved: 2025-06-18\nrevokes: [{ID}]\n"), date(2025, 6, 19)))
    assert "LIF001" in wrong(register, supersede(register, (ID,), later(title="Other", approved="2025-06-18"), date(2025, 6, 19)))


def test_a_draft_is_not_ended_or_replaced():
    register = one("-history\n")
    for act in (
        lambda: close(register, ID, DAY, DAY, "achieved", "Done."),
        lambda: revoke(register, ID, DAY, DAY, "halted", "No."),
        lambda: vary(register, ID, later(review="2027-04"), DAY),
        lambda: revoke_by(register, ID, ID, DAY),
    ):
        with pytest.raises(Refused, match=r"LIF001 .* is a draft"):
            act()


def test_revoked_by_a_new_direction_with_its_own_decision():
    register = one()
    terms = terms_of("approved: 2025-06-17\ntitle: Day care\n")
    plainly = revoke_by_new(register, ID, terms, DAY).appended[0].entries[0]
    assert (plainly.approved, plainly.reason, plainly.note) == (
        date(2025, 6, 17),
        "redirected",
        "Revoked by EXIJB-17/06/2025-001.",
    )
    assert (plainly.report, plainly.by) == ("EXIJB-25-014", NEW)
    decided = revoke_by_new(register, ID, terms, DAY, reason="halted", note="The site was sold.", report="EXIJB-25-099")
    entry = decided.appended[0].entries[0]
    assert (entry.reason, entry.note, entry.report) == ("halted", "The site was sold.", "EXIJB-25-099")
    assert wrong(register, decided) == set()
    assert decided.touched == (NEW, ID)


def test_revoked_by_a_later_direction_that_says_so():
    register = two("", f"-supersedes\nrevokes: [{ID}]\n")
    change = revoke_by(register, ID, LATER_ID, DAY, note="As it says.")
    assert wrong(register, change) == set()
    with pytest.raises(Refused, match=r"LIF001 .* already"):
        revoke_by(register.with_(change), ID, LATER_ID, DAY)


def test_revoked_by_a_later_direction_that_does_not_say_so():
    register = two("", "-supersedes\n")
    with pytest.raises(WronglyAsked, match=r"does not itself say .* --approved, --reason, --note"):
        revoke_by(register, ID, LATER_ID, DAY)
    change = revoke_by(register, ID, LATER_ID, DAY, approved=DAY, reason="redirected", note="By decision.", report=None)
    assert wrong(register, change) == set()
    after = register.with_(change)
    assert status_of(after[ID], DAY) == "revoked"
    assert [finding.code for finding in judge(after, DAY) if finding.direction == ID and finding.code.startswith("LNK")] == [
        "LNK012"
    ]
    back = revoke_by(after, LATER_ID, ID, DAY, approved=DAY, reason="redirected", note="And back.", report=None)
    assert "LNK003" in wrong(after, back)


def test_a_historic_direction_of_no_day_ends_nothing():
    historic = values(changed(DIRECTION, "-history\n-reference\n-approved\n-takes_effect\n", f"supersedes: [{ID}]\n"))
    with pytest.raises(Refused, match="no day is known from which it has effect"):
        issue(one(HISTORIC), historic, None, historic=True)
    dated = issue(one(HISTORIC), {**historic, "takes_effect": "2025-05-01"}, None, historic=True)
    assert dated.appended[0].entries[0].date == date(2025, 5, 1)


def test_accepted_findings_come_with_the_terms():
    ignore = ({"code": "CON013", "reason": "It runs for one year only"},)
    direction = issue(one(), {**terms_of("-review\n"), "ignore": ignore}, DAY).made[0]
    assert direction.ignore[0].code == "CON013"
    assert "CON013" not in {
        finding.code for finding in judge(one().with_(issue(one(), {**terms_of("-review\n"), "ignore": ignore}, DAY)), TODAY)
    }


# --- small things


def test_the_register_before_an_act_stays_as_it_is():
    register = one()
    register.with_(close(register, ID, DAY, DAY, "achieved", "Done."))
    assert [entry.act for entry in register[ID].history] == ["issued"]
    assert list(TERM_FIELDS) == list(type(register[ID].terms).model_fields)[: len(TERM_FIELDS)]


def test_money_in_all():
    lines = "finance:\n  - {amount: 1.10}\n  - {amount: 2}\n  - {method: The hours times the rate}\n"
    assert resource(one(lines, HISTORIC)[ID]) == Decimal("3.10")
    assert resource(one("finance: [{method: The hours times the rate}]\n", HISTORIC)[ID]) is None


def test_a_finding_says_where():
    finding = Finding("CON001", "error", f"2025/{ID}.yaml", ("to",), "is to nobody", "the Act, s.26")
    assert finding.where == f"register/2025/{ID}.yaml"
    assert finding.placed(7, None, None).where.endswith(":7")
    assert finding.placed(7, 3, "to: []").where.endswith(":7:3")
    assert finding.placed(7, 3, "to: []").identity == finding.identity
    assert errors([finding]) == (finding,)
