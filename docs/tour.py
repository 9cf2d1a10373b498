"""The README's tour, run for real: its files are saved, its commands done in a throw-away folder, all is printed.

`make demo` runs it; a test runs it too and compares every output with what the README says.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

TOP = Path(__file__).parents[1]
SAVE = re.compile(r"Save this as `([\w.-]+)`:\n\n```yaml\n(.*?)```", re.DOTALL)
CONSOLE = re.compile(r"```console\n(.*?)```", re.DOTALL)
COMMIT = re.compile(r"\b[0-9a-f]{10}\b")
IDENTITY = {
    "GIT_AUTHOR_NAME": "Governance Officer",
    "GIT_AUTHOR_EMAIL": "officer@example.org",
    "GIT_COMMITTER_NAME": "Governance Officer",
    "GIT_COMMITTER_EMAIL": "officer@example.org",
    "COLUMNS": "100",
    "NO_COLOR": "1",
}


@dataclass(frozen=True)
class Step:
    """A command of the tour, and what the document says that it prints."""

    command: str
    printed: str


def files(text: str) -> dict[str, str]:
    """The files that the tour asks the reader to save."""
    return dict(SAVE.findall(text))


def steps(text: str) -> Iterator[Step]:
    """The commands of all console blocks in order."""
    for block in CONSOLE.findall(text):
        for piece in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, printed = piece.partition("\n")
            while command.endswith("\\"):
                more, _, printed = printed.partition("\n")
                command = command[:-1] + more.strip()
            yield Step(command, printed)


def do(step: Step, folder: Path) -> tuple[str, Path]:
    """Run one command; gives what it printed and the folder that the next one starts in."""
    if step.command.startswith("cd "):
        return "", (folder / step.command[3:]).resolve()
    words = re.findall(r'"([^"]*)"|(\S+)', step.command)
    arguments = [quoted or bare for quoted, bare in words]
    if arguments[0] == "directions":
        arguments[:1] = [sys.executable, "-m", "directions_cli"]
    done = subprocess.run(
        arguments,
        cwd=folder,
        env={**os.environ, **IDENTITY},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        check=False,
    )
    return done.stdout, folder


def same(printed: str, said: str) -> bool:
    """Whether an output is the one that the document shows; ids of commits differ from run to run."""
    return COMMIT.sub("…", printed).strip() == COMMIT.sub("…", said).strip()


def played(text: str, step: Step, printed: str) -> str:
    """The document with what a command really prints put under it."""
    head = next(line for line in text.split("\n") if line.startswith("$ ") and line[2:] == step.command)
    at = text.index(f"{head}\n") + len(head) + 1
    return text[:at] + "".join(f"{line}\n" for line in printed.rstrip().splitlines()) + text[at + len(step.printed) :]


def main() -> int:
    """Run the tour and print it. Fails where a command fails. With `--write`, put what it prints into the README."""
    readme = TOP / "README.md"
    text = readme.read_text(encoding="utf-8")
    start = Path(tempfile.mkdtemp(prefix="directions-demo-"))
    here = start
    try:
        for name, content in files(text).items():
            (start / name).write_text(content, encoding="utf-8", newline="\n")
        for step in steps(text):
            print(f"\n$ {step.command}", flush=True)
            printed, here = do(step, here)
            print(printed, end="", flush=True)
            if "this is a bug" in printed or "Traceback" in printed:
                return 1
            if "--write" in sys.argv:
                now = readme.read_text(encoding="utf-8")
                readme.write_text(played(now, step, printed), encoding="utf-8", newline="\n")
    finally:
        shutil.rmtree(start, ignore_errors=True)
    print("\nThat was the tour of README.md. Its folder is gone again; `directions init` makes one that stays.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
