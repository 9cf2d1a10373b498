"""Writing: what is written reads back the same, under YAML 1.1 too; what was there stays, byte for byte."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from directions_cli.domain.direction import Direction, DirectionFile
from directions_cli.domain.history import Entry
from directions_cli.domain.plain import plain, plain_terms
from directions_cli.store.amending import _with, amend
from directions_cli.store.appending import append_entries, as_read
from directions_cli.store.reader import read_text, read_yaml
from directions_cli.store.writer import dump, dump_direction
from tests.conftest import examples

NASTY = [
    "on", "yes", "No", "NULL", "~", "true", "0123", "1_000", "12:30:45", "1e3", ".inf", "2025-03-18", "2025-02-30", "2025-26", "=", "<<",
    "- x", "? x", ": x", "a: b", "a:", "# x", "a # b", "&a", "*a", "!x", "%x", "@x", "`x", "---", "...", "[x", "{x}", "x, y", "'", '"', "\\",
    "a'b", 'a"b', "a\tb", "é", "😀", "? x", "- x", "?", "-", "\u0085x", "\ufeff", "a\u202eb", "x" * 300, "a\n", "a\nb", "a\n\n", "\na", " a\nb",
    "a \nb", "a\n\n\nb\n", "a\n  b\n c\n", "#a\nb", "a\n#b\n", "- a\n- b\n", "a\tb\n\tc\n", "--- a\n...\n", "|", ">", "a\tb\nc",
]  # fmt: skip
TEXT = st.sampled_from(NASTY) | st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"], include_characters="\n\t"), min_size=1, max_size=40
)
GOOD = TEXT.filter(lambda text: bool(text.strip()) and not any("\x7f" <= sign <= "\x9f" for sign in text))
LINE = GOOD.map(lambda text: " ".join(text.split())).filter(lambda text: bool(text) and text == text.strip())
DAYS = st.dates(date(1900, 1, 1), date(2100, 1, 1))
MONEY = st.integers(0, 10**9) | st.decimals(0, 10**9, places=2)
CODE = st.sampled_from(["nhs-example", "on", "no", "null", "true", "a1", "0123", "1e3", "2025"])
TERMS = st.fixed_dictionaries(
    {"title": LINE, "to": st.lists(CODE, max_size=3).map(tuple)},
    optional={
        "reference": LINE,
        "approved": DAYS,
        "direction": GOOD,
        "conditions": GOOD,
        "services": st.lists(LINE, max_size=3).map(tuple),
        "measures": st.lists(GOOD, max_size=3).map(tuple),
        "report": st.fixed_dictionaries({}, optional={"number": LINE, "title": LINE}),
        "finance": st.lists(
            st.fixed_dictionaries({}, optional={"to": CODE, "amount": MONEY, "use": GOOD, "note": GOOD}), max_size=2
        ).map(tuple),
        "advice": st.lists(st.fixed_dictionaries({"from": LINE, "summary": GOOD}), max_size=2).map(tuple),
        "review": st.sampled_from(["2026-04", "2026-04-21"]),
        "private": st.booleans(),
    },
)
ENTRIES = st.lists(
    st.fixed_dictionaries({"act": st.just("issued"), "date": DAYS}, optional={"officer": LINE, "note": GOOD})
    | st.fixed_dictionaries({"act": st.just("progress"), "date": DAYS, "rating": CODE}, optional={"note": GOOD, "spend": MONEY})
    | st.fixed_dictionaries({"act": st.just("corrected"), "date": DAYS, "field": LINE, "from": GOOD, "to": GOOD, "reason": GOOD}),
    max_size=3,
)
ENTRY = TypeAdapter(Entry)


def made(terms, entries) -> DirectionFile:
    return DirectionFile.model_validate({**terms, "history": tuple(map(ENTRY.validate_python, entries))})


def read(text: str) -> DirectionFile:
    return DirectionFile.model_validate(read_yaml(text).value)


@settings(max_examples=examples(60), deadline=None)
@given(TERMS, ENTRIES)
def test_what_is_written_reads_back_the_same(terms, entries):
    file = made(terms, entries)
    text = dump_direction(Direction("x", "2025/x.yaml", file, file.history), "schema.json")
    assert plain_terms(read(text)) == plain_terms(file)
    assert tuple(map(plain, read(text).history)) == tuple(map(plain, file.history))


@settings(max_examples=examples(60), deadline=None)
@given(
    TERMS,
    ENTRIES.filter(bool),
    ENTRIES.filter(bool),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from(["", "# end", "\n# end\n\n"]),
)
def test_appending_keeps_every_byte_and_adds_what_is_meant(terms, entries, added, newline, tail):
    file = made(terms, entries)
    before = dump_direction(Direction("x", "2025/x.yaml", file, file.history), "s").replace("\n", newline) + tail
    entries = tuple(map(ENTRY.validate_python, added))
    after = append_entries(before, entries)
    assert kept(before, after)
    assert tuple(map(plain, read(after).history)) == tuple(map(plain, (*file.history, *entries)))
    assert plain_terms(read(after)) == plain_terms(file)


def kept(before: str, after: str) -> bool:
    """Whether a text is another one with something put in at one place."""
    start = next((n for n, (one, two) in enumerate(zip(before, after, strict=False)) if one != two), len(before))
    return after.startswith(before[:start]) and after.endswith(
        before[start:].strip("\r\n") if start == len(before) else before[start:]
    )


CLOSED = (ENTRY.validate_python({"act": "reviewed", "date": "2026-04-21", "outcome": "retain", "note": "a\nb\n"}),)
SHORT = (ENTRY.validate_python({"act": "progress", "date": "2026-04-21", "rating": "on-track"}),)
ADDED = "- {act: progress, date: 2026-04-21, rating: on-track}\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("title: x\n", "title: x\nhistory:\n  " + ADDED),
        ("title: x", "title: x\nhistory:\n  " + ADDED),
        ("title: x\n# end\n", "title: x\n# end\nhistory:\n  " + ADDED),
        ("title: x\nhistory: []\n", "title: x\nhistory:\n  " + ADDED),
        ("history: []  # none yet\ntitle: x\n", "history:  # none yet\n  " + ADDED + "title: x\n"),
        ("history:\ntitle: x\n", "history:\n  " + ADDED + "title: x\n"),
        ("history: null\ntitle: x\n", "history:\n  " + ADDED + "title: x\n"),
        ("title: x\nhistory: ~", "title: x\nhistory:\n  " + ADDED),
        ("history:\n  - {act: issued}\ntitle: x\n", "history:\n  - {act: issued}\n  " + ADDED + "title: x\n"),
        ("history:\n- act: issued\n\n# about x\ntitle: x\n", "history:\n- act: issued\n" + ADDED + "\n# about x\ntitle: x\n"),
        ("title: x\nhistory:\n      - act: issued\n", "title: x\nhistory:\n      - act: issued\n      " + ADDED),
        ("title: x\nhistory:\n  - {act: issued}  # sent", "title: x\nhistory:\n  - {act: issued}  # sent\n  " + ADDED),
        (
            "title: x\nhistory:\n  - {act: issued}\n  # more\n\n",
            "title: x\nhistory:\n  - {act: issued}\n  # more\n  " + ADDED + "\n",
        ),
        ("---\ntitle: x\nhistory:\n  - {act: issued}\n...\n", "---\ntitle: x\nhistory:\n  - {act: issued}\n  " + ADDED + "...\n"),
        ("title: x\n...\n", "title: x\nhistory:\n  " + ADDED + "...\n"),
        ("  title: x\n  to: [a]\n", "  title: x\n  to: [a]\n  history:\n    " + ADDED),
        (
            "title: a\u2028b\nhistory:\n  - {act: issued}\nto: [a]\n",
            "title: a\u2028b\nhistory:\n  - {act: issued}\n  " + ADDED + "to: [a]\n",
        ),
        ('history: [ ]\n"title": x\n', "history:\n  " + ADDED + '"title": x\n'),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_appending_to_what_people_write(before, after, newline):
    newline = newline if "\n" in before else "\n"
    assert append_entries(before.replace("\n", newline), SHORT) == after.replace("\n", newline)


def test_a_kept_block_at_the_end_of_the_history_keeps_its_blank_lines():
    before = "title: x\nhistory:\n  - act: issued\n    note: |+\n      a\n\n\n"
    after = append_entries(before, CLOSED)
    assert after.startswith(before)
    assert read(after).history[0].note == "a\n\n\n"


@pytest.mark.parametrize(
    "before",
    [
        "title: x\nhistory: [{act: issued}]\n",
        "title: x\nhistory: [\n  {act: issued}\n]\n",
        "{title: x, history: []}\n",
        "{title: x}\n",
        "title: x\n? history\n: [{act: issued}]\n",
    ],
)
def test_a_history_on_one_line_is_refused_plainly(before):
    with pytest.raises(ValueError, match="put each (entry|key) on"):
        append_entries(before, SHORT)


@settings(max_examples=examples(100), deadline=None)
@given(LINE)
def test_no_reader_of_yaml_1_1_takes_text_for_something_else(text):
    """The implicit types of YAML 1.1 (yaml.org/type): a plain scalar that fits one of them must have been put in quotes."""
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return
    for written in (dump({"x": text})[3:-1], dump({"x": ({"k": text},)}).split("k: ", 1)[1].rstrip("\n}")):
        plain_scalar = not written.startswith(("'", '"', "|", ">"))
        assert not (plain_scalar and IMPLICIT.fullmatch(text)), written


IMPLICIT = re.compile(
    r"~|null|Null|NULL|y|Y|yes|Yes|YES|n|N|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF"
    r"|[-+]?0b[01_]+|[-+]?0[0-7_]+|[-+]?(0|[1-9][0-9_]*)|[-+]?0x[0-9a-fA-F_]+|[-+]?[1-9][0-9_]*(:[0-5]?[0-9])+"
    r"|[-+]?([0-9][0-9_]*)?\.[0-9.]*([eE][-+][0-9]+)?|[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+\.[0-9_]*|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)"
    r"|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt]|[ \t]+)[0-9]{1,2}:[0-9]{2}:[0-9]{2}.*"
)
FILE = """\
# yaml-language-server: $schema=x
reference: "EXIJB-1"   # as printed
title: 'Day services'
approved: 2025-03-18
to: [ a, b ]     # two

# The money
finance:
    - {to: a,   amount: 1250000, use: "x"} # first
    - to: b
      amount: 10   # second
      use: y
direction: |
  Old text.

  # not a comment

review: 2026-04
# The past
history:
- {act: issued,   date: 2025-03-20}
"""


@pytest.mark.parametrize(
    ("path", "value", "old", "new"),
    [
        ("review", "2027-04", "review: 2026-04", "review: 2027-04"),
        ("review", date(2027, 4, 1), "review: 2026-04", "review: 2027-04-01"),
        ("title", "No: colon", "'Day services'", '"No: colon"'),
        ("finance.1.amount", 1400000, "amount: 1250000", "amount: 1400000"),
        ("finance.1.use", "p, q", 'use: "x"', "use: 'p, q'"),
        ("finance.2.amount", Decimal("10.50"), "amount: 10 ", "amount: 10.50 "),
        ("to.2", "c", "[ a, b ]", "[ a, c ]"),
        ("direction", "New text.\n", "  Old text.\n\n  # not a comment\n", "  New text.\n"),
        ("review", None, "review: 2026-04\n", ""),
        ("ends", date(2027, 3, 31), "\n# The money\n", "ends: 2027-03-31\n\n# The money\n"),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_amending_changes_the_value_and_no_other_byte(path, value, old, new, newline):
    assert FILE.count(old) == 1
    assert amend(FILE.replace("\n", newline), ((path, value),)) == FILE.replace(old, new).replace("\n", newline)


@settings(max_examples=examples(50), deadline=None)
@given(
    st.sampled_from(
        [
            "title",
            "direction",
            "review",
            "to",
            "to.1",
            "to.3",
            "finance.1.use",
            "finance.2.use",
            "finance.2.note",
            "report.number",
        ]
    ),
    GOOD | MONEY | st.none(),
)
def test_amending_reads_back_as_meant_and_keeps_the_rest(path, value):
    steps = tuple(int(step) - 1 if step.isdigit() else step for step in path.split("."))
    after = amend(FILE, ((path, value),))
    assert read_yaml(after).value == _with(read_yaml(FILE).value, steps, as_read(value))
    assert after.startswith('# yaml-language-server: $schema=x\nreference: "EXIJB-1"   # as printed\n')
    assert after.endswith("# The past\nhistory:\n- {act: issued,   date: 2025-03-20}\n")


@pytest.mark.parametrize("text", ["{title: x}\n", "  title: x\n"])
def test_amending_refuses_plainly_what_it_can_not_do(text):
    with pytest.raises(ValueError, match="put each"):
        amend(text, (("title", "y"),))


def test_the_mark_at_the_beginning_is_no_part_of_the_text():
    assert read_text(b"\xef\xbb\xbftitle: x\n") == "title: x\n"
