"""Logs in ten shapes come out as their answer sheets say: at least 95 % of what is known lands where it belongs, and nothing besides."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from directions_cli.clerk.importing import Import, open_log, read_log
from directions_cli.clerk.reading import read_register
from directions_cli.domain.authority import Header
from directions_cli.domain.register import Register
from directions_cli.domain.terms import Unidentified
from directions_cli.imports.mapping import Wishes
from directions_cli.imports.mapping_file import wishes_of
from directions_cli.imports.mapping_text import mapping_text
from directions_cli.imports.opening import sheets_of
from directions_cli.resources import shipped
from directions_cli.store.reader import read_yaml
from tests.imports.shapes import SHAPES, Shape

TODAY = date(2026, 11, 24)


@pytest.fixture(scope="session")
def header() -> Header:
    register = read_register(shipped("register").parent, print).register
    assert register is not None
    return register.header


def imported(shape: Shape, folder: Path, header: Header, wishes: Wishes | None = None) -> Import:
    register = Register(header)
    path = shape.write(folder, shape.tabs)
    return read_log(open_log(register, sheets_of(path), wishes or Wishes()), register, TODAY)


def flat(found: Import) -> list[dict[str, Any]]:
    """What each direction came to, in the form of the answer sheets."""
    references = {each.key: each.values.get("reference") for each in found.found}
    whole = []
    for each in found.found:
        values: dict[str, Any] = {}
        for name, value in each.values.items():
            if isinstance(value, dict):
                values |= {f"{name}.{key}": part for key, part in value.items()}
            elif name != "source":
                values[name] = list(value) if name in ("finance", "milestones") else value
        values |= {"issued": each.issued} if each.issued else {}
        values |= {"note": each.note.split("\n")} if each.note else {}
        if each.entries:
            values["entries"] = [(e["act"], e["date"], e.get("rating") or e.get("summary")) for e in each.entries]
        if each.ending:
            values["ending"] = (each.ending["act"], each.ending["date"], each.ending.get("reason"))
        links = {
            name: [link.unidentified if isinstance(link, Unidentified) else references[link] for link in links]
            for name, links in each.links.items()
            if links
        }
        values |= {"links": links} if links else {}
        whole.append(values)
    return whole


def plainly(value: Any) -> Any:
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, dict):
        return {key: plainly(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [plainly(each) for each in value]
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value


def compared(shape: Shape, found: Import) -> tuple[int, list[str], list[str]]:
    """How many answers there are, those that were missed, and what was read besides them."""
    results = flat(found)
    missed: list[str] = [] if len(results) == len(shape.answers) else [f"{len(results)} directions, not {len(shape.answers)}"]
    besides, count = [], 0
    for answer, result in zip(shape.answers, results, strict=False):
        name = answer.get("reference") or answer["title"]
        for key, value in answer.items():
            count += 1
            if key != "standing" and plainly(result.get(key)) != plainly(value):
                missed.append(f"{name} {key}: {value!r}, not {result.get(key)!r}")
        besides += [f"{name} {key}: {value!r}" for key, value in result.items() if key not in answer]
    return count, missed, besides


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name[:40])
def test_a_log_comes_out_as_its_answers_say(shape: Shape, tmp_path: Path, header: Header) -> None:
    _, missed, besides = compared(shape, imported(shape, tmp_path, header))
    assert missed == []
    assert besides == [], "nothing may be invented"


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name[:40])
def test_a_saved_mapping_reads_the_same(shape: Shape, tmp_path: Path, header: Header) -> None:
    first = imported(shape, tmp_path, header)
    text = mapping_text(first.log.maps, first.log.wishes)
    again = imported(shape, tmp_path, header, wishes_of(read_yaml(text).value, "mapping.yaml"))
    assert flat(again) == flat(first)
    assert all(column.given for each in again.log.maps for column in each.columns)


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name[:40])
def test_every_cell_is_told_of(shape: Shape, tmp_path: Path, header: Header) -> None:
    """No cell below the headings vanishes: it was read, kept as a note, or left out with a word about why."""
    found = imported(shape, tmp_path, header)
    for sheet, mapped in zip(found.log.sheets, found.log.maps, strict=True):
        if mapped.left_out:
            continue
        assert mapped.headings
        there = {
            (row + 1, column)
            for row in range(mapped.headings[1], len(sheet.rows))
            for column, value in enumerate(sheet.rows[row])
            if value is not None and (row, column) not in sheet.filled
        }
        rows = [row for row in found.rows if row.sheet == sheet.name]
        told = {(cell.row, ord(cell.column) - 65) for row in rows for cell in row.cells}
        assert there <= told
        for row in rows:
            assert row.fate != "left out" or row.why
            for cell in row.cells:
                assert cell.fate != "left out" or cell.remark or row.why, cell
