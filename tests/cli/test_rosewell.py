"""The life of Rosewell House, told through the commands: four published directions, the first known only by its revocation.

The facts are those of the board's published decisions, as far as they say anything; what they are silent on stays absent.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import git, run

FIRST = """\
title: Rosewell House
to: [aberdeen-city-council]
source: Known only from the decision of 24 August 2021, which revokes it and dates it 2 October 2021.
"""
SECOND = """\
title: "Rosewell House: 60 beds"
approved: 2021-08-24
report: {number: HSCP.21.088, title: Rosewell House - Options Appraisal and Recommendations, appendix: D}
to: [nhs-grampian, aberdeen-city-council]
ends: 2023-10-23
reference: null
source: Decision of 24 August 2021; the direction itself (appendix D) is not published with it.
"""
THIRD = """\
title: Integrated facility at Rosewell House
approved: 2023-08-22
report: {number: HSCP.23.054, appendix: B}
to: [nhs-grampian, aberdeen-city-council]
ends: 2025-12-31
source: Decision of 22 August 2023; it does not say which earlier direction it follows.
"""
FOURTH = """\
title: "Frailty and specialist rehabilitation: withdrawal from Rosewell House"
report: {number: HSCP.25.054, appendix: "2"}
to: [nhs-grampian, aberdeen-city-council]
milestones:
  - {what: Services withdrawn from the facility, due: 2026-03-31}
source: Decision published on 3 July 2025; its date is not stated.
"""


@pytest.fixture
def aberdeen(tmp_path: Path) -> Callable[..., object]:
    """The register of the published case."""
    folder = tmp_path / "abijb"
    made = run(
        "init", folder, "--name", "Aberdeen City Integration Joint Board", "--code", "ACIJB",
        "--health-board", "NHS Grampian", "--council", "Aberdeen City Council",
    )  # fmt: skip
    assert made.returncode == 0, made.stderr

    def called(*arguments: object, **more: object):
        return run("-C", folder, "--today", "2025-08-01", *arguments, **more)

    called.folder = folder  # type: ignore[attr-defined]
    return called


def test_the_story(aberdeen) -> None:
    first = aberdeen("issue", "--historic", "--from", "-", given=FIRST)
    assert first.stdout == "ACIJB-undated-h001 ACIJB-undated-h001\n", first.stderr
    second = aberdeen(
        "revoke", "ACIJB-undated-h001", "--approved", "2021-08-24", "--reason", "redirected",
        "--note", "Revoked on 24 August 2021 by the decision that made the next direction.", "--date", "2021-08-24",
    )  # fmt: skip
    assert second.returncode == 0, second.stderr
    for terms, id in ((SECOND, "ACIJB-2021-08-24-h001"), (THIRD, "ACIJB-2023-08-22-h001"), (FOURTH, "ACIJB-undated-h002")):
        done = aberdeen("issue", "--historic", "--from", "-", given=terms)
        assert done.stdout == f"{id} {id}\n", done.stderr

    def statuses(day: str) -> dict[str, str]:
        rows = json.loads(aberdeen("log", "--as-at", day, "--format", "json").stdout)
        return {row["id"]: row["status"] for row in rows}

    assert statuses("2021-08-23")["ACIJB-undated-h001"] == "issued"
    assert statuses("2021-08-24")["ACIJB-undated-h001"] == "revoked"
    assert statuses("2021-08-24")["ACIJB-2021-08-24-h001"] == "issued"
    assert "ACIJB-2023-08-22-h001" not in statuses("2023-08-21")
    checked = json.loads(aberdeen("validate", "--notes", "--format", "json").stdout)
    assert not [each for each in checked if each["severity"] == "error"]
    expired = {each["direction"] for each in checked if each["code"] == "LIF010"}
    assert expired == {"ACIJB-2021-08-24-h001"}, "its end passed, and nobody said what became of it"
    gaps = {each["direction"] for each in checked if each["code"] == "CON020"}
    assert len(gaps) == 4
    assert git(aberdeen.folder, "status", "--porcelain") == ""


def test_one_decision_revokes_and_makes_anew(aberdeen) -> None:
    """The second direction revokes the first in the same act, as the board decided."""
    aberdeen("issue", "--historic", "--from", "-", given=FIRST)
    whole = SECOND.replace("reference: null\n", "") + "revokes: [ACIJB-undated-h001]\n"
    done = aberdeen("issue", "--historic", "--date", "2021-08-24", "--from", "-", given=whole)
    assert done.returncode == 0, done.stderr
    rows = {row["id"]: row for row in json.loads(aberdeen("log", "--format", "json").stdout)}
    assert rows["ACIJB-undated-h001"]["status"] == "revoked"
    assert rows["ACIJB-undated-h001"]["replaced_by"] == ["ACIJB-2021-08-24-h001"]
    assert rows["ACIJB-2021-08-24-h001"]["revokes"] == ["ACIJB-undated-h001"]
    assert len(git(aberdeen.folder, "show", "--format=", "--name-only", "HEAD").split()) == 2


def test_the_date_in_the_minute_is_refused(aberdeen) -> None:
    """The minute dates the revoked direction 2 October 2021, after its revocation on 24 August 2021."""
    done = aberdeen("issue", "--historic", "--from", "-", given=f"{FIRST}approved: 2021-10-02\n")
    assert done.returncode == 0
    refused = aberdeen(
        "revoke", "ACIJB-2021-10-02-h001", "--approved", "2021-08-24", "--reason", "redirected", "--note", "As minuted.",
        "--date", "2021-08-24",
    )  # fmt: skip
    assert refused.returncode == 1
    assert "LIF00" in refused.stderr
    assert "2021-10-02" in refused.stderr
