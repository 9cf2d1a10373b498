"""Where templates and styles are looked for: the register's own `templates/` first, then those that are shipped."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import Final

from directions_cli.domain.nearest import nearest
from directions_cli.errors import Unreadable, WronglyAsked
from directions_cli.resources import shipped

LARGEST: Final = 20_000_000
SHIPPED: Final = "shipped/"
"""`shipped/letter.md` is always the shipped one, so that an authority's own can extend it."""
NOT_DOCUMENTS: Final = ("init", "fonts", "README.md")

TEMPLATES: Final = (".md", ".html")
"""How the names of templates end: those of documents, and those of the pages of the public register."""
TEXTS: Final = (".md", ".html", ".js", ".css", ".typ", ".po", ".pot", ".txt")
ABOUT: Final[Mapping[str, str]] = MappingProxyType(
    {
        "letterhead.docx": "The letterhead of Word documents: its styles, header, footer and logo.",
        "languages/messages.pot": "The messages of documents, to be translated.",
    }
)
"""What a file is for that has no comment to say so."""
_COMMENT: Final = re.compile(r"\s*(?:\{#-?([^\n]*?)(?:-?#\}|\n)|/\*([^\n]*?)(?:\*/|\n)|//([^\n]*)|#[ \t]([^\n]*))", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Shelf:
    """The templates of a register: `own` is its folder of them, if it has one; `base` those that are shipped."""

    own: Path | None
    base: Path

    @classmethod
    def of(cls, folder: Path | None) -> Shelf:
        """The shelf of the register below `folder`. Raises `Unreadable` where its folder of templates is a link to another."""
        base = shipped("templates")
        own = folder / "templates" if folder else None
        if own is None or not own.is_dir() or own.resolve() == base.resolve():
            return cls(None, base)
        if own.resolve() != own.parent.resolve() / own.name:
            raise Unreadable(
                "is a link to another folder, so nothing is read from it; put the templates themselves there", str(own)
            )
        return cls(own, base)

    def find(self, name: str) -> Path | None:
        """The file of that name, or None. Raises `Unreadable` for a name or link that leads out of its folder."""
        if name.startswith(SHIPPED):
            return _inside(self.base, name.removeprefix(SHIPPED))
        return (_inside(self.own, name) if self.own else None) or _inside(self.base, name)

    def known(self, name: str) -> Path:
        """The file of that name. Raises `WronglyAsked` where there is none, with the nearest name."""
        path = self.find(name)
        if path is None:
            hint = nearest(name.removeprefix(SHIPPED), tuple(self.names()))
            raise WronglyAsked(f"there is no template or style {name!r}{hint}; `directions templates` lists them")
        return path

    def words(self, name: str) -> str | None:
        """The text of a file that is text; None for any other, such as a Word file."""
        path = self.known(name)
        if path.suffix not in TEXTS:
            return None
        found = self.text(name)
        return found[0] if found else None

    def about(self, name: str) -> str:
        """What a template or style is for: its first comment, or that of the shipped one whose place it takes."""
        if name in ABOUT:
            return ABOUT[name]
        for each in (name, f"{SHIPPED}{name}"):
            if self.find(each) is not None and (found := _COMMENT.match(self.words(each) or "")):
                return " ".join("".join(found.groups("")).split())
        return ""

    def is_own(self, name: str) -> bool:
        """Whether the register has a file of that name of its own."""
        return self.own is not None and _inside(self.own, name) is not None

    def text(self, name: str) -> tuple[str, Path] | None:
        """The text of the file of that name, and where it is; None where there is none. Raises `Unreadable`."""
        path = self.find(name)
        if path is None:
            return None
        try:
            return self.bytes(path).decode("utf-8-sig").replace("\r\n", "\n"), path
        except UnicodeDecodeError as error:
            raise Unreadable(f"is not UTF-8 at byte {error.start}", str(path)) from None

    def bytes(self, path: Path) -> bytes:
        """What a file of the shelf holds. Raises `Unreadable`."""
        return content_of(path, str(path))

    def templates(self) -> Iterator[str]:
        """The names of the templates, in order; what is beside them are styles, scripts, fonts and catalogues."""
        yield from (name for name in self.names() if name.endswith(TEMPLATES))

    def names(self) -> Iterator[str]:
        """Every name on the shelf, in order."""
        found = set(_names(self.base)) | set(_names(self.own) if self.own else ())
        yield from sorted(found)


def _inside(folder: Path, name: str) -> Path | None:
    parts = PurePosixPath(name).parts
    if not parts or name.startswith("/") or ".." in parts or "\\" in name or ":" in name or "\0" in name:
        raise Unreadable(f"{name!r} is no name of a template")
    path = folder.joinpath(*parts)
    if not path.is_file():
        return None
    if not path.resolve().is_relative_to(folder.resolve()):
        raise Unreadable("leads out of the folder of templates, so it is not read", str(path))
    return path


def _names(folder: Path) -> Iterator[str]:
    for path in sorted(folder.rglob("*")):
        relative = path.relative_to(folder)
        hidden = any(part.startswith(".") or part == "__pycache__" for part in relative.parts)
        if path.is_file() and not hidden and relative.parts[0] not in NOT_DOCUMENTS:
            yield relative.as_posix()


def content_of(path: Path, named: str) -> bytes:
    """What a file holds that a person has put there. Raises `Unreadable`, calling it `named`."""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise Unreadable(f"can't be read: {error.strerror}", named) from None
    if len(data) > LARGEST:
        raise Unreadable(f"is larger than {LARGEST:,} bytes", named)
    return data
