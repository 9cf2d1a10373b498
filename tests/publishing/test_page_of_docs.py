"""docs/publish.md: its options are those there are, and its jobs do what it says."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from directions_cli.cli.program import load
from tests.conftest import git
from tests.publishing.conftest import DAY

TEXT = (Path(__file__).parents[2] / "docs" / "publish.md").read_text(encoding="utf-8")
GITHUB, GITLAB = re.findall(r"```yaml\n(.*?)```", TEXT, re.DOTALL)


def test_every_option_is_told() -> None:
    known = {option for parameter in load("publish").params for option in parameter.opts if option.startswith("--")}
    assert known - {"--help"} == set(re.findall(r"(?<![\w-])--(?:out|as-at|base-url|documents|force|format)\b", TEXT))


def parsed(text: str) -> Any:
    return YAML(typ="safe", pure=True).load(text)


def test_the_job_of_gitlab_publishes_into_public() -> None:
    job = parsed(GITLAB)["pages"]
    assert any("directions publish --out public" in line for line in job["script"])
    assert job["artifacts"]["paths"] == ["public"]


def test_actionlint_finds_nothing(tmp_path: Path) -> None:
    program = shutil.which("actionlint")
    if program is None:
        pytest.skip("actionlint is not installed")
    (tmp_path / "site.yml").write_text(GITHUB, encoding="utf-8")
    done = subprocess.run([program, str(tmp_path / "site.yml")], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.skipif(sys.platform == "win32" or shutil.which("bash") is None, reason="the job runs on Linux")
def test_the_job_of_github_keeps_a_branch_of_its_own(example: Path, tmp_path: Path) -> None:
    """Run as it stands, against a remote: the branch is made, left alone where nothing changed, and brought up to date."""
    job = parsed(GITHUB)["jobs"]["site"]
    step = next(each["run"] for each in job["steps"] if each["name"] == "Bring the site up to date")
    remote, here = tmp_path / "remote.git", tmp_path / "here"
    git(tmp_path, "clone", "--quiet", "--bare", str(example), str(remote))
    git(tmp_path, "clone", "--quiet", str(remote), str(here))
    programs = tmp_path / "bin"
    programs.mkdir()
    program = programs / "directions"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m directions_cli --today {DAY} "$@"\n', encoding="utf-8")
    program.chmod(0o755)

    def bring(run: str) -> str:
        (tmp_path / run).mkdir()
        more = {"RUNNER_TEMP": str(tmp_path / run), "ADDRESS": job["env"]["ADDRESS"]}
        environment = {**os.environ, **more, "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}"}
        command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step]
        done = subprocess.run(command, cwd=here, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    assert "as it was" not in bring("first")
    files = git(remote, "ls-tree", "-r", "--name-only", "gh-pages").split("\n")
    assert {"index.html", "feed.xml", "sitemap.xml", ".directions-site.json"} <= set(files)
    assert not [each for each in files if each.startswith("register/")]
    first = git(remote, "rev-parse", "gh-pages")
    assert "the site is as it was" in bring("second")
    assert git(remote, "rev-parse", "gh-pages") == first
    act = [sys.executable, "-m", "directions_cli", "--today", DAY, "progress", "EXIJB-2026-09-15-001", "--yes"]
    subprocess.run([*act, "--rating", "on-track", "--note", "Ten more."], cwd=here, check=True, capture_output=True)
    bring("third")
    changed = git(remote, "diff", "--name-only", "gh-pages~1", "gh-pages").split("\n")
    assert "directions/EXIJB-2026-09-15-001.html" in changed
    assert "directions/EXIJB-2025-03-18-001.html" not in changed
