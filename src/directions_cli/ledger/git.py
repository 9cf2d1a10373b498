"""Running Git. Reading commands start a plain process; the transaction drives Git through GitPython.

No text of a person ever becomes an option, a revision or an address: paths stand behind `--`, ids come from Git itself.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from directions_cli.errors import GitFailed, WronglyAsked

LITERAL: Mapping[str, str] = {"GIT_LITERAL_PATHSPECS": "1", "GIT_OPTIONAL_LOCKS": "0"}
"""Paths mean what they say; and what only looks takes no lock, which a kill would leave behind."""
AS_COMMITTED: Mapping[str, str] = {"GIT_NO_REPLACE_OBJECTS": "1", "GIT_GRAFT_FILE": os.devnull}
"""Git shows the history itself, not what a clone has put in its place."""
STILL: Sequence[str] = ("-c", "core.fsmonitor=false")
"""Looking at a repository starts no program that the repository's own settings name to tell what has changed in it."""
PLAIN_ENGLISH: Mapping[str, str] = {"LC_ALL": "C", "LANGUAGE": "C"}
"""For the few commands whose words are looked at."""


LASTING: Final = ("-c", "core.fsync=loose-object,reference")
"""What is committed is put on the disk before anything relies on it: objects, then the branch. Git from 2.36 on knows how."""
WRITTEN_OUT: Final = ("-c", "core.fsync=loose-object", "-c", "core.fsyncMethod=writeout-only")
"""The same for thousands of objects: each is handed to the disk, and the next that is `LASTING` makes them all last."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a Git command said."""

    code: int
    out: bytes
    err: bytes

    @property
    def text(self) -> str:
        """Standard output as text, without the last line end."""
        return self.out.decode("utf-8", "surrogateescape").rstrip("\n")

    @property
    def reason(self) -> str:
        """What went wrong, in Git's own words, without its advice on how it is set up."""
        lines = (self.err or self.out).decode("utf-8", "replace").splitlines()
        said = "\n".join(line for line in lines if not line.startswith("hint:")).strip()
        return said or f"Git ended with code {self.code}"


def git(
    folder: Path,
    *arguments: str,
    given: bytes | None = None,
    env: Mapping[str, str] | None = None,
    keep: Sequence[int] = (),
    literal: bool = True,
) -> Answer:
    """Run Git in a folder as a plain process. `keep` are open files that it holds too, such as the lock.

    Where a hook may run, `literal` must be false: it would change what paths mean in the hook. Raises `GitFailed` where Git
    is killed: nothing is known then of what it was asked.
    """
    whole = {**os.environ, **(LITERAL if literal else {}), **(env or {})}
    more: dict[str, Any] = {"pass_fds": tuple(keep)} if keep and os.name == "posix" else {}
    more |= {"stdin": subprocess.DEVNULL} if given is None else {"input": given}
    command = ["git", *STILL, *arguments]
    try:
        done = subprocess.run(command, cwd=folder, env=whole, capture_output=True, check=False, **more)
    except FileNotFoundError:
        raise WronglyAsked(_missing(folder)) from None
    except NotADirectoryError:
        raise WronglyAsked(f"{folder} is no folder") from None
    except OSError as error:
        raise GitFailed(f"Git can't be started in {folder}: {error.strerror}") from None
    if done.returncode < 0:
        raise GitFailed(f"Git was stopped (signal {-done.returncode}) while it ran `git {_name(arguments)}`; try again")
    return Answer(done.returncode, done.stdout, done.stderr)


def told(folder: Path, *arguments: str, env: Mapping[str, str] | None = None) -> str:
    """What Git says to a question that it can always answer. Raises `GitFailed` where it does not."""
    answer = git(folder, *arguments, env=env)
    if answer.code:
        raise GitFailed(f"Git does not say what was asked of it (`git {_name(arguments)}`): {answer.reason}")
    return answer.text


def _name(arguments: Sequence[str]) -> str:
    """The name of a command among its arguments."""
    return next((word for word in arguments if not word.startswith("-") and "=" not in word), "")


def _missing(folder: Path) -> str:
    if not folder.exists():
        return f"there is no folder {folder}"
    return "Git is not installed, or not on the PATH; install it and try again"


MOST_NAMED = 200
"""Paths that a command is given one by one; a command line has no room for thousands, least of all on Windows."""


def named_paths(paths: Sequence[str]) -> Sequence[str]:
    """The paths to name to a command that lists files: these, or, where they are many, the folders that they are all in."""
    if len(paths) <= MOST_NAMED:
        return paths
    folders = sorted({path.rpartition("/")[0] for path in paths})
    return folders if "" not in folders and len(folders) <= MOST_NAMED else ()


_USUAL: Mapping[str, str] = {"gpg.program": "gpg", "gpg.ssh.program": "ssh-keygen", "gpg.x509.program": "gpgsm"}
_NAMING = r"^(gpg\.([a-z0-9]+\.)?program|filter\..*\.(clean|smudge|process))$"
"""Settings by which a repository names programs to check a signature, or to turn a file about before it is compared."""


def own_programs(folder: Path) -> tuple[str, ...]:
    """Options by which Git runs the programs that its user has set up, and none that a repository names for itself.

    Whoever hands over a folder hands over its `.git/config` too; to look at it must not run what that says.
    """
    said = git(folder, "config", "--show-scope", "-z", "--get-regexp", _NAMING).text.split("\0")
    users: dict[str, str] = {}
    theirs: dict[str, None] = {}
    for scope, setting in zip(said[::2], said[1::2], strict=False):
        key, _, value = setting.partition("\n")
        if scope in ("local", "worktree"):
            theirs[key] = None
        else:
            users[key] = value
    usual = ((key, users.get(key) or ("" if key.startswith("filter.") else _USUAL.get(key, "gpg"))) for key in theirs)
    return tuple(word for key, value in usual for word in ("-c", f"{key}={value}"))


class Plumbing:
    """Git's plumbing commands in one work tree, driven through GitPython, with an environment of their own."""

    def __init__(self, top: Path, env: Mapping[str, str] | None = None) -> None:
        try:
            from git import Git
        except ImportError as error:
            raise WronglyAsked(f"Git can't be run: {error}") from None
        self._git = Git(str(top))
        self._program = str(Git.GIT_PYTHON_GIT_EXECUTABLE or "git")
        self._env = {**LITERAL, **(env or {})}

    def ask(self, *arguments: str, given: bytes | None = None) -> Answer:
        """Run a command and give back what it said, whether it failed or not."""
        with tempfile.TemporaryFile() as source:
            source.write(given or b"")
            source.seek(0)
            code, out, err = self._git.execute(
                [self._program, *LASTING, *arguments],
                istream=source,
                env=self._env,
                with_extended_output=True,
                with_exceptions=False,
                stdout_as_string=False,
                strip_newline_in_stdout=False,
            )
        return Answer(int(code), _bytes(out), _bytes(err))

    def do(self, *arguments: str, given: bytes | None = None) -> str:
        """Run a command that must succeed. Raises `GitFailed` with Git's reason."""
        answer = self.ask(*arguments, given=given)
        if answer.code:
            raise GitFailed(f"Git refused ({_name(arguments)}), so nothing was done: {answer.reason}")
        return answer.text


def _bytes(said: object) -> bytes:
    return said if isinstance(said, bytes) else str(said).encode()
