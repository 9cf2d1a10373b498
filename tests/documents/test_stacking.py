"""Tables that are too wide for large print: row by row, with every word whole."""

from __future__ import annotations

from datetime import date

import pytest

from directions_cli.documents.stacking import is_too_wide, stacked
from directions_cli.documents.tree import Document, Heading, Table, words_of
from directions_cli.documents.words import plain
from directions_cli.documents.writers import written
from tests.documents.extracting import docx_text, evened, pdf_pages
from tests.documents.given import SHELF


def table(*rows: tuple[str, ...]) -> Table:
    head, *others = (tuple(map(plain, row)) for row in rows)
    return Table(head, tuple(others))


WIDE = table(
    ("On", "Issued", "Retained", "Varied", "Superseded", "Closed", "Revoked"),
    ("24 November 2026", "5", "10", "4", "12", "3", "2"),
)


def test_what_fits_stays_a_table() -> None:
    assert is_too_wide(WIDE, 493, 18)
    assert not is_too_wide(WIDE, 493, 10)
    assert not is_too_wide(table(("a", "b"), ("W" * 100, "W" * 100)), 493, 18), "two columns stay beside one another"
    assert not is_too_wide(table(("Superseded",) * 9), 493, 18), "a table without rows has nothing to stack"


def test_each_row_says_its_cells_under_their_headings() -> None:
    assert list(words_of((stacked(WIDE),))) == [
        *("On", "", "24 November 2026"),
        *("Issued: 5", "Retained: 10", "Varied: 4", "Superseded: 12", "Closed: 3", "Revoked: 2"),
    ]


def test_large_print_stacks_and_usual_print_does_not() -> None:
    page = pytest.importorskip("page")
    made = Document("T", (Heading(1, plain("T")), WIDE), date(2026, 11, 24))
    large, usual = (written(made, "pdf", SHELF, each) for each in (True, False))
    assert "Superseded:12" in evened("".join(pdf_pages(large)))
    assert "Superseded:12" not in evened("".join(pdf_pages(usual)))
    assert [each.message for each in page.validate_pdf_bytes(large).failures] == []
    assert "Superseded: 12" in docx_text(written(made, "docx", SHELF, True))
    assert "Superseded: 12" not in docx_text(written(made, "docx", SHELF))
