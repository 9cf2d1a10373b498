"""`--letter [DIR]`: the value that may be left out, and the arguments that must stay as they are."""

from __future__ import annotations

import pytest

from directions_cli.cli.optional_value import filled_in
from tests.conftest import run

TAKING = {"--note", "--letter", "--date", "-m"}


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ([], []),
        (["001"], ["001"]),
        (["001", "--letter"], ["001", "--letter=."]),
        (["--letter", "--yes", "001"], ["--letter=.", "--yes", "001"]),
        (["001", "--letter", "-y"], ["001", "--letter=.", "-y"]),
        (["001", "--letter", "out"], ["001", "--letter", "out"]),
        (["001", "--letter=out", "-y"], ["001", "--letter=out", "-y"]),
        (["001", "--letter", "out", "--letter"], ["001", "--letter", "out", "--letter=."]),
        (["001", "--letter", "--", "-x"], ["001", "--letter=.", "--", "-x"]),
        (["--note", "--letter", "001"], ["--note", "--letter", "001"]),
        (["-m", "--", "--letter"], ["-m", "--", "--letter=."]),
        (["--note=a", "--letter"], ["--note=a", "--letter=."]),
        (["--", "--letter"], ["--", "--letter"]),
        (["--yes", "--letter"], ["--yes", "--letter=."]),
    ],
)
def test_filled_in(given: list[str], meant: list[str]) -> None:
    assert filled_in(given, TAKING) == meant


def test_a_command_without_the_option_says_so() -> None:
    done = run("log", "--letter")
    assert done.returncode == 2
    assert "--letter" in done.stderr


def test_the_help_says_that_the_folder_may_be_left_out() -> None:
    assert "--letter [DIR]" in run("close", "--help").stdout
