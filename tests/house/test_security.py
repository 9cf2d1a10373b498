"""Every claim of SECURITY.md names what holds it, and that is there."""

from __future__ import annotations

import re
from pathlib import Path

TOP = Path(__file__).parents[2]
TEXT = (TOP / "SECURITY.md").read_text(encoding="utf-8")


def test_every_claim_names_what_holds_it() -> None:
    kept = TEXT.partition("## What is kept")[2].partition("## What is not kept")[0]
    claims = [line for line in kept.splitlines() if re.match(r"\| (?!claim |---)", line)]
    assert len(claims) > 20
    for line in claims:
        assert line.split("|")[2].count("`") >= 2, line


def test_what_holds_a_claim_is_there() -> None:
    file = ""
    for line in TEXT.splitlines():
        for named in re.findall(r"`([^`\s]*)`", line):
            path, _, test = named.partition("::")
            if path.endswith(".py"):
                file = path if "/" in path else f"tests/cli/{path}"
                assert (TOP / file).is_file(), named
            elif path.endswith((".lock", ".yml", ".md")) or path == ".ci/run":
                assert (TOP / path).is_file(), named
            if test:
                assert re.search(rf"^def {test}\(", (TOP / file).read_text(encoding="utf-8"), re.MULTILINE), named


def test_codes_that_it_names_are_rules() -> None:
    from directions_cli.domain.rules import BY_CODE

    codes = re.findall(r"\b[A-Z]{3}[0-9]{3}\b", TEXT)
    assert len(codes) > 5
    assert set(codes) <= set(BY_CODE)
