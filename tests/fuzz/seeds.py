"""What each door is first tried with: sound inputs, made from the shipped register and the inline files of the tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

from directions_cli.domain.tables.chosen import Wanted
from directions_cli.exports.formats import written
from tests.domain.building import DIRECTION, HEADER, REPORT, changed, two
from tests.fuzz.doors import CUT, TEXTS, TODAY
from tests.fuzz.doors_of_files import FILES, PARTS, WORKBOOK, packed
from tests.fuzz.workbooks import older

DOORS: Final[MappingProxyType[str, Callable[[bytes], None]]] = MappingProxyType({**TEXTS, **FILES})
FOUND: Final = Path(__file__).with_name("found")
"""Inputs that once broke a door, by its name: each is tried in every run of the tests."""
SHIPPED: Final = Path(__file__).parents[2]
ADDED: Final = "  - {act: progress, date: 2025-06-30, rating: on-track}\n"
PEOPLE: Final = "  - act: reviewed\n    date: 2025-06-30\n    outcome: retain\n"
ODS: Final = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:'
    'opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
    '<table:table table:name="Log"><table:table-row><table:table-cell><text:p>Reference</text:p></table:table-cell><table:table-cell>'
    '<text:p>Title</text:p></table:table-cell></table:table-row><table:table-row table:number-rows-repeated="2"><table:table-cell '
    'office:value-type="float" office:value="7"/><table:table-cell table:number-columns-spanned="2" office:value-type="date" '
    'office:date-value="2025-04-01"/></table:table-row></table:table></office:spreadsheet></office:body></office:document-content>'
)
SHEET: Final = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="inlineStr"><is>'
    '<t>Reference</t></is></c><c r="B1" t="inlineStr"><is><t>Budget (£000)</t></is></c></row><row r="2"><c r="A2" t="inlineStr"><is>'
    '<t>1</t></is></c><c r="B2"><v>1250.5</v></c></row></sheetData><mergeCells><mergeCell ref="A2:A3"/></mergeCells></worksheet>'
)
WORD: Final = (
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:tbl><w:tr><w:tc><w:p><w:r><w:t>'
    "Reference Number</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc></w:tr><w:tr><w:tc><w:p><w:r><w:t>"
    "Direction to</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>NHS Example</w:t></w:r></w:p></w:tc></w:tr><w:tr><w:tc><w:p><w:r>"
    "<w:t>Approval date</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:b/><w:t>18 March 2025</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    "</w:body></w:document>"
)
TEMPLATES: Final = [
    b"# {{ direction.title }}\n\n{% for each in direction.many if each %}\n- {{ loop.index }} {{ each | upper }}\n{% endfor %}\n",
    b"{% macro m(x) %}**{{ x }}**{% endmacro %}{% set n = namespace(a=1) %}{% set n.a = n.a + 1 %}{{ m(direction.title) ~ n.a }}",
    b"{% extends 'form.md' %}{% block title %}{{ super() }}{{ _('%(a)s', a=direction.title[0:3]) }}{% endblock %}",
    b"| a | b |\n| - | - |\n| {{ [1, 2] | join(', ') }} | [x](https://example.org) |\n\n::: note\n*a*\n:::\n",
    b"{% if letter.attached and direction.none is none %}{{ 12 | round(1) }}{% elif not 1 %}{% else %}{{ 'a' * 3 }}{% endif %}",
]
CELLS: Final = (
    *("£1.2m recurring", "(1,200)", "£350k; £20,000 and 5 WTE", "within existing resources", "1 April 2025 to 31 March 2027"),
    *(
        "04.07.16",
        "18th of March 2025",
        "2025/26",
        "45000",
        "Closed - programme ended",
        "supersedes 001-003 and EXIJB-2; varies 4",
    ),
)
ADDRESSES: Final = (
    *("https://example.org/r.git", "ssh://git@[::1]:22/a", "user@host:path", "ext::sh -c id", "-u", "C:\\r", "../neighbour"),
    *("file:///a", "https://a:b@c/%2Dd", "https://dev.azure.com/o/p/_git/r", "main", "two/levels"),
)
MESSAGES: Final = (
    b"Merge pull request #7 from a/b\n\nTitle\n\nApproved-by: A <a@example.org>\n  folded\nReviewed-by: B",
    b"Close it (#12)\r\n\r\nSee merge request group/a!7\r\n",
    b"Merged in x (pull request #3)\n\nCo-authored-by : C\n%%%%\nSigned-off-by: D",
)


def _shipped() -> list[bytes]:
    return [path.read_bytes() for path in sorted((SHIPPED / "register").glob("20*/*.yaml"))[:4]]


def _merges() -> Iterator[bytes]:
    one, other = (DIRECTION + ADDED).encode(), (DIRECTION + PEOPLE).encode()
    yield CUT.join((DIRECTION.encode(), one, other))
    yield CUT.join((DIRECTION.encode(), one, changed(DIRECTION, "review: 2026-05").encode()))
    yield CUT.join((b"", one, one))


@cache
def exported() -> dict[str, bytes]:
    """A register of two directions, exported in each form that is read back."""
    found = {}
    for form in ("json", "jsonl", "sqlite", "csv"):
        files = written(two(), Wanted(TODAY, private=True), form, "out", folder=form == "csv").files
        found[form] = CUT.join(files[f"{name}.csv"] for name in PARTS) if form == "csv" else next(iter(files.values()))
    return found


def seeds_of(door: str) -> list[bytes]:
    """The sound inputs of a door."""
    log = (SHIPPED / "tests" / "imports" / "log.csv").read_bytes()
    single = {
        "yaml": [HEADER.encode(), DIRECTION.encode(), REPORT.encode(), *_shipped()],
        "folder": [CUT.join((HEADER.encode(), DIRECTION.encode(), REPORT.encode()))],
        "terms": [DIRECTION.encode(), b"title: A\nto: [nhs-example]\n", b"[1, 2]", b"2025-04-01"],
        "append": [CUT.join((DIRECTION.encode(), b"A note: with # signs")), *_shipped()],
        "amended": [CUT.join((DIRECTION.encode(), bytes([number]), b"2026-05")) for number in range(8)],
        "merge": list(_merges()),
        "cells": [each.encode() for each in CELLS],
        "rows": [log.replace(b",", b"\t")[:6000], b"Ref\tTitle\tApproved\n1\tA\t1 April 2025"],
        "mapping": [
            b"format: 1\nsheets:\n  - sheet: Log\n    headings: 1\n    columns:\n      - {heading: Ref, field: reference}\n"
        ],
        "table": [b'id,outcome,note\nEXIJB-2025-03-18-001,retain,"a\nb"\n', b"sep=;\nID;Outcome\n1;close\n"],
        "naming": [CUT.join((b"EXIJB-2025-03-18-001", b"{code}-{approved:%d/%m/%Y}-{n:03}")), b"001", b"EXIJB-undated-h001-v2"],
        "address": [each.encode() for each in ADDRESSES],
        "commit": list(MESSAGES),
        "csv": [log, b"\xff\xfe" + "Ref;Title\r\n1;A".encode("utf-16-le")],
        "xlsx": [packed({**WORKBOOK, "xl/worksheets/sheet1.xml": SHEET})],
        "xls": [older(2, 2), b"\x09\x08\x10\x00\x00\x06\x05\x00" + bytes(64)],
        "xlsx_sheet": [SHEET.encode()],
        "ods": [packed({"content.xml": ODS})],
        "ods_content": [ODS.encode()],
        "docx": [packed({"word/document.xml": WORD})],
        "docx_text": [WORD.encode()],
        "catalogue": [b'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "Dear %(a)s"\nmsgstr "A %(a)s"\n'],
        "journal": [b'{"act": "issue", "summary": "a", "branch": "refs/heads/main", "before": null, "after": null, "steps": []}'],
    }
    if door in single:
        return single[door]
    if door == "template":
        return TEMPLATES
    form = {"export_json": "json", "export_lines": "jsonl", "export_folder": "csv", "export_database": "sqlite"}[door]
    return [exported()[form]]


def found_in(door: str) -> list[Path]:
    """The inputs that once broke a door."""
    return sorted((FOUND / door).glob("*.bin"))
