"""A register's folder read into the domain: every file judged, none silently skipped, all faults at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar
from unicodedata import normalize

from pydantic import BaseModel, ValidationError

from directions_cli.domain.authority import FORMAT, Header
from directions_cli.domain.direction import Direction, DirectionFile
from directions_cli.domain.finding import Finding
from directions_cli.domain.harmless import printable
from directions_cli.domain.register import Register
from directions_cli.domain.report import ReportDecision
from directions_cli.domain.rules import BY_CODE
from directions_cli.domain.rules.disclosing import UNTOLD
from directions_cli.store.files import HEADER, Found, Sort
from directions_cli.store.formats import carried, format_among, known_format
from directions_cli.store.problems import problems
from directions_cli.store.reader import Document, YamlFault, lines_of, read_text, read_yaml

AnyModel = TypeVar("AnyModel", bound=BaseModel)
MODELS: Mapping[str, type[BaseModel]] = {"header": Header, "direction": DirectionFile, "report": ReportDecision}


@dataclass(slots=True)
class Loaded:
    """What reading a folder gave: the register, unless its header can't be read, and the findings of reading.

    `format` is the one that its files are kept in. An older one is read as the present one has it; places are the files' own.
    """

    register: Register | None
    findings: tuple[Finding, ...]
    texts: Mapping[str, str] = field(repr=False, default_factory=dict)
    documents: Mapping[str, Document] = field(repr=False, default_factory=dict)
    split: dict[str, list[str]] = field(repr=False, default_factory=dict)
    format: int = FORMAT

    @property
    def older(self) -> Finding | None:
        """The finding that a register of an older format must be moved, or None."""
        if self.format == FORMAT:
            return None
        said = f"this register has format {self.format}, which is older than {FORMAT}; `directions migrate` moves it there"
        return self.placed(BY_CODE["FIL014"].finding(HEADER, ("format",), said))

    def value(self, path: str) -> Any:
        """The plain values that a file holds, as the present format has them; none where it could not be read."""
        if path not in self.documents:
            return {}
        return self.documents[path].value if self.format == FORMAT else value_in("direction", self.texts[path], self.format)

    def placed(self, finding: Finding) -> Finding:
        """A finding with line, column and excerpt of the key that it is about."""
        document = self.documents.get(finding.file)
        if finding.line is None and document is not None:
            line, column = document.place(finding.at)
            if line is None:
                return finding.placed(1, 1, None)
            finding = finding.placed(line, column, None)
        if finding.code in UNTOLD:
            return finding
        lines = self._lines(finding.file)
        if finding.line and finding.line <= len(lines):
            return finding.placed(finding.line, finding.column, excerpt(lines[finding.line - 1]))
        return finding

    def _lines(self, path: str) -> list[str]:
        if path not in self.split:
            self.split[path] = lines_of(self.texts.get(path, ""))
        return self.split[path]


def excerpt(line: str) -> str:
    """A line of a file, short and safe to print: what a terminal would obey or nobody can see is shown as its code."""
    text = printable(" ".join(line.strip().split("\t")))
    return text if len(text) <= 100 else text[:99] + "…"


class _Reading:
    """Collects what is read of a register of a format, and what is wrong with it."""

    def __init__(self, number: int) -> None:
        self.format = number
        self.findings: list[Finding] = []
        self.texts: dict[str, str] = {}
        self.documents: dict[str, Document] = {}
        self.unread: list[str] = []

    def fault(self, code: str, path: str, message: str, at: Any = (), line: int | None = None, column: int | None = None) -> None:
        self.findings.append(BY_CODE[code].finding(path, at, message).placed(line, column, None))

    def model(self, found: Found) -> Any:
        """The model that a file holds, or None with the findings noted."""
        kind = MODELS[found.sort]
        if found.unreadable:
            self.fault("FIL001", found.path, f"can't be read: {found.unreadable}; look at who may read it")
            return None
        try:
            text = self.texts[found.path] = read_text(found.data)
            document = self.documents[found.path] = read_yaml(text)
        except YamlFault as fault:
            self.fault(fault.code, found.path, printable(fault.message), line=fault.line, column=fault.column)
            return None
        if document.value is None:
            self.fault("FIL010", found.path, "is empty; fill it in, or take it back with `git restore`", line=1)
            return None
        if not isinstance(document.value, dict):
            self.fault("FIL008", found.path, "should hold keys and values, such as `title: …`", line=1)
            return None
        value = document.value
        try:
            if self.format != FORMAT:
                value = value_in(found.sort, text, self.format)
            return kind.model_validate(value)
        except ValidationError as error:
            for problem in problems(error, kind, value):
                self.fault(problem.code, found.path, printable(problem.message), problem.at)
        except (ValueError, YamlFault) as error:
            self.fault("FIL014", found.path, f"can't be read as it would be in format {FORMAT}: {error}", line=1)
        return None


def value_in(sort: Sort, text: str, number: int) -> Any:
    """What the text of a file of format `number` holds, as the present format has it. Raises `ValueError`, `YamlFault`."""
    return read_yaml(carried(sort, text, number)).value


def read_one(found: Found, number: int | None = None) -> tuple[Header | Direction | ReportDecision | None, tuple[Finding, ...]]:
    """What one file holds, read by itself: the header, a direction or a report decision; or None with what is wrong with it.

    `number` is the format of its register, if not the present one; a header says its own. Raises `NewerFormat` for that.
    """
    if number is None:
        number = known_format(found.data) if found.sort == "header" else FORMAT
    reading = _Reading(number)
    if found.sort in ("stray", "link"):
        _refuse(reading, found)
        return None, tuple(reading.findings)
    model = reading.model(found)
    if isinstance(model, DirectionFile):
        return Direction(found.stem, found.path, model, model.history, model.ignore), ()
    return model, tuple(reading.findings)


def checked(found: Found) -> tuple[Any, Any] | None:
    """What the YAML of one file holds, and the model of it, if it is what a file of its sort may hold; else None."""
    reading = _Reading(FORMAT)
    model = reading.model(found)
    return None if model is None else (reading.documents[found.path].value, model)


def faults_of(found: Found) -> tuple[Finding, ...]:
    """The findings of reading one file, each in its place."""
    reading = _Reading(FORMAT)
    if found.sort in ("stray", "link"):
        _refuse(reading, found)
    else:
        reading.model(found)
    loaded = Loaded(None, (), reading.texts, reading.documents)
    return tuple(loaded.placed(finding) for finding in reading.findings)


def place_in(content: bytes, finding: Finding) -> Finding:
    """A finding with line and column of the key that it is about, in what the file held."""
    try:
        text = read_text(content)
        return Loaded(None, (), {finding.file: text}, {finding.file: read_yaml(text)}).placed(finding)
    except YamlFault:
        return finding


def load(files: Iterable[Found]) -> Loaded:
    """Read a register from its files, wherever they come from.

    Of what a file holds it raises for a newer format alone (`NewerFormat`), by which nothing can be told of it.
    """
    waiting = list(files)
    reading = _Reading(format_among(waiting))
    header: Header | None = None
    directions: list[Direction] = []
    reports: dict[str, ReportDecision] = {}
    names: dict[str, str] = {}
    headed = False
    waiting.reverse()
    while waiting:
        found = waiting.pop()  # so that its bytes are let go as it is read
        _clash(reading, names, found)
        if found.sort in ("stray", "link"):
            _refuse(reading, found)
            continue
        headed = headed or found.sort == "header"
        model = reading.model(found)
        if model is None and found.sort != "header":
            reading.unread.append(found.stem)
        elif isinstance(model, Header):
            header = model
        elif isinstance(model, DirectionFile):
            directions.append(Direction(found.stem, found.path, model, model.history, model.ignore))
        elif isinstance(model, ReportDecision):
            reports[found.path] = model
    if not headed:
        reading.fault("FIL012", HEADER, "is missing; a register says there whose it is (`directions init` writes one)")
    register = Register(header, directions, reports, reading.unread) if header else None
    loaded = Loaded(register, (), reading.texts, reading.documents, format=reading.format)
    loaded.findings = tuple(loaded.placed(finding) for finding in reading.findings)
    return loaded


def _clash(reading: _Reading, names: dict[str, str], found: Found) -> None:
    key = normalize("NFC", found.stem if found.sort == "direction" else found.path).casefold()
    if key in names:
        reading.fault("FIL013", found.path, f"has the same name as {names[key]}, at most in other capitals; rename one")
    names.setdefault(key, found.path)


def _refuse(reading: _Reading, found: Found) -> None:
    if found.sort == "link":
        reading.fault("FIL011", found.path, "is a symbolic link; put the file itself here")
        return
    hint = "a direction stands in register/YEAR/ID.yaml and a report decision in register/reports/NAME.yaml"
    if found.path.endswith(".yml"):
        hint = "name it .yaml, not .yml"
    elif "<U+" in found.path:
        hint = "its name holds characters that nobody can see; rename it"
    reading.fault("FIL009", found.path, f"does not belong into a register: {hint}")
