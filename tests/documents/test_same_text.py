"""All formats carry the same text, for hostile directions and for trees of every shape."""

from __future__ import annotations

from collections import Counter

import pytest

from directions_cli.documents.writers import FORMATS, written
from tests.documents.extracting import (
    Html,
    docx_text,
    evened,
    markdown_text,
    markdown_tokens,
    pdf_differs,
    pdf_pages,
    said,
    said_in_markdown,
)
from tests.documents.given import SHELF
from tests.documents.trees import directed, tree

SEEDS = 100
MADE = {"directed": directed, "tree": tree}


def test_every_format_is_compared() -> None:
    assert set(FORMATS) == {"markdown", "html", "docx", "pdf"}


@pytest.mark.parametrize("kind", MADE)
@pytest.mark.parametrize("seed", range(SEEDS))
def test_markdown_says_the_same(kind: str, seed: int) -> None:
    document = MADE[kind](seed)
    page = written(document, "markdown", SHELF)
    assert evened(markdown_text(markdown_tokens(page))) == said_in_markdown(document.blocks)


@pytest.mark.parametrize("kind", MADE)
@pytest.mark.parametrize("seed", range(SEEDS))
def test_html_says_the_same(kind: str, seed: int) -> None:
    document = MADE[kind](seed)
    assert evened(Html(written(document, "html", SHELF)).text) == said(document.blocks)


@pytest.mark.parametrize("kind", MADE)
@pytest.mark.parametrize("seed", range(SEEDS))
def test_word_says_the_same(kind: str, seed: int) -> None:
    document = MADE[kind](seed)
    assert evened(docx_text(written(document, "docx", SHELF))) == said(document.blocks)


@pytest.mark.parametrize("seed", range(SEEDS))
def test_pdf_says_the_same(seed: int) -> None:
    document = directed(seed)
    assert pdf_differs(written(document, "pdf", SHELF), document.blocks) is None


@pytest.mark.parametrize("seed", range(SEEDS // 4))
def test_pdf_lacks_nothing_of_a_tree(seed: int) -> None:
    """Where a row of a table runs on to the next page, so do its cells side by side: the words are all there, page by page."""
    document = tree(seed)
    there = Counter(evened("".join(pdf_pages(written(document, "pdf", SHELF)))))
    assert Counter(said(document.blocks)) - there == Counter()
