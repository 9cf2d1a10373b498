"""Finding a direction by what a person types: its id, its reference in any case, or an unambiguous part of either."""

from __future__ import annotations

from directions_cli.domain.history import Varied
from directions_cli.domain.register import Register
from directions_cli.errors import WronglyAsked


def find(register: Register, name: str) -> str:
    """The id meant by `name`. Raises `WronglyAsked` where nothing fits, or, with the candidates, where several do."""
    wanted = name.strip().casefold()
    if not wanted:
        raise WronglyAsked("name a direction: its id, its reference, or an unambiguous part of one")
    exact = tuple(id for id in register if id.casefold() == wanted)
    candidates = exact or register.by_reference.get(wanted, ()) or _in_part(register, wanted)
    standing = still_standing(register, candidates)
    if len(standing) == 1:
        return standing[0]
    if not standing:
        near = [register[id].name for id in register if wanted in f"{id} {register[id].terms.reference}".casefold()]
        hint = f"; near it are {', '.join(near[:5])}" if near else ""
        raise WronglyAsked(f"no direction is called {name!r}{hint}; `directions log` lists them all")
    listed = "\n".join(f"  {id}  {register[id].terms.reference or '-'}  {register[id].terms.title}" for id in standing[:20])
    more = f"\n  and {len(standing) - 20} more" if len(standing) > 20 else ""
    raise WronglyAsked(f"{name!r} may mean any of these; name one by its id:\n{listed}{more}")


def _in_part(register: Register, wanted: str) -> tuple[str, ...]:
    def fits(text: str | None) -> bool:
        return text is not None and (text.casefold().startswith(wanted) or text.casefold().endswith(wanted))

    return tuple(id for id in register if fits(id) or fits(register[id].terms.reference))


def still_standing(register: Register, candidates: tuple[str, ...]) -> tuple[str, ...]:
    """Without those that a candidate of the same reference varies: the reference then finds the one that stands."""
    if register.header.reference.variations != "same":
        return candidates

    def varied_within(id: str) -> bool:
        later = [entry.by for entry in register[id].history if isinstance(entry, Varied)]
        return any(by in candidates and register[by].terms.reference == register[id].terms.reference for by in later)

    return tuple(id for id in candidates if not varied_within(id))
