"""Neighbouring authorities, where their registers are, and whole budgets of hospitals, in a header (guidance 4.6, 6.1 to 6.7)."""

from __future__ import annotations

import re
from typing import Annotated, Final, Literal
from urllib.parse import unquote, urlsplit

from pydantic import Field

from directions_cli.domain.base import Code, Line, Model, Money, Text, Year

PROTOCOLS: Final = ("https", "http", "ssh", "git", "file")
"""Protocols that a neighbour's register may be fetched by. All others, `ext::` above all, could run a program."""
_SCP = re.compile(r"(?:[A-Za-z0-9_.][\w.+-]*@)?(?:[A-Za-z0-9][\w.-]+|\[[0-9A-Fa-f:.]+\]):(?!-)[^\s]+\Z", re.ASCII)
_DRIVE = re.compile(r"[A-Za-z]:(?![^\\/])", re.ASCII)
_BRANCH = re.compile(r"[A-Za-z0-9_][\w.+#=-]*(?:/[A-Za-z0-9_][\w.+#=-]*)*\Z", re.ASCII)
How = Literal["path", "git"]


class NeighbouringAuthority(Model):
    """An integration authority of the same Health Board, and where its register is (guidance 6.1)."""

    code: Annotated[Line, Field(pattern=r"^[A-Z][A-Z0-9]{1,15}$")] = Field(
        description="Its code, as its own register has it, for example EXNIJB."
    )
    name: Line = Field(description="Its full name.")
    register_: Line = Field(
        alias="register",
        description="Where its register is: a folder that holds register/, from the folder that holds this one's or from the"
        " top, which is read as it is; or an address of Git (https, http, ssh, git, file, or user@host:path), which is fetched.",
    )
    branch: Line | None = Field(None, description="Branch to be fetched; its default branch if left out.")
    folder: Line | None = Field(
        None, description="Folder of a fetched repository that holds register/, where that is not its top: two/levels."
    )
    health_boards: dict[Code, Code | None] = Field(
        {},
        description="Its code of a Health Board and ours, where the two differ; null where its board is none of ours."
        " Else the same code, then the same name, is the same board.",
    )
    functions: dict[Code, Code | None] = Field(
        {},
        description="Its code of a function and ours, where the two differ; null where its function is none of ours."
        " Else the same code, then the same name, is the same function.",
    )


class HospitalBudget(Model):
    """The whole budget for the large hospital services of one hospital, for all the authorities that use it (guidance 4.6)."""

    hospital: Line = Field(description="Name of the hospital.")
    to: Code = Field(description="Health Board that holds the money, which runs the hospital.")
    year: Year = Field(description="Financial year, for example 2025-26.")
    amount: Money = Field(description="The sum in pounds that all authorities together may set aside.")
    functions: tuple[Code, ...] = Field((), description="Functions that it covers; every set-aside function if left out.")
    note: Text | None = Field(None, description="What the figure holds or leaves out, and who agreed it.")


def how_read(address: str) -> How:
    """Whether the register at an address is read from a folder or fetched by Git."""
    if "://" in address:
        return "git"
    return "git" if _SCP.match(address) and not _DRIVE.match(address) else "path"


def unsafe(address: str) -> str | None:
    """Why an address must not be used, or None. Nothing that Git could take for an option or a program to run is let through."""
    if address.startswith("-"):
        return "begins with a hyphen, which Git would take for an option"
    if re.match(r"[A-Za-z0-9+.-]+::", address):
        return f"names a transport of its own ({address.partition('::')[0]}::), which could run a program"
    if "://" in address:
        return _unsafe_url(address)
    if how_read(address) == "path" and re.match(r"[^/\\]{2,}:", address):
        return "is neither a folder nor an address of Git; write a folder with a colon in its name as ./NAME"
    return None


def _unsafe_url(address: str) -> str | None:
    scheme = address.partition("://")[0]
    if scheme not in PROTOCOLS:
        return f"has the protocol {scheme!r}; use one of {', '.join(PROTOCOLS)}"
    try:
        parts = urlsplit(unquote(address))  # as Git reads it: ssh://%2Doption is ssh://-option
        host, user, password = parts.hostname or "", parts.username or "", parts.password
    except ValueError:
        return "is no address that can be read"
    if host.startswith("-") or user.startswith("-") or parts.path.startswith("/-"):
        return "has a host, user or path that begins with a hyphen"
    if not host and scheme != "file":
        return "names no host"
    if password is not None:
        return "holds a password, which everyone who reads the register could see; let Git keep it (git credential)"
    return None


def branch_is_sound(name: str) -> bool:
    """Whether a name may be that of a branch: nothing that Git would read otherwise."""
    return bool(_BRANCH.match(name)) and ".." not in name and not name.endswith((".lock", "."))


def folder_is_sound(name: str) -> bool:
    """Whether a name may be that of a folder inside a repository: plain steps downwards with forward slashes."""
    steps = name.split("/")
    return all(step and step not in (".", "..", ".git") for step in steps) and "\\" not in name and ":" not in name
