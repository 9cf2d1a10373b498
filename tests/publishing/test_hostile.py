"""Whatever stands in a register is text on its pages; templates of an authority's own stay within their bounds."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from directions_cli.documents.making import Maker
from directions_cli.documents.pages import PageMaker
from directions_cli.documents.shelf import Shelf
from directions_cli.errors import Unreadable
from tests.cli.terms import GOOD, saved
from tests.conftest import run
from tests.publishing.pages import Page, pages_of

EVIL = """<img src=x onerror=alert(1)>"'</title><script>alert(2)</script>&amp;{{ 7 * 7 }}{% if %}"""


@pytest.fixture
def hostile(register: Path, tmp_path: Path) -> Path:
    """A register with a direction whose words would do harm if they were obeyed, and one with endless words."""
    text = GOOD.replace("title: ", "title: '" + EVIL.replace("'", "''") + "' # ", 1)
    long = GOOD.replace("title: ", "title: '=" + "Unbroken" * 60 + " and <b>so on</b> " * 20 + "end' # ", 1)
    for each in (text, long):
        done = run("-C", register, "--today", "2025-03-20", "issue", "--yes", "--from", saved(tmp_path, each))
        assert done.returncode == 0, done.stderr
    note = f"[click](javascript:alert(3)) {EVIL}\n\n- <b>bold</b>"
    done = run("-C", register, "--today", "2025-04-20", "progress", "001", "--rating", "on-track", "--yes", "--note", note)
    assert done.returncode == 0, done.stderr
    return register


def test_words_stay_words(hostile: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    done = run("-C", hostile, "--today", "2025-06-01", "publish", "--out", site)
    assert done.returncode == 0, done.stderr
    for path in pages_of(site):
        page = Page.at(path)
        assert [each.get("src") for each in page.named("script")] == [f"{'../' if path.parent != site else ''}assets/register.js"]
        assert page.named("img", "b") == []
        assert not any(name.startswith("on") for each in page.elements for name in each.attributes)
        assert not any(link.startswith("javascript") for link in page.links)
    page = Page.at(site / "directions" / "EXIJB-2025-03-18-001.html")
    assert page.named("h1")[0].text == " ".join(EVIL.split())
    assert "<b>bold</b>" in page.named("main")[0].text
    rows = list(csv.DictReader(io.StringIO((site / "data" / "directions.csv").read_bytes().decode("utf-8-sig"), newline="")))
    assert rows[0]["title"] == EVIL
    assert rows[1]["title"].startswith("'=Unbroken")
    assert "&lt;script&gt;" in (site / "feed.xml").read_text(encoding="utf-8")


def own(tmp_path: Path, name: str, text: str) -> PageMaker:
    path = tmp_path / "templates" / "site" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return PageMaker(Maker(Shelf.of(tmp_path)))


def test_values_in_attributes_stay_in_them(tmp_path: Path) -> None:
    pages = own(tmp_path, "a.html", '<p title="{{ x }}">{{ _("Not %(value)s", value=x) }} {{ x | upper }}</p>')
    page = Page(pages.page("site/a.html", {"x": EVIL}))
    assert [each.tag for each in page.elements] == ["p"]
    assert page.elements[0].get("title") == EVIL
    assert page.elements[0].text == f"Not {EVIL} {EVIL.upper()}"


@pytest.mark.parametrize(
    "text",
    [
        "{{ x.__class__ }}",
        "{% import 'site/base.html' as b %}",
        "{{ x | safe }}",
        "{% autoescape false %}{{ x }}{% endautoescape %}",
        "{% for a in [1, 2, 3] * 99999999 %}{% endfor %}",
        "{{ unknown }}",
        "{% include '../register/register.yaml' %}",
    ],
)
def test_templates_stay_in_the_sandbox(text: str, tmp_path: Path) -> None:
    with pytest.raises(Unreadable):
        own(tmp_path, "a.html", text).page("site/a.html", {"x": "x"})


def test_a_register_s_own_templates_take_the_place_of_those_shipped(register: Path, tmp_path: Path) -> None:
    for name in ("site/base.html", "site/register.css"):
        assert run("-C", register, "templates", "copy", name, *(["--extend"] if name.endswith("html") else [])).returncode == 0
    base = register / "templates" / "site" / "base.html"
    text = base.read_text(encoding="utf-8")
    assert "{% extends 'shipped/site/base.html' %}" in text
    base.write_text(
        text.partition("{% extends")[0]
        + "{% extends 'shipped/site/base.html' %}\n{% block contact %}<p>Ours.</p>{% endblock %}\n",
        encoding="utf-8",
    )
    (register / "templates" / "logo.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>', encoding="utf-8")
    assert run("-C", register, "templates", "check").returncode == 0
    done = run("-C", register, "publish", "--out", tmp_path / "site")
    assert done.returncode == 0, done.stderr
    page = Page.at(tmp_path / "site" / "about.html")
    assert "Ours." in page.named("footer")[0].text
    assert page.named("img")[0].get("src") == "assets/logo.svg"
    assert (tmp_path / "site" / "assets" / "logo.svg").is_file()


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("about.html", "<p>{{ authority.nmae }}</p>", "did you mean 'name'"),
        ("about.html", "<div><p>Not closed</div>", "closes nothing that is open there, within <p>"),
        ("about.html", "<main>", "<main> is not closed"),
        ("register.css", "@import 'https://example.org/x.css';", "a page asks for nothing from elsewhere"),
        ("register.css", "p { background: url(https://example.org/x.png) }", "url( fetches another file"),
    ],
)
def test_what_is_wrong_with_an_own_template_is_said(name: str, text: str, said: str, register: Path) -> None:
    (register / "templates" / "site").mkdir(parents=True)
    (register / "templates" / "site" / name).write_text(text, encoding="utf-8")
    done = run("-C", register, "templates", "check")
    assert done.returncode == 1
    assert said in done.stdout
    assert f"{name}" in done.stdout
