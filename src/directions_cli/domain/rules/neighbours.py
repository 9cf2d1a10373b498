"""Neighbouring authorities in the header (family REG), and what may clash between registers (family CFL; guidance 6)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

from directions_cli.domain.authority import Header
from directions_cli.domain.finding import Path
from directions_cli.domain.neighbours import branch_is_sound, folder_is_sound, how_read, unsafe
from directions_cli.domain.rules.core import Case, Fault, Rule, declared, rule


@rule("REG016", "error", "guidance 6.1", "header")
def neighbours_are_others(header: Header, case: Case) -> Iterator[Fault]:
    """Each neighbouring authority stands once, and none is the register's own."""
    codes = Counter(each.code for each in header.neighbours)
    names = Counter(each.name.casefold() for each in header.neighbours)
    own = header.authority
    for number, each in enumerate(header.neighbours):
        if each.code == own.code or each.name.casefold() == own.name.casefold():
            yield Fault(("neighbours", number, "code"), f"{each.code} is this register's own authority; take it out")
        elif codes[each.code] > 1 or names[each.name.casefold()] > 1:
            yield Fault(("neighbours", number, "code"), f"{each.code} ({each.name}) stands more than once; give each once")


@rule("REG017", "error", "guidance 4.6, 6.1", "header")
def neighbours_meet_known_codes(header: Header, case: Case) -> Iterator[Fault]:
    """What neighbours' codes stand for here, and whose hospitals have budgets, is known to the register.

    A Health Board is a partner of that kind; a function is one that the header lists.
    """
    boards = {partner.code for partner in header.partners if partner.kind == "health-board"}
    functions = {function.code for function in header.functions}
    asked: list[tuple[Path, str | None, set[str], str]] = []
    for number, each in enumerate(header.neighbours):
        place: Path = ("neighbours", number)
        asked += [((*place, "health_boards", code), ours, boards, "Health Board") for code, ours in each.health_boards.items()]
        asked += [((*place, "functions", code), ours, functions, "function") for code, ours in each.functions.items()]
    for number, budget in enumerate(header.hospital_budgets):
        place = ("hospital_budgets", number)
        asked.append(((*place, "to"), budget.to, boards, "Health Board"))
        asked += [((*place, "functions", at), code, functions, "function") for at, code in enumerate(budget.functions)]
    for at, code, known, what in asked:
        if code is not None and code not in known:
            yield Fault(at, f"{code!r} is no {what} of this register")


@rule("REG018", "error", "guidance 6.1; design 4.6", "header")
def neighbours_are_read_safely(header: Header, case: Case) -> Iterator[Fault]:
    """The address of a neighbour's register can't make Git do anything but fetch.

    Folders, and the protocols https, http, ssh, git and file; no password, no option, no transport that runs a program.
    """
    for number, each in enumerate(header.neighbours):
        why = unsafe(each.register_)
        if why:
            yield Fault(("neighbours", number, "register"), f"the address {why}")
        if each.branch is not None and not branch_is_sound(each.branch):
            yield Fault(("neighbours", number, "branch"), f"{each.branch!r} can't be the name of a branch")
        if each.folder is not None and not folder_is_sound(each.folder):
            yield Fault(("neighbours", number, "folder"), "is a folder inside the repository: write its steps as two/levels")
        elif each.folder is not None and how_read(each.register_) == "path" and each.branch is None:
            yield Fault(("neighbours", number, "folder"), "is for what is fetched; write the whole path under register")


@rule("REG019", "error", "guidance 4.6, 6.1", "header")
def hospital_budgets_are_told_apart(header: Header, case: Case) -> Iterator[Fault]:
    """The whole budget of a hospital is stated once a year, is not below zero, and is for functions with money set aside."""
    keys = Counter((each.hospital.casefold(), each.to, each.year) for each in header.hospital_budgets)
    for number, each in enumerate(header.hospital_budgets):
        if keys[each.hospital.casefold(), each.to, each.year] > 1:
            message = f"{each.hospital} has more than one budget for {each.year}; state the whole once"
            yield Fault(("hospital_budgets", number, "year"), message)
        if each.amount < 0:
            yield Fault(("hospital_budgets", number, "amount"), f"{each.amount} is below zero")
        for at, code in enumerate(each.functions):
            function = header.function(code)
            if function and not function.set_aside:
                yield Fault(("hospital_budgets", number, "functions", at), f"no money is set aside for {code}")


RULES = (neighbours_are_others, neighbours_meet_known_codes, neighbours_are_read_safely, hospital_budgets_are_told_apart)


def _clash(code: str, title: str, why: str, source: str, severity: Any) -> Rule:
    return replace(declared(code, title, why, source, severity), scope="neighbour")


SAME_FUNCTION: Final = _clash(
    "CFL001",
    "Authorities that direct one Health Board on the same hospital function know of each other",
    "Each authority directs the Health Board for its own area, and on most functions no two of them clash (CFL007). A function"
    " whose money is set aside is carried out in hospitals for the whole area of the Health Board: there extant directions of two"
    " authorities may conflict. They are taken not to where each names the other authority under impact.other_authorities, where"
    " both registers state the same budget of the hospital (then the money alone is judged, CFL004), or where CFL004"
    " tells of them already. Hosted services are judged by CFL003.",
    "guidance 6.1, 6.2, 6.5",
    "warning",
)
ONE_HOST: Final = _clash(
    "CFL002",
    "Registers agree which authority hosts a service",
    "Only one Chief Officer is the lead for a hosted service. Judged by hosted_by of the functions in each header; a header that"
    " names no host for a function says nothing.",
    "guidance 6.3, 6.6",
    "error",
)
HOST_KNOWS: Final = _clash(
    "CFL003",
    "A direction on a service that another authority hosts takes account of the host",
    "Every authority decides on its own delegated functions, hosted or not, but who leads the service must be able to carry it"
    " out for all. A direction takes account of the host where it names the host under impact.other_authorities or says what it"
    " means under impact.hosted_services. One clash for each service, with all the directions that don't.",
    "guidance 6.3, 6.4, 6.7",
    "warning",
)
WITHIN_THE_HOSPITAL: Final = _clash(
    "CFL004",
    "What all authorities set aside for a hospital is within its whole budget",
    "The set-aside lines of extant directions of every register that can be read are added up for the Health Board, the year and"
    " the functions of the budget. Hospitals that share functions are judged together, as no line names a hospital. Where"
    " registers state different budgets, the largest counts.",
    "guidance 4.6, 6.1",
    "error",
)
ONE_BUDGET: Final = _clash(
    "CFL005",
    "Registers state the same whole budget of a hospital for a year",
    "The hospital is known by its name in any capitals and the Health Board that runs it.",
    "guidance 4.6, 6.2",
    "error",
)
NEIGHBOUR_ANSWERS: Final = _clash(
    "CFL006",
    "An authority that a direction says it affects has a direction on the same function",
    "The same report is best considered by each authority, and what one finds undesirable for another is to be mitigated"
    " together. It may well need no direction there: a note, not a clash.",
    "guidance 6.5, 6.7",
    "note",
)
OWN_AREAS: Final = _clash(
    "CFL007",
    "Authorities direct one Health Board on the same function, each for its own area",
    "That is lawful and usual (the Act, s.26(1)): a note for whoever wants to read the directions side by side. It names services"
    " that directions of more than one authority name; localities are each authority's own and not compared.",
    "guidance 6.1",
    "note",
)
CLASHES: Final[tuple[Rule, ...]] = (
    SAME_FUNCTION,
    ONE_HOST,
    HOST_KNOWS,
    WITHIN_THE_HOSPITAL,
    ONE_BUDGET,
    NEIGHBOUR_ANSWERS,
    OWN_AREAS,
)
