"""What was examined of a computer, a repository and a register, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from directions_cli.domain.keys import key

State = Literal["good", "warning", "wrong"]


@dataclass(frozen=True, slots=True)
class Examined:
    """One thing that was looked at."""

    about: str = key("What was looked at: `computer`, `repository` or `register`.")
    name: str = key("Its name, such as `git` or `merge-driver`.")
    state: State = key("`good`; `warning`, where something is missing or could go wrong; `wrong`, where something does.")
    said: str = key("How it is, in a sentence.")
    advice: str | None = key("What to do about it, or null where it is good.")
    fixable: bool = key("Whether `--fix` does that.")


def good(name: str, said: str, about: str = "") -> Examined:
    """A thing that is as it should be."""
    return Examined(about, name, "good", said, None, False)


def warning(name: str, said: str, advice: str, fixable: bool = False) -> Examined:
    """A thing that is missing, or that could go wrong."""
    return Examined("", name, "warning", said, advice, fixable)


def wrong(name: str, said: str, advice: str, fixable: bool = False) -> Examined:
    """A thing that keeps the program, or the register, from what it is for."""
    return Examined("", name, "wrong", said, advice, fixable)


def any_wrong(found: Iterable[Examined]) -> bool:
    """Whether something is wrong; warnings alone are not."""
    return any(each.state == "wrong" for each in found)
