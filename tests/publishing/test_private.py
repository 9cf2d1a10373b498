"""What was made in private leaves no trace but its number: not in a page, a table, a feed, a document or a file's name."""

from __future__ import annotations

import io
import json
import re
import shutil
import zipfile
from datetime import date
from pathlib import Path

import pytest

from directions_cli.domain.public import UNNAMED, public_part
from directions_cli.errors import Refused
from tests.conftest import git, run
from tests.domain.building import direction_file, register_of
from tests.publishing.conftest import DAY

PRIVATE = "EXIJB-2026-06-16-002"
WORDS = (
    *(PRIVATE, "EXIJB-16/06/2026-002", "EXIJB-26-025", "Contingency for a care home", "Care home contingency", "step-in"),
    *(
        "34 residents",
        "withdraw",
        "2026-06-16-care-home-contingency-private",
        "double running",
        "contingency reserve",
        "£350,000",
    ),
)
"""Words of the private direction of the example and of its report that nothing else in the register says."""


def texts(site: Path) -> dict[str, str]:
    """Every file of a site as text, by its path; a Word form or a workbook by what it holds."""
    found = {}
    for path in sorted(site.rglob("*")):
        if path.is_file():
            data = path.read_bytes()
            if path.suffix in (".docx", ".xlsx"):
                parts = zipfile.ZipFile(io.BytesIO(data))
                data = b" ".join(re.sub(rb"<[^>]+>", b"", parts.read(each)) for each in parts.namelist())
            found[path.relative_to(site).as_posix()] = data.decode("utf-8", "replace")
    return found


def traces(site: Path, words: tuple[str, ...]) -> list[tuple[str, str]]:
    return [
        (path, word) for path, text in texts(site).items() for word in words if word.casefold() in f"{path}\n{text}".casefold()
    ]


def test_the_words_are_those_of_the_private_direction_alone(example: Path) -> None:
    folder = example / "register"
    for word in WORDS:
        holders = {
            path.stem for path in folder.rglob("*.yaml") if word.casefold() in f"{path}{path.read_text('utf-8')}".casefold()
        }
        assert holders <= {PRIVATE, "2026-06-16-care-home-contingency-private"}, (word, holders)
        assert holders


def test_the_example_s_private_direction_leaves_no_trace(site: Path) -> None:
    assert traces(site, WORDS) == []


@pytest.fixture(scope="module")
def entangled(example: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example with directions before, after and beside the private one, which name it wherever they can."""
    folder = tmp_path_factory.mktemp("entangled") / "reg"
    shutil.copytree(example, folder, symlinks=True)
    register = folder / "register"
    text = (register / "2026" / f"{PRIVATE}.yaml").read_text(encoding="utf-8")
    before = register / "2026" / "EXIJB-2026-03-17-002.yaml"
    secret = text.replace("private: true\n", "supersedes: [EXIJB-2026-03-17-002]\nprivate: true\n")
    (register / "2026" / f"{PRIVATE}.yaml").write_text(secret, encoding="utf-8")
    with before.open("a", encoding="utf-8") as file:
        file.write(f"  - {{act: superseded, date: 2026-06-19, by: {PRIVATE}}}\n")
        file.write("  - act: corrected\n    date: 2026-06-20\n    field: varies\n")
        file.write(f"    from: [EXIJB-16/06/2026-002]\n    to: [{PRIVATE}]\n    reason: Misread.\n")
    after = register / "2026" / "EXIJB-2026-09-15-001.yaml"
    said = after.read_text(encoding="utf-8")
    said = said.replace("private: false\n", f"supersedes: [exijb-16/06/2026-002]\nvaries: [{PRIVATE}]\nprivate: false\n", 1)
    said = said.replace(
        "direction: |\n",
        f"direction: |\n  In place of {PRIVATE}, Contingency for a care\n  home whose provider may withdraw:\n\n",
        1,
    )
    said = said.replace("history:\n", "measures: [As exijb-26-025 says]\nhistory:\n", 1)
    after.write_text(said, encoding="utf-8")
    git(folder, "commit", "--quiet", "--no-verify", "-am", "Entangle them")
    return folder


def test_directions_that_name_a_private_one_say_no_more_than_that(entangled: Path, tmp_path: Path) -> None:
    done = run("-C", entangled, "--today", DAY, "publish", "--out", tmp_path / "site", "--documents", "all")
    assert done.returncode == 0, done.stderr
    assert traces(tmp_path / "site", WORDS) == []
    found = texts(tmp_path / "site")
    for path in ("directions/EXIJB-2026-03-17-002.html", "directions/EXIJB-2026-09-15-001.html"):
        assert UNNAMED in found[path]
        assert "private" in found[path.replace("directions/", "data/directions/").replace(".html", ".yaml")]
    assert "As a report considered in private says" in found["directions/EXIJB-2026-09-15-001.html"]
    whole = json.loads(found["data/register.json"])
    rows = {row["id"]: row for row in whole["directions"]}
    assert rows["EXIJB-2026-03-17-002"]["replaced_by"] == [UNNAMED]
    assert rows["EXIJB-2026-09-15-001"]["supersedes"] == [UNNAMED]


def test_the_digest_stays_that_of_the_printed_form(entangled: Path, tmp_path: Path) -> None:
    run("-C", entangled, "--today", DAY, "publish", "--out", tmp_path / "site")
    digest = json.loads(run("-C", entangled, "--today", DAY, "show", "EXIJB-2026-09-15-001", "--format", "json").stdout)["digest"]
    assert digest in texts(tmp_path / "site")["directions/EXIJB-2026-09-15-001.html"]


ISSUED = "history: [{act: issued, date: 2025-03-20}]"
OTHER_ID = "EXIJB-2025-03-18-002"


def part(extra: str = "jointly: false", title: str = "Something", reference: str = "null", day: str = "2026-01-01"):
    """The public part of a register with a public direction and a private one."""
    public = f"title: Care at home\napproved: 2025-03-18\n{extra}\n{ISSUED}\n"
    private = (
        f"title: {title}\nreference: {reference}\nprivate: true\nprivate_reason: One provider.\napproved: 2025-03-18\n{ISSUED}\n"
    )
    return public_part(register_of(direction_file(public), direction_file(private, OTHER_ID)), date.fromisoformat(day))


def test_common_words_are_no_names() -> None:
    """A private direction with a short title or number must not tear holes into the others."""
    found = part("direction: Care at home on 12 streets, something old.", "Care at home", "'12'")
    assert found.register["EXIJB-2025-03-18-001"].terms.direction == "Care at home on 12 streets, something old."
    assert found.register["EXIJB-2025-03-18-001"].terms.title == "Care at home"
    assert found.withheld == 1


def test_a_number_that_begins_like_a_private_one_is_left() -> None:
    found = part("direction: See EXIJB-2025-03-18-0021 and EXIJB-2025-03-18-002.")
    assert found.register["EXIJB-2025-03-18-001"].terms.direction == f"See EXIJB-2025-03-18-0021 and {UNNAMED}."


def test_what_is_dated_ahead_is_not_known_yet() -> None:
    assert part(day="2025-03-17").withheld == 0
    assert len(part(day="2025-03-17").register) == 0
    assert part(day="2025-03-20").withheld == 1


def test_what_was_private_on_the_day_is_private_though_it_is_not_any_more() -> None:
    text = """
title: Care at home
approved: 2025-03-18
private: false
history:
  - {act: issued, date: 2025-03-20}
  - {act: corrected, date: 2025-05-01, field: private_reason, from: One provider., to: null, reason: Public now.}
  - {act: corrected, date: 2025-05-01, field: private, from: true, to: false, reason: Public now.}
"""
    register = register_of(direction_file(text))
    assert list(public_part(register, date(2025, 4, 1)).register) == []
    later = public_part(register, date(2025, 6, 1))
    assert [entry.act for entry in later.register["EXIJB-2025-03-18-001"].history] == ["issued"]
    assert later.numbers["EXIJB-2025-03-18-001"] == (1,)
    assert later.withheld == 0


def test_a_file_that_can_t_be_read_keeps_the_site_from_being_made(example: Path, tmp_path: Path) -> None:
    """It could be a private one, of which nobody would know then what to leave out."""
    shutil.copytree(example, tmp_path / "reg", symlinks=True)
    (tmp_path / "reg" / "register" / "2026" / f"{PRIVATE}.yaml").write_text("title: [", encoding="utf-8")
    done = run("-C", tmp_path / "reg", "--today", DAY, "publish", "--out", tmp_path / "site")
    assert done.returncode == Refused.exit_code
    assert "nothing is published while a file of the register can't be read" in done.stderr
    assert not (tmp_path / "site").exists()
