"""`init` founds a register that its own rules accept, whatever names it is given."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import run


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
