"""Which letter goes to whom, telling what, and that it is the same whenever it is made."""

from __future__ import annotations

from datetime import date

import pytest

from directions_cli.documents import composing
from directions_cli.documents.tree import Heading, Named, Text, levelled, lowered
from directions_cli.documents.view import kept, restored
from directions_cli.domain.acts.correcting import correct
from directions_cli.domain.acts.ending import close, revoke
from directions_cli.domain.acts.issuing import draft
from directions_cli.domain.acts.replacing import supersede, vary
from directions_cli.domain.register import Register
from directions_cli.errors import Refused, WronglyAsked
from tests.documents.given import DAY, issued, maker, markdown, viewed
from tests.domain.building import HEADER, one, register_of, terms_of, two

LATER = date(2025, 9, 19)
ADDRESSED = HEADER.replace("kind: health-board}", "kind: health-board, copy_to: [{title: NHS Chair}]}").replace(
    "kind: local-authority}",
    "kind: local-authority, copy_to: [{title: Council Leader}], address: |\n    1 Castle Street\n    Exampleton\n   }".replace(
        "|\n    1 Castle Street\n    Exampleton\n   ", '"1 Castle Street\\nExampleton"'
    ),
)


def letters(register: Register, *ids: str, day: date = LATER, **options: object) -> dict[str, str]:
    """Every letter by the name of its file, in Markdown."""
    view = viewed(register, day)
    made = composing.letters(maker(), view, ids or list(register)[-1:], day, **options)
    return {each.name: markdown(each) for each in made}


def only(found: dict[str, str]) -> str:
    (text,) = found.values()
    return text


def test_issue_is_addressed_and_copied_as_the_guidance_has_it() -> None:
    found = letters(issued(register_of(header=ADDRESSED)))
    assert list(found) == ["letter-issue-EXIJB-2025-03-18-001-example-council"]
    text = only(found)
    assert "Chief Executive\\\nExample Council\\\n1 Castle Street\\\nExampleton" in text
    assert "20 March 2025" in text
    assert "Our reference: EXIJB-18/03/2025-001" in text
    assert "# Direction under the Public Bodies" in text
    assert "section 26" in text
    assert "Section 27\\(4\\)" in text or "Section 27(4)" in text
    assert "- Chair, Example Integration Joint Board\n- Council Leader, Example Council" in text
    assert "NHS Chair" not in text
    assert "Chief Officer\\\nExample Integration Joint Board" in text
    assert "## Direction from Example Integration Joint Board" in text


def test_a_copy_goes_to_each_recipient_and_tells_it_of_its_own_directions() -> None:
    register = issued(issued(), to=("nhs-example",), functions=("district-nursing",), finance=(), title="Nursing by night")
    first, second = register
    found = letters(register, first, second)
    council = found[f"letter-issue-{first}-example-council"]
    board = found[f"letter-issue-{second}-nhs-example"]
    assert "Nursing by night" not in council
    assert "Nursing by night" in board
    assert "Care at home in the evening" not in board


def test_several_directions_are_told_in_one_letter_with_all_their_forms() -> None:
    register = issued(issued(), title="A second one")
    text = only(letters(register, *register))
    assert text.count("## Direction from") == 2
    assert "# Directions under the Public Bodies" in text
    assert "The completed forms are attached." in text
    assert "attached" not in only(letters(register, *register, attached=False))


def test_a_variation_shows_what_changes_and_only_that() -> None:
    register = issued()
    (first,) = register
    values = {
        "approved": date(2025, 9, 16),
        "ends": date(2026, 9, 30),
        "milestones": ({"what": "Staff are in post", "due": "2026-01"},),
    }
    text = only(letters(register.with_(vary(register, first, values, LATER))))
    assert "# Variation of a direction: Care at home in the evening" in text
    assert "| Milestones | Staff are in post, by 31 December 2025 | Staff are in post, by January 2026 |" in text
    assert "| Ends | Nothing | 30 September 2026 |" in text
    assert "| Finance" not in text
    assert "varies the direction EXIJB-18/03/2025-001" in text
    assert "whose strategic intent stands" in text


def test_whoever_was_directed_before_and_is_no_longer_is_told_too() -> None:
    register = issued(to=("nhs-example", "example-council"))
    (first,) = register
    change = supersede(register, (first,), terms_of() | {"approved": date(2025, 9, 16), "to": ("example-council",)}, LATER)
    found = letters(register.with_(change))
    assert len(found) == 2
    board = next(text for name, text in found.items() if name.endswith("nhs-example"))
    assert "was to you; the new direction is not" in board
    assert "I tell you that the direction" in board
    assert "is to Example Council." in board
    assert "requires you to comply" not in board, "section 27(4) binds those whom it directs"
    assert "Section 27(4) of the Act requires those whom it directs to comply with it." in board
    council = next(text for name, text in found.items() if name.endswith("example-council"))
    assert "the new direction is not" not in council
    assert "Section 27(4) of the Act requires you to comply with it." in council
    assert "Direction that supersedes an earlier one" in council


@pytest.mark.parametrize(
    ("reason", "said"),
    [("halted", "has been halted"), ("cancelled", "has been cancelled"), ("redirected", "New directions will be developed")],
)
def test_a_revocation_is_in_writing_and_says_why(reason: str, said: str) -> None:
    register = issued()
    (first,) = register
    change = revoke(register, first, LATER, date(2025, 9, 16), reason, "The site was sold.", report="EXIJB-25-040")
    text = only(letters(register.with_(change)))
    assert said in text
    assert "section 27" in text
    assert "no longer stands from 19 September 2025" in text
    assert "The decision was taken on 16 September 2025. The report is EXIJB-25-040." in text
    assert "The site was sold." in text


@pytest.mark.parametrize(
    ("reason", "said"),
    [("achieved", "has been achieved"), ("programme-ended", "programme of work"), ("finance-ended", "financial package")],
)
def test_a_closure_says_why(reason: str, said: str) -> None:
    register = issued()
    (first,) = register
    text = only(letters(register.with_(close(register, first, LATER, date(2025, 9, 16), reason, "All is done."))))
    assert said in text
    assert "is closed from 19 September 2025" in text


def test_corrections_of_one_day_are_told_together() -> None:
    register = issued()
    (first,) = register
    register = register.with_(
        correct(register, first, [("review", "2026-05"), ("title", "Care at home by night")], "Misread.", LATER)
    )
    text = only(letters(register))
    assert "| Review | April 2026 | May 2026 | Misread. |" in text
    assert "| Title | Care at home in the evening | Care at home by night | Misread. |" in text


def test_an_earlier_letter_is_the_same_whatever_has_happened_since() -> None:
    register = issued()
    (first,) = register
    before = letters(register, first, day=DAY)
    register = register.with_(correct(register, first, [("title", "Care at home by night")], "Misread.", LATER))
    change = supersede(register, (first,), terms_of() | {"approved": date(2025, 9, 16)}, LATER)
    register = register.with_(change)
    assert letters(register, first, day=date(2026, 1, 1), kind="issue") == before
    assert "by night" in only(letters(register, first, day=date(2026, 1, 1)))


@pytest.mark.parametrize("later", [LATER, date(2025, 9, 26)], ids=["the same day", "later"])
def test_a_letter_is_the_same_when_what_it_varies_is_corrected_since(later: date) -> None:
    register = issued()
    (first,) = register
    register = register.with_(vary(register, first, {"approved": date(2025, 9, 16), "review": "2026-06"}, LATER))
    second = list(register)[1]
    before = letters(register, second)
    assert "| Review | April 2026 | June 2026 |" in only(before)
    register = register.with_(correct(register, first, [("review", "2026-05")], "Misread.", later))
    assert letters(register, second, day=date(2026, 1, 1)) == before


def test_a_letter_names_other_directions_as_they_were_called_then() -> None:
    register = issued()
    (first,) = register
    register = register.with_(supersede(register, (first,), terms_of() | {"approved": date(2025, 9, 16)}, LATER))
    second = list(register)[1]
    before = letters(register, second)
    register = register.with_(correct(register, first, [("title", "Care at dawn")], "Misread.", date(2025, 9, 26)))
    assert letters(register, second, day=date(2026, 1, 1)) == before
    assert "Care at dawn" in markdown(composing.form(maker(), viewed(register, date(2026, 1, 1)), second, date(2026, 1, 1)))


def test_acts_of_different_days_or_kinds_are_not_told_in_one_letter() -> None:
    register = issued(issued(), day=date(2025, 3, 27), title="A later one")
    with pytest.raises(Refused, match="of 20 March 2025"):
        letters(register, *register)
    register = issued(issued(), title="Closed at once")
    register = register.with_(close(register, list(register)[1], DAY, DAY, "achieved", "Done."))
    with pytest.raises(Refused, match="issue of 20 March 2025\n.*closure of 20 March 2025"):
        letters(register, *register)


def test_what_cannot_be_told_is_refused() -> None:
    with pytest.raises(WronglyAsked, match="not to 'nhs-example', but to example-council"):
        letters(issued(), only="nhs-example")
    with pytest.raises(WronglyAsked, match="no closure; its letters tell of issue"):
        letters(issued(), kind="closure")
    empty = register_of()
    with pytest.raises(Refused, match="is a draft"):
        letters(empty.with_(draft(empty, terms_of() | {"approved": date(2025, 3, 18)})))


def test_a_historic_direction_of_which_little_is_known_makes_no_invention() -> None:
    register = one(
        "-reference\n-approved\n-to\n-functions\n-direction\n-finance\n-milestones\n-alignment\n-advice\n-impact\n-review\n-report\n-takes_effect",
        "history:\n  - {act: issued, historic: true}",
    )
    view = viewed(register)
    (id,) = register
    for layout in ("form.md", "form-detailed.md"):
        text = markdown(composing.form(maker(), view, id, DAY, layout))
        assert text.count("Not known") >= 4
        assert "None" not in text.replace("None given", "").replace("None stated", "")
    with pytest.raises(Refused, match="nobody knows the day on which"):
        letters(register)


def test_a_historic_direction_without_recipients_has_a_letter_of_its_day() -> None:
    register = one("-to\n-finance", "history:\n  - {act: issued, historic: true, date: 2019-04-01}")
    text = only(letters(register))
    assert "The recipient is not known." in text
    assert "1 April 2019" in text


def test_the_form_says_whether_the_direction_stands() -> None:
    register = two(
        "history:\n  - {act: issued, date: 2025-03-20}\n  - {act: superseded, date: 2025-06-18, by: EXIJB-2025-06-17-001}"
    )
    view = viewed(register, date(2025, 6, 30))
    first, second = (markdown(composing.form(maker(), view, id, DAY)) for id in register)
    assert "no longer stands" in first
    assert "superseded by EXIJB-17/06/2025-001" in first
    assert "must carry out" not in first
    assert "no longer stands" not in second
    assert "must carry out" in second
    assert "Yes. It supersedes EXIJB-18/03/2025-001, Care at home in the evening." in second


def test_the_ten_fields_stand_in_the_order_of_the_policy() -> None:
    text = markdown(composing.form(maker(), viewed(issued()), "EXIJB-2025-03-18-001", DAY))
    labels = [line[3:] for line in text.splitlines() if line.startswith("## ")]
    assert labels == [
        "Reference number",
        "Does this direction supersede or vary an existing direction?",
        "Approval date",
        "Services and functions covered",
        "Direction",
        "Direction to",
        "Link to the report",
        "Financial implications",
        "Alignment to the strategic commissioning plan",
        "Date on which the direction will be reviewed",
    ]
    assert "£1,250,000" in text


def test_the_second_layout_keeps_issue_and_effect_apart() -> None:
    text = markdown(composing.form(maker(), viewed(issued()), "EXIJB-2025-03-18-001", DAY, "form-detailed.md"))
    assert "## Issue date\n\n20 March 2025" in text
    assert "## Effective date\n\n1 April 2025" in text
    for label in ("Full text of the direction", "Budget", "Outcomes", "Monitoring", "Review"):
        assert f"## {label}\n" in text


@pytest.mark.parametrize(
    ("to", "rows"),
    [
        ("[example-council]", ("No", "Yes", "No", "No")),
        ("[nhs-example, example-council]", ("No", "No", "Yes", "No")),
        ("[]", ("No", "No", "No", "Yes")),
    ],
)
def test_the_section_of_a_report_answers_for_each_partner_and_both(to: str, rows: tuple[str, ...]) -> None:
    requires = "no-direction" if to == "[]" else "direction"
    report = f"number: EXIJB-25-014\ntitle: Care at home\nmeeting: 2025-03-18\nrequires: {requires}\nto: {to}\n"
    view = viewed(register_of(report=report))
    text = markdown(composing.report(maker(), view, "section", "exijb-25-014", DAY))
    asked = text.split("Does this report require to be escalated")[0]
    labels = ("NHS Example only", "Example Council only", "Both NHS Example and Example Council", "No direction is required")
    for label, answer in zip(labels, rows, strict=True):
        assert f"| {label} | {answer} |" in asked
    with pytest.raises(WronglyAsked, match="it has decisions for EXIJB-25-014"):
        composing.report(maker(), view, "section", "EXIJB-99", DAY)


def test_views_come_back_from_their_text_as_they_were() -> None:
    register = two()
    assert restored(kept(viewed(register))) == viewed(register)


def test_several_forms_in_one_document_stand_one_below_the_first() -> None:
    register = issued(issued(), localities=("north",))
    made = composing.forms(maker(), viewed(register), list(register), DAY, "form-detailed.md")
    headings = [line for line in markdown(made).splitlines() if line.startswith(("# ", "## Direction from"))]
    assert headings == ["# Direction from Example Integration Joint Board", "## Direction from Example Integration Joint Board"]
    assert "Localities\n\nNorth\n" in markdown(made)


def test_no_level_of_headings_is_left_out() -> None:
    words = (Text("x"),)
    blocks = (Heading(3, words), Named("attachment", (Heading(5, words), Heading(2, words), Heading(4, words))))
    first, inside = levelled(blocks)
    assert [first.level, *(each.level for each in inside.blocks)] == [1, 2, 2, 3]
    assert [each.level for each in lowered(inside.blocks)] == [3, 3, 4]
