"""What the README and docs say is what the program does; generated files are fresh."""

from __future__ import annotations

import importlib.util
import inspect
import re
import shlex
import sys
from pathlib import Path

import pytest

from directions_cli.cli.program import load
from directions_cli.cli.table import COMMANDS, EXIT_CODES, GROUPS, STATUS_MEANINGS
from directions_cli.domain.status import STATUSES
from directions_cli.errors import Cancelled, DirectionsError
from directions_cli.store.schemas import KINDS, schema_text

TOP = Path(__file__).parents[2]


def module_at(path: Path):
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = module
    spec.loader.exec_module(module)
    return module


tables = module_at(TOP / "tests" / "house" / "tables.py")
tour = module_at(TOP / "docs" / "tour.py")
pictures = module_at(TOP / "docs" / "pictures.py")


@pytest.mark.parametrize("path", tables.documents(), ids=lambda path: path.name)
def test_tables_are_true(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert tables.filled(text) == text, "run `make docs`"


def test_the_readme_holds_every_table() -> None:
    text = (TOP / "README.md").read_text(encoding="utf-8")
    assert set(tables.TABLES) == set(re.findall(r"<!-- table: (\w+) -->", text))


@pytest.mark.parametrize("path", tour.documents(), ids=lambda path: path.name)
def test_a_tour_prints_what_its_document_says(path: Path, tmp_path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for name, content in tour.files(text).items():
        (tmp_path / name).write_text(content, encoding="utf-8", newline="\n")
    steps, here = list(tour.steps(text)), tmp_path
    assert len(steps) >= 10
    tour.LAST.clear()
    for step in steps:
        printed, here = tour.do(step, here)
        assert tour.same(printed, step.printed), f"{step.command}\n{printed}"


def test_the_readme_and_the_tutorial_have_tours() -> None:
    assert {"README.md", "tutorial.md"} <= {path.name for path in tour.documents()}


def test_the_pictures_are_what_the_program_shows() -> None:
    made = pictures.pictures()
    assert {path.stem for path in pictures.PICTURES.glob("*.svg")} == set(made)
    for name, text in made.items():
        assert (pictures.PICTURES / f"{name}.svg").read_text(encoding="utf-8") == text, "run `make docs`"
        assert set(re.findall(r'(?:href|src|url)\W*["(](?!#)[^")]*', text)) <= set()
        assert "@font-face" not in text


def test_every_picture_in_a_document_has_its_own_words() -> None:
    alts = {f"pictures/{name}.svg": picture.alt for name, picture in pictures.SHOWN.items()}
    shown = [
        pair
        for path in (TOP / "docs").glob("*.md")
        for pair in re.findall(r"!\[([^\]]*)\]\((pictures/[^)]+)\)", path.read_text("utf-8"))
    ]
    assert shown
    assert all(alts[place] == alt for alt, place in shown)


@pytest.mark.parametrize("kind", KINDS)
def test_schemas_are_fresh(kind: str) -> None:
    shipped = (TOP / "schemas" / f"{kind}.schema.json").read_text(encoding="utf-8")
    assert shipped == schema_text(kind), "run `make docs`"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_an_example(name: str) -> None:
    command = load(name)
    assert command.help
    assert f"Example: directions {name}" in command.help
    assert COMMANDS[name].group in GROUPS
    assert all(parameter.help for parameter in command.params), [each.name for each in command.params if not each.help]


@pytest.mark.parametrize("make", tables.GENERATED, ids=lambda make: make.__name__)
def test_what_is_made_from_the_code_is_fresh(make) -> None:
    path, text = make()
    assert path.read_text(encoding="utf-8") == text, "run `make docs`"


@pytest.mark.parametrize("name", COMMANDS)
def test_the_example_of_a_command_is_a_command_line_that_can_be_read(name: str) -> None:
    """Parsed as the program parses it, and not run: no option is unknown, every choice is one, nothing is missing."""
    command = load(name)
    examples = re.findall(r"^Example: (directions .+(?:\n(?!\n).+)*)", inspect.cleandoc(command.help or ""), re.MULTILINE)
    assert examples
    for example in examples:
        words = shlex.split(" ".join(example.split()))
        assert words[:2] == ["directions", name]
        with command.make_context(name, words[2:]) as read:
            assert not read.args


def test_statuses_and_exit_codes_are_all_told() -> None:
    assert tuple(STATUS_MEANINGS) == STATUSES
    kinds = [Cancelled, *(each for each in DirectionsError.__subclasses__()), DirectionsError]
    assert {each.exit_code for each in kinds} | {0, 3} == set(EXIT_CODES)


def test_nothing_names_a_registry_or_a_machine() -> None:
    lock = (TOP / "requirements.lock").read_text() + (TOP / "requirements-dev.lock").read_text()
    assert "http" not in lock
    assert "--hash=sha256:" in lock
