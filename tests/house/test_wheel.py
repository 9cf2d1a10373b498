"""The wheel carries all that it needs: installed in an empty environment outside the checkout, the whole tour works."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

TOP = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=TOP, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


def test_the_wheel_carries_schemas_templates_and_the_example(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("schemas", "templates", "register"):
        shipped = {path.relative_to(TOP).as_posix() for path in (TOP / folder).rglob("*") if path.is_file()}
        assert {f"directions_cli/_data/{path}" for path in shipped} <= names
    assert "directions_cli/cli/parameters.json" in names


def test_the_whole_tour_from_the_wheel(wheel: Path, tmp_path: Path) -> None:
    """The installed packages of this environment stand in for a download; the program itself comes from the wheel alone."""
    home = tmp_path / "venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(home)], check=True)
    python = home / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    ask = "import sysconfig; print(sysconfig.get_path('purelib'))"
    site = Path(subprocess.run([python, "-c", ask], check=True, capture_output=True, text=True).stdout.strip())
    here = Path(subprocess.run([sys.executable, "-c", ask], check=True, capture_output=True, text=True).stdout.strip())
    zipfile.ZipFile(wheel).extractall(site)
    for path in here.iterdir():
        if not path.name.startswith(("directions", "_directions", "__editable__")) and not (site / path.name).exists():
            (site / path.name).symlink_to(path, target_is_directory=path.is_dir())
    checked = subprocess.run(
        [python, "-c", "import directions_cli; print(directions_cli.__file__)"],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        check=True,
    )
    assert str(home) in checked.stdout

    def directions(*arguments: str, **variables: str) -> str:
        done = subprocess.run(
            [python, "-m", "directions_cli", *arguments],
            capture_output=True,
            text=True,
            cwd=tmp_path,
            encoding="utf-8",
            env={**os.environ, **variables},
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    directions("init", "mine")
    directions("--today", "2026-11-22", "init", "--example", "example")
    assert "EXIJB-18/03/2025-005" in directions("-C", "example", "log", "--status", "varied")
    assert "Dear Chief Executive" in directions("-C", "example", "letter", "EXIJB-18/03/2025-005")
    assert directions("-C", "example", "--today", "2026-11-22", "validate")
    assert '"$schema"' in directions("schema", "direction")
    asking = {"_DIRECTIONS_COMPLETE": "complete_bash", "COMP_WORDS": "directions\nlog\n--sta", "COMP_CWORD": "2"}
    assert directions(**asking) == "--status\n"
