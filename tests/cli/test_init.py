"""`init` founds a register that its own rules accept, whatever names it is given."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.conftest import git, run


@pytest.mark.parametrize(
    ("board", "council"),
    [("NHS Same", "NHS Same"), ("東京", "大阪"), ("Bòrd na Slàinte", "Comhairle nan Eilean Siar"), ("x" * 300, "x" * 301)],
)
def test_any_names_make_a_register_that_is_in_order(tmp_path: Path, board: str, council: str) -> None:
    done = run("init", tmp_path / "new", "--yes", "--health-board", board, "--council", council)
    assert done.returncode == 0, done.stderr
    assert run("-C", tmp_path / "new", "validate").returncode == 0


def test_an_accented_name_makes_a_plain_code(tmp_path: Path) -> None:
    run("init", tmp_path / "new", "--yes", "--health-board", "Bòrd na Slàinte")
    assert "code: bord-na-slainte" in (tmp_path / "new" / "register" / "register.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--name", "A\u202eB"), "hidden character U+202E"),
        (("--model", "x: y"), "should be one of 'integration-joint-board' or 'lead-agency'"),
        (("--code", "x"), "code"),
        (("--example", "--name", "X"), "leave the other options out"),
    ],
)
def test_what_would_make_none_is_refused_and_leaves_nothing(tmp_path: Path, options: tuple[str, ...], said: str) -> None:
    done = run("init", tmp_path / "new", "--yes", *options)
    assert done.returncode == 2
    assert said in done.stderr
    assert not (tmp_path / "new").exists()


def test_no_register_among_the_files_of_another(register: Path) -> None:
    done = run("init", register / "register" / "sub", "--yes")
    assert done.returncode == 1
    assert "among the files of another register" in done.stderr
    assert not (register / "register" / "sub").exists()


FILES = {
    "github": {
        ".github/workflows/register.yml",
        ".github/directions.txt",
        ".github/CODEOWNERS",
        ".github/pull_request_template.md",
    },
    "gitlab": {".gitlab-ci.yml", ".gitlab/directions.txt", ".gitlab/CODEOWNERS", ".gitlab/merge_request_templates/Default.md"},
    "azure": {"azure-pipelines.yml", ".azuredevops/directions.txt", ".azuredevops/pull_request_template.md"},
    "none": set(),
}
DRIVER = 'git config merge.directions.driver "directions merge-driver %O %A %B %P %L"'


def others(folder: Path) -> set[str]:
    """The files in Git beside the register and its schemas."""
    listed = git(folder, "ls-files", "-z").split("\0")[:-1]
    return {path for path in listed if not path.startswith(("register/", "schemas/"))}


@pytest.mark.parametrize(("ci", "example"), [*((ci, ()) for ci in FILES), ("gitlab", ("--example",))])
def test_each_host_gets_its_files_in_one_commit(tmp_path: Path, ci: str, example: tuple[str, ...]) -> None:
    folder = tmp_path / "new"
    done = run("init", folder, "--ci", ci, *example)
    assert done.returncode == 0, done.stderr
    assert others(folder) == FILES[ci] | {".gitattributes"}
    assert git(folder, "status", "--porcelain") == ""
    first = git(folder, "rev-list", "--max-parents=0", "HEAD").strip()
    assert FILES[ci] <= set(git(folder, "ls-tree", "-r", "--name-only", first).splitlines())
    assert DRIVER in done.stderr
    assert ("fill in" in done.stderr) == (ci != "none")
    for path in FILES[ci]:
        text = (folder / path).read_text(encoding="utf-8")
        assert "<{" not in text
        assert "<%" not in text


def test_github_is_the_host_unless_another_is_named(tmp_path: Path) -> None:
    run("init", tmp_path / "new")
    assert others(tmp_path / "new") == FILES["github"] | {".gitattributes"}
    assert run("init", tmp_path / "other", "--ci", "sourceforge").returncode == 2


def test_directions_are_merged_by_our_driver_and_nothing_else_is(tmp_path: Path) -> None:
    run("init", tmp_path)
    asked = ("register/2025/EXIJB-2025-03-18-001.yaml", "register/register.yaml", "other.yaml", "register/README.md")
    said = git(tmp_path, "check-attr", "merge", "--", *asked).splitlines()
    assert [line.rpartition(" ")[2] for line in said] == ["directions", "directions", "unspecified", "unspecified"]


@pytest.mark.parametrize("there", ["", "*.png binary", "*.yaml text eol=lf\n"])
def test_attributes_are_added_to(tmp_path: Path, there: str) -> None:
    git(tmp_path, "init", "-q")
    (tmp_path / ".gitattributes").write_text(there)
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "mine")
    assert run("init", tmp_path, "--yes").returncode == 0
    text = (tmp_path / ".gitattributes").read_text()
    assert text.startswith(there)
    assert sorted(text.split("\n")).count("*.yaml text eol=lf") == text.count("merge=directions") == 1


@pytest.mark.parametrize(
    ("ci", "mine", "left_out"),
    [
        ("github", ".github/workflows/register.yml", ".github/workflows/register.yml"),
        ("github", "CODEOWNERS", ".github/CODEOWNERS"),
        ("github", ".github/PULL_REQUEST_TEMPLATE.md", ".github/pull_request_template.md"),
        ("gitlab", ".gitlab-ci.yml", ".gitlab-ci.yml"),
        ("azure", "azure-pipelines.yml", "azure-pipelines.yml"),
    ],
)
@pytest.mark.parametrize("committed", [True, False])
def test_nothing_is_written_over(tmp_path: Path, ci: str, mine: str, left_out: str, committed: bool) -> None:
    git(tmp_path, "init", "-q")
    path = tmp_path / mine
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("mine\n")
    if committed:
        git(tmp_path, "add", ".")
        git(tmp_path, "commit", "-qm", "mine")
    done = run("init", tmp_path, "--ci", ci, "--yes" if committed or mine != "CODEOWNERS" else "--example")
    assert done.returncode == 0, done.stderr
    assert path.read_text() == "mine\n"
    assert f"{mine} is there already and stays as it is" in done.stderr
    assert others(tmp_path) - {mine, ".gitattributes"} == FILES[ci] - {left_out}
    named = done.stderr.split("would hold is in ")[1].splitlines()[0]
    assert Path(named).is_file()


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
@pytest.mark.parametrize("link", [True, False])
@pytest.mark.parametrize("how", ["--yes", "--example"])
def test_nothing_is_written_through_a_link_or_over_a_file(tmp_path: Path, link: bool, how: str) -> None:
    there, folder = tmp_path / "elsewhere", tmp_path / "new"
    there.mkdir()
    folder.mkdir()
    if link:
        (folder / ".github").symlink_to(there)
    else:
        (folder / ".github").write_text("mine")
    done = run("init", folder, how)
    assert done.returncode == 1
    assert ".github is no folder of its own" in done.stderr
    assert list(there.iterdir()) == []
    assert [path.name for path in folder.iterdir()] == [".github"]
    assert run("init", folder, "--yes", "--ci", "none").returncode == 0


def test_a_register_in_a_folder_of_a_repository(tmp_path: Path) -> None:
    """The host looks for its files at the top of the repository; they name the folder."""
    from ruamel.yaml import YAML

    git(tmp_path, "init", "-q", "-b", "trunk+1")
    folder = tmp_path / "our register"
    assert run("init", folder, "--yes").returncode == 0
    whole = YAML(typ="safe", pure=True).load((tmp_path / ".github/workflows/register.yml").read_text(encoding="utf-8"))
    assert whole["jobs"]["register"]["env"]["REGISTER"] == "our register"
    assert whole["on"]["push"]["branches"] == ["trunk\\+1"]
    assert "/our\\ register/register/" in (tmp_path / ".github/CODEOWNERS").read_text(encoding="utf-8")
    said = git(tmp_path, "check-attr", "merge", "--", "our register/register/2025/EXIJB-2025-03-18-001.yaml")
    assert said.endswith("merge: directions\n")
    assert git(tmp_path, "status", "--porcelain") == ""


def test_the_default_branch_is_that_of_the_remote(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "-b", "develop", "there")
    git(tmp_path / "there", "commit", "-qm", "first", "--allow-empty")
    git(tmp_path, "clone", "-q", "there", "here")
    git(tmp_path / "here", "switch", "-qc", "found-it")
    assert run("init", tmp_path / "here", "--yes").returncode == 0
    assert 'branches: ["develop"]' in (tmp_path / "here/.github/workflows/register.yml").read_text(encoding="utf-8")
