"""A tree grafted folder by folder is the tree that Git makes of an index, and holds nothing but what was meant."""

from __future__ import annotations

import os
import random
import subprocess
from pathlib import Path

import pytest

from directions_cli.errors import GitFailed, Refused
from directions_cli.ledger.git import Plumbing
from directions_cli.ledger.journal import Step
from directions_cli.ledger.repository import open_repository
from directions_cli.ledger.trees import grafted
from tests.conftest import examples, git

NAMES = ("a", "a.b", "a-b", "a b", "ab", "Aé", "2025", "2025-x", "register", "é.yaml", "z'q")
"""Names that a plain order by letters would put elsewhere than Git does, once some of them are folders."""


def blob(folder: Path, text: str) -> str:
    command = ["git", "hash-object", "-w", "--stdin"]
    return subprocess.run(command, cwd=folder, input=text, capture_output=True, text=True, check=True).stdout.strip()


def put(folder: Path, tree: str | None, steps: list[Step]) -> str:
    """The tree that Git makes of an index."""
    env = {**os.environ, "GIT_INDEX_FILE": str(folder / ".git" / "other.index")}
    given = "".join(f"{step.mode} {step.after}\t{step.path}\0" for step in steps).encode()
    for command in (["read-tree", tree or "--empty"], ["update-index", "-z", "--index-info"]):
        subprocess.run(["git", *command], cwd=folder, input=given, env=env, check=True, capture_output=True)
    return subprocess.run(["git", "write-tree"], cwd=folder, env=env, check=True, capture_output=True, text=True).stdout.strip()


def drawn(folder: Path, chance: random.Random, taken: set[str], number: int) -> list[Step]:
    """Steps at paths of up to three names, none of which is both a file and a folder."""
    steps: dict[str, Step] = {}
    while len(steps) < number:
        path = "/".join(chance.choices(NAMES, k=chance.randint(1, 3)))
        known = taken | steps.keys()
        if any(other.startswith(f"{path}/") or path.startswith(f"{other}/") for other in known):
            continue
        mode = chance.choice(("100644", "100755"))
        steps[path] = Step(path, None, blob(folder, str(chance.random())), mode, None)
    return list(steps.values())


@pytest.mark.parametrize("algorithm", ["sha1", "sha256"])
def test_the_tree_is_the_one_that_git_makes(tmp_path: Path, algorithm: str) -> None:
    git(tmp_path, "init", "--quiet", f"--object-format={algorithm}")
    repository, chance = open_repository(tmp_path), random.Random(algorithm)
    plumbing = Plumbing(tmp_path)
    for _ in range(examples(6)):
        head, taken = None, set[str]()
        for _ in range(3):
            steps = drawn(tmp_path, chance, taken, 5)
            parent = put(tmp_path, head, [])
            made = grafted(repository, plumbing, head, steps)
            assert made == put(tmp_path, parent, steps)
            head = git(tmp_path, "commit-tree", "-m", "x", made).strip()
            taken |= {step.path for step in steps}
        with pytest.raises(Refused, match="nothing differs from what is committed"):
            grafted(repository, plumbing, head, steps)


def test_a_file_where_a_folder_is_to_be_is_not_taken_away(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet")
    (tmp_path / "register").write_text("a file\n")
    git(tmp_path, "add", "register")
    git(tmp_path, "commit", "--quiet", "-m", "x")
    repository, head = open_repository(tmp_path), git(tmp_path, "rev-parse", "HEAD").strip()
    step = Step("register/2025/x.yaml", None, blob(tmp_path, "x"), "100644", None)
    with pytest.raises(GitFailed, match=r"more than the act itself would be committed \(register\)"):
        grafted(repository, Plumbing(tmp_path), head, [step])
