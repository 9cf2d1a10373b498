"""`report progress|annual|performance|closing|practice` on the worked example, word for word, and what is refused.

`python -m tests.cli.test_committee_reports` writes the documents in `committee_reports/` anew; read what changed.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import docx
import pytest

from directions_cli.documents.writers import FORMATS
from tests.conftest import run
from tests.documents.extracting import Html, evened, markdown_text, markdown_tokens

TODAY = "2026-11-24"
GOLDEN = Path(__file__).parent / "committee_reports"
REPORTS = {
    "progress": ("progress", "--from", "2026-04-01"),
    "annual": ("annual", "--from", "2025-04-23"),
    "performance": ("performance",),
    "closing-ended": ("closing", "EXIJB-2024-01-30-003"),
    "closing-difficulty": ("closing", "EXIJB-2026-01-27-002"),
    "practice": ("practice",),
}
"""The reports that are kept, each with how it is asked for."""


@pytest.fixture(scope="module")
def example(worked_example: Path) -> Path:
    return worked_example


def report(folder: Path, *arguments: object, code: int = 0) -> str:
    """What a report prints, or what is said where it ends with that exit code."""
    done = run("-C", folder, "--today", TODAY, "report", *arguments)
    assert done.returncode == code, done.stderr
    return done.stderr if code else done.stdout


@pytest.mark.parametrize("name", REPORTS)
def test_reports_on_the_example_read_as_they_are_kept(name: str, example: Path) -> None:
    kept = (GOLDEN / f"{name}.md").read_text(encoding="utf-8")
    assert report(example, *REPORTS[name]) == kept, "if that is as it should be: python -m tests.cli.test_committee_reports"


@pytest.mark.parametrize("name", REPORTS)
def test_html_says_what_markdown_says(name: str, example: Path) -> None:
    html = Html(report(example, *REPORTS[name], "--format", "html").encode())
    page = (GOLDEN / f"{name}.md").read_bytes()
    words = evened(markdown_text(markdown_tokens(page)))
    said = evened(html.text)
    if not name.startswith("closing"):  # the table of a form has two headings for which Markdown has no place
        assert said == words
    assert len(html.named("h1")) == 1
    assert "fictional authority" in html.text


@pytest.mark.parametrize("name", REPORTS)
@pytest.mark.parametrize("large", [(), ("--large-print",)])
def test_every_format_is_made_the_same_twice(name: str, large: tuple[str, ...], example: Path, tmp_path: Path) -> None:
    page = pytest.importorskip("page")
    for form in ("docx", "pdf") if large or name != "progress" else FORMATS:
        made = []
        for place in ("a", "b"):
            path = tmp_path / place / f"report.{FORMATS[form].ending.lstrip('.')}"
            assert report(example, *REPORTS[name], "--out", path, *large) == f"{path}\n"
            made.append(path.read_bytes())
        assert made[0] == made[1]
        if form == "pdf":
            assert [each.message for each in page.validate_pdf_bytes(made[0]).failures] == []


def test_a_file_bears_the_day_and_is_not_written_over(example: Path, tmp_path: Path) -> None:
    assert report(example, "annual", "--to", "2026-04-01", "--out", tmp_path) == f"{tmp_path / 'report-annual-2026-04-01.md'}\n"
    assert "is there already" in report(example, "annual", "--to", "2026-04-01", "--out", tmp_path, code=2)
    report(example, "annual", "--to", "2026-04-01", "--out", tmp_path, "--force")


def test_a_private_direction_is_counted_and_told_only_if_asked_for(example: Path) -> None:
    found = json.loads(report(example, "progress", "--format", "json"))
    whole = json.loads(report(example, "progress", "--private", "--format", "json"))
    assert (found["private"], whole["private"]) == (1, 0)
    (hidden,) = {each["direction"]["id"] for each in whole["directions"]} - {
        each["direction"]["id"] for each in found["directions"]
    }
    for name in ("progress", "annual", "performance"):
        assert hidden not in report(example, name, "--format", "json")
    title = next(each["direction"]["title"] for each in whole["directions"] if each["direction"]["id"] == hidden)
    assert title not in report(example, "progress")
    assert "(private)" in report(example, "progress", "--private")
    assert "--private makes a briefing of it" in report(example, "closing", hidden, code=1)
    assert "is not for publication" in report(example, "closing", hidden, "--private")


def test_the_usual_period_is_six_months_a_year_and_the_last_financial_year(example: Path) -> None:
    periods = {}
    for kind in ("progress", "annual", "performance"):
        found = json.loads(report(example, kind, "--format", "json"))
        periods[kind] = (found["since"], found["until"])
    assert periods == {
        "progress": ("2026-05-24", TODAY),
        "annual": ("2025-11-24", TODAY),
        "performance": ("2025-04-01", "2026-03-31"),
    }


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("progress", "EXIJB-2026-01-27-002"), "is about the whole register, so 'EXIJB-2026-01-27-002' is too much"),
        (("closing",), "`directions report closing` is about a direction, by its id or reference"),
        (("section",), "is about the number of a board report"),
        (("closing", "2026-01-27-002", "--from", "2026-01-01"), "has no --from; it takes --as-at, --private"),
        (("progress", "--as-at", "2026-01-01"), "has no --as-at; it takes --from, --to, --private"),
        (("practice", "--private"), "has no --private; it takes --as-at, --with-neighbours"),
        (("section", "EXIJB-25-011", "--to", "2026-01-01"), "has no --to; it takes no period and no day"),
        (("progress", "--from", "2026-10-01", "--to", "2026-09-01"), "the period ends on 2026-09-01, before it begins"),
        (("annual", "--to", "2027-01-01"), "--to 2027-01-01 lies ahead of 2026-11-24"),
        (("annual", "--from", "soon"), "--from 'soon' is no day"),
        (("annual", "--format", "json", "--out", "x.json"), "the figures go to standard output"),
        (("gossip",), "should be one of section, progress, annual, performance, closing, practice"),
    ],
)
def test_what_does_not_go_together_is_said(arguments: tuple[str, ...], said: str, example: Path) -> None:
    assert said in report(example, *arguments, code=2)


def test_a_word_file_without_the_part_for_pdf_has_the_tables_alone_and_that_is_said(example: Path, tmp_path: Path) -> None:
    path = tmp_path / "report.docx"
    source = "import sys; sys.modules['typst'] = None\nfrom directions_cli.cli.main import run\nrun()"
    arguments = ["-C", example, "--today", TODAY, "report", "practice", "--out", path]
    done = subprocess.run([sys.executable, "-c", source, *map(str, arguments)], capture_output=True, text=True, check=True)
    assert "the charts are left out, their tables are there" in done.stderr
    assert len(docx.Document(str(path)).inline_shapes) == 0
    assert run(*arguments, "--force").stderr == ""
    assert len(docx.Document(str(path)).inline_shapes) == 2


def test_an_empty_register_has_reports_that_say_so(tmp_path: Path) -> None:
    assert run("--today", TODAY, "init", tmp_path / "new", "--name", "New Board", "--code", "NEW").returncode == 0
    for kind in ("progress", "annual", "performance", "practice"):
        assert "New Board" in report(tmp_path / "new", kind)
        report(tmp_path / "new", kind, "--out", tmp_path / f"{kind}.pdf")


def main() -> None:
    """Write the kept reports anew."""
    with TemporaryDirectory() as folder:
        place = Path(folder) / "example"
        run("--today", TODAY, "init", "--example", place)
        for name, arguments in REPORTS.items():
            (GOLDEN / f"{name}.md").write_text(report(place, *arguments), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
