"""Every page of a site: sound HTML, WCAG's structure, links that lead somewhere, nothing fetched from elsewhere."""

from __future__ import annotations

import csv
import io
import json
import re
from itertools import pairwise
from pathlib import Path

import pytest

from tests.conftest import run
from tests.publishing.conftest import DAY
from tests.publishing.pages import Page, pages_of, target

KINDS = (
    "index.html about.html 404.html data/index.html changes/index.html changes/2025.html reports/index.html functions/index.html"
    " functions/care-homes.html partners/index.html partners/nhs-example.html meetings/index.html meetings/2025-03-18.html"
    " as-at/index.html as-at/2025-03-31.html directions/EXIJB-2025-03-18-001.html directions/EXIJB-undated-h001.html"
).split()
"""A page of every kind."""


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[Path, Page]:
    return {path: Page.at(path) for path in pages_of(site)}


def test_there_is_a_page_of_every_kind(site: Path) -> None:
    assert all((site / each).is_file() for each in KINDS)


def test_every_page_has_the_structure_of_wcag(pages: dict[Path, Page]) -> None:
    for path, page in pages.items():
        assert page.named("html")[0].get("lang") == "en-GB"
        assert len(page.named("main")) == len(page.named("h1")) == len(page.named("title")) == 1, path
        assert 10 < len(page.named("title")[0].text) <= 80, path
        levels = [int(each.tag[1]) for each in page.named("h1", "h2", "h3", "h4", "h5", "h6")]
        assert levels[0] == 1, path
        assert all(after <= before + 1 for before, after in pairwise(levels)), (path, levels)
        ids = [each.get("id") for each in page.elements if each.get("id") is not None]
        assert len(ids) == len(set(ids)), path
        assert page.named("a")[0].get("href") == "#main"
        assert page.named("main")[0].get("id") == "main"
        assert all(each.get("alt") is not None for each in page.named("img"))
        assert all(each.text for each in page.named("a", "button", "th", "h1", "h2", "h3", "caption", "label", "option", "dt"))


def test_every_control_has_a_label_and_every_table_a_caption_and_scopes(pages: dict[Path, Page]) -> None:
    for path, page in pages.items():
        ids = {each.get("id") for each in page.elements}
        labels = {each.get("for") for each in page.named("label")}
        assert {each.get("id") for each in page.named("input", "select", "textarea")} == labels, path
        for each in page.elements:
            assert set((each.get("aria-labelledby") or "").split()) <= ids, path
        assert len(page.named("caption")) == len(page.named("table")), path
        assert all(each.get("scope") in ("col", "row") for each in page.named("th")), path
        for each in page.elements:
            if each.tag == "section" and each.get("tabindex"):
                assert each.get("aria-labelledby"), path


def test_nothing_is_fetched_from_elsewhere_and_nothing_runs_inside(pages: dict[Path, Page], site: Path) -> None:
    for path, page in pages.items():
        policies = [each.get("content") for each in page.named("meta") if each.get("http-equiv") == "Content-Security-Policy"]
        assert len(policies) == 1, path
        assert policies[0]
        assert policies[0].startswith("default-src 'none';")
        assert "unsafe" not in policies[0]
        assert not any(each.startswith(("http", "//")) for each in page.fetched), path
        assert not any(name.startswith("on") or name == "style" for each in page.elements for name in each.attributes), path
        assert all(each.get("src") and not each.text for each in page.named("script")), path
        assert not page.named("style", "iframe", "object", "embed", "base")
        assert not any(link.lower().startswith(("javascript:", "data:")) for link in page.links), path
    for name in ("register.css", "register.js"):
        text = (site / "assets" / name).read_text(encoding="utf-8")
        assert not re.search(r"https?://|@import|url\(", text)


def test_every_link_leads_to_a_file_of_the_site(pages: dict[Path, Page], site: Path) -> None:
    places = {path.resolve(): {each.get("id") for each in page.elements} for path, page in pages.items()}
    followed = 0
    for path, page in pages.items():
        for link in (*page.links, *(each for each in page.fetched if each != "data:,")):
            found = target(path, link)
            if found is None:
                assert link.startswith(("https://exijb.example.org", "mailto:")), (path, link)
                continue
            file, place = found
            assert file.is_file(), (path, link)
            assert file.is_relative_to(site.resolve())
            assert not place or file not in places or place in places[file], (path, link)
            followed += 1
    assert followed > 3000


def test_every_page_says_as_at_which_day_and_commit(pages: dict[Path, Page]) -> None:
    for path, page in pages.items():
        said = page.named("footer")[-1].text
        assert "The register as at 22 November 2026." in said, path
        assert "fictional" in page.named("header")[0].text, path
        if path.name != "404.html":
            assert re.search(r"last changed by commit [0-9a-f]{12}\.", said), path


def test_the_log_is_complete_without_a_script(pages: dict[Path, Page], site: Path, example: Path) -> None:
    page = pages[site / "index.html"]
    rows = json.loads(run("-C", example, "--today", DAY, "log", "--format", "json").stdout)
    public = {row["reference"] or row["id"]: row for row in rows if not row["private"] and row["status"] != "draft"}
    shown = [each.text for each in page.named("th") if each.get("scope") == "row"]
    assert sorted(shown) == sorted(public)
    lines = [each for each in page.named("tr") if each.get("data-status")]
    assert [each.get("data-status") for each in lines] == [public[name]["status"] for name in shown]
    assert [each.get("data-to") for each in lines] == [" ".join(public[name]["to"]) for name in shown]
    form = page.named("form")[0]
    assert "hidden" in form.attributes
    assert len(rows) - len(public) == 3, "one that was made in private, and two drafts"
    assert "1 direction was made in private and is not shown." in page.named("main")[0].text


def test_the_page_of_a_direction_tells_all_of_it(pages: dict[Path, Page], site: Path) -> None:
    said = pages[site / "directions" / "EXIJB-2025-03-18-001.html"].named("main")[0].text
    for each in (
        "This direction is no longer in force.",
        "EXIJB-16/09/2025-001",
        "0093d-f68cf-a91f2-46fe2",
        "58 beds in two community hospitals.",
        "£24,280,000",
        "Average stay in community hospitals 24 days",
        "Forecast overspend of £690,000",
        "EXIJB-25-011, Budget 2025-26, appendix B",
        "Terms and history as open data (YAML)",
        "Form of the direction (HTML)",
        "Northern Example Integration Joint Board",
    ):
        assert each in said, each


def test_an_earlier_day_shows_the_log_as_it_stood(pages: dict[Path, Page], site: Path, example: Path) -> None:
    rows = json.loads(run("-C", example, "log", "--as-at", "2025-03-31", "--format", "json").stdout)
    page = pages[site / "as-at" / "2025-03-31.html"]
    shown = {each.get("data-status") for each in page.named("tr")} - {None}
    assert len([each for each in page.named("tr") if each.get("data-status")]) == len(rows)
    assert shown == {row["status"] for row in rows}


def test_functions_and_partners_have_their_directions(pages: dict[Path, Page], site: Path, example: Path) -> None:
    rows = json.loads(run("-C", example, "--today", DAY, "log", "--function", "care-homes", "--format", "json").stdout)
    page = pages[site / "functions" / "care-homes.html"]
    shown = {each.text for each in page.named("th") if each.get("scope") == "row"}
    assert shown == {row["reference"] for row in rows if not row["private"] and row["status"] != "draft"}
    assert "There is no direction." in pages[site / "functions" / "dental-services.html"].named("main")[0].text


def test_the_open_data_says_what_the_log_says(site: Path, example: Path) -> None:
    rows = json.loads(run("-C", example, "--today", DAY, "log", "--format", "json").stdout)
    public = {row["id"]: row for row in rows if not row["private"] and row["status"] != "draft"}
    whole = json.loads((site / "data" / "register.json").read_text(encoding="utf-8"))
    assert whole["as_at"] == DAY
    assert whole["private"] == 1
    for each in whole["directions"]:
        terms, history = each.pop("terms"), each.pop("history")
        assert each == {key: value for key, value in public[each["id"]].items() if key != "private"}
        assert terms["title"] == each["title"]
        assert "issued" in [entry["act"] for entry in history]
    assert len(whole["directions"]) == len(public)
    table = list(csv.DictReader(io.StringIO((site / "data" / "directions.csv").read_bytes().decode("utf-8-sig"), newline="")))
    assert [row["id"] for row in table] == sorted(public)
    money = list(csv.DictReader(io.StringIO((site / "data" / "finance.csv").read_bytes().decode("utf-8-sig"), newline="")))
    assert sum(float(row["amount"] or 0) for row in money) == sum(row["resource"] or 0 for row in public.values())
