"""Imports run downwards only (design section 5), and a command loads no more than it needs."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "src" / "directions_cli"
LAYERS = {
    "cli": 5,
    "__main__": 6,
    "clerk": 4,
    "publishing": 3.5,
    "index": 3.4,
    "documents": 3,
    "exports": 3,
    "imports": 3,
    "ledger": 3,
    "store": 3,
    "domain": 2,
    "resources": 1,
    "errors": 1,
    "__init__": 0,
}
"""Every top-level module and package with its layer; the same layer may not import another package of its own."""
PURE = {"pydantic", "pydantic_core", *sys.stdlib_module_names} - {"os", "pathlib", "subprocess", "socket", "time", "sys"}


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def owner(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(source: str) -> Iterator[str]:
    """Every module that a source imports at run time, wherever in it; what stands under TYPE_CHECKING counts too."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "relative imports hide where they lead"
            yield node.module or ""


def upward(layer: str, source: str) -> list[str]:
    """The imports of a module of `layer` that do not run downwards."""
    found = []
    for name in imports(source):
        if not name.startswith("directions_cli."):
            continue
        target = name.split(".")[1]
        assert target in LAYERS, f"{target} has no place: give it one in LAYERS"
        if target != layer and LAYERS[target] >= LAYERS[layer]:
            found.append(name)
    return found


def test_every_module_has_a_place() -> None:
    assert {owner(path) for path in modules()} <= set(LAYERS)


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_imports_run_downwards(path: Path) -> None:
    assert upward(owner(path), path.read_text(encoding="utf-8")) == []


def test_an_upward_import_is_found() -> None:
    assert upward("domain", "def f():\n    from directions_cli.store.reader import read_yaml\n") != []
    assert upward("store", "import directions_cli.cli.log\n") != []
    assert upward("ledger", "from directions_cli.store.files import Found\n") != []
    assert upward("clerk", "from directions_cli.domain.direction import Direction\n") == []


@pytest.mark.parametrize("path", [path for path in modules() if owner(path) == "domain"], ids=lambda path: path.name)
def test_the_core_is_pure(path: Path) -> None:
    outside = {name.split(".")[0] for name in imports(path.read_text(encoding="utf-8"))}
    assert outside <= PURE | {"directions_cli", "__future__"}


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_no_file_becomes_a_heap(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= (450 if path.parent.name == "rules" else 260)
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            assert (node.end_lineno or 0) - node.lineno <= 62, f"{node.name} is too long"


def loaded(*arguments: str, before: str = "") -> set[str]:
    """The top-level modules that a run of the program has loaded when it ends; `before` is done first."""
    code = (
        f"{before}\n"
        "import sys, atexit\n"
        "atexit.register(lambda: sys.stderr.write('LOADED ' + ' '.join(sorted({m.split('.')[0] for m in sys.modules}))))\n"
        f"sys.argv = ['directions', *{list(arguments)!r}]\n"
        "from directions_cli.cli.main import run\n"
        "run()\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    return set(done.stderr.rpartition("LOADED ")[2].split())


@pytest.mark.parametrize("arguments", [("--help",), ("--version",), ("lgo",)])
def test_help_loads_nothing_heavy(arguments: tuple[str, ...]) -> None:
    assert not loaded(*arguments) & {"pydantic", "git", "jinja2", "ruamel", "rich"}


def test_reading_loads_neither_git_nor_jinja(register: Path) -> None:
    found = loaded("-C", str(register), "log", "--format", "json")
    assert "pydantic" in found
    assert not found & {"git", "jinja2", "rich"}


def test_the_log_of_a_register_already_read_loads_no_models(register: Path) -> None:
    loaded("-C", str(register), "log", "--format", "json")
    assert not loaded("-C", str(register), "log", "--format", "json") & {"pydantic", "ruamel", "git", "jinja2", "rich"}
