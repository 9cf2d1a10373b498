"""What a name that is not known was meant to be. One place for commands, options, codes, references and names of templates."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

MOST = 3
"""Names that are offered at once; more would be a list to read and not a hint."""


def near(name: str, known: Iterable[str], most: int = MOST) -> list[str]:
    """The known names that one may be a slip of the pen of, the nearest first; capitals don't count."""
    from difflib import get_close_matches

    folded: dict[str, str] = {}
    for each in known:
        folded.setdefault(each.casefold(), each)
    return [folded[each] for each in get_close_matches(name.casefold(), list(folded), most)]


def nearest(name: str, known: Iterable[str]) -> str:
    """The known name that is nearest to one that is not known, in brackets; else nothing."""
    found = near(name, known, 1)
    return f" (did you mean {found[0]!r}?)" if found else ""


def unknown(what: str, name: str, known: Sequence[str]) -> str:
    """The sentence for a word that is none of those known: `--to 'nhs-exmple' is not known here (did you mean …?); …`."""
    return f"{what} {name!r} is not known here{nearest(name, known)}; it is one of {', '.join(known)}"
