"""The files that `init` writes for hosts of repositories, and those that this repository offers to other users.

Their safety is read from the YAML; their scripts are run as they stand, on real repositories, with the variables of the host.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from ruamel.yaml import YAML

from tests.cli.terms import GOOD, saved
from tests.conftest import git, run

TOP = Path(__file__).parents[2]
FILES = {"github": ".github/workflows/register.yml", "gitlab": ".gitlab-ci.yml", "azure": "azure-pipelines.yml"}
PROGRAM = {"github": ".github/directions.txt", "gitlab": ".gitlab/directions.txt", "azure": ".azuredevops/directions.txt"}
DIRECTION = "register/2025/EXIJB-2025-03-18-001.yaml"
ZEROS = "0" * 40
WITH_BASH = pytest.mark.skipif(sys.platform == "win32" or not shutil.which("bash"), reason="the scripts are for the hosts' Linux")


def yaml(text: str) -> Any:
    return YAML(typ="safe", pure=True).load(text)


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory, own_git_world: None) -> dict[str, Path]:
    """A register for each host."""
    found = {}
    for host in FILES:
        found[host] = tmp_path_factory.mktemp(host) / "reg"
        done = run("--today", "2025-03-01", "init", found[host], "--ci", host)
        assert done.returncode == 0, done.stderr
    return found


def scripts(host: str, folder: Path) -> dict[str, str]:
    """The scripts of a host's file in their order: the first finds base and program, and installs it; the last checks."""
    whole = yaml((folder / FILES[host]).read_text(encoding="utf-8"))
    if host == "gitlab":
        return {"all": "\n".join(whole["register"]["script"])}
    steps = whole["jobs"]["register"]["steps"] if host == "github" else whole["jobs"][0]["steps"]
    return {
        step.get("name") or step.get("displayName"): step.get("run") or step.get("bash")
        for step in steps
        if {"run", "bash"} & set(step)
    }


def test_the_workflow_is_safe_for_forks(founded: dict[str, Path]) -> None:
    text = (founded["github"] / FILES["github"]).read_text(encoding="utf-8")
    whole = yaml(text)
    assert set(whole["on"]) == {"pull_request", "merge_group", "push"}
    assert whole["on"]["push"]["branches"] == whole["on"]["pull_request"]["branches"] == ["main"]
    assert "edited" in whole["on"]["pull_request"]["types"]
    assert whole["permissions"] == {"contents": "read"}
    assert set(whole["jobs"]) == {"register"}
    job = whole["jobs"]["register"]
    assert "permissions" not in job
    assert "if" not in job, "a skipped job counts as passed where the check is required"
    assert "secrets." not in text
    checkout = job["steps"][0]
    assert checkout["with"] == {"fetch-depth": 0, "persist-credentials": False}
    for step in job["steps"]:
        assert step.get("continue-on-error") is None
        assert "uses" not in step or re.fullmatch(r"actions/(checkout|setup-python)@[0-9a-f]{40}", step["uses"])
        assert "${{" not in step.get("run", "")


def test_nothing_is_installed_or_started_among_the_files_of_a_pull_request(founded: dict[str, Path]) -> None:
    steps = yaml((founded["github"] / FILES["github"]).read_text(encoding="utf-8"))["jobs"]["register"]["steps"]
    for step in steps:
        if "pip" in step.get("run", ""):
            assert step["working-directory"] == "${{ runner.temp }}"
    for host, folder in founded.items():
        for script in scripts(host, folder).values():
            assert not re.search(r"python3? (?!-I )", script)
            assert not re.search(r"\bpip install\b(?!.*--requirement directions\.txt)", script)


@pytest.mark.parametrize("host", ["gitlab", "azure"])
def test_the_other_hosts_fetch_the_whole_history_and_keep_no_credentials(founded: dict[str, Path], host: str) -> None:
    whole = yaml((founded[host] / FILES[host]).read_text(encoding="utf-8"))
    if host == "gitlab":
        job = whole["register"]
        assert job["variables"]["GIT_DEPTH"] == "0"
        assert job["artifacts"]["reports"] == {"junit": "register.xml"}
        assert all("$CI_DEFAULT_BRANCH" in rule["if"] for rule in job["rules"])
        assert not {"before_script", "allow_failure", "secrets", "id_tokens"} & set(job)
    else:
        (checkout,) = (step for step in whole["jobs"][0]["steps"] if "checkout" in step)
        assert (checkout["fetchDepth"], checkout["persistCredentials"]) == ("0", "false")
        assert whole["trigger"] == {"batch": "false", "branches": {"include": ["main"]}}
        for script in scripts(host, founded[host]).values():
            assert "$(" not in re.sub(r"\$\(git rev-parse [^)]*\)", "", script), (
                "Azure puts its variables in before the shell does"
            )


def test_no_file_names_a_registry_or_installs_what_nobody_has_filled_in(founded: dict[str, Path]) -> None:
    for host, folder in founded.items():
        lines = (folder / PROGRAM[host]).read_text(encoding="utf-8").splitlines()
        assert all(line.startswith("#") for line in lines)
        owners = folder / PROGRAM[host].replace("directions.txt", "CODEOWNERS")
        if host != "azure":
            assert all(line.startswith("#") for line in owners.read_text(encoding="utf-8").splitlines())
    for path in (TOP / "templates" / "init").rglob("*"):
        if path.is_file():
            assert not re.search(r"index-url|https?://(?!HOST/)", path.read_text(encoding="utf-8"))


class Checked(NamedTuple):
    """What the scripts of a host's file came to."""

    code: int
    said: str
    summary: str
    report: str


class World(NamedTuple):
    """A register on a host, with a direction issued, and the program where its scripts will find it."""

    host: str
    folder: Path
    place: Path

    def change(self, old: str, new: str, path: str = DIRECTION) -> None:
        target = self.folder / path
        text = target.read_text(encoding="utf-8")
        assert old in text
        target.write_text(text.replace(old, new), encoding="utf-8", newline="\n")
        git(self.folder, "commit", "-qam", "a change")

    def tip(self) -> str:
        return git(self.folder, "rev-parse", "HEAD").strip()

    def propose(self) -> None:
        git(self.folder, "switch", "-q", "-c", "proposal")

    def checked(self, before: str | None = None) -> Checked:
        """Run the scripts as on a pull request from what is checked out into main, or after a push that followed `before`."""
        folder, place = self.folder, self.place
        if before is None:
            head = self.tip()
            git(folder, "switch", "-q", "--detach", "main")
            git(folder, "merge", "-q", "--no-ff", "-m", "The merge that would be made", head)
        here, base = self.tip(), git(folder, "rev-parse", "main").strip()
        summary, report = place / "summary.md", place / "register.xml"
        env = {
            **os.environ,
            "TZ": "Europe/London",
            "REGISTER": ".",
            **hosts_variables(self.host, folder, place, before, here, base),
        }
        out = ""
        for number, script in enumerate(scripts(self.host, folder).values()):
            # In place of the lines that would fetch the program stands the one under test.
            text = re.sub(r"^.*python -I -m (venv|pip) .*$", ":", script, flags=re.MULTILINE)
            text = text.replace("$(mktemp -d)", str(place))
            shell = (
                ["bash", "-e", "-o", "pipefail"]
                if self.host == "gitlab"
                else ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail"]
            )
            done = subprocess.run(
                [*shell, "-c", text], cwd=folder, env=env, capture_output=True, text=True, check=False, encoding="utf-8"
            )
            out += done.stdout + done.stderr
            if done.returncode:
                break
            if number == 0 and (place / "env").exists():
                env |= dict(line.split("=", 1) for line in (place / "env").read_text().splitlines())
        told = [path for path in (summary, place / "register.md", folder / "register.md") if path.exists()]
        made = [path for path in (report, folder / "register.xml") if path.exists()]
        return Checked(
            done.returncode, out, told[0].read_text("utf-8") if told else "", made[0].read_text("utf-8") if made else ""
        )


def hosts_variables(host: str, folder: Path, place: Path, before: str | None, here: str, base: str) -> dict[str, str]:
    """What a host tells its scripts."""
    if host == "github":
        event = "pull_request" if before is None else "push"
        files = {
            "GITHUB_ENV": place / "env",
            "GITHUB_STEP_SUMMARY": place / "summary.md",
            "RUNNER_TEMP": place,
            "GITHUB_WORKSPACE": folder,
        }
        return {
            "GITHUB_EVENT_NAME": event,
            "GITHUB_SHA": here,
            "EVENT_BASE": before or "",
            **{key: str(path) for key, path in files.items()},
        }
    if host == "gitlab":
        source = "merge_request_event" if before is None else "push"
        known = {"CI_MERGE_REQUEST_TARGET_BRANCH_SHA": base} if before is None else {}
        return {
            "CI_PIPELINE_SOURCE": source,
            "CI_COMMIT_SHA": here,
            "CI_COMMIT_BEFORE_SHA": before or ZEROS,
            "CI_PROJECT_DIR": str(folder),
            **known,
        }
    reason = "PullRequest" if before is None else "IndividualCI"
    return {"BUILD_REASON": reason, "BUILD_SOURCESDIRECTORY": str(folder), "AGENT_TEMPDIRECTORY": str(place)}


@pytest.fixture(params=FILES)
def world(request: pytest.FixtureRequest, founded: dict[str, Path], tmp_path: Path) -> World:
    """A register whose CI is set up: it names its program on the default branch, and holds an issued direction."""
    host = request.param
    folder, place = tmp_path / "reg", tmp_path / "temp"
    shutil.copytree(founded[host], folder, symlinks=True)
    launcher = place / "directions" / "bin" / "directions"
    launcher.parent.mkdir(parents=True)
    launcher.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m directions_cli "$@"\n')
    launcher.chmod(0o755)
    with (folder / PROGRAM[host]).open("a", encoding="utf-8") as file:
        file.write("directions-cli==1.2.3\n")
    git(folder, "commit", "-qam", "Name the program")
    assert run("-C", folder, "--today", "2025-03-20", "issue", "--from", saved(tmp_path, GOOD)).returncode == 0
    return World(host, folder, place)


CLOSE = ("close", "EXIJB-2025-03-18-001", "--approved", "2025-06-17", "--reason", "achieved", "--note", "Done.")


@WITH_BASH
def test_a_lawful_pull_request_passes(world: World) -> None:
    world.propose()
    done = run("-C", world.folder, "--today", "2025-06-20", *CLOSE)
    assert done.returncode == 0, done.stderr
    checked = world.checked()
    assert checked.code == 0, checked.said
    assert "EXIJB-18/03/2025-001" in checked.summary
    if world.host != "github":
        assert "<testsuites" in checked.report


@WITH_BASH
def test_altered_terms_fail_before_and_after_the_merge(world: World) -> None:
    before = world.tip()
    world.propose()
    world.change("amount: 1250000", "amount: 1350000")
    checked = world.checked()
    assert checked.code == 1, checked.said
    if world.host == "github":
        assert f"::error file={DIRECTION},line=" in checked.said
    else:
        assert "<failure" in checked.report
    git(world.folder, "switch", "-q", "main")
    git(world.folder, "merge", "-q", "--squash", "proposal")
    git(world.folder, "commit", "-qm", "squashed")
    assert world.checked(before).code == 1


@WITH_BASH
def test_a_pull_request_can_not_choose_its_program_nor_bring_one(world: World) -> None:
    """What it names is not read, and a module of Python that it brings is not started: the program lies elsewhere."""
    world.propose()
    world.change("directions-cli==1.2.3", "directions-cli==6.6.6", PROGRAM[world.host])
    for name in ("pip.py", "venv.py", "directions_cli.py", "yaml.py", "sitecustomize.py"):
        (world.folder / name).write_text("raise SystemExit('brought by the pull request')\n")
    launcher = world.place / "directions" / "bin" / "directions"
    launcher.write_text(
        f"#!{sys.executable} -I\nimport sys\nsys.path.insert(0, {str(TOP / 'src')!r})\nfrom directions_cli.cli.main import run\nrun()\n"
    )
    git(world.folder, "add", ".")
    git(world.folder, "commit", "-qm", "mine")
    (world.folder / "register/README.md").write_text("altered\n")
    git(world.folder, "commit", "-qam", "and a word")
    checked = world.checked()
    assert checked.code == 0, checked.said
    assert "directions-cli==1.2.3" in (world.place / "directions.txt").read_text()


@WITH_BASH
def test_an_unnamed_program_fails_and_says_what_to_do(world: World) -> None:
    world.change("directions-cli==1.2.3", "# none", PROGRAM[world.host])
    world.propose()
    world.change("# none", "directions-cli==6.6.6", PROGRAM[world.host])
    checked = world.checked()
    assert checked.code == 2
    assert "does not say yet where the program comes from" in checked.said


@WITH_BASH
def test_a_base_that_is_gone_fails(world: World) -> None:
    if world.host == "azure":
        pytest.skip("Azure names no earlier tip; the parent of the commit is compared with")
    assert world.checked("1" * 40).code == 2


@WITH_BASH
def test_the_first_push_is_checked_by_itself(world: World) -> None:
    if world.host == "azure":
        pytest.skip("Azure names no earlier tip; the parent of the commit is compared with")
    checked = world.checked(ZEROS)
    assert checked.code == 0, checked.said
    assert "no earlier one to compare it with" in checked.said
    world.change("to: [example-council]", "to: [example-concil]")
    assert world.checked(ZEROS).code == 1


def test_the_action_is_pinned_and_takes_its_inputs_through_the_environment() -> None:
    whole = yaml((TOP / "action.yml").read_text(encoding="utf-8"))
    assert whole["runs"]["using"] == "composite"
    assert {"against", "strict", "summary", "format"} <= set(whole["inputs"])
    assert all(each["description"] for each in whole["inputs"].values())
    for step in whole["runs"]["steps"]:
        assert "${{" not in step.get("run", "")
        assert "uses" not in step or re.search(r"@[0-9a-f]{40}$", step["uses"])
        assert ("run" in step) == ("shell" in step)
    installing = whole["runs"]["steps"][1]
    assert installing["working-directory"] == "${{ runner.temp }}"
    assert "--require-hashes" in installing["run"]


def test_the_hooks_of_pre_commit_call_what_there_is() -> None:
    for hook in yaml((TOP / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")):
        assert hook["language"] == "python"
        assert hook["pass_filenames"] is False
        assert hook["entry"] == "directions validate"
        assert hook["always_run"] is True, "pre-commit runs no hook for a file that is taken away"
        assert "files" not in hook


def test_the_hook_runs_under_the_real_pre_commit(register: Path, tmp_path: Path, directions: Callable[..., Any]) -> None:
    """With the entries as they are and the program of these tests: fetching it anew would need a network."""
    program = shutil.which("pre-commit")
    if program is None:
        pytest.skip("pre-commit is not installed")
    hooks = yaml((TOP / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    lines = [
        f"  - {{id: {hook['id']}, name: x, language: system, always_run: true, pass_filenames: false, "
        f"entry: '{sys.executable} -m directions_cli {' '.join([hook['entry'].removeprefix('directions '), *hook.get('args', [])])}'}}\n"
        for hook in hooks
    ]
    (register / ".pre-commit-config.yaml").write_text("repos:\n- repo: local\n  hooks:\n" + "".join(lines))
    git(register, "add", ".")
    git(register, "commit", "-qm", "hooks")
    subprocess.run([program, "install"], cwd=register, check=True, capture_output=True)
    assert directions("--today", "2025-03-20", "issue", "--from", saved(tmp_path, GOOD)).returncode == 0
    path = register / DIRECTION
    text = path.read_text()

    def committed(*more: str) -> tuple[bool, str]:
        commit = ["git", "commit", "-qam", "by hand", *more]
        done = subprocess.run(commit, cwd=register, capture_output=True, text=True, check=False, encoding="utf-8")
        return done.returncode == 0, done.stdout + done.stderr

    path.write_text(text.replace("amount: 1250000", "amount: 1350000"))
    done, said = committed()
    assert (done, "1350000" in said) == (False, True)
    path.unlink()
    done, said = committed()
    assert (done, "ALT001" in said) == (False, True)
    git(register, "checkout", "-q", "HEAD", "--", DIRECTION)
    (register / ".pre-commit-config.yaml").open("a").write("# nothing of the register\n")
    assert committed()[0]
    assert committed("--amend")[0]


def test_actionlint_finds_nothing(founded: dict[str, Path]) -> None:
    program = shutil.which("actionlint")
    if program is None:
        pytest.skip("actionlint is not installed")
    done = subprocess.run([program, FILES["github"]], cwd=founded["github"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_shellcheck_finds_nothing(founded: dict[str, Path]) -> None:
    program = shutil.which("shellcheck")
    if program is None:
        pytest.skip("shellcheck is not installed")
    action = yaml((TOP / "action.yml").read_text(encoding="utf-8"))["runs"]["steps"]
    texts = [("sh" if host == "gitlab" else "bash", text) for host in FILES for text in scripts(host, founded[host]).values()]
    for shell, text in [*texts, *(("bash", step["run"]) for step in action if "run" in step)]:
        done = subprocess.run(
            [program, "-s", shell, "-"], input=text, capture_output=True, text=True, check=False, encoding="utf-8"
        )
        assert done.returncode == 0, done.stdout
