"""Where a register stood before it was moved: which of the registers of an earlier commit it was."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

from directions_cli.domain.authority import Header
from directions_cli.domain.reference import read_id
from directions_cli.errors import NewerFormat
from directions_cli.ledger.states import Blob, blobs_of, contents_of, prefix_of, registers_at
from directions_cli.store.files import HEADER, Found
from directions_cli.store.folder import read_one


def earlier_place(folder: Path, tip: str) -> Callable[[str, str], str | None]:
    """What says where the register at `tip` stood in an earlier commit, if not at the place given; None where it was not there.

    It is the register of the same authority; or one that holds directions with ids of that authority; or one that is there no
    more, and of whose authority nothing else is kept here now. A neighbour's register in the same repository is none of these.
    """
    now = registers_at(folder, tip, HEADER)
    codes = _codes(folder, now)
    here = prefix_of(folder)
    ours = codes.get(here)
    others = {code for place, code in codes.items() if place != here}

    @cache
    def found(commit: str, place: str) -> str | None:
        there = _codes(folder, {key: blob for key, blob in registers_at(folder, commit, HEADER).items() if key != place})
        for likely in (
            lambda each: ours is not None and there[each] == ours,
            lambda each: ours is not None and _holds_ids_of(folder, commit, each, ours),
            lambda each: each not in now and there[each] not in others,
        ):
            chosen = next(filter(likely, sorted(there)), None)
            if chosen is not None:
                return chosen
        return None

    return found


def _codes(folder: Path, headers: Mapping[str, Blob]) -> dict[str, str | None]:
    """The code of the authority of each register; None where its header can't be read."""
    contents = contents_of(folder, headers.values())
    models = {place: header_in(contents[blob.id]) for place, blob in headers.items()}
    return {place: model.authority.code if model is not None else None for place, model in models.items()}


def header_in(content: bytes) -> Header | None:
    """The header that a file holds; None where it can't be read, or is of a format that this program does not know."""
    try:
        found, _ = read_one(Found(HEADER, "header", content))
    except NewerFormat:
        return None
    return found if isinstance(found, Header) else None


def _holds_ids_of(folder: Path, commit: str, place: str, code: str) -> bool:
    stems = (Found(path, "stray").stem for path in blobs_of(folder, commit, place))
    return any(read_id(stem) and stem.startswith(f"{code}-") for stem in stems)
