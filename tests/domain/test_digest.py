"""The digest that a paper copy bears stands for its terms, and for nothing else."""

from __future__ import annotations

from datetime import date

from directions_cli.domain.acts.correcting import correct
from directions_cli.domain.acts.ending import close
from directions_cli.domain.digest import SHAPE, digest_of, matching
from tests.domain.building import ID, history, one

DAY = date(2025, 6, 18)


def test_it_stays_whatever_the_file_spells_and_whatever_happens_later() -> None:
    plain = digest_of(one()[ID])
    assert SHAPE.match(plain)
    assert digest_of(one('title: "Care at home in the evening"')[ID]) == plain
    spelt = "finance:\n  - {to: example-council, function: care-at-home, year: 2025-26, kind: payment, amount: 1250000.00, use: Evening staff}"
    assert digest_of(one(spelt)[ID]) == plain
    assert digest_of(one(history("act: progress, date: 2025-05-01, rating: on-track"))[ID]) == plain
    register = one()
    assert digest_of(register.with_(close(register, ID, DAY, DAY, "achieved", "Done."))[ID]) == plain


def test_it_differs_for_any_other_terms() -> None:
    found = {
        digest_of(one(change)[ID])
        for change in ("title: A", "review: 2026-05", "-milestones", "jointly: true", "to: [nhs-example]")
    }
    assert len(found) == 5
    assert digest_of(one()[ID]) not in found


def test_a_copy_is_matched_to_what_was_issued_and_what_a_correction_left() -> None:
    register = one()
    before = digest_of(register[ID])
    register = register.with_(correct(register, ID, [("title", "Care by night")], "Misread.", DAY))
    after = digest_of(register[ID])
    assert [(each.id, number, current) for each, number, current in matching(register, before.upper())] == [(ID, 0, False)]
    assert [(each.id, number, current) for each, number, current in matching(register, after)] == [(ID, 1, True)]
    assert list(matching(register, "00000-00000-00000-00000")) == []
