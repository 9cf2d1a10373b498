"""The user's Git hooks, run as `git commit` would run them: with the user's own environment, on the act's own index."""

from __future__ import annotations

import functools
import os
import subprocess
import sys
from pathlib import Path

from directions_cli.errors import GitFailed
from directions_cli.ledger.environment import ACT_IN_HOOK
from directions_cli.ledger.git import Answer, git
from directions_cli.ledger.repository import Repository

SINCE = (2, 36)
"""The version of Git that brought `git hook run`."""


def has_hook(repository: Repository, name: str) -> bool:
    """Whether a hook of that name would be run."""
    hook = repository.hooks / name
    return hook.is_file() and (os.name != "posix" or os.access(hook, os.X_OK))


def run_hook(repository: Repository, name: str, arguments: tuple[str, ...] = (), index: Path | None = None) -> bool:
    """Run one hook if there is one, and say whether there was. What it says goes to standard error.

    Raises `GitFailed` where a hook before the commit refuses it.
    """
    if not has_hook(repository, name):
        return False
    env = {"GIT_EDITOR": ":", ACT_IN_HOOK: str(os.getpid())}
    env |= {"GIT_INDEX_FILE": str(index)} if index else {}
    answer = _run(repository, name, arguments, env)
    said = (answer.out + answer.err).decode("utf-8", "replace").strip()
    if answer.code and name != "post-commit":
        raise GitFailed(f"the {name} hook refused the act; nothing was done. It said:\n{said or 'nothing'}")
    if said:
        print(said, file=sys.stderr)
    return True


def _run(repository: Repository, name: str, arguments: tuple[str, ...], env: dict[str, str]) -> Answer:
    if version(repository.top) >= SINCE:
        return git(repository.top, "hook", "run", "--ignore-missing", name, "--", *arguments, env=env, literal=False)
    return _by_hand(repository, name, arguments, env)


def _by_hand(repository: Repository, name: str, arguments: tuple[str, ...], env: dict[str, str]) -> Answer:
    """Run the hook's file as older versions of Git do."""
    whole = {**os.environ, **env, "GIT_DIR": str(repository.git_dir)}
    command = [str(repository.hooks / name), *arguments]
    try:
        done = subprocess.run(command, cwd=repository.top, env=whole, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    except OSError as error:
        raise GitFailed(f"the {name} hook can't be started: {error.strerror}; nothing was done") from None
    return Answer(done.returncode, done.stdout, done.stderr)


@functools.cache
def version(folder: Path) -> tuple[int, int]:
    """The version of Git as `(2, 39)`."""
    words = git(folder, "version").text.split()
    numbers = words[2].split(".") if len(words) > 2 else []
    return (int(numbers[0]), int(numbers[1])) if len(numbers) > 1 and numbers[0].isdigit() and numbers[1].isdigit() else (0, 0)
