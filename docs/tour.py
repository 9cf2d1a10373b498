"""The tours of the README and of docs, run for real: their files are saved, their commands done in a throw-away folder.

A document has a tour if the first command of its ```console blocks makes a register. `make demo` runs the README's and prints
all; a test runs each and compares every output with what the document says. Commits bear the day that the last command was told
with --today.
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
COMMIT = re.compile(r"\b[0-9a-f]{10}(?:[0-9a-f]{30})?\b")
BEGUN = re.compile(r"directions (?:\S+ )*init\b")
TODAY = re.compile(r"--today (\d{4}-\d\d-\d\d)")
LAST: dict[str, str] = {}
"""The last day that a command was told, for Git, in the order of the tour."""
IDENTITY = {
    "GIT_AUTHOR_NAME": "Governance Officer",
    "GIT_AUTHOR_EMAIL": "officer@example.org",
    "GIT_COMMITTER_NAME": "Governance Officer",
    "GIT_COMMITTER_EMAIL": "officer@example.org",
    "COLUMNS": "100",
    "NO_COLOR": "1",
    "TZ": "UTC",
    "GIT_CONFIG_COUNT": "2",
    "GIT_CONFIG_KEY_0": "init.defaultBranch",
    "GIT_CONFIG_VALUE_0": "main",
    "GIT_CONFIG_KEY_1": "advice.detachedHead",
    "GIT_CONFIG_VALUE_1": "false",
}


@dataclass(frozen=True)
class Step:
    """A command of the tour, and what the document says that it prints."""

    command: str
    printed: str


NOTHING = Step("", "")


def documents() -> list[Path]:
    """The documents that have a tour, the README first: their first command makes a register."""
    found = (TOP / "README.md", *sorted((TOP / "docs").glob("*.md")))
    return [path for path in found if BEGUN.match(next(steps(path.read_text(encoding="utf-8")), NOTHING).command)]


def dated(command: str) -> dict[str, str]:
    """The day of a command, as Git takes it for commits; that of the last command told one."""
    found = TODAY.search(command)
    if found:
        LAST["day"] = f"{found[1]}T10:00:00+00:00"
    return {f"GIT_{who}_DATE": LAST["day"] for who in ("AUTHOR", "COMMITTER")} if LAST else {}


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
        env={**os.environ, **IDENTITY, **dated(step.command)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        check=False,
    )
    return done.stdout.replace(f"{folder}{os.sep}", ""), folder


def same(printed: str, said: str) -> bool:
    """Whether an output is the one that the document shows; ids of commits differ from run to run."""
    return COMMIT.sub("…", printed).strip() == COMMIT.sub("…", said).strip()


def played(text: str, step: Step, printed: str) -> str:
    """The document with what a command really prints put under it."""
    head = next(line for line in text.split("\n") if line.startswith("$ ") and line[2:] == step.command)
    at = text.index(f"{head}\n") + len(head) + 1
    return text[:at] + "".join(f"{line}\n" for line in printed.rstrip().splitlines()) + text[at + len(step.printed) :]


def run(document: Path, write: bool, quiet: bool) -> bool:
    """Run the tour of a document and print it, unless quiet; put what it prints into the document if asked to. False on a bug."""
    text = document.read_text(encoding="utf-8")
    start = Path(tempfile.mkdtemp(prefix="directions-demo-")).resolve()
    here = start
    LAST.clear()
    try:
        for name, content in files(text).items():
            (start / name).write_text(content, encoding="utf-8", newline="\n")
        for step in steps(text):
            printed, here = do(step, here)
            if not quiet:
                print(f"\n$ {step.command}\n{printed}", end="", flush=True)
            if "this is a bug" in printed or "Traceback" in printed:
                print(printed)
                return False
            if write and not same(printed, step.printed):
                now = document.read_text(encoding="utf-8")
                document.write_text(played(now, step, printed), encoding="utf-8", newline="\n")
    finally:
        shutil.rmtree(start, ignore_errors=True)
    return True


def main() -> int:
    """Run the README's tour and print it. Fails on a bug. With `--write`, put what is printed into every document with a tour."""
    if "--write" in sys.argv:
        return 0 if all(run(document, True, True) for document in documents()) else 1
    if not run(TOP / "README.md", False, False):
        return 1
    print("\nThat was the tour of README.md. Its folder is gone again; `directions init` makes one that stays.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
