"""`directions templates`: what an officer sees who changes the wording of documents."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Done, run

Called = Callable[..., Done]


def test_they_are_listed_with_where_they_are_from(directions: Called, register: Path) -> None:
    (register / "templates").mkdir()
    (register / "templates" / "form.md").write_text("{# Our form. #}\n# Form\n", encoding="utf-8")
    rows = json.loads(directions("templates", "list", "--format", "json").stdout)
    known = {row["name"]: row for row in rows}
    assert known["form.md"] == {"name": "form.md", "from": "register", "about": "Our form."}
    assert known["letter.md"]["from"] == "shipped"
    assert "Chief Officer" in known["letter.md"]["about"]
    assert directions("templates").stdout.splitlines()[0].split() == ["Name", "From", "What", "it", "is", "for"]
    assert directions("templates", "list", "--format", "csv").stdout.startswith("name,from,about\r\n")


def test_one_is_shown_shipped_or_own(directions: Called, register: Path) -> None:
    (register / "templates").mkdir()
    (register / "templates" / "form.md").write_text("# Form\n", encoding="utf-8")
    assert directions("templates", "show", "form.md").stdout == "# Form\n"
    assert "{% block fields %}" in directions("templates", "show", "shipped/form.md").stdout
    assert "is no text" in directions("templates", "show", "letterhead.docx").stdout


def test_what_a_template_may_use_is_shown(directions: Called) -> None:
    shown = directions("templates", "show", "--names").stdout
    for each in ("| `direction` |", "| `recipients` |", "| `markdown` |", "| `ngettext` |", "`defined`"):
        assert each in shown


def test_they_are_listed_and_shown_without_a_register(tmp_path: Path) -> None:
    assert run("templates", "list", cwd=tmp_path).returncode == 0
    assert run("templates", "show", "letter.md", cwd=tmp_path).stdout.startswith("{#")


def test_a_copy_goes_to_the_register_and_never_over_what_is_there(directions: Called, register: Path) -> None:
    done = directions("templates", "copy", "letter/issue.md", "style.css")
    assert done.returncode == 0
    assert "templates check" in done.stderr
    assert (register / "templates" / "letter" / "issue.md").read_text(encoding="utf-8").startswith("{#")
    assert (register / "templates" / "style.css").exists()
    again = directions("templates", "copy", "letter.md", "style.css")
    assert again.returncode == 2
    assert "is there already; give --force" in again.stderr
    assert not (register / "templates" / "letter.md").exists()
    assert directions("templates", "copy", "style.css", "--force").returncode == 0


@pytest.mark.parametrize("force", [(), ("--force",)])
def test_a_copy_is_never_written_through_a_link(
    force: tuple[str, ...], directions: Called, register: Path, tmp_path: Path
) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "form.md").write_text("mine", encoding="utf-8")
    (register / "templates").mkdir()
    try:
        (register / "templates" / "form.md").symlink_to(outside / "form.md")
        (register / "templates" / "style.css").symlink_to(outside / "new.css")
        (register / "templates" / "letter").symlink_to(outside)
    except (OSError, NotImplementedError):
        pytest.skip("no symbolic links here")
    for name in ("form.md", "style.css", "letter/issue.md"):
        done = directions("templates", "copy", name, *force)
        assert done.returncode == 2
        assert "nothing is written there" in done.stderr
    assert [path.name for path in outside.iterdir()] == ["form.md"]
    assert (outside / "form.md").read_text(encoding="utf-8") == "mine"


def test_a_small_override_is_a_beginning(directions: Called, register: Path) -> None:
    assert directions("templates", "copy", "letter.md", "--extend").returncode == 0
    text = (register / "templates" / "letter.md").read_text(encoding="utf-8")
    assert "{% extends 'shipped/letter.md' %}" in text
    assert "signature" in text
    assert directions("templates", "check").stdout.endswith("templates are in order.\n")
    assert directions("templates", "copy", "style.css", "--extend").returncode == 2


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("shwo",), "should be one of list, show, copy, check"),
        (("show",), "name a template to show"),
        (("copy",), "name what to copy"),
        (("show", "ltter.md"), "(did you mean 'letter.md'?)"),
        (("copy", "../register.yaml"), "is no name of a template"),
        (("show", "shipped/../../README.md"), "is no name of a template"),
    ],
)
def test_what_is_wrongly_asked_is_said(arguments: tuple[str, ...], message: str, directions: Called) -> None:
    done = directions("templates", *arguments)
    assert done.returncode == 2
    assert message in done.stderr


def test_check_names_every_fault_and_ends_with_1(directions: Called, register: Path) -> None:
    (register / "templates").mkdir()
    (register / "templates" / "form.md").write_text("# {{ direction.titel }}\n", encoding="utf-8")
    (register / "templates" / "letter.md").write_text("# Letter\n\n{% if letter %}\n", encoding="utf-8")
    done = directions("templates", "check", "--format", "json")
    assert done.returncode == 1
    found = {Path(row["where"]).name: row["what"] for row in json.loads(done.stdout)}
    assert found["form.md:1"].startswith("a direction has no 'titel' (did you mean 'title'?)")
    assert "{% endif %}" in found["letter.md:4"] if "letter.md:4" in found else found["letter.md:3"]
    assert "form.md:1: error: a direction has no 'titel'" in directions("templates", "check").stdout


def test_check_names_what_a_language_lacks(directions: Called, register: Path) -> None:
    header = register / "register" / "register.yaml"
    header.write_text(header.read_text(encoding="utf-8") + "\nlanguage: gd\n", encoding="utf-8")
    done = directions("templates", "check")
    assert done.returncode == 1
    assert "register.yaml: error: there is no catalogue for the language 'gd'" in done.stdout
    assert directions("templates", "copy", "languages/messages.pot").returncode == 0
    folder = register / "templates" / "languages"
    text = (
        (folder / "messages.pot").read_text(encoding="utf-8").replace('msgid "Item"\nmsgstr ""', 'msgid "Item"\nmsgstr "Cuspair"')
    )
    (folder / "gd.po").write_text(text, encoding="utf-8")
    done = directions("templates", "check")
    assert done.returncode == 0
    assert "gd.po: warning: has no translation of 'Details'" in done.stdout
    assert "'Item'" not in done.stdout
    (folder / "gd.po").write_text(text.replace("Cuspair", "Cuspair %(a)s"), encoding="utf-8")
    done = directions("templates", "check")
    assert done.returncode == 1
    assert "the translation of 'Item' has %(a)s, which the message has not" in done.stdout
