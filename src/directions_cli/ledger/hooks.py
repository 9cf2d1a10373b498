"""The user's Git hooks, run as `git commit` would run them."""

from __future__ import annotations

import os
from pathlib import Path

from directions_cli.errors import GitFailed
from directions_cli.ledger.git import Answer, Plumbing, git
from directions_cli.ledger.repository import Repository

SINCE = (2, 36)
"""The version of Git that brought `git hook run`."""


def run_hook(repository: Repository, name: str, arguments: tuple[str, ...], index: Path | None) -> None:
    """Run one hook if there is one. Raises `GitFailed` where a hook before the commit refuses it."""
    found = git(repository.top, "rev-parse", "--git-path", f"hooks/{name}").text
    hook = Path(found) if Path(found).is_absolute() else repository.top / found
    if not hook.is_file():
        return
    env = {"GIT_INDEX_FILE": str(index)} if index else {}
    env["GIT_EDITOR"] = ":"
    answer = _run(repository, name, hook, arguments, env)
    if answer.code and name != "post-commit":
        raise GitFailed(f"the {name} hook refused the act; nothing was done. It said:\n{answer.reason}")


def _run(repository: Repository, name: str, hook: Path, arguments: tuple[str, ...], env: dict[str, str]) -> Answer:
    if version(repository) >= SINCE:
        return Plumbing(repository.top, env).ask("hook", "run", "--ignore-missing", name, "--", *arguments)
    return _by_hand(repository, hook, arguments, env)


def _by_hand(repository: Repository, hook: Path, arguments: tuple[str, ...], env: dict[str, str]) -> Answer:
    """Run the hook's file as older versions of Git do; they exist on systems only where that is possible."""
    import subprocess

    if not os.access(hook, os.X_OK):
        return Answer(0, b"", b"")
    whole = {**os.environ, **env, "GIT_DIR": str(repository.git_dir)}
    done = subprocess.run([hook, *arguments], cwd=repository.top, env=whole, capture_output=True, check=False)
    return Answer(done.returncode, done.stdout, done.stderr)


def version(repository: Repository) -> tuple[int, int]:
    """The version of Git as `(2, 39)`."""
    words = git(repository.top, "version").text.split()
    numbers = words[2].split(".") if len(words) > 2 else ["0", "0"]
    return int(numbers[0]), int(numbers[1])
