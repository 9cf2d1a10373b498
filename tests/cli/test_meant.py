"""A slip of the pen is answered with what was meant: commands, options, choices, codes, references, statuses, kinds."""

from __future__ import annotations

import pytest

from directions_cli.domain.nearest import near, nearest, unknown
from tests.cli.terms import GOOD, saved

KNOWN = ("nhs-example", "example-council")


def test_nearest_is_the_known_name_in_any_case() -> None:
    assert nearest("NHS-Exmple", KNOWN) == " (did you mean 'nhs-example'?)"
    assert nearest("zzz", KNOWN) == ""
    assert near("example", KNOWN) == ["nhs-example", "example-council"]
    assert (
        unknown("--to", "nhs-exmple", KNOWN)
        == "--to 'nhs-exmple' is not known here (did you mean 'nhs-example'?); it is one of nhs-example, example-council"
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("lgo",), "Did you mean 'log'?"),
        (("supercede", "001"), "Did you mean 'supersede'?"),
        (("log", "--statsu", "extant"), "--status"),
        (("log", "--format", "jsn"), "(did you mean 'json'?)"),
        (("log", "--status", "isued"), "(did you mean 'issued'?)"),
        (("log", "--to", "nhs-exmple"), "(did you mean 'nhs-example'?)"),
        (("log", "--function", "care-at-hme"), "(did you mean 'care-at-home'?)"),
        (("due", "--kind", "milstone"), "(did you mean 'milestone'?)"),
        (("due", "--who", "cheif_officer"), "(did you mean 'chief_officer'?)"),
        (("budget", "--to", "exmple-council"), "(did you mean 'example-council'?)"),
        (("rules", "LNK07"), "(did you mean 'LNK007'?)"),
        (("validate", "--select", "LFI001"), "(did you mean 'LIF001'?)"),
        (("show", "EXIJB-18/03/2025-01"), "near it are EXIJB-18/03/2025-001"),
        (("show", "EXJIB-18-03-2025-001"), "near it are EXIJB-18/03/2025-001"),
        (("close", "001", "--approved", "2025-06-17", "--reason", "acheived", "--note", "x"), "(did you mean 'achieved'?)"),
        (("progress", "001", "--rating", "ontrack", "--note", "x"), "(did you mean 'on-track'?)"),
        (("schema", "direcion"), "(did you mean 'direction'?)"),
    ],
)
def test_a_slip_is_answered_with_what_was_meant(issued, arguments: tuple[str, ...], said: str) -> None:
    done = issued("--today", "2025-07-01", *arguments)
    assert done.returncode in (1, 2)
    assert said in done.stderr


def test_terms_that_name_nobody_of_the_register_are_told_who_was_meant(directions, tmp_path) -> None:
    slips = GOOD.replace("[example-council]", "[example-councl]").replace("functions: [day-services", "functions: [day-service")
    done = directions("--today", "2025-03-20", "issue", "--from", saved(tmp_path, slips))
    assert done.returncode == 1
    assert "(did you mean 'example-council'?)" in done.stderr
    assert "(did you mean 'day-services-learning-disability'?)" in done.stderr
