"""Two branches of a direction's file merged as text: what one side alone changed is taken, bytes and comments included.

Entries that both sides added stand together in the order of `domain.merging`; what can't both stand becomes a conflict
that says why. What comes out is read again and must say what was meant; nothing of either side is lost in silence.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import Final

from pydantic import ValidationError

from directions_cli.domain.clashes import new_errors
from directions_cli.domain.direction import Direction, DirectionFile
from directions_cli.domain.history import Entry
from directions_cli.domain.merging import keeps
from directions_cli.domain.plain import plain
from directions_cli.store.appending import newline_of
from directions_cli.store.files import sort_of
from directions_cli.store.pieces import HISTORY, cut, pieces_of
from directions_cli.store.problems import problems
from directions_cli.store.reader import YamlFault, read_text, read_yaml
from directions_cli.store.three_way import Side, comments, conflict, merged_text

BOM: Final = b"\xef\xbb\xbf"
TAKEN_TWICE: Final = "two branches made different directions under this number; keep one here and draft the other anew"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a merge: the file, or None where its lines must be merged as text; and what people should know.

    The file holds a conflict where `clean` is false.
    """

    data: bytes | None
    clean: bool
    why: tuple[str, ...] = ()


def is_direction(path: str) -> bool:
    """Whether a path is that of a direction's file, wherever in the repository the register lies."""
    return sort_of("/".join(path.replace("\\", "/").split("/")[-2:])) == "direction"


def merge_files(base: bytes, ours: bytes, theirs: bytes, path: str, size: int = 7) -> Outcome:
    """A direction's file merged. Line ends, byte-order mark, quotes and order of keys are those of `ours`."""
    one, other = _side(ours, "ours", path), _side(theirs, "theirs", path)
    if isinstance(one, str) or isinstance(other, str):
        return Outcome(None, False, tuple(each for each in (one, other) if isinstance(each, str)))
    if not base.strip():
        before: Side | str | None = _common(one, other)
        if before is None:
            why = "two branches made different directions under this number; keep one here and draft the other anew"
            return Outcome(in_conflict(ours, theirs, (why,), size), False, (why,))
    else:
        before = _side(base, "the common ancestor", path)
    if isinstance(before, str):
        return Outcome(None, False, (before,))
    assert before is not None
    for name, side in (("ours", one), ("theirs", other)):
        if not keeps(before.direction.history, side.direction.history):
            return Outcome(None, False, (f"{name} altered or took out entries that were there before",))
    merged, clean, reasons = merged_text(before, one, other, size)
    mark = BOM if ours.startswith(BOM) else b""
    return Outcome(None if merged is None else mark + merged.encode(), clean, reasons)


def in_conflict(ours: bytes, theirs: bytes, why: tuple[str, ...], size: int) -> bytes:
    """Both files whole, one after the other between the marks of a conflict."""
    mine, yours = (data.decode("utf-8-sig", "surrogateescape") for data in (ours, theirs))
    mark = BOM if ours.startswith(BOM) else b""
    return mark + conflict(mine, yours, why, size, newline_of(mine)).encode("utf-8", "surrogateescape")


def explained(merged: bytes, why: tuple[str, ...], size: int) -> bytes:
    """A text with conflicts of Git's own, the first of which says why they are there."""
    lines = merged.splitlines(keepends=True)
    for number, line in enumerate(lines):
        if line.startswith(b"<" * size + b" "):
            newline = "\r\n" if line.endswith(b"\r\n") else "\n"
            lines.insert(number + 1, comments(why, newline).encode())
            break
    return b"".join(lines)


def unsound(merged: bytes, base: bytes, ours: bytes, theirs: bytes, path: str) -> tuple[str, ...]:
    """Why a file whose lines were merged as text can't stand, although no line clashed; nothing where a side says nothing."""
    sides = [_side(data, name, path) for data, name in ((ours, "ours"), (theirs, "theirs"))]
    if any(isinstance(side, str) for side in sides):
        return ()
    whole, before = _side(merged, "what comes of both", path), _side(base, "the common ancestor", path)
    if isinstance(whole, str):
        return (whole,)
    known = () if isinstance(before, str) else before.direction.history
    there = Counter(map(_said, whole.direction.history)) + Counter(map(_said, known))
    directions = [side.direction for side in sides if isinstance(side, Side)]
    for direction in directions:
        if Counter(map(_said, direction.history)) - there:
            return ("an entry of one side would be lost",)
    return tuple(new_errors(whole.direction, *directions))


def _side(data: bytes, name: str, path: str) -> Side | str:
    """A side, or why it can't be read as a direction."""
    try:
        text = read_text(data)
        value = read_yaml(text).value
        model = DirectionFile.model_validate(value)
    except YamlFault as fault:
        return f"{name} can't be read as a direction: line {fault.line or 1} {fault.message}"
    except ValidationError as error:
        problem = next(problems(error, DirectionFile, value))
        return f"{name} can't be read as a direction: {problem.message}"
    pieces = pieces_of(text)
    if pieces is None:
        return f"{name} does not begin its keys at the margin"
    stem = path.replace("\\", "/").rpartition("/")[2].removesuffix(".yaml")
    return Side(text, value, Direction(stem, path, model, model.history, model.ignore), pieces)


def _common(ours: Side, theirs: Side) -> Side | None:
    """What two sides without a common ancestor share, where both hold the same direction; None where they don't."""
    mine, yours = ({**side.value, HISTORY: ()} for side in (ours, theirs))
    if mine != yours or ours.pieces.entries is None:
        return None
    histories = zip(ours.direction.history, theirs.direction.history, strict=False)
    count = next(
        (n for n, (a, b) in enumerate(histories) if a != b), min(len(ours.direction.history), len(theirs.direction.history))
    )
    direction = replace(ours.direction, history=ours.direction.history[:count])
    pieces = cut(ours.pieces, count) if HISTORY in ours.pieces.blocks else ours.pieces
    return Side(ours.text, {**ours.value, HISTORY: (ours.value.get(HISTORY) or ())[:count]}, direction, pieces)


def _said(entry: Entry) -> str:
    return repr(plain(entry))
