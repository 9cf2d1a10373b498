"""The doors through which text of others comes in, each a function of bytes that holds what is promised of it.

A door lets nothing out but what is of the error tree (`errors.py`) or, where a reader documents one of its own, that. Anything
else is a crash, and so is a promise that does not hold. `DOORS` is the table: by its name each is fuzzed (`make fuzz`),
tried with a few mutations of its seeds in `make test`, and given every input that was ever found to break it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Any, Final

from directions_cli.clerk.importing import open_log, read_log
from directions_cli.documents.labels import label_of
from directions_cli.domain.direction import DirectionFile
from directions_cli.domain.history import Progress, Reviewed
from directions_cli.domain.naming import find
from directions_cli.domain.neighbours import branch_is_sound, folder_is_sound, how_read, unsafe
from directions_cli.domain.plain import plain
from directions_cli.domain.reference import ReferenceFormat, make_id, print_reference, read_id, read_reference
from directions_cli.domain.register import Register
from directions_cli.domain.rules import judge
from directions_cli.errors import DirectionsError
from directions_cli.imports import days, money, references, statuses
from directions_cli.imports.grid import Sheet
from directions_cli.imports.mapping import Wishes
from directions_cli.imports.mapping_file import wishes_of
from directions_cli.ledger.hosts import offered, opening, place_of, without_secrets
from directions_cli.ledger.trailing import Commit, _trailers
from directions_cli.store.amending import amend
from directions_cli.store.appending import append_entries, as_read
from directions_cli.store.files import Found
from directions_cli.store.folder import load
from directions_cli.store.merging import merge_files
from directions_cli.store.pieces import joined, pieces_of
from directions_cli.store.reader import YamlFault, lines_of, read_text, read_yaml
from directions_cli.store.sheets import rows_of
from directions_cli.store.spans import layout_of
from directions_cli.store.terms_file import check_terms, read_terms, read_value
from tests.domain.building import DIRECTION, HEADER, ID, LATER_ID, REPORT, two

TODAY: Final = date(2025, 6, 30)
CUT: Final = b"\n%%%%\n"
"""Parts the texts of a door that takes several."""
PLACE: Final = f"2025/{ID}.yaml"


def several(data: bytes, count: int) -> list[bytes]:
    """As many texts as a door takes; those that are not there are empty."""
    return (data.split(CUT) + [b""] * count)[:count]


def words(data: bytes) -> str:
    """Bytes as the text that they would be in a cell, an option or a message of a commit."""
    return data.decode("utf-8", "replace")


@cache
def usual() -> Register:
    """A register with a direction and the one that supersedes it."""
    return two()


def said_of(line: int | None, data: bytes) -> None:
    """A line that a fault names is one of the file."""
    assert line is None or 1 <= line <= data.count(b"\n") + data.count(b"\r") + 2


def yaml(data: bytes) -> None:
    """The reader: its places are in the text, its layout and pieces give the text again."""
    try:
        text = read_text(data)
        document = read_yaml(text)
    except YamlFault as fault:
        said_of(fault.line, data)
        return
    lines = lines_of(text)
    assert "".join(lines) == text
    assert all(1 <= line <= len(lines) + 1 for line, _ in document.places.values())
    if isinstance(document.value, dict) and document.value:
        for span in layout_of(text).spans.values():
            assert 0 <= span.start <= span.end <= len(text)
        pieces = pieces_of(text)
        assert pieces is None or "".join(pieces.blocks.values()) == text
        assert pieces is None or joined(list(pieces.blocks.values()), "\n") == text


def folder(data: bytes) -> None:
    """A register's folder, read and judged: whatever a file holds is a finding."""
    header, direction, report, later = several(data, 4)
    loaded = load(
        [
            Found("register.yaml", "header", header or HEADER.encode()),
            Found(PLACE, "direction", direction or DIRECTION.encode()),
            Found("reports/2025-03-18-a.yaml", "report", report or REPORT.encode()),
            Found(f"2025/{LATER_ID}.yaml", "direction", later),
        ]
    )
    for finding in loaded.findings:
        assert finding.message == "".join(finding.message.splitlines()), finding
        assert "\x1b" not in finding.message
    if loaded.register is not None:
        for finding in judge(loaded.register, TODAY):
            loaded.placed(finding)


def terms(data: bytes) -> None:
    """A file that is given to an act with --from, and a value that is given with --set."""
    read_value(words(data))
    document = read_terms(data, "terms.yaml")
    check_terms(document, "terms.yaml")


def _read(data: bytes) -> tuple[str, dict[str, Any]] | None:
    try:
        text = read_text(data)
        value = read_yaml(text).value
        DirectionFile.model_validate(value)
    except ValueError:
        return None
    except YamlFault:
        return None
    return text, value


def append(data: bytes) -> None:
    """An entry added to a direction's file: it holds what it held and the entry, and every byte that was there."""
    file, note = several(data, 2)
    known = _read(file)
    if known is None:
        return
    text, value = known
    try:
        entry: Any = Progress(act="progress", date=TODAY, rating="on-track", note=words(note) or "On its way.")
    except ValueError:
        entry = Reviewed(act="reviewed", date=TODAY, outcome="retain")
    try:
        added = append_entries(text, (entry,))
    except ValueError:
        return
    assert read_yaml(added).value == {**value, "history": (*(value.get("history") or ()), as_read(plain(entry)))}
    if value.get("history"):
        at = next((n for n, (one, other) in enumerate(zip(text, added, strict=False)) if one != other), len(text))
        assert added.endswith(text[at:]) or text[at:] in added[at:], "a byte that was there is gone"


AMENDED: Final = (
    "title",
    "review",
    "report.number",
    "finance.1.amount",
    "finance.1.use",
    "direction",
    "milestones.1.due",
    "conditions",
)


def amended(data: bytes) -> None:
    """A term put right in a direction's file: it reads as before but for that term."""
    file, which, given = several(data, 3)
    known = _read(file)
    if known is None:
        return
    text, before = known
    path = AMENDED[sum(which) % len(AMENDED)]
    value = read_value(words(given))
    if value is None or value == "":
        value = "Another"
    try:
        after = read_yaml(amend(text, ((path, value),))).value
    except ValueError:
        return
    key = path.partition(".")[0]
    assert {k: v for k, v in after.items() if k != key} == {k: v for k, v in before.items() if k != key}
    assert repr(as_read(value)) in repr(after[key])


def merge(data: bytes) -> None:
    """Two sides of a direction merged: what is clean reads, and holds every entry of both sides."""
    base, ours, theirs = several(data, 3)
    outcome = merge_files(base, ours, theirs, f"register/{PLACE}")
    if outcome.clean:
        assert outcome.data is not None
        whole = read_yaml(read_text(outcome.data)).value
        for side in (ours, theirs):
            for entry in read_yaml(read_text(side)).value.get("history") or ():
                assert entry in whole["history"], "an entry is lost"
    elif outcome.data is not None:
        assert b"<<<<<<<" in outcome.data
    else:
        assert outcome.why


def cells(data: bytes) -> None:
    """Cells of a log: money, days, statuses and references, whatever somebody typed."""
    text = words(data)
    for unit in (1, 1_000):
        for each in money.sums_of(text, unit):
            assert each.amount is None or each.amount >= 0
    money.unit_of_heading(text)
    days.when_of(text, 2025)
    days.period_of(text)
    days.year_in(text)
    days.year_of_sheet(text)
    statuses.standing_of(text, {})
    statuses.rating_of(text, {}, ("on-track", "at-risk"))
    for how in (None, "supersedes", "supersedes_by"):
        for named in references.named_in(text, how):
            references.resolved(named.words, lambda said: said if said.isdigit() else None)


def rows(data: bytes) -> None:
    """A sheet of cells read as a log, parted by tabs and line ends."""
    grid = tuple(tuple(cell or None for cell in line.split("\t")) for line in words(data).split("\n")[:40])
    sheet = Sheet("log.csv", "2024-25", grid)
    read_log(open_log(usual(), (sheet,), Wishes()), usual(), TODAY)


def mapping(data: bytes) -> None:
    """A mapping file, and a log read by it."""
    wishes = wishes_of(read_terms(data, "mapping.yaml").value, "mapping.yaml")
    sheet = Sheet("log.csv", "Log", (("Ref", "Title", "Direction to", "Approved"), ("1", "A", "NHS Example", "1 April 2025")))
    read_log(open_log(usual(), (sheet,), wishes), usual(), TODAY)


def table(data: bytes) -> None:
    """A table of findings of a review, saved from a spreadsheet."""
    for row in rows_of(data, "review.csv", ("id", "reference", "outcome", "note")):
        assert row.line >= 1


def naming(data: bytes) -> None:
    """What a person types to name a direction, and a format of references with a reference."""
    name, pattern = map(words, several(data, 2))
    identity = read_id(name)
    assert identity is None or make_id(identity) == name
    with suppress(DirectionsError):
        find(usual(), name)
    try:
        ReferenceFormat(format=pattern)
    except ValueError:
        return
    read_reference(pattern, "EXIJB", name)
    shown = print_reference(pattern, "EXIJB", TODAY, 7)
    assert read_reference(pattern, "EXIJB", shown) == (TODAY, 7), shown


def address(data: bytes) -> None:
    """The address of a neighbour or of a remote: what is let through begins no option and runs nothing."""
    text = words(data)
    if unsafe(text) is None and how_read(text) == "git":
        assert not text.startswith("-")
        assert not re.match(r"[A-Za-z0-9+.-]*::", text), "Git would run git-remote-…"
    branch_is_sound(text)
    folder_is_sound(text)
    place = place_of(text)
    assert "@" not in (place.root if place else "")
    page = opening(place, "directions/a b", "main", text)
    assert page is None or not set(page) & set(' "<>\n\r\t')
    offered(place, text)
    without_secrets(text)
    label_of(text)


def commit(data: bytes) -> None:
    """The message of a commit: its subject, its trailers, the request that it names."""
    message, by_git = map(words, several(data, 2))
    found = Commit("0" * 40, (), "", "", "", "", "", "", "none", "", "", message, tuple(_trailers(by_git, message)))
    assert "\n" not in found.subject
    assert found.request is None or found.request.number >= 0
    assert all("\n" not in value for _, value in found.trailers)


TEXTS: Final = MappingProxyType(
    {
        each.__name__: each
        for each in (
            *(yaml, folder, terms, append, amended, merge),
            *(cells, rows, mapping, table, naming, address, commit),
        )
    }
)


def try_door(door: Callable[[bytes], None], data: bytes) -> None:
    """Give a door an input. Raises whatever it must not let out."""
    try:
        door(data)
    except DirectionsError:
        return
