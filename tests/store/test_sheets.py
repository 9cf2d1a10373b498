"""Sheets as Excel and others save them: every encoding, separator and line end that officers meet."""

from __future__ import annotations

import codecs

import pytest

from directions_cli.errors import Unreadable
from directions_cli.store.sheets import Row, rows_of

KNOWN = ("reference", "outcome", "note")
TEXT = "reference,title,outcome,note\r\n001,Cafés,retain,Größer – “so”\r\n,,,\r\n002,Tea,close,Done\r\n"
MEANT = (
    Row(2, {"reference": "001", "outcome": "retain", "note": "Größer – “so”"}),
    Row(4, {"reference": "002", "outcome": "close", "note": "Done"}),
)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(TEXT.encode(), id="utf-8"),
        pytest.param(TEXT.encode("utf-8-sig"), id="utf-8 with a mark"),
        pytest.param(TEXT.encode("cp1252"), id="windows-1252"),
        pytest.param(TEXT.encode("utf-16"), id="utf-16"),
        pytest.param(codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), id="utf-16 the other way round"),
        pytest.param(TEXT.replace(",", ";").encode("cp1252"), id="semicolons"),
        pytest.param(TEXT.replace(",", "\t").encode("utf-16"), id="tabs, as unicode text"),
        pytest.param(TEXT.replace("\r\n", "\n").encode(), id="unix"),
        pytest.param(TEXT.replace("\r\n", "\r").encode(), id="old mac"),
        pytest.param(
            TEXT.replace("reference", " REFERENCE ").replace("outcome", '"Outcome"').encode(), id="headings as people write"
        ),
        pytest.param(TEXT.removesuffix("\r\n").encode(), id="no last line end"),
    ],
)
def test_a_sheet_reads_the_same_however_it_was_saved(data: bytes) -> None:
    assert rows_of(data, "s.csv", KNOWN) == MEANT


def test_what_a_first_line_says_of_the_separator_holds() -> None:
    found = rows_of(b"sep=|\r\nreference|outcome\r\n001|retain, all;same\r\n", "s.csv", KNOWN)
    assert found == (Row(3, {"reference": "001", "outcome": "retain, all;same"}),)


def test_a_cell_of_several_lines_counts_them() -> None:
    found = rows_of(b'reference,note\n001,"Two\nlines, and ""quotes"""\n002,One\n', "s.csv", KNOWN)
    assert found == (
        Row(2, {"reference": "001", "note": 'Two\nlines, and "quotes"'}),
        Row(4, {"reference": "002", "note": "One"}),
    )


def test_the_apostrophe_before_a_formula_is_taken_off() -> None:
    found = rows_of(b"reference,note\n'=1+1,'tis so\n", "s.csv", KNOWN)
    assert found == (Row(2, {"reference": "=1+1", "note": "'tis so"}),)


def test_short_and_long_rows_are_read_as_far_as_they_go() -> None:
    found = rows_of(b"reference,note\n001\n002,x,y,z\n", "s.csv", KNOWN)
    assert found == (Row(2, {"reference": "001"}), Row(3, {"reference": "002", "note": "x"}))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "s.csv: holds no row"),
        (b"\r\n,,\r\n", "s.csv: holds no row"),
        (b"\nnote,outcome,Note\n", "s.csv:2: the column 'note' is there twice"),
        (b'reference,note\n001,ok\n002,"never closed\n', "s.csv:3: is no table of cells"),
        (b"\xef\xbb\xbf\xff\xff", "s.csv: begins as UTF-8-SIG and is not"),
        (b"note\n\x81\x8d", "neither UTF-8 nor Windows-1252"),
    ],
)
def test_what_is_no_sheet_is_said_by_its_line(data: bytes, said: str) -> None:
    with pytest.raises(Unreadable) as caught:
        rows_of(data, "s.csv", KNOWN)
    assert said in str(caught.value)
