"""The optional parts that some formats need, and the one line that installs each."""

from __future__ import annotations

from directions_cli.errors import WronglyAsked


def line_for(extra: str) -> str:
    """The one line that installs an optional part."""
    return f'python -m pip install "directions-cli[{extra}]"'


def missing(extra: str, what: str) -> WronglyAsked:
    """The error where an optional part is not installed."""
    return WronglyAsked(f"{what} need the optional part [{extra}]: install it with `{line_for(extra)}`")
