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
    over = list(over_budget(compared))
    told = [told for _, told in over]
    found = [each for each, _ in over] + list(differing_budgets(compared))
    found += [*_hosting(compared), *_same_function(compared, told)]
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
            verb = "direct" if len({place for place, _ in parts}) > 1 else "directs"
            message = (
                f"{host} hosts {name}, and {compared.codes(parts)} {verb} it without regard to the host; agree it with the host,"
                " then name it under impact.other_authorities or say the effect under impact.hosted_services"
            )
            yield compared.conflict(rules.HOST_KNOWS, parts, message, about)


def _same_function(compared: Compared, told: Sequence[Told]) -> Iterator[Conflict]:
    """CFL001: directions on one hospital function that do not know of each other."""
    agreed = budgets_agreed(compared)
    for (board, function), everyone in compared.subjects.items():
        in_hospital = any(_set_aside(compared.sides[place], function) for place in everyone)
        if len(everyone) < 2 or not in_hospital or (board, function) in compared.hosts:
            continue
        parts: dict[tuple[int, str], Direction] = {}
        places = sorted(everyone)
        for number, other in enumerate(places):
            for one in places[:number]:
                known = any({one, other} <= each.get((board, function), frozenset()) for each in told)
                if known or agreed(board, function, one, other):
                    continue
                pair = compared.counted({one: everyone[one], other: everyone[other]}, rules.SAME_FUNCTION)
                if len(pair) == 2:
                    parts |= {(place, each.id): each for place, each in _unaware(compared, one, other, pair)}
        if parts:
            ordered = [(at[0], parts[at]) for at in sorted(parts)]
            message = (
                f"{compared.codes(ordered)} direct {compared.board(board)} on {compared.function(function)}, and not each names"
                " the other; read them side by side, then name the other authority under impact.other_authorities, state the"
                " hospital's budget in both registers, or accept this with the reason"
            )
            yield compared.conflict(rules.SAME_FUNCTION, ordered, message, About(board, function))


def _unaware(compared: Compared, one: int, other: int, pair: Mapping[int, list[Direction]]) -> Iterator[Part]:
    """The directions of two sides that make a pair in which not each names the other authority."""
    silent = {
        one: [each for each in pair[one] if not compared.sides[other].names_it(each)],
        other: [each for each in pair[other] if not compared.sides[one].names_it(each)],
    }
    yield from ((one, each) for each in (pair[one] if silent[other] else silent[one]))
    yield from ((other, each) for each in (pair[other] if silent[one] else silent[other]))


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
            shared = _shared_services(counted)
            message += f"; services that more than one names: {', '.join(shared)}" if shared else ", each for its own area"
            yield compared.conflict(rules.OWN_AREAS, parts, message, About(board, function))


def _shared_services(counted: Mapping[int, list[Direction]]) -> list[str]:
    """Services that directions of more than one side name, in any capitals."""
    named: dict[str, dict[int, str]] = {}
    for place, directions in counted.items():
        for service in (service for each in directions for service in each.terms.services):
            named.setdefault(service.casefold(), {})[place] = service
    return sorted(next(iter(by_place.values())) for by_place in named.values() if len(by_place) > 1)
