"""`export` and `import` of our own exports, on real registers."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.conftest import git, run

DAY = "2026-11-22"


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory, worked_example: Path) -> Path:
    folder = tmp_path_factory.mktemp("export") / "example"
    shutil.copytree(worked_example, folder, symlinks=True)
    return folder


def exported(example: Path, *arguments: object):
    return run("-C", example, "--today", DAY, "export", *arguments)


def brought(register: Path, *arguments: object):
    return run("-C", register, "--today", DAY, "import", *arguments)


def test_private_directions_are_left_out_and_counted(example: Path, tmp_path: Path) -> None:
    done = exported(example, "--out", tmp_path / "x.json")
    assert done.returncode == 0, done.stderr
    assert "38 directions, as at 2026-11-22; 1 private direction is left out (--private includes it)" in done.stderr
    assert len(json.loads((tmp_path / "x.json").read_text(encoding="utf-8"))["directions"]) == 38
    done = exported(example, "--private")
    assert done.stdout.count("\r\n") == 40
    assert "left out" not in done.stderr


def test_a_file_is_not_written_over_unasked(example: Path, tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("mine", encoding="utf-8")
    assert exported(example, "--out", tmp_path / "x.csv").returncode == 2
    assert (tmp_path / "x.csv").read_text(encoding="utf-8") == "mine"
    assert exported(example, "--out", tmp_path / "x.csv", "--force").returncode == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--out", "x.docx"), "no export ends in .docx"),
        (("--format", "xlsx", "--out", "x.csv"), "xlsx ends in .xlsx"),
        (("--format", "parquet", "--out", "x.parquet"), "give a folder"),
        (("--format", "parquet"), "give a folder with --out"),
        (("--format", "json", "--excel"), "--excel is about CSV"),
        (("--status", "open"), "is not known here"),
    ],
)
def test_what_can_not_be_done_is_said(example: Path, arguments: tuple[str, ...], said: str) -> None:
    done = exported(example, *arguments)
    assert done.returncode == 2
    assert said in done.stderr


@pytest.mark.parametrize("name", ["x.json", "x.jsonl", "x.db", "x.xlsx", "x.ods", "folder", "parquet"])
def test_an_export_rebuilds_an_empty_register(name: str, example: Path, register: Path, tmp_path: Path) -> None:
    form = ("--format", "parquet") if name == "parquet" else ()
    assert exported(example, "--private", *form, "--out", tmp_path / name).returncode == 0
    done = brought(register, tmp_path / name, "--header")
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) == 39
    for path in sorted((example / "register").rglob("*.yaml")):
        twin = register / "register" / path.relative_to(example / "register")
        if path.name != "register.yaml":
            assert twin.read_bytes() == path.read_bytes(), path
    assert git(register, "status", "--porcelain") == ""
    assert git(register, "log", "-1", "--format=%s").strip() == "Import 39 directions and 24 report decisions"
    again = exported(register, "--private", *form, "--out", tmp_path / f"again-{name}")
    assert again.returncode == 0
    assert run("-C", register, "--today", DAY, "audit").returncode == 0
    done = brought(register, tmp_path / name)
    assert done.returncode == 0
    assert "all of it is here already" in done.stderr


def test_only_what_is_new_comes_in(example: Path, tmp_path: Path) -> None:
    assert exported(example, "--private", "--out", tmp_path / "x.json").returncode == 0
    part = tmp_path / "part"
    shutil.copytree(example, part)
    git(part, "rm", "--quiet", "register/2026/EXIJB-2026-12-08-001.yaml")
    git(part, "commit", "--quiet", "-m", "Take a draft out")
    done = brought(part, tmp_path / "x.json")
    assert done.returncode == 0, done.stderr
    assert done.stdout.split()[-1] == "EXIJB-2026-12-08-001"
    assert git(part, "show", "--name-only", "--format=").split() == ["register/2026/EXIJB-2026-12-08-001.yaml"]


def test_what_is_here_with_other_content_is_refused(example: Path, tmp_path: Path) -> None:
    assert exported(example, "--private", "--out", tmp_path / "x.json").returncode == 0
    text = (tmp_path / "x.json").read_text(encoding="utf-8")
    (tmp_path / "x.json").write_text(text.replace("Interim care beds at Rowan Court", "Other beds", 1), encoding="utf-8")
    before = git(example, "rev-parse", "HEAD")
    done = brought(example, tmp_path / "x.json")
    assert done.returncode == 1
    assert "1 file here with other content than in the export" in done.stderr
    assert "EXIJB-19/09/2023-001" in done.stderr
    assert git(example, "rev-parse", "HEAD") == before


def test_another_authority_is_refused(example: Path, register: Path, tmp_path: Path) -> None:
    assert exported(example, "--private", "--out", tmp_path / "x.json").returncode == 0
    text = (tmp_path / "x.json").read_text(encoding="utf-8").replace('"code": "EXIJB"', '"code": "NORTH"')
    (tmp_path / "x.json").write_text(text, encoding="utf-8")
    done = brought(register, tmp_path / "x.json", "--header")
    assert done.returncode == 1
    assert "this is the register of EXIJB, and the export is of NORTH" in done.stderr


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"export": {"of": "register of directions", "format": 99}}', "reads format 1: upgrade"),
        ('{"export": {"of": "something else"}}', "is no export of a register"),
        ('{"export": ', "is no JSON that can be read"),
        ("{}", "is no export of a register"),
        ('{"export": {"of": "register of directions", "format": 1}, "header": {}}', "can't be put together"),
    ],
)
def test_what_is_no_export_is_said(register: Path, tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "x.json").write_text(text, encoding="utf-8")
    done = brought(register, tmp_path / "x.json")
    assert done.returncode == 2, done.stderr
    assert said in done.stderr


def test_a_path_out_of_the_register_is_refused(example: Path, register: Path, tmp_path: Path) -> None:
    assert exported(example, "--private", "--out", tmp_path / "x.json").returncode == 0
    text = (tmp_path / "x.json").read_text(encoding="utf-8").replace('"path": "2023/EXIJB', '"path": "../../EXIJB')
    (tmp_path / "x.json").write_text(text, encoding="utf-8")
    done = brought(register, tmp_path / "x.json", "--header")
    assert done.returncode == 2
    assert "where no file of a register lies" in done.stderr


def test_a_part_of_a_register_is_said_to_be_one(example: Path, register: Path, tmp_path: Path) -> None:
    assert exported(example, "--status", "closed", "--out", tmp_path / "x.json").returncode == 0
    done = brought(register, tmp_path / "x.json", "--header", "--dry-run")
    assert "this export is not the whole register: it leaves out 1 private directions" in done.stderr
    assert "it holds the directions that were closed alone" in done.stderr


def test_the_page_on_exports_tells_the_truth(example: Path, tmp_path: Path) -> None:
    done = run("-C", example, "--today", DAY, "export", "--status", "extant", "--out", "extant.csv", cwd=tmp_path)
    page = (Path(__file__).parents[2] / "docs" / "export.md").read_text(encoding="utf-8")
    shown = page.partition("--out extant.csv\n")[2].partition("```")[0]
    assert done.stdout + done.stderr == shown


def test_the_dictionary_is_a_page(example: Path) -> None:
    done = exported(example, "--format", "dictionary")
    assert done.returncode == 0
    assert "| amount | money, pounds | Pounds. A set-aside must have an amount (s.27(1)(a)). | finance.amount |" in done.stdout
