"""Whether the cells below a heading can hold what its words promise, and how well they suit it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from directions_cli.imports.contents import Shares, directing, no_budget, says_standing, summing, worded
from directions_cli.imports.fields import FIELDS
from directions_cli.imports.kinds import LOOKED_AT, kinds_of, main_kind, serials
from directions_cli.imports.signs import LEAST_PART, SIGNS
from directions_cli.imports.words import absent, plain, text_of

if TYPE_CHECKING:
    from directions_cli.imports.matching import Headed

DAYS: Final = frozenset("approved issued takes_effect ends review ended.date ended.approved progress.date reviewed.date".split())
COUNTING: Final = 4.0
"""How much worse numbers of lines suit a reference than a column of references beside them."""
_ALIKE: Final = 0.99
"""How alike a heading is from which it is one that the table knows, and not only like one."""
_LEVELS: Final = frozenset("high|medium|low|h|m|l|very high|very low|normal|urgent|routine|critical".split("|"))
_OF_OUTCOMES: Final = re.compile(
    r"\b(?:o|nhwb?o)?[1-9]\b|^all(?: nine)?(?: outcomes)?$"
    r"|\b(?:people|peoples|lives|wellbeing|carers?|inequalit\w*|health|homely|dignity|harm|engaged)\b"
)
"""Numbers of national outcomes, and words of them."""
_TELLING: Final = frozenset({"day", "month", "number", "short", "year", "long", "code"})


def fitting(name: str, score: float, headed: Headed, known: Shares) -> float | None:
    """How well the cells of a column suit a field, up to 2; None where they can't be what the heading would have them."""
    kinds = kinds_of(headed.values)
    main = main_kind(kinds)
    total = sum(kinds.values()) - kinds["absent"]
    if not total:
        return 0.0 if name != "finance" or not no_budget(headed.heading) else None
    field = FIELDS[name]
    if main in field.bars and kinds[main] > total * 0.6:
        return None
    if main == "number" and serials(headed.values):
        kinds["day"] += kinds.pop("number")
        main = main_kind(kinds)
    if name in DAYS and not _days_can_be(score, kinds, main, total):
        return None
    if score < _ALIKE and name in SIGNS and sum(kinds[kind] for kind in SIGNS[name].kinds) < LEAST_PART * total and score <= 0.8:
        return None
    if _is_another(name, score, headed, known, main):
        return None
    counting = _counts(headed)
    if counting and name not in ("reference", "note"):
        return None
    liked = sum(kinds[kind] for kind in field.likes) / total
    told = directing(headed.values) if name == "direction" else known.get(name, 0.0)
    return liked + told - (COUNTING if counting else 0)


def _days_can_be(score: float, kinds: dict[str, int], main: str | None, total: int) -> bool:
    """Whether a column of days has any; one that is only called like it must have them in the main."""
    if main == "number":
        return False
    if score < _ALIKE:
        return kinds["day"] + kinds["month"] >= total * 0.5
    return any(kinds[kind] for kind in _TELLING)


def _is_another(name: str, score: float, headed: Headed, known: Shares, main: str | None) -> bool:
    """Whether what stands in the cells is another thing than the heading says."""
    if name == "finance" and (no_budget(headed.heading) or summing(headed.values) < (0.01 if score >= _ALIKE else 0.5)):
        return True
    if main == "url" and name not in ("report.url", "note"):
        return True
    if name == "to" and score < _ALIKE and not known.get("to"):
        return True
    if name == "title" and main == "long" and plain(headed.heading) == "summary":
        return True
    if name in ("priorities", "outcomes") and _levels(headed):
        return True
    if name == "progress.rating" and says_standing(headed.values):
        return True
    if name == "outcomes" and plain(headed.heading) in ("outcome", "outcomes") and not _numbered(headed):
        return True
    other = {"to": "functions", "functions": "to"}.get(name)
    if other is not None and known.get(name, 0.0) < 0.2 and known.get(other, 0.0) > 0.7:
        return True
    return name in known and score < 1 and not known[name] and worded(headed.values)


def _counts(headed: Headed) -> bool:
    """Whether the cells are 1, 2, 3 and so on: numbers of the lines, whatever the heading calls them."""
    texts = [text_of(value) for value in headed.values[:LOOKED_AT]]
    numbers = [text for text in texts if text.isdigit()]
    whole = len(numbers) > 3 and len(numbers) >= len(texts) * 0.8
    return whole and numbers == [str(number) for number in range(1, len(numbers) + 1)]


def _numbered(headed: Headed) -> bool:
    """Whether the cells give numbers of national outcomes, or their words, at least half of them."""
    texts = [plain(text) for value in headed.values[:LOOKED_AT] if not absent(text := text_of(value))]
    return sum(bool(_OF_OUTCOMES.search(text)) for text in texts) * 2 >= len(texts)


def _levels(headed: Headed) -> bool:
    """Whether the cells are levels of urgency, which are no priorities of a plan."""
    texts = [plain(text) for value in headed.values[:LOOKED_AT] if not absent(text := text_of(value))]
    return bool(texts) and all(re.sub(r"\W+", " ", text) in _LEVELS for text in texts)
