"""Where acts are tried: a fresh copy of the furnished register for each, a zygote that runs them, and the faults put on."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.faults.acts import LOADED, TODAY, Act, furnished, put_hook

HERE = Path(__file__).parent
ROOT = Path(__file__).parents[2]
GIT = shutil.which("git") or "git"


@dataclass(frozen=True, slots=True)
class Fault:
    """One point at which one sort of fault is tried: what the zygote is ordered, what the environment says, what is done before."""

    sort: str
    where: str
    order: dict[str, Any] = field(default_factory=dict)
    env: dict[str, str] = field(default_factory=dict)
    hook: tuple[str, str] | None = None
    free: int | None = None
    """Kilobytes that are free on the small disk, which such a fault needs."""


NONE = Fault("none", "nowhere")


@dataclass(frozen=True, slots=True)
class Ended:
    """How an act ended: its exit code (negative: the signal), the steps counted, and all that it said."""

    code: int
    steps: int
    said: str


class Yard:
    """A scratch folder with the furnished register, and a process that runs acts in copies of it."""

    def __init__(self, scratch: Path, pristine: Path) -> None:
        self.scratch, self.pristine = scratch, pristine
        self.place = scratch / "disk" / "place"
        self.small = False
        self.register = self.place / "reg"
        self.bin, self.notes = scratch / "bin", scratch / "notes"
        self.bin.mkdir(parents=True)
        self.notes.mkdir()
        self.place.parent.mkdir()
        shutil.copy(HERE / "git-counted", self.bin / "git")
        command = [sys.executable, "-m", "tests.faults.zygote", *LOADED]
        env = {**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{os.environ.get('PYTHONPATH', '')}"}
        self._zygote = subprocess.Popen(command, cwd=ROOT, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert self._zygote.stdout is not None
        assert self._zygote.stdout.readline() == "ready\n"

    def put_on_small_disk(self) -> bool:
        """Put the place on a file system of a few megabytes. No where the system does not let us make one."""
        mount = ["mount", "-t", "tmpfs", "-o", "size=8m", "none", str(self.place.parent)]
        if not self.small and shutil.which("mount"):
            self.small = subprocess.run(mount, capture_output=True, check=False).returncode == 0
        return self.small

    @contextlib.contextmanager
    def _nearly_full(self, free: int | None) -> Iterator[None]:
        """Fill the small disk but for so many kilobytes."""
        if free is None:
            yield
            return
        ballast = self.place.parent / "ballast"
        with ballast.open("wb") as file:
            room = os.statvfs(self.place)
            os.posix_fallocate(file.fileno(), 0, room.f_bavail * room.f_frsize)
            file.truncate(file.seek(0, os.SEEK_END) - free * 1024)
        try:
            yield
        finally:
            ballast.unlink()

    def close(self) -> None:
        """End the zygote, and take the small disk away."""
        if self.small:
            shutil.rmtree(self.place, ignore_errors=True)
            subprocess.run(["umount", str(self.place.parent)], capture_output=True, check=False)
        assert self._zygote.stdin is not None
        self._zygote.stdin.close()
        self._zygote.wait()
        assert self._zygote.stdout is not None
        self._zygote.stdout.close()

    def fresh(self, act: Act | None = None, hook: tuple[str, str] | None = None) -> None:
        """Put a fresh copy in place, with the hooks of an act."""
        shutil.rmtree(self.place, ignore_errors=True)
        shutil.copytree(self.pristine, self.place, symlinks=True)
        for name in act.hooks if act else ():
            put_hook(self.register, name)
        if hook:
            put_hook(self.register, *hook)

    def run(self, arguments: tuple[str, ...], fault: Fault = NONE, given: Path | None = None) -> Ended:
        """Run the program with these arguments, under a fault."""
        for left in self.notes.iterdir():
            left.unlink()
        (self.notes / "count").write_text("0\n", encoding="utf-8")
        out = self.scratch / "out.txt"
        told = [argument.replace("{place}", str(self.place)) for argument in arguments]
        env = {"FAULTS": str(self.notes), "FAULTS_GIT": GIT, "FAULTS_AT": "", "FAULTS_HOW": "", "FAULTS_LIST": ""}
        env |= {"FAULTS_PATH": os.environ["PATH"], "TMPDIR": str(self.place / "tmp"), **fault.env}
        if fault.env:
            env["PATH"] = f"{self.bin}{os.pathsep}{os.environ['PATH']}"
        order = {"arguments": ["-C", str(self.register), *TODAY, *told], "out": str(out), "env": env, **fault.order}
        if given:
            order["given"] = str(given)
        assert self._zygote.stdin is not None
        assert self._zygote.stdout is not None
        with self._nearly_full(fault.free):
            self._zygote.stdin.write(json.dumps(order) + "\n")
            self._zygote.stdin.flush()
            answer = json.loads(self._zygote.stdout.readline())
        return Ended(answer["code"], answer["steps"], out.read_text(encoding="utf-8", errors="replace"))

    def note(self, name: str) -> str:
        """What was noted while the last act ran, under a name."""
        with contextlib.suppress(FileNotFoundError):
            return (self.notes / name).read_text(encoding="utf-8", errors="replace")
        return ""


@contextlib.contextmanager
def git_world(home: Path) -> Iterator[None]:
    """A Git set-up of the faults' own, as the tests have it: a fixed identity, no file of the machine or the user read."""
    home.mkdir(parents=True, exist_ok=True)
    text = (
        "[user]\n\tname = Governance Officer\n\temail = officer@example.org\n[init]\n\tdefaultBranch = main\n[gc]\n\tauto = 0\n"
    )
    (home / ".gitconfig").write_text(text, encoding="utf-8")
    before = dict(os.environ)
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        del os.environ[name]
    os.environ |= {"HOME": str(home), "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": str(home / ".gitconfig")}
    try:
        yield
    finally:
        os.environ.clear()
        os.environ |= before


def made_pristine(folder: Path) -> Path:
    """The furnished register, made once; copies of it are tried."""
    place = folder / "pristine"
    place.mkdir(parents=True)
    furnished(place)
    return place
