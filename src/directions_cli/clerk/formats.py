"""A change of the format of a register, judged: nothing but what `directions migrate` does, and never back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from directions_cli.domain.finding import Finding
from directions_cli.domain.rules.standing import MOVES_ALONE
from directions_cli.store.files import HEADER, Found
from directions_cli.store.formats import MIGRATIONS, Migration, carried_file, format_among
from directions_cli.store.reader import YamlFault

BACK: Final = "was of format {} and is of format {}; a register never goes back: take the header of before back"
MORE: Final = "is not what `directions migrate` makes of it; move the register by itself, and do all else by acts after that"


def unlawful_move(
    before: Mapping[str, Found],
    after: Mapping[str, Found],
    migrations: Mapping[int, Migration] = MIGRATIONS,
    formats: tuple[int, int] | None = None,
) -> Iterator[Finding]:
    """What is wrong with a change that leads from one format to another; nothing where the format stays.

    Given every file before and after, by its path. `formats` are those of the two, where that is known already.
    """
    was, now = formats or (format_among(before.values()), format_among(after.values()))
    if now < was:
        yield MOVES_ALONE.finding(HEADER, ("format",), BACK.format(was, now))
    if now <= was:
        return
    steps = {number: step for number, step in migrations.items() if number < now}
    for path in sorted({*before, *after}):
        if not _as_moved(before.get(path), after.get(path), was, steps):
            yield MOVES_ALONE.finding(path, (), MORE if path in after else f"is gone; {MORE}")


def _as_moved(old: Found | None, new: Found | None, was: int, steps: Mapping[int, Migration]) -> bool:
    """Whether a file is as the move leaves it, whatever its line ends are."""
    if old is None or new is None:
        return False
    try:
        meant = carried_file(_even(old), was, steps)
    except (ValueError, YamlFault):
        return False
    return meant == _even(new)


def _even(found: Found) -> Found:
    return found._replace(data=found.data.replace(b"\r\n", b"\n"))
