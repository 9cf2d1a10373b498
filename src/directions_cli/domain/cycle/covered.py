"""What coverage says of a function, partner, locality, priority or outcome, and in all (the Act, s.26; guidance 1.4, 1.6)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from directions_cli.domain.keys import key

NO_DIRECTION = "no direction"
NO_MONEY = "no money"
NO_MONEY_THIS_YEAR = "no money of the year"
NOT_TO_DELEGATOR = "not to a partner that delegated it"
NONE_OF_ITS_OWN = "none of its own"
UNKNOWN = "not in register.yaml"


@dataclass(frozen=True, slots=True)
class Given:
    """An extant direction that covers something."""

    id: str = key("Id of the direction.")
    reference: str | None = key("Its reference, or null.")
    title: str = key("What it is about.")
    to: tuple[str, ...] = key("Codes of the partners that it directs.")
    effect_from: date | None = key("Day from which it has effect, which may be later than the day asked about; null: from ever.")
    waits_for: str | None = key("Id of the direction in whose place it comes later, and which still stands; else null.")
    private: bool = key("Whether the board took it in private.")


@dataclass(frozen=True, slots=True)
class Covered:
    """A function, partner, locality, priority or outcome with the extant directions that cover it."""

    code: str = key("Its code; the number of a national outcome.")
    name: str | None = key("What it stands for, or null where `register.yaml` does not know it.")
    delegated_by: tuple[str, ...] = key("Of a function: codes of the partners that delegated it; else empty.")
    directions: tuple[Given, ...] = key("Extant directions that cover it, in the order of ids.")
    to: tuple[str, ...] = key("Codes of the partners that these direct.")
    year_money: Decimal | None = key("Pounds that they give in the financial year of the day; null where none states an amount.")
    money: Decimal | None = key("Pounds that they give in all years; null where none states an amount.")
    year_without_amount: int = key("Lines of that year without an amount: in no sum.")
    without_amount: int = key("Lines of all years without an amount: in no sum.")
    flags: tuple[str, ...] = key(
        f"What is wanting: `{NO_DIRECTION}`, `{NO_MONEY}` in any year, `{NO_MONEY_THIS_YEAR}`, `{NOT_TO_DELEGATOR}`,"
        f" `{NONE_OF_ITS_OWN}` (a locality that only directions for the whole area cover), `{UNKNOWN}`; empty where nothing is."
    )
    says: str | None = key("The first of these in a sentence with its source, or null.")


@dataclass(frozen=True, slots=True)
class Coverage:
    """What the extant directions of a register cover as at a day. A part that was not asked for is null."""

    as_at: date = key("The day; nothing dated later is in it.")
    year: str = key("Financial year of the day, of which `year_money` speaks.")
    duty: str = key("`must` for an integration joint board, `may` for a lead agency.")
    duty_says: str = key("That duty in a sentence.")
    plan: str | None = key("Title of the plan in force on the day, or null where none is.")
    extant: int = key("Number of extant directions.")
    functions: tuple[Covered, ...] | None = key("Each delegated function; those without a direction first.")
    partners: tuple[Covered, ...] | None = key("Each partner; those without a direction first.")
    localities: tuple[Covered, ...] | None = key("Each locality with the directions that name it; those without one first.")
    whole_area: tuple[Given, ...] | None = key("Directions that name no locality: they hold for the whole area.")
    priorities: tuple[Covered, ...] | None = key("Each priority of the plan in force; those without a direction first.")
    without_priority: tuple[Given, ...] | None = key("Extant directions that name no priority of that plan.")
    outcomes: tuple[Covered, ...] | None = key("Each national outcome, 1 to 9; those without a direction first.")
    without_outcome: tuple[Given, ...] | None = key("Extant directions that name no national outcome.")


PARTS: Final = ("functions", "partners", "priorities", "localities", "outcomes")
