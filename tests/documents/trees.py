"""Random documents with hostile content, the same for the same seed: trees, and directions of a register."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

from directions_cli.documents import composing
from directions_cli.documents.tree import Blocks, Break, Document, Fields, Heading, Items, Named, Paragraph, Table, Text, Words
from directions_cli.documents.words import even, plain
from tests.documents.given import issued, maker, viewed

DAY = date(2025, 3, 20)

HOSTILE = re.split(
    "[¦\n]",
    r"""{{ 7*7 }}¦{% raw %}¦{# note #}¦${7*7}¦<script>alert(1)</script>¦<b onmouseover=x>¦</style>¦<!-- x -->¦<?php x ?>¦]]>
#include <stdio.h>¦#set page(width: 1pt)¦#12¦@mention¦:smile:¦GH-7¦[x](javascript:alert(1))¦[x](https://example.org)
![x](https://example.org/x.png)¦[x]¦[ ] x¦[^1]¦[^1]: y¦[r]: https://example.org¦# heading¦###### h ##¦---¦===¦***¦> q¦>
`code`¦``` ```¦~~~¦~~x~~¦~x~¦*¦**¦_¦__¦*x¦x*¦_x_y_¦a*b*c¦**b**c¦\¦\\¦\*¦&lt;b&gt;¦&amp;¦&#65;¦&nbsp;¦&¦=1+1¦+cmd¦-2+3
@SUM(A1)¦\\fldinst HYPERLINK¦MERGEFIELD x¦<w:t>¦<w:br/>¦%s %(x)s¦$math$¦$$x$$¦1) one¦2. two¦1.¦- dash¦+ plus¦-¦+¦=
(a) first¦b) second¦• third¦:---¦:-:¦:::¦::: note¦a¦b¦https://example.org/a_b_c?x=1&y=2#z¦www.example.org/a_b
ftp://example.org/_x_¦HTTPS://EXAMPLE.ORG/_X¦a_b@example.org¦file:///etc/passwd¦mailto:a@example.org
javascript:alert(1)¦Look!¦10:30:00¦key:value:¦U+202E¦C:\temp\x¦'; --¦"quoted"¦(in brackets)¦| a | b |¦a | b¦--- | ---¦|
||¦\|""",
)
"""What one format or another would read as markup, a formula, a field, a tag or a reference."""

LETTERS = [
    "Llŷn, Ŵyr, tŷ, Ynys Môn",
    "Gàidhlig, Obar Dheathain, Tha e glè mhath",
    "e\u0301te\u0301, a\u0300, o\u0308",
    "\u00a31,250,000.50",
    "2025\u201326 \u2013 2026\u201327",
    "\u2014 or else \u2014",
    "\u201cquoted\u201d and \u2018so\u2019",
    "10\u00a0km and\u00a0more",
    "co\u00adop\u00aderate",
    "a\u200bb",
    "a\ufeffb",
    "\u202egnirts\u202c",
    "\U0001f600 \u2705",
    "Αθήνα, ψυχή",
    "Москва, Київ",
    "½ ¼ ² § ¶ † … € % ‰ ×",
    "1,234,567.89",
    "Llanfairpwllgwyngyll" * 4,
    "x" * 150,
    "EXIJB-17/03/2026-001",
]
WORDS = "the board directs council to offer care at home for 200 people by 31 March 2026 and report it NHS, Staff; review: (all)".split()


def words(random: Random, most: int = 9, lines: bool = False) -> str:
    """A line of plain and hostile words, or several."""
    parts = []
    for _ in range(random.randint(1, most)):
        pool = random.choices((WORDS, HOSTILE, LETTERS), (5, 3, 2))[0]
        parts.append(random.choice(pool) + (random.choice(("", "\n")) if lines else ""))
    return random.choice((" ", " ", " ", "")).join(parts).strip() or "x"


def markdown(random: Random, depth: int = 0) -> str:
    """A direction's own text: paragraphs, lists, nested lists, tables, emphasis and links, and what only looks like them."""
    blocks: list[str] = []
    for _ in range(random.randint(1, 4)):
        kind = random.choice(("words", "words", "marked", "list", "numbers", "table", "clauses"))
        if kind == "words":
            blocks.append(words(random, lines=True))
        elif kind == "marked":
            blocks.append(f"**{words(random)}** and *{words(random, 3)}* or [{words(random, 3)}](https://example.org/a) **a***b*")
        elif kind in ("list", "numbers"):
            mark = "- " if kind == "list" else f"{random.randint(1, 12)}. "
            lines = [mark + words(random) for _ in range(random.randint(1, 4))]
            if depth < 3:
                inner = markdown(random, depth + 1).replace("\n", "\n" + " " * len(mark))
                lines.append(f"{mark}{words(random, 3)}\n\n{' ' * len(mark)}{inner}\n")
            blocks.append("\n".join(lines))
        elif kind == "table":
            width = random.randint(1, 6)
            cells = [[words(random, 2).replace("|", "\\|") for _ in range(width)] for _ in range(random.randint(1, 4))]
            head, *rows = [f"| {' | '.join(row)} |" for row in cells]
            blocks.append("\n".join([head, "|" + " --- |" * width, *rows]))
        else:
            blocks.append("The council must\n(a) do this;\n(b) do that;\n  • and this\n")
    return "\n\n".join(blocks)


def terms(random: Random) -> dict[str, Any]:
    """Terms of a direction, hostile wherever they hold text."""
    some: Callable[[], str] = lambda: words(random, 5)  # noqa: E731
    return {
        "title": some(),
        "direction": markdown(random),
        "conditions": random.choice((None, markdown(random))),
        "services": tuple(some() for _ in range(random.randint(0, 2))),
        "report": {"number": some(), "title": some(), "url": "https://example.org/a_b?c=1&d=2"},
        "finance": tuple(
            {"to": "example-council", "function": "care-at-home", "year": "2025-26", "kind": "payment"}
            | {"amount": Decimal(random.randint(1, 10**9)) / 100, "use": some()}
            for _ in range(random.randint(1, 3))
        ),
        "milestones": tuple({"what": some(), "due": date(2025, 12, 31), "measure": some()} for _ in range(random.randint(0, 3))),
        "measures": tuple(some() for _ in range(random.randint(0, 2))),
        "alignment": {"priorities": ("SP1",), "outcomes": (2, 9), "statement": markdown(random)},
        "advice": ({"from": some(), "summary": words(random, lines=True)},),
        "impact": {"people": (some(),), "statement": some()},
    }


def directed(seed: int) -> Document:
    """A form, a form of the second layout, or a letter with its form, of a random direction."""
    random = Random(seed)
    register = issued(**terms(random))
    (id,) = register
    kind, view = seed % 3, viewed(register)
    if kind == 0:
        return composing.form(maker(), view, id, DAY).document
    if kind == 1:
        return composing.form(maker(), view, id, DAY, "form-detailed.md").document
    return next(iter(composing.letters(maker(), view, [id], DAY))).document


def line(random: Random) -> Words:
    """Words of a line or of several, each run set off in its own way."""
    runs: list[Text | Break] = []
    for _ in range(random.randint(1, 5)):
        link = random.choice(
            (None,) * 6 + ("https://example.org/a_b", "mailto:a@example.org", "https://example.org/?a=1&amp;b=[2]\\|")
        )
        like = Text("", strong=random.random() < 0.25, emphasis=random.random() < 0.25, link=link)
        runs += plain(link if link and random.random() < 0.3 else words(random, 3), like)
        runs.append(random.choice((Text(" "), Text(""), Text(" "), Break())))
    return even(runs)


def blocks(random: Random, depth: int = 0) -> Blocks:
    """Blocks of every kind, some within others."""
    return tuple(_blocks(random, depth)) or (Paragraph(line(random)),)


def _blocks(random: Random, depth: int) -> Iterator[Any]:
    for _ in range(random.randint(1, 4)):
        kind = random.choice(("paragraph", "paragraph", "items", "table", "fields", "named", "heading")[: 5 if depth else 7])
        if kind == "paragraph" or depth > 3:
            yield Paragraph(line(random))
        elif kind == "items":
            items = tuple(blocks(random, depth + 2) for _ in range(random.randint(1, 3)))
            yield Items(random.random() < 0.5, random.choice((1, 1, 3, 9)), items)
        elif kind == "table" or (kind == "fields" and depth):
            width = random.randint(1, 5)
            rows = tuple(tuple(line(random) for _ in range(width)) for _ in range(random.randint(1, 4)))
            yield Table(rows[0], rows[1:])
        elif kind == "fields":
            rows_ = tuple((line(random), blocks(random, depth + 1)) for _ in range(random.randint(1, 4)))
            yield Fields((plain("Item"), plain("Details")), rows_)
        elif kind == "named":
            name = random.choice(("note", "signature", "copies", "attachment", "reference"))
            yield Named(
                name, tuple(each for each in blocks(random, depth + 1) if not isinstance(each, Fields)) or blocks(random, 4)
            )
        else:
            yield Heading(2, line(random))


def tree(seed: int) -> Document:
    """A random document that no template has made."""
    random = Random(seed)
    return Document(
        words(random), (Heading(1, line(random)), *blocks(random)), DAY, author="Example Board", subject=words(random)
    )
