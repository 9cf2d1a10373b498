"""Hosted services and lead partnerships: who leads a function for its neighbours, as each register says (guidance 6.3)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from directions_cli.domain.cycle.matching import Side
from directions_cli.domain.direction import Direction


@dataclass(frozen=True, slots=True)
class Hosts:
    """What registers say of the host of a function: by the place of each side, who it says hosts it.

    `host` is the host on whom all agree, else None; `place` is its side, where its register was read.
    """

    said: Mapping[int, str]
    host: str | None
    place: int | None
    names: frozenset[str]


def hosts_of(sides: Sequence[Side], listed: Mapping[str, frozenset[str]]) -> dict[tuple[str, str], Hosts]:
    """Who hosts each function of our Health Boards, wherever any register says so."""
    known = {side.code: listed.get(side.code, frozenset()) | side.names for side in sides}
    known = {**listed, **known}
    by_name = {name: code for code, names in known.items() for name in names}
    places = {side.code: place for place, side in enumerate(sides)}
    said: dict[tuple[str, str], dict[int, str]] = {}
    for place, side in enumerate(sides):
        for function in side.register.header.functions:
            ours = side.functions.get(function.code)
            if function.hosted_by is None or ours is None:
                continue
            host = by_name.get(function.hosted_by.casefold(), function.hosted_by)
            for board in filter(None, map(side.boards.get, function.delegated_by)):
                said.setdefault((board, ours), {})[place] = host
    found = {}
    for subject, by_place in said.items():
        hosts = list({host.casefold(): host for host in by_place.values()}.values())
        agreed = hosts[0] if len(hosts) == 1 else None
        names = known.get(agreed or "", frozenset()) | ({agreed.casefold()} if agreed else set())
        found[subject] = Hosts(by_place, agreed, places.get(agreed or ""), names)
    return found


def takes_account(direction: Direction, host: frozenset[str]) -> bool:
    """Whether a direction names the host of the service as affected, or says what it means for hosted services (guidance 6.7)."""
    impact = direction.terms.impact
    if impact is None:
        return False
    return bool(impact.hosted_services) or any(name.casefold() in host for name in impact.other_authorities)
