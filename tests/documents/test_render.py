"""Nothing that stands in a direction becomes markup in a form or letter."""

from __future__ import annotations

import re
from datetime import date

import pytest
from markdown_it import MarkdownIt

from directions_cli.documents.render import form_of, letters_of, prose
from directions_cli.domain.acts.ending import close
from directions_cli.domain.acts.issuing import issue
from directions_cli.domain.register import Register
from tests.domain.building import register_of, terms_of

HOSTILE = [
    "{{ 7 * 7 }}",
    "{% include 'x' %}",
    "<script>alert(1)</script>",
    "[here](javascript:alert(1))",
    "![x](https://example.org/x.png)",
    "| a | b |",
    "# heading",
    "1. x",
    "- x",
    "+ x",
    "---",
    "===",
    "> quoted",
    "`code` ~~gone~~ **bold** _thin_",
    "&lt;b&gt;",
    "#include <stdio.h>",
]
DAY = date(2025, 3, 20)


def told(text: str) -> Register:
    """A register with one direction that says this wherever it can, and was closed with it."""
    empty = register_of()
    values = terms_of("-milestones") | {
        "title": f"T {text}",
        "direction": f"First.\n{text}\nLast.",
        "approved": date(2025, 3, 18),
    }
    register = empty.with_(issue(empty, values | {"milestones": ({"what": text, "due": "2025-12"},)}, DAY))
    (id,) = register
    return register.with_(close(register, id, DAY, DAY, "achieved", f"First.\n{text}\nLast."))


@pytest.mark.parametrize("text", HOSTILE)
def test_it_comes_out_as_text(text: str) -> None:
    register = told(text)
    (id,) = register
    for document in (form_of(register, id, DAY), *letters_of(register, id, DAY)):
        html = MarkdownIt("commonmark", {"html": True}).enable("table").render(document)
        plain = html.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&amp;", "&")
        assert text in plain
        assert "<script" not in html
        assert not re.search(r"<(a|img|code|blockquote|ol|ul|s|em|pre)\b", html)
        assert len(re.findall(r"<h[1-6]", html)) == 1
        assert all(line.count("<td") == 2 for line in re.findall(r"<tr>.*?</tr>", html, re.DOTALL) if "<td" in line)


def test_prose_keeps_its_lines() -> None:
    assert prose("One\n\n- two\n3) three") == "One\n\n\\- two\n3\\) three"
