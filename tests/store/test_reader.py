"""The strict reader: nothing guessed, everything odd refused with its line, with and without the C part alike."""

from __future__ import annotations

import contextlib
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml.error import YAMLError

from directions_cli.store.reader import LARGEST, PURE_ONLY, YamlFault, _built, read_text, read_yaml
from directions_cli.store.terms_file import read_value
from tests.conftest import examples


@pytest.mark.parametrize(
    ("written", "read"),
    [
        *((word, word) for word in ("NO", "no", "yes", "on", "On", "off", "y", "TRUE", "True", "Null", "NULL")),
        *((word, word) for word in ("12:30:45", "0123", "1_000", "0x1F", "0o17", "0b1", "1e3", ".5", "5.", "+5", ".inf", ".nan")),
        *((word, word) for word in ("2024-02-29", "2024-02-30", "2025-26", "12345678901234567890", "١٢", "1٣", "=", "a<<")),
        ("true", True),
        ("false", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("0", 0),
        ("-12", -12),
        ("1250000.50", Decimal("1250000.50")),
        ("'12'", "12"),
        ('"true"', "true"),
        ("[1, a, 2.5]", (1, "a", Decimal("2.5"))),
        ("{url: https://example.org/a?b=c#d}", {"url": "https://example.org/a?b=c#d"}),
        ("{a: b:c, d: 'e'}", {"a": "b:c", "d": "e"}),
        ("|\n  two\n  lines", "two\nlines\n"),
        (">-\n  folded\n  text", "folded text"),
    ],
)
def test_values(written, read):
    found = read_yaml(f"key: {written}\n").value["key"]
    assert found == read
    assert type(found) is type(read)


@pytest.mark.parametrize(
    ("text", "code", "line", "words"),
    [
        ("a: 1\na: 2\n", "FIL005", 2, "'a' twice"),
        ("x: {a: 1, a: 2}\n", "FIL005", 1, "'a' twice"),
        ("a: &x 1\nb: *x\n", "FIL003", 1, "anchor"),
        ("a: &a [x]\nb: &b [*a,*a]\nc: &c [*b,*b]\n", "FIL003", 1, "anchor"),
        ("b: *x\n", "FIL003", 1, "alias"),
        ("a: !!python/object/apply:os.system [ls]\n", "FIL003", 1, "tag"),
        ("a: !x%0Ay z\n", "FIL003", 1, "tag"),
        ("a: 1\n---\nb: 2\n", "FIL003", 2, "second document"),
        ("a:\n  <<: {b: 1}\n", "FIL003", 2, "merges"),
        ("? [a, b]\n: c\n", "FIL003", 1, "not plain text"),
        ("a: " + "[" * 3000 + "\n", "FIL003", 1, "nested"),
        ("\n".join(" " * n + "a:" for n in range(100)) + "\n", "FIL003", 42, "nested"),
        ("title: Foo: bar\n", "FIL002", 1, "not YAML"),
        ("a: 'open\n", "FIL002", 2, "not YAML"),
        ("a: {b\n", "FIL002", 2, "not YAML"),
        ("a: 1\n b: 2\n", "FIL002", 2, "not YAML"),
        ("a:\n\t- b\n", "FIL002", 2, "not YAML"),
        ("ok: 1\r\na: @b\r\n", "FIL002", 2, "not YAML"),
        ("ok: 1\na: \x07b\n", "FIL002", 2, r"U\+0007"),
        ("a: 1\n<<<<<<< HEAD\nb: 1\n=======\nb: 2\n>>>>>>> x\n", "FIL004", 2, "merge"),
        ("a: 1\r\n<<<<<<< HEAD\r\nb: 1\r\n=======\r\nb: 2\r\n>>>>>>> x\r\n", "FIL004", 2, "merge"),
    ],
)
def test_faults_name_code_and_line(text, code, line, words):
    with pytest.raises(YamlFault, match=words) as caught:
        read_yaml(text)
    assert (caught.value.code, caught.value.line) == (code, line)
    assert "\n" not in caught.value.message


@pytest.mark.parametrize(
    ("data", "words", "line"),
    [
        (b"a: \xff\n", "UTF-8", 1),
        ("a: ä\n".encode("latin-1"), "UTF-8", 1),
        ("a: ä\n".encode("utf-16"), "UTF-8", 1),
        (b"a: 1\nb: \0\n", "NUL", 2),
        (b"x" * (LARGEST + 1), "longer", None),
    ],
)
def test_bytes_that_are_no_text(data, words, line):
    with pytest.raises(YamlFault, match=words) as caught:
        read_text(data)
    assert (caught.value.code, caught.value.line) == ("FIL001", line)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_line_ends_and_mark_make_no_difference(end, mark):
    text = "title: x\nto: [a]\ndirection: |\n  one\n\n  two\n"
    document = read_yaml(read_text(mark + text.replace("\n", end).encode()))
    assert document.value == {"title": "x", "to": ("a",), "direction": "one\n\ntwo\n"}
    assert document.place(("direction",)) == (3, 1)


def test_places_are_those_of_keys_and_items():
    document = read_yaml("title: x\nfinance:\n  - {to: a, amount: 1}\n  - to: b\n    amount: 2\n")
    assert document.place(("title",)) == (1, 1)
    assert document.place(("finance", 0, "amount")) == (3, 13)
    assert document.place(("finance", 1, "amount")) == (5, 5)
    assert document.place(("finance", 1, "method")) == (4, 5)
    assert document.place(("nothing",)) == (None, None)


ATOMS = (
    *(
        "a",
        "b: ",
        "- ",
        "[",
        "]",
        "{",
        "}",
        ", ",
        ",",
        ":",
        ": ",
        "? ",
        "\n",
        "\n  ",
        "\n    ",
        "#",
        " # c",
        "'",
        '"',
        "|",
        ">-\n",
    ),
    *("x y", "\t", "%YAML 1.1\n", "---\n", "...\n", "&a ", "*a", "!t ", "12", "1.5", "true", "null", "~", "é", "😀", "\\", "\\n"),
    *("@", "`", "=", "<<: ", "\r\n", "\r", "https://x.y/z?a=b#c", "2025-01-01", "-", "\ufeff", "\u2028", "\x85", "\\/", "|#"),
)
CORPUS = st.lists(st.sampled_from(ATOMS), max_size=12).map("".join)


@settings(max_examples=examples(200), deadline=None)
@given(CORPUS)
def test_the_c_part_and_the_pure_parser_mean_the_same(middle):
    """What the C part accepts, the pure parser reads to the same values and places; where the C part refuses, the pure one decides."""
    text = f"a: b\nk: {middle}\nz: y\n"
    if PURE_ONLY.search(text):
        return
    outcomes = []
    for pure in (False, True):
        try:
            outcomes.append(_built(text, pure))
        except YamlFault:
            outcomes.append("refused")
        except YAMLError:
            outcomes.append("not YAML" if not pure else "refused")
    assert outcomes[0] in ("not YAML", outcomes[1])


@settings(max_examples=examples(100), deadline=None)
@given(st.text(max_size=60) | CORPUS)
def test_nothing_crashes(text):
    with contextlib.suppress(YamlFault):
        read_yaml(text)


@pytest.mark.parametrize(
    ("given_", "value"),
    [
        ("2027-04", "2027-04"),
        ("1400000", 1400000),
        ("true", True),
        ("", None),
        ("[a, b]", ("a", "b")),
        ("Ward #3 redesign # phase 2", "Ward #3 redesign # phase 2"),
        ("#5", "#5"),
        ("a: b", "a: b"),
        ("one\ntwo: 2", "one\ntwo: 2"),
        ("*", "*"),
        ("'quoted # text'", "quoted # text"),
        ("no", "no"),
    ],
)
def test_values_given_as_options(given_, value):
    assert read_value(given_) == value
