"""What a name that is not known was meant to be."""

from __future__ import annotations


def nearest(name: str, known: tuple[str, ...]) -> str:
    """The known name that is nearest to one that is not known, in brackets; else nothing."""
    from difflib import get_close_matches

    near = get_close_matches(name, known, 1)
    return f" (did you mean {near[0]!r}?)" if near else ""
