"""Which direction a person means by a name. It looks at names alone, so that it needs no models."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from directions_cli.domain.nearest import near
from directions_cli.errors import WronglyAsked


@dataclass(frozen=True, slots=True)
class Called:
    """What a direction is called, and the ids of the directions that vary it."""

    id: str
    reference: str | None
    title: str
    varied_by: tuple[str, ...] = ()

    def begins_or_ends(self, wanted: str) -> bool:
        """Whether its id or reference begins or ends with that, in any case."""
        texts = (self.id.casefold(), (self.reference or "").casefold())
        return any(text.startswith(wanted) or text.endswith(wanted) for text in texts if text)


def meant(names: Sequence[Called], name: str, one_reference: bool) -> str:
    """The id meant by a name. Raises `WronglyAsked` where nothing fits, or, with the candidates, where several do.

    `one_reference`: a variation keeps the reference of what it varies, which then finds the one that stands.
    """
    wanted = name.strip().casefold()
    if not wanted:
        raise WronglyAsked("name a direction: its id, its reference, or an unambiguous part of one")
    candidates = (
        [each for each in names if each.id.casefold() == wanted]
        or [each for each in names if each.reference and each.reference.casefold() == wanted]
        or [each for each in names if each.begins_or_ends(wanted)]
    )
    if one_reference:
        candidates = without_varied(candidates)
    if len(candidates) == 1:
        return candidates[0].id
    if not candidates:
        close = [each.reference or each.id for each in names if wanted in f"{each.id} {each.reference}".casefold()]
        close = close[:5] or near(wanted, (text for each in names for text in (each.reference, each.id) if text))
        hint = f"; near it are {', '.join(close)}" if close else ""
        raise WronglyAsked(f"no direction is called {name!r}{hint}; `directions log` lists them all")
    listed = "\n".join(f"  {each.id}  {each.reference or '-'}  {each.title}" for each in candidates[:20])
    more = f"\n  and {len(candidates) - 20} more" if len(candidates) > 20 else ""
    raise WronglyAsked(f"{name!r} may mean any of these; name one by its id:\n{listed}{more}")


def without_varied(candidates: Sequence[Called]) -> list[Called]:
    """Without those that a candidate of the same reference varies."""
    references = {each.id: each.reference for each in candidates}
    return [each for each in candidates if not any(references.get(by, "") == each.reference for by in each.varied_by)]
