"""Clashes between a register and its neighbours (guidance 6): the coded rules CFL001 to CFL007 over several registers on a day.

Compared is what concerns a Health Board and a function of this register; two neighbours are compared with each other for
these as well. A clash is told once: a row for each Health Board and function, or for each hospital and year.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from directions_cli.domain.cycle.compared import NOTHING, About, Compared, Conflict, Part
from directions_cli.domain.cycle.hospital_clashes import Told, budgets_agreed, differing_budgets, over_budget
from directions_cli.domain.cycle.hosting import takes_account
from directions_cli.domain.cycle.matching import Side
from directions_cli.domain.direction import Direction
from directions_cli.domain.finding import SEVERITIES
from directions_cli.domain.rules import neighbours as rules


def conflicts(ours: Side, neighbours: Sequence[Side], listed: Mapping[str, frozenset[str]]) -> tuple[Conflict, ...]:
    """Every clash between registers, the gravest first. `listed` are the names, in small letters, of each neighbour by code."""
    compared = Compared((ours, *neighbours), listed)
    hospitals = [*over_budget(compared), *differing_budgets(compared)]
    told = [told for _, told in hospitals]
    found = [each for each, _ in hospitals] + list(_hosting(compared)) + list(_same_function(compared, told))
    spoken: set[tuple[str | None, str | None]] = {(each.health_board, each.function) for each in found}
    spoken |= {subject for each in told for subject, places in each.items() if len(places) > 1}
    found += [*_unanswered(compared), *_own_areas(compared, spoken)]
    kept = (each for each in found if each.severity == "error" or each.code not in compared.accepted)
    return tuple(sorted(kept, key=lambda each: SEVERITIES.index(each.severity)))


def _hosting(compared: Compared) -> Iterator[Conflict]:
    """CFL002 and CFL003: who hosts a service, and directions that take no account of the host."""
    for (board, function), hosts in compared.hosts.items():
        about = About(board, function)
        name = f"{compared.function(function)} of {compared.board(board)}"
        if hosts.host is None:
            said = "; ".join(f"{compared.sides[place].code} says {who}" for place, who in hosts.said.items())
            message = f"registers do not agree which authority hosts {name}: {said}; agree on one and put hosted_by right"
            yield compared.conflict(rules.ONE_HOST, [], message, about, *hosts.said)
            continue
        host = hosts.host
        beside = {p: each for p, each in compared.subjects.get((board, function), {}).items() if p != hosts.place}
        beside = compared.counted(beside, rules.HOST_KNOWS)
        parts = [(p, each) for p, directions in beside.items() for each in directions if not takes_account(each, hosts.names)]
        known = hosts.place is not None or host in compared.listed
        if parts and (known or len({place for place, _ in parts}) > 1):
            message = (
                f"{host} hosts {name}, and {compared.codes(parts)} directs it without regard to the host; agree it with the"
                " host, then name it under impact.other_authorities or say the effect under impact.hosted_services"
            )
            yield compared.conflict(rules.HOST_KNOWS, parts, message, about)


def _same_function(compared: Compared, told: Sequence[Told]) -> Iterator[Conflict]:
    """CFL001: directions on one hospital function or named service that do not know of each other."""
    agreed = budgets_agreed(compared)
    for (board, function), everyone in compared.subjects.items():
        if len(everyone) < 2 or (board, function) in compared.hosts:
            continue
        in_hospital = any(_set_aside(side, function) for place, side in enumerate(compared.sides) if place in everyone)
        parts: dict[tuple[int, str], Direction] = {}
        services: dict[str, str] = {}
        places = sorted(everyone)
        for number, one in enumerate(places):
            for other in places[:number]:
                known = any({one, other} <= each.get((board, function), frozenset()) for each in told)
                if in_hospital and (known or agreed(board, function, other, one)):
                    continue
                pair = compared.counted({other: everyone[other], one: everyone[one]}, rules.SAME_FUNCTION)
                shared = {} if in_hospital else _shared_services(pair)
                if len(pair) == 2 and (in_hospital or shared):
                    services |= shared
                    parts |= {(place, each.id): each for place, each in _unaware(compared, pair, None if in_hospital else shared)}
        if parts:
            about = About(board, function)
            ordered = [(at[0], parts[at]) for at in sorted(parts)]
            what = f"{compared.function(function)}" + (f" ({', '.join(sorted(services.values()))})" if services else "")
            message = (
                f"{compared.codes(ordered)} direct {compared.board(board)} on {what}, and not each names the other; read them"
                " side by side, then name the other authority under impact.other_authorities or accept this with the reason"
            )
            yield compared.conflict(rules.SAME_FUNCTION, ordered, message, about)


def _unaware(compared: Compared, pair: Mapping[int, list[Direction]], shared: Mapping[str, str] | None) -> Iterator[Part]:
    """The directions of two sides of which not each names the other authority; those with a shared service, where that counts."""
    (one, ours), (other, theirs) = ((place, [each for each in found if _has(each, shared)]) for place, found in pair.items())
    silent = {
        one: [each for each in ours if not compared.sides[other].names_it(each)],
        other: [each for each in theirs if not compared.sides[one].names_it(each)],
    }
    yield from ((one, each) for each in (ours if silent[other] else silent[one]))
    yield from ((other, each) for each in (theirs if silent[one] else silent[other]))


def _has(direction: Direction, shared: Mapping[str, str] | None) -> bool:
    return shared is None or any(service.casefold() in shared for service in direction.terms.services)


def _shared_services(pair: Mapping[int, list[Direction]]) -> dict[str, str]:
    """Services that directions of both sides name, in any capitals."""
    named = [{service.casefold(): service for each in found for service in each.terms.services} for found in pair.values()]
    return {name: service for name, service in named[0].items() if len(named) == 2 and name in named[1]}


def _set_aside(side: Side, function: str) -> bool:
    """Whether a register has money set aside for one of our functions."""
    return any(each.set_aside and side.functions.get(each.code) == function for each in side.register.header.functions)


def _unanswered(compared: Compared) -> Iterator[Conflict]:
    """CFL006: a direction of or about this authority names another that has no direction on any of its functions."""
    covered = [{side.key_of(code) for each in side.extant for code in each.terms.functions} for side in compared.sides]
    for place, side in enumerate(compared.sides):
        for direction in side.extant:
            functions = {side.key_of(code) for code in direction.terms.functions}
            for other, named in enumerate(compared.sides):
                concerns = other != place and 0 in (place, other)
                if concerns and named.names_it(direction) and not functions & covered[other]:
                    if rules.NEIGHBOUR_ANSWERS.code in {ignore.code for ignore in direction.ignore}:
                        continue
                    message = f"{direction.id} says that it affects {named.code}, which has no direction on its functions"
                    yield compared.conflict(rules.NEIGHBOUR_ANSWERS, [(place, direction)], message, NOTHING, other)


def _own_areas(compared: Compared, spoken: set[tuple[str | None, str | None]]) -> Iterator[Conflict]:
    """CFL007: directions of several authorities on one function that no clash tells of."""
    for (board, function), everyone in compared.subjects.items():
        counted = compared.counted(everyone, rules.OWN_AREAS)
        if len(counted) > 1 and (board, function) not in spoken:
            parts = [(place, each) for place, directions in sorted(counted.items()) for each in directions]
            message = f"{compared.codes(parts)} direct {compared.board(board)} on {compared.function(function)}"
            yield compared.conflict(rules.OWN_AREAS, parts, f"{message}, each for its own area", About(board, function))
