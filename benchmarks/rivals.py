"""What a user would pick instead, set up: doorstop and openpyxl in a throw-away environment of their own, and grep."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from timing import GIT

if TYPE_CHECKING:
    from cases import Scene

WANTED: Final = ("doorstop==3.2", "openpyxl==3.1.5")
DOCUMENT: Final = "settings:\n  digits: 6\n  itemformat: yaml\n  prefix: DIR\n  sep: ''\n"
ITEM: Final = """\
active: true
derived: false
header: ''
level: {number}.1
links: []
normative: true
ref: ''
reviewed: null
text: |
"""


def _bin(work: Path) -> Path:
    return work.parent / "rivals" / ("Scripts" if sys.platform == "win32" else "bin")


def python(work: Path) -> Path:
    """The Python that has the rivals."""
    return program(work, "python")


def program(work: Path, name: str) -> Path:
    """A program of that environment."""
    return _bin(work) / (f"{name}.exe" if sys.platform == "win32" else name)


def installed(work: Path) -> bool:
    """Make the environment beside the folder of a scene, once. False where that can't be done here, which is told."""
    if python(work).is_file():
        return True
    done = subprocess.run([sys.executable, "-m", "venv", str(work.parent / "rivals")], check=False)
    quiet = ("--quiet", "--disable-pip-version-check", "--no-input")
    if done.returncode or subprocess.run([python(work), "-m", "pip", "install", *quiet, *WANTED], check=False).returncode:
        print("doorstop and openpyxl can't be installed here; they are left out", file=sys.stderr)
        shutil.rmtree(work.parent / "rivals", ignore_errors=True)
        return False
    return True


def grep() -> list[str]:
    """What lists the files without a line: grep, or Git's own where there is none."""
    return ["grep", "-rLE"] if shutil.which("grep") else ["git", "grep", "-LE"]


def doorstop_anew(scene: Scene) -> None:
    """A document of doorstop with as many items as the register has directions, of about the same size, committed."""
    folder = scene.work / "doorstop"
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "dirs").mkdir(parents=True)
    (folder / "dirs" / ".doorstop.yml").write_text(DOCUMENT, encoding="utf-8")
    for number in range(1, scene.size + 1):
        lines = (
            f"  NHS Example is directed to provide {part} to {number + part} people by 31 March 2028.\n" for part in range(25)
        )
        text = ITEM.format(number=number) + "".join(lines)
        (folder / "dirs" / f"DIR{number:06}.yml").write_text(text, encoding="utf-8", newline="\n")
    for words in (("init", "--quiet"), ("add", "."), ("commit", "--quiet", "-m", "Begin")):
        subprocess.run([*GIT, *words], cwd=folder, check=True)


def doorstop_there(scene: Scene) -> None:
    """The same, where it is not there already."""
    if not (scene.work / "doorstop" / ".git").is_dir():
        doorstop_anew(scene)
