"""Terms given to an act with `--from FILE` or `--set`: plain values, read as strictly as the register itself."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from pydantic import BaseModel, ValidationError

from directions_cli.domain.direction import DirectionFile
from directions_cli.domain.harmless import printable
from directions_cli.domain.report import ReportDecision
from directions_cli.domain.terms import Terms
from directions_cli.errors import Unreadable, WronglyAsked
from directions_cli.store.folder import excerpt
from directions_cli.store.problems import name_of, problems
from directions_cli.store.reader import Document, YamlFault, read_text, read_yaml


def read_terms(data: bytes, name: str) -> Document:
    """The document of a file of terms. Raises `Unreadable` with path:line where it is no mapping in YAML."""
    try:
        document = read_yaml(read_text(data))
    except YamlFault as fault:
        place = ":".join(str(part) for part in (name, fault.line, fault.column) if part is not None)
        raise Unreadable(f"{printable(fault.message)} ({fault.code})", place) from None
    if not isinstance(document.value, dict):
        what = "is empty" if document.value is None else "is no mapping"
        raise Unreadable(f"{what}; give the terms as keys and values, such as `title: …` (FIL008)", name)
    return document


class Kind(NamedTuple):
    """A kind of file that is given to an act: its model, and what stands for the keys that options may still give."""

    model: type[BaseModel]
    least: Mapping[str, Any]

    @property
    def fields(self) -> tuple[str, ...]:
        """The keys that such a file may hold."""
        return tuple(self.model.model_fields)


TERMS: Final = Kind(DirectionFile, MappingProxyType({"title": "-"}))
DECISION: Final = Kind(
    ReportDecision, MappingProxyType({"number": "-", "title": "-", "meeting": "2000-01-01", "requires": "no-direction"})
)


def check_terms(document: Document, name: str, kind: Kind = TERMS) -> None:
    """Raise `Unreadable` naming every line that does not fit what the file should hold. What is absent is no fault here."""
    try:
        kind.model.model_validate({**kind.least, **document.value})
    except ValidationError as error:
        said = []
        for problem in problems(error, kind.model, document.value):
            line, column = document.place(problem.at)
            place = f"{name}:{line}:{column}" if line else name
            said.append(f"{place}: {printable(problem.message)} ({problem.code})")
        raise Unreadable("\n".join(said)) from None


def explain(error: ValidationError, values: dict[str, Any], model: type[BaseModel] = Terms) -> WronglyAsked:
    """A validation error of values that were given as options, in plain words."""
    said = [
        f"{'.'.join(str(step + 1) if isinstance(step, int) else step for step in problem.at)}: "
        + problem.message.removeprefix(f"{name_of(problem.at)}: ")
        for problem in problems(error, model, values)
    ]
    return WronglyAsked("\n".join(excerpt(each) for each in said))


def read_value(text: str) -> Any:
    """A value given as FIELD=VALUE: a number, date, true, list or text, as it would stand in the file.

    What YAML would take for a comment is part of the text: an option is no line of a file.
    """
    if "\n" in text or "\r" in text:
        return text
    try:
        value = read_yaml(f"value: {text}\n").value["value"]
    except YamlFault:
        return text
    plain = not text.lstrip().startswith(("'", '"', "[", "{"))
    return text.strip() if plain and "#" in text else value
