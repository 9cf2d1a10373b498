"""Formats of registers: how each is told, carried to the next as text, and how far a move is lawful."""

from __future__ import annotations

from codecs import BOM_UTF8
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directions_cli.clerk.formats import unlawful_move
from directions_cli.domain.authority import FORMAT
from directions_cli.errors import NewerFormat
from directions_cli.store.files import Found, on_disk
from directions_cli.store.folder import load
from directions_cli.store.formats import MIGRATIONS, carried, carried_file, format_of, known_format, moved, with_format
from directions_cli.store.reader import read_yaml
from tests.conftest import examples

FIXTURES = Path(__file__).parents[1] / "fixtures"
EVERY = range(FORMAT + 1)


def files_of(number: int) -> list[Found]:
    return list(on_disk(FIXTURES / f"format-{number}" / "register"))


def header(text: str) -> bytes:
    return text.encode()


def to_2(sort: str, text: str) -> str:
    """A format that there is not: `note` becomes `remark` in entries, and the header says 2."""
    return with_format(text, 2) if sort == "header" else text.replace(", note: ", ", remark: ")


LATER = {**MIGRATIONS, FORMAT: to_2} if FORMAT == 1 else {}


def test_every_earlier_format_leads_to_the_present_one() -> None:
    assert sorted(MIGRATIONS) == list(range(FORMAT))
    assert sorted(path.name for path in FIXTURES.glob("format-*")) == [f"format-{number}" for number in EVERY]


@pytest.mark.parametrize("number", EVERY)
def test_a_fixture_is_of_its_format(number: int) -> None:
    loaded = load(files_of(number))
    assert (loaded.format, loaded.findings) == (number, ())
    assert (loaded.older is None) == (number == FORMAT)


@pytest.mark.parametrize("number", range(FORMAT))
def test_a_fixture_leads_to_the_next_byte_by_byte(number: int) -> None:
    """Only the step from this format to the next is done, so that it is held to what it did when it was new."""
    one = {number: MIGRATIONS[number]}
    assert [carried_file(each, number, one) for each in files_of(number)] == files_of(number + 1)


@pytest.mark.parametrize("number", EVERY)
def test_every_fixture_reads_as_the_same_register(number: int) -> None:
    one, present = load(files_of(number)).register, load(files_of(FORMAT)).register
    assert one is not None
    assert present is not None
    assert (one.header, {**one}, one.reports) == (present.header, {**present}, present.reports)


def test_the_table_can_be_gone_through_further() -> None:
    files = files_of(0)
    changed = {old.path: new for old, new in moved(files, 0, LATER)}
    after = {found.path: changed.get(found.path, found) for found in files}
    assert format_of(after["register.yaml"].data) == 2
    assert b"remark: 180 hours" in after["2024/NMIJB-2024-06-11-001.yaml"].data
    assert {path for path in after if path not in changed} == {each.path for each in files if b", note: " not in each.data} - {
        "register.yaml"
    }
    assert carried("header", with_format("a: b\n", 2), 2, LATER) == "format: 2\na: b\n"
    before = {found.path: found for found in files}
    assert list(unlawful_move(before, after, LATER, (0, 2))) == []
    half = {**after, "2024/NMIJB-2024-06-11-001.yaml": before["2024/NMIJB-2024-06-11-001.yaml"]}
    assert [each.file for each in unlawful_move(before, half, LATER, (0, 2))] == ["2024/NMIJB-2024-06-11-001.yaml"]
    between = {found.path: carried_file(found, 0, MIGRATIONS) for found in files}
    assert list(unlawful_move(between, after, LATER, (1, 2))) == []


@pytest.mark.parametrize(
    ("text", "number"),
    {
        "none": ("authority: x\n", 0),
        "nought": ("format: 0\n", 0),
        "one": ("# a\nformat: 1\n", 1),
        "with a comment": ("format: 1 # of 2025\nauthority: x\n", 1),
        "in braces": ("{format: 3, authority: x}\n", 3),
        "Windows": ("authority: x\r\nformat: 2\r\n", 2),
        "a newer kind of YAML": ("authority: &a x\nother: *a\nformat: 7\n", 7),
        "not in the header's own keys": ("authority:\n  format: 5\n", 0),
        "text": ("format: new\n", None),
        "true": ("format: true\n", None),
        "below nought": ("format: -1\n", None),
        "a list": ("- format\n", None),
        "empty": ("", None),
        "broken": ("authority: [\n", None),
    }.values(),
)
def test_a_header_says_its_format(text: str, number: int | None) -> None:
    assert format_of(header(text)) == number


def test_a_newer_format_is_refused_with_its_line() -> None:
    with pytest.raises(NewerFormat, match=r"\Aregister/register\.yaml:3: this register has format 9; .* up to 1: upgrade"):
        known_format(header("# one\n# two\nformat: 9\nanything: {at: all}\n"))


@pytest.mark.parametrize(
    ("before", "after"),
    {
        "comments above": ("# ours\n\nauthority: x # y\n", "# ours\n\nformat: 1\nauthority: x # y\n"),
        "a document mark": ("---\nauthority: x\n", "---\nformat: 1\nauthority: x\n"),
        "Windows": ("# a\r\nauthority: x\r\n", "# a\r\nformat: 1\r\nauthority: x\r\n"),
        "indented": ("  authority: x\n  plan: y\n", "  format: 1\n  authority: x\n  plan: y\n"),
        "braces": ("{authority: x}\n", "{format: 1, authority: x}\n"),
        "quotes": ('"authority": x\n', 'format: 1\n"authority": x\n'),
        "nought": ("authority: x\nformat: 0 # kept\n", "authority: x\nformat: 1 # kept\n"),
        "no end of line": ("authority: x", "format: 1\nauthority: x"),
    }.values(),
)
def test_format_1_is_put_in_as_text(before: str, after: str) -> None:
    assert carried("header", before, 0) == after


def test_what_can_t_be_put_in_is_said_and_not_guessed() -> None:
    with pytest.raises(ValueError, match="write `format: 1` on a line of its own"):
        carried("header", "? authority\n: x\n", 0)


def test_a_mark_and_the_other_files_keep_every_byte() -> None:
    found = Found("register.yaml", "header", BOM_UTF8 + b"authority: x\r\n")
    assert carried_file(found, 0).data == BOM_UTF8 + b"format: 1\r\nauthority: x\r\n"
    direction = Found("2024/A.yaml", "direction", b"title:   x   \r\n# y")
    assert carried_file(direction, 0) is not None
    assert carried_file(direction, 0).data == direction.data


KEYS = st.dictionaries(
    st.from_regex(r"[a-z]{1,6}", fullmatch=True).filter(lambda key: key != "format"), st.integers(0, 9), min_size=1
)
LINES = st.lists(st.sampled_from(["# a comment", "", "   ", "# format: 8"]), max_size=3)


@settings(max_examples=examples(40), deadline=None)
@given(KEYS, LINES, st.sampled_from(["\n", "\r\n"]), st.booleans())
def test_whatever_stands_around_it(keys: dict[str, int], above: list[str], newline: str, zero: bool) -> None:
    lines = [*above, *(f"{key}: {value}" for key, value in keys.items()), *(["format: 0"] if zero else [])]
    text = newline.join([*lines, ""])
    made = carried("header", text, 0)
    assert read_yaml(made).value == {**keys, "format": 1}
    assert format_of(made.encode()) == 1
    assert [line for line in made.split(newline) if not line.startswith("format:")] == [
        line for line in text.split(newline) if not line.startswith("format:")
    ]


def test_a_move_is_lawful_only_by_itself_and_forward() -> None:
    before, after = ({found.path: found for found in files_of(number)} for number in (0, FORMAT))
    assert list(unlawful_move(before, after)) == []
    windows = {path: Found(path, each.sort, each.data.replace(b"\n", b"\r\n")) for path, each in after.items()}
    assert list(unlawful_move(before, windows)) == []
    path = "2025/NMIJB-2025-02-04-002.yaml"
    changed = {**after, path: Found(path, "direction", after[path].data.replace(b"9100000", b"9100001"))}
    assert [(each.code, each.file) for each in unlawful_move(before, changed)] == [("ALT017", path)]
    gone = {key: each for key, each in after.items() if key != path}
    assert ["is gone" in each.message for each in unlawful_move(before, gone)] == [True]
    more = {**after, "2026/NMIJB-2026-01-01-001.yaml": Found("2026/NMIJB-2026-01-01-001.yaml", "direction", b"title: x\n")}
    assert [each.file for each in unlawful_move(before, more)] == ["2026/NMIJB-2026-01-01-001.yaml"]
    comment = {**after, "register.yaml": Found("register.yaml", "header", after["register.yaml"].data + b"# x\n")}
    assert [each.file for each in unlawful_move(before, comment)] == ["register.yaml"]
    assert ["never goes back" in each.message for each in unlawful_move(after, before)] == [True]
    assert list(unlawful_move(after, changed)) == []
