"""Several drafts at once, as completed forms bring them: each numbered after the one before it, in one change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from directions_cli.domain.acts.issuing import draft
from directions_cli.domain.direction import Direction
from directions_cli.domain.register import Change, Register


def draft_several(register: Register, found: Sequence[Mapping[str, Any]], taken: Iterable[str] = ()) -> Change:
    """A draft of each, in their order."""
    made: list[Direction] = []
    now = register
    for values in found:
        change = draft(now, values, taken)
        made.extend(change.made)
        now = now.with_(change)
    if len(made) == 1:
        return Change("draft", f"Draft {made[0].name}: {made[0].terms.title}", made[0].id, made=tuple(made))
    return Change("draft", f"Draft {len(made)} directions from completed forms", made[0].id, made=tuple(made))
