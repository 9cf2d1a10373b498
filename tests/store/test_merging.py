"""Two branches of a direction's file merged as text: every byte kept, conflicts explained, nothing lost in silence."""

from __future__ import annotations

import re

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from directions_cli.store.merging import TAKEN_TWICE, Outcome, explained, is_direction, merge_files, unsound
from directions_cli.store.pieces import joined, pieces_of
from directions_cli.store.reader import YamlFault, read_yaml
from tests.conftest import examples
from tests.domain.building import DIRECTION
from tests.domain.test_merging import (
    ALL,
    AMOUNT,
    CLOSED,
    LATE,
    PROGRESS,
    QUERY,
    REVIEW_MAY,
    REVOKED,
    USE,
    VARIED,
)

PATH = "register/2025/EXIJB-2025-03-18-001.yaml"
BASE = "# yaml-language-server: $schema=x\n" + DIRECTION.lstrip()
DRAFT = BASE.partition("history:")[0]


def with_entries(text: str, *entries: str) -> str:
    return text + "".join(f"  - {{{entry}}}\n" for entry in entries)


def merged(base: str | bytes, ours: str | bytes, theirs: str | bytes, size: int = 7) -> Outcome:
    return merge_files(*(each if isinstance(each, bytes) else each.encode() for each in (base, ours, theirs)), PATH, size)


def text_of(outcome: Outcome) -> str:
    assert outcome.data is not None, outcome.why
    return outcome.data.decode()


def clean(base: str, ours: str, theirs: str) -> str:
    outcome = merged(base, ours, theirs)
    assert outcome.clean, outcome.why
    return text_of(outcome)


def side_of(text: str, ours: bool, size: int = 7) -> str:
    """A file with every conflict resolved to one side."""
    keep = r"\1" if ours else r"\2"
    return re.sub(
        rf"^<{{{size}}} ours\n(.*?)^={{{size}}}\n(.*?)^>{{{size}}} theirs\n", keep, text, flags=re.MULTILINE | re.DOTALL
    )


def test_entries_of_both_stand_by_date_with_their_comments_and_quotes() -> None:
    ours = BASE + "  # told at the meeting\n  - {act: 'progress', date: 2025-06-20, rating: at-risk}\n"
    theirs = BASE + '  - act: query\n    stage: raised\n    date: 2025-04-02\n    summary: |\n      # Which?\n\n      "All"\n'
    added = theirs[len(BASE) :] + ours[len(BASE) :]
    assert clean(BASE, ours, theirs) == BASE + added == clean(BASE, theirs, ours)


def test_terms_that_one_side_corrected_come_with_its_entry() -> None:
    ours = with_entries(BASE.replace("review: 2026-04", "review: 2026-05  # the minute"), REVIEW_MAY)
    theirs = with_entries(BASE.replace("amount: 1250000", "amount: 1260000"), AMOUNT)
    text = clean(BASE, ours, theirs)
    assert text == with_entries(
        BASE.replace("amount: 1250000", "amount: 1260000").replace("2026-04", "2026-05  # the minute"), REVIEW_MAY, AMOUNT
    )


def test_values_of_one_line_that_each_side_corrected_stand_together() -> None:
    ours = with_entries(BASE.replace("amount: 1250000", "amount: 1260000"), AMOUNT)
    theirs = with_entries(BASE.replace("use: Evening staff", "use: Evening nurses"), USE)
    text = clean(BASE, ours, theirs)
    assert "amount: 1260000, use: Evening nurses}" in text
    assert read_yaml(clean(BASE, theirs, ours)).value == read_yaml(text).value


def test_a_term_that_both_changed_is_a_conflict_on_that_key_alone() -> None:
    ours, theirs = DRAFT.replace("in the evening\n", "at night\n", 1), DRAFT.replace("in the evening\n", "by day\n", 1)
    theirs = theirs.replace("review: 2026-04", "review: 2026-05")
    outcome = merged(DRAFT, ours, theirs)
    text = text_of(outcome)
    assert not outcome.clean
    assert (
        "<<<<<<< ours\n# directions: both sides changed title; keep one, or what both mean together.\n"
        "title: Care at home at night\n=======\ntitle: Care at home by day\n>>>>>>> theirs\napproved:" in text
    )
    assert text.count("<<<<<<<") == 1
    assert "review: 2026-05" in text


def test_keys_that_each_side_put_into_a_draft_stand_together() -> None:
    ours = DRAFT.replace("review: 2026-04\n", "")
    theirs = DRAFT.replace("finance:\n", "# when all is ready\nends: 2026-03-31\nfinance:\n")
    assert clean(DRAFT, ours, theirs) == theirs.replace("review: 2026-04\n", "")
    assert clean(DRAFT, theirs, ours) == theirs.replace("review: 2026-04\n", "")


def test_a_draft_issued_on_one_side_and_queried_on_the_other() -> None:
    issued, queried = BASE, f"{DRAFT}history:\n  - {{{QUERY.replace('04-02', '03-19')}}}\n"
    text = clean(DRAFT, issued, queried)
    assert text == clean(DRAFT, queried, issued)
    assert [entry["act"] for entry in read_yaml(text).value["history"]] == ["query", "issued"]


def test_a_draft_issued_on_one_side_and_changed_on_the_other_is_a_conflict_on_what_changed() -> None:
    theirs = DRAFT.replace("title: Care at home in the evening", "title: Care at night")
    outcome = merged(DRAFT, BASE, theirs)
    assert not outcome.clean
    text = text_of(outcome)
    assert "# directions: ours issued the draft, and the other side changed title; issued terms stay" in text
    assert side_of(text, ours=False).count("title: Care at night") == 1
    assert read_yaml(side_of(text, ours=True)).value == read_yaml(BASE).value


def test_varied_and_revoked_is_a_conflict_that_says_why() -> None:
    text = text_of(merged(BASE, with_entries(BASE, PROGRESS, VARIED), with_entries(BASE, PROGRESS, REVOKED)))
    assert text == with_entries(BASE, PROGRESS) + (
        "<<<<<<< ours\n"
        "# directions: a direction ends once, but ours is varied on 2025-06-10 (by EXIJB-2025-06-03-001) and theirs is\n"
        "#   revoked on 2025-06-17 (reason halted); keep what the authority decided.\n"
        f"  - {{{VARIED}}}\n=======\n  - {{{REVOKED}}}\n>>>>>>> theirs\n"
    )
    with pytest.raises(YamlFault) as fault:
        read_yaml(text)
    assert fault.value.code == "FIL004"


def test_the_marks_have_the_size_that_git_asks_for() -> None:
    text = text_of(merged(BASE, with_entries(BASE, VARIED), with_entries(BASE, REVOKED), 12))
    assert re.findall(r"^[<=>]{2,}.*$", text, re.MULTILINE) == ["<" * 12 + " ours", "=" * 12, ">" * 12 + " theirs"]
    with pytest.raises(YamlFault):
        read_yaml(text)


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_line_ends_and_mark_are_ours(newline: str, mark: bytes) -> None:
    ours = mark + with_entries(BASE, PROGRESS).replace("\n", newline).encode()
    theirs = with_entries(BASE, QUERY).replace("\n", "\r\n").encode()
    outcome = merged(BASE, ours, theirs)
    assert outcome.clean
    assert outcome.data == mark + with_entries(BASE, QUERY, PROGRESS).replace("\n", newline).encode()
    outcome = merged(BASE, mark + with_entries(BASE, CLOSED).replace("\n", newline).encode(), with_entries(BASE, REVOKED))
    assert outcome.data is not None
    assert outcome.data.startswith(mark)
    assert outcome.data.count(b"\r\n") == (outcome.data.count(b"\n") if newline == "\r\n" else 0)


def test_a_file_without_a_last_line_end() -> None:
    text = clean(BASE.rstrip("\n"), BASE + f"  - {{{PROGRESS}}}", BASE + f"  - {{{LATE}}}")
    assert text == with_entries(BASE, PROGRESS, LATE)


def test_comments_at_the_end_of_the_file_stay_at_its_end() -> None:
    tail = "\n# checked by the auditor\n"
    text = clean(BASE + tail, with_entries(BASE, LATE) + tail, with_entries(BASE, PROGRESS) + tail)
    assert text == with_entries(BASE, PROGRESS, LATE) + tail


def test_a_comment_behind_the_last_entry_of_before_stays_there_once() -> None:
    base = f"{BASE}  # posted, not sent\n"
    assert clean(base, with_entries(base, LATE), with_entries(base, PROGRESS)) == with_entries(base, PROGRESS, LATE)


def test_keys_behind_the_history_stay_behind_it() -> None:
    base = BASE.replace("review: 2026-04\n", "") + "review: 2026-04\n"
    start, end = base[: -len("review: 2026-04\n")], "review: 2026-04\n"
    ours, theirs = with_entries(start, LATE) + end, with_entries(start, PROGRESS) + end
    assert clean(base, ours, theirs) == with_entries(start, PROGRESS, LATE) + end


def test_dashes_in_another_column_are_moved_to_ours() -> None:
    base = BASE.replace("\n  - {act", "\n- {act")
    theirs = base.replace("\n- {act", "\n    - {act") + f"    - {{{QUERY}}}\n"
    text = clean(base, f"{base}- {{{PROGRESS}}}\n", theirs)
    assert text == f"{base}- {{{QUERY}}}\n- {{{PROGRESS}}}\n"


def test_the_same_entry_made_on_both_sides_stands_once() -> None:
    assert clean(BASE, with_entries(BASE, PROGRESS), with_entries(BASE, PROGRESS, LATE)) == with_entries(BASE, PROGRESS, LATE)
    again = BASE + "  - act: progress\n    date: 2025-05-01\n    rating: on-track\n"
    assert clean(BASE, again, with_entries(BASE, PROGRESS, LATE)) == with_entries(again, LATE)


def test_a_comment_of_theirs_on_the_same_entry_is_not_lost() -> None:
    outcome = merged(BASE, with_entries(BASE, PROGRESS), with_entries(BASE, PROGRESS).replace("on-track}", "on-track}  # oral"))
    assert outcome.data is None


def test_two_directions_under_one_number_stand_one_after_the_other() -> None:
    ours, theirs = BASE, BASE.replace("evening", "morning")
    outcome = merged("", ours, theirs)
    assert outcome.why == (TAKEN_TWICE,)
    text = text_of(outcome)
    assert read_yaml(side_of(text, ours=True)).value == read_yaml(ours).value
    assert side_of(text, ours=False) == theirs


def test_one_direction_that_came_by_two_ways_is_merged() -> None:
    """A commit that made a direction was picked to the other branch, where more was entered."""
    assert clean("", BASE, with_entries(BASE, PROGRESS)) == with_entries(BASE, PROGRESS)
    assert clean("", with_entries(BASE, LATE), with_entries(BASE, PROGRESS)) == with_entries(BASE, PROGRESS, LATE)
    assert clean("", DRAFT, DRAFT) == DRAFT


@pytest.mark.parametrize(
    ("ours", "theirs", "why"),
    [
        ("a: [", BASE, "ours can't be read as a direction: line 1"),
        (BASE, b"\xff", "theirs can't be read as a direction: line 1 is not UTF-8 text"),
        (BASE, "", "theirs can't be read as a direction"),
        (BASE, f"statuss: x\n{BASE}", "unknown key 'statuss'"),
        (BASE, BASE.replace("2025-03-20", "2025-03-21"), "theirs altered or took out entries"),
        (with_entries(BASE, PROGRESS), BASE.replace("  - {act: issued, date: 2025-03-20, officer: Chief Officer}\n", "  []\n"), "theirs altered"),
        (f"{{title: x, history: [{{{QUERY}}}]}}", BASE, "ours does not begin its keys at the margin"),
        (BASE.partition("  - {act")[0].rstrip() + f" [{{act: issued, date: 2025-03-20, officer: Chief Officer}}, {{{LATE}}}]\n",
         with_entries(BASE, PROGRESS), "the history is written in a way"),
    ],
)  # fmt: skip
def test_what_can_not_be_merged_entry_by_entry_says_so(ours, theirs, why) -> None:
    outcome = merged(BASE, ours, theirs)
    assert outcome.data is None
    assert why in " ".join(outcome.why)


def test_brackets_are_no_hindrance_where_one_side_alone_entered_something() -> None:
    base = DRAFT + "history: []\n"
    queried = f"{DRAFT}history:\n  - {{{QUERY.replace('04-02', '03-19')}}}\n"
    assert clean(base, base.replace("review: 2026-04", "review: 2026-05"), queried) == queried.replace(
        "review: 2026-04", "review: 2026-05"
    )


def test_lines_merged_as_text_that_break_a_rule_can_not_stand() -> None:
    both = with_entries(BASE, VARIED, REVOKED)
    sides = with_entries(BASE, VARIED).encode(), with_entries(BASE, REVOKED).encode()
    assert "already varied" in unsound(both.encode(), BASE.encode(), *sides, PATH)[0]
    assert unsound(sides[0], BASE.encode(), *sides, PATH) == ("an entry of one side would be lost",)
    assert "can't be read" in unsound(b"a: [", BASE.encode(), *sides, PATH)[0]
    assert unsound(b"a: [", BASE.encode(), b"", sides[1], PATH) == ()


def test_git_s_own_conflict_is_explained_in_the_first() -> None:
    conflict = b"a\r\n<<<<<<< ours\r\nb\r\n=======\r\nc\r\n>>>>>>> theirs\r\n"
    assert explained(conflict, ("so it is",), 7) == conflict.replace(b"ours\r\n", b"ours\r\n# directions: so it is.\r\n")


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (PATH, True),
        ("2025/x.yaml", True),
        ("a b/register/undated/x y.yaml", True),
        ("register\\2025\\x.yaml", True),
        ("register/register.yaml", False),
        ("register/reports/x.yaml", False),
        ("", False),
    ],
)
def test_which_paths_are_directions(path, expected) -> None:
    assert is_direction(path) is expected


def test_pieces_are_the_file_again() -> None:
    for text in (BASE, DRAFT, with_entries(BASE, LATE) + "# end\n...\n", "---\ntitle: x\nhistory:\n- act: query\n"):
        assert joined(list(pieces_of(text).blocks.values()), "\n") == text


MORE = [
    *(f"  - {{{entry}}}\n" for entry in ALL),
    "  # why it was so\n  - {act: progress, date: 2025-05-02, rating: on-track}  # oral\n",
    "  - act: progress\n    date: 2025-04-30\n    rating: at-risk\n    note: |\n      # no comment\n\n      - nor: an entry\n",
    '\n  - act: query\n    stage: raised\n    date: 2025-04-30\n    summary: "a: \\" # b"\n',
]
SIDES = st.lists(st.sampled_from(MORE), max_size=4, unique=True).map("".join)
TERMS = st.sampled_from(
    [("", ""), ("review: 2026-04", "review: 2026-05"), ("review: 2026-04", "# x\nreview: 2026-04"), ("Evening staff", "Nurses"), ("1250000", "7"), ("advice: [{from: Chief Social Work Officer, summary: Safe to begin.}]\n", "")]
)  # fmt: skip


WITHOUT_SHRINKING = (Phase.explicit, Phase.reuse, Phase.generate)


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


@settings(max_examples=examples(30), deadline=None, phases=WITHOUT_SHRINKING)
@given(SIDES, SIDES, TERMS, TERMS)
def test_nothing_of_either_side_is_lost_and_sides_agree(ours, theirs, our_term, their_term) -> None:
    one, other = BASE.replace(*our_term) + ours, BASE.replace(*their_term) + theirs
    outcome, turned = merged(BASE, one, other), merged(BASE, other, one)
    assert (outcome.data is None, outcome.clean) == (turned.data is None, turned.clean)
    if outcome.data is None:
        return
    text = text_of(outcome)
    kept = lines(text)
    for line in (*lines(ours), *lines(theirs)):
        assert line in kept
    if outcome.clean:
        value = read_yaml(text).value
        assert value == read_yaml(text_of(turned)).value
        assert clean(BASE, text, other) == clean(BASE, text, one) == clean(one, text, one) == text
        assert clean(BASE, text, text) == text
    else:
        assert "# directions: " in text
        for first in (True, False):
            chosen = read_yaml(side_of(text, first)).value["history"]
            assert chosen == read_yaml(one if first else other).value["history"]


@settings(max_examples=examples(10), deadline=None, phases=WITHOUT_SHRINKING)
@given(st.permutations(MORE), st.lists(st.integers(0, 2), min_size=len(MORE), max_size=len(MORE)))
def test_three_branches_merge_to_the_same_in_any_order(pieces, owners) -> None:
    sides = [BASE + "".join(piece for piece, owner in zip(pieces[:7], owners, strict=False) if owner == k) for k in range(3)]
    results = set()
    for order in ((0, 1, 2), (1, 2, 0), (2, 0, 1)):
        first = merged(BASE, sides[order[0]], sides[order[1]])
        whole = merged(BASE, text_of(first), sides[order[2]]) if first.clean else first
        results.add(text_of(whole) if whole.clean else None)
    assert len(results - {None}) <= 1


@settings(max_examples=examples(30), deadline=None)
@given(st.binary(max_size=60) | st.text(max_size=60).map(str.encode), st.integers(0, 2))
def test_no_input_crashes(junk: bytes, place: int) -> None:
    files = [BASE.encode(), with_entries(BASE, PROGRESS).encode(), with_entries(BASE, LATE).encode()]
    files[place] = junk
    merged(*files)
    merged(b"", *files[1:])
