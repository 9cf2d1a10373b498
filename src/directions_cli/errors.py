"""What stops a command: one shallow tree, each branch with the exit code of design section 3.

Findings of validation are values (`domain.finding`); an exception is raised only where a command can't go on.
"""

from __future__ import annotations

from typing import Any


class DirectionsError(Exception):
    """Something a person can put right; `str()` says what, where and what to do."""

    exit_code = 2


class WronglyAsked(DirectionsError):
    """The command was asked for something it can't do: bad usage, no register, bad YAML given (exit 2)."""


class Unreadable(WronglyAsked):
    """A file that can't be read as what it should be (exit 2). `where` is `path:line:column` as far as known."""

    def __init__(self, message: str, where: str | None = None) -> None:
        super().__init__(f"{where}: {message}" if where else message)
        self.where = where


class NewerFormat(Unreadable):
    """A register of a format that this program does not know yet (exit 2): it could be misread, so nothing of it is read."""

    def __init__(self, number: int, known: int, where: str) -> None:
        said = f"this register has format {number}; this program knows formats up to {known}: upgrade the program"
        super().__init__(said, where)
        self.number, self.known = number, known

    def at(self, where: str) -> NewerFormat:
        """The same, with the revision or place that it was met at before the file."""
        return NewerFormat(self.number, self.known, f"{where}:{self.where}")


class Unprinted(WronglyAsked):
    """A result that standard output does not take (exit 2); what the command did is done all the same."""


class Refused(DirectionsError):
    """The register says no (exit 1): a refused act, or findings of severity error."""

    exit_code = 1

    def __init__(self, message: str, findings: tuple[Any, ...] = ()) -> None:
        super().__init__(message)
        self.findings = findings


class IndexLost(Refused):
    """What a command had begun to read of an index can't be read any more (exit 1); whoever can begins anew without it."""


class GitFailed(DirectionsError):
    """A Git command or hook that failed; nothing was changed (exit 1)."""

    exit_code = 1


class Cancelled(DirectionsError):
    """The officer said no at the last screen; nothing was changed (exit 130)."""

    exit_code = 130
