"""`form`, `letter` and `report`: where documents go, and that nothing is written over or half."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import docx
import pytest

from directions_cli.errors import WronglyAsked
from tests.cli.terms import GOOD
from tests.conftest import run, run_process

TODAY = "2025-12-01"


@pytest.fixture
def two(register: Path) -> Path:
    """A register with two directions issued on one day."""
    for _ in range(2):
        done = run("-C", register, "--today", "2025-11-27", "issue", "--from", "-", "--yes", given=GOOD)
        assert done.returncode == 0, done.stderr
    return register


def directions(two: Path, *arguments: object, today: str = TODAY) -> tuple[int, str, str]:
    return run("-C", two, "--today", today, *arguments)


def ids(two: Path) -> list[str]:
    return re.findall(r'"id": "([^"]+)"', run("-C", two, "--today", TODAY, "log", "--format", "json").stdout)


def test_a_form_is_printed_in_markdown_and_the_same_from_memory(two: Path) -> None:
    first = directions(two, "form", "001")
    assert first[0] == 0
    assert first[1].startswith("# Direction from Example")
    assert (two / ".git" / "directions" / "views.json").is_file()
    assert directions(two, "form", "001") == first
    (two / ".git" / "directions" / "views.json").write_text("nonsense", encoding="utf-8")
    assert directions(two, "form", "001") == first


def test_what_is_remembered_is_never_of_another_register_or_day(two: Path) -> None:
    assert "Draft" not in directions(two, "form", "001")[1]
    path = next((two / "register").glob("20*/*-001.yaml"))
    path.write_text(path.read_text(encoding="utf-8").replace("title: ", "title: New "), encoding="utf-8", newline="\n")
    assert "**New " in directions(two, "form", "001")[1]
    assert "It is not issued" in directions(two, "form", "001", today="2025-11-26")[1]


def test_a_folder_that_is_not_there_is_made_for_a_file_too(two: Path, tmp_path: Path) -> None:
    code, out, said = directions(two, "form", "001", "--out", tmp_path / "new" / "form.md")
    assert (code, out) == (0, f"{tmp_path / 'new' / 'form.md'}\n"), said
    (tmp_path / "file").write_text("")
    code, _, said = directions(two, "form", "001", "--out", tmp_path / "file" / "form.md")
    assert code == 2
    assert "is a file" in said


def test_what_cannot_be_written_is_named_as_it_was_asked_for(tmp_path: Path) -> None:
    from directions_cli.documents.outbox import put

    (tmp_path / "form.md").mkdir()
    with pytest.raises(WronglyAsked, match=r"form\.md can't be written: "):
        put(tmp_path / "form.md", b"")
    assert [path.name for path in tmp_path.iterdir()] == ["form.md"]


@pytest.mark.parametrize("name", ["form.md", "form.html", "form.docx", "form.pdf"])
def test_the_ending_of_the_file_says_the_format(two: Path, tmp_path: Path, name: str) -> None:
    code, out, said = directions(two, "form", "001", "--out", tmp_path / name)
    assert (code, out) == (0, f"{tmp_path / name}\n"), said
    content = (tmp_path / name).read_bytes()
    begins = {"form.md": b"# ", "form.html": b"<!doctype", "form.docx": b"PK", "form.pdf": b"%PDF"}[name]
    assert content.lower().startswith(begins.lower())


def test_nothing_is_written_over_without_force(two: Path, tmp_path: Path) -> None:
    place = tmp_path / "form.md"
    place.write_text("mine", encoding="utf-8")
    code, _, said = directions(two, "form", "001", "--out", place)
    assert code == 2
    assert "is there already; nothing was written (--force writes over it)" in said
    assert place.read_text(encoding="utf-8") == "mine"
    assert directions(two, "form", "001", "--out", place, "--force")[0] == 0
    assert place.read_text(encoding="utf-8").startswith("# Direction")
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["form.md"]


def test_a_folder_gets_a_file_each_named_by_id_or_none_at_all(two: Path, tmp_path: Path) -> None:
    folder = tmp_path / "forms"
    code, out, _ = directions(two, "form", "--status", "extant", "--out", folder, "--format", "html")
    assert code == 0
    names = [f"form-{id}.html" for id in ids(two)]
    assert [path.name for path in sorted(folder.iterdir())] == names
    assert out.splitlines() == [str(folder / name) for name in names]
    for path in folder.iterdir():
        if path.name.endswith("001.html"):
            path.unlink()
    code, _, said = directions(two, "form", "--status", "extant", "--out", folder, "--format", "html")
    assert code == 2
    assert "002.html is there already" in said
    assert [path.name for path in folder.iterdir()] == names[1:]


def test_several_forms_go_into_one_file_each_on_a_page(two: Path, tmp_path: Path) -> None:
    code, _, _ = directions(two, "form", "001", "002", "--out", tmp_path / "both.md")
    assert code == 0
    text = (tmp_path / "both.md").read_text(encoding="utf-8")
    assert "001**" in text
    assert "002**" in text


def test_a_document_can_be_piped(two: Path) -> None:
    done = run_process("-C", two, "--today", TODAY, "form", "001", "--format", "html", "--out", "-")
    assert done.returncode == 0
    assert "<!doctype html>" in done.stdout[:100].lower()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("form",), "name a direction, or take all of a status"),
        (("form", "001", "--status", "extant"), "not both"),
        (("form", "--status", "extinct"), "--status 'extinct' is not known here"),
        (("form", "--to", "nhs-nowhere"), "--to 'nhs-nowhere' is not known here"),
        (("form", "--status", "revoked"), "no direction is like that"),
        (("form", "009"), "no direction is called '009'"),
        (("form", "001", "--layout", "fancy"), "there is no layout 'fancy' of the form; there are detailed"),
        (("form", "001", "--out", "x.pdf", "--format", "html"), "ends as pdf, but --format says html"),
        (("form", "001", "--out", "x.odt"), "no document is .odt; end it in .md, .html, .docx or .pdf"),
        (("letter",), "name the directions"),
        (("letter", "001", "--to", "nowhere"), "is not to 'nowhere'"),
        (("letter", "001", "--act", "wedding"), "should be one of issue, variation"),
        (("letter", "001", "--act", "closure"), "has no closure"),
        (("letter", "001", "--forms", "beside"), "give a folder with --out"),
        (("report", "gossip", "1"), "KIND 'gossip' should be one of section"),
        (("report", "section", "X-1"), "no report 'X-1' is in the register"),
    ],
)
def test_what_is_wrongly_asked_is_said(two: Path, arguments: tuple[str, ...], said: str) -> None:
    code, out, talk = directions(two, *arguments)
    assert (code, out) == (2, "")
    assert said in talk


@pytest.fixture
def own_form(tmp_path: Path) -> Path:
    """A Word form of an authority's own, with tags."""
    document = docx.Document()
    table = document.add_table(rows=2, cols=2)
    for row, cells in zip(
        table.rows, (("Reference", "{{ direction.reference }}"), ("Text", "{{ direction.direction }}")), strict=True
    ):
        row.cells[0].text, row.cells[1].text = cells
    document.add_paragraph("{{ authority.name }}, {{ today }}")
    document.save(str(tmp_path / "own.docx"))
    return tmp_path / "own.docx"


def test_a_word_form_of_ones_own_is_filled_in_as_it_is(two: Path, own_form: Path, tmp_path: Path) -> None:
    code, out, said = directions(two, "form", "--status", "extant", "--template", own_form, "--out", tmp_path / "filled")
    assert code == 0, said
    assert out.splitlines() == [str(tmp_path / "filled" / f"form-{id}.docx") for id in ids(two)]
    filled = docx.Document(str(tmp_path / "filled" / f"form-{ids(two)[0]}.docx"))
    assert filled.tables[0].cell(0, 1).text == "EXIJB-18/03/2025-001"
    assert "40 day places" in filled.tables[0].cell(1, 1).text
    assert filled.paragraphs[-1].text == "Example Integration Joint Board, 1 December 2025"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--out", "{own}"), "write over the form itself"),
        (("--format", "pdf"), "filled in as Word"),
        (("--out", "x.pdf"), "end it in .docx, or give a folder"),
        (("002", "--out", "one.docx"), "can't go into one file"),
    ],
)
def test_a_word_form_is_not_asked_for_what_it_is_not(two: Path, own_form: Path, options: tuple[str, ...], said: str) -> None:
    before = own_form.read_bytes()
    code, _, talk = directions(two, "form", "001", "--template", own_form, *(each.format(own=own_form) for each in options))
    assert code == 2
    assert said in talk
    assert own_form.read_bytes() == before


def test_a_letter_of_two_directions_with_the_forms_beside_it(two: Path, tmp_path: Path) -> None:
    code, out, said = directions(two, "letter", "001", "002", "--forms", "beside", "--out", tmp_path / "post", "--format", "docx")
    assert code == 0, said
    names = sorted(path.name for path in (tmp_path / "post").iterdir())
    assert len(out.splitlines()) == len(names)
    assert [name for name in names if name.startswith("form-")] == [f"form-{id}.docx" for id in ids(two)]
    letters = [name for name in names if name.startswith("letter-issue-")]
    assert len(letters) == len(names) - 2 > 0
    for name in names:
        assert zipfile.is_zipfile(tmp_path / "post" / name)


def test_where_a_form_is_there_already_no_letter_beside_it_is_written(two: Path, tmp_path: Path) -> None:
    post = tmp_path / "post"
    assert directions(two, "form", "002", "--out", post, "--format", "html")[0] == 0
    before = sorted(post.iterdir())
    code, _, said = directions(two, "letter", "001", "002", "--forms", "beside", "--out", post, "--format", "html")
    assert code == 2
    assert "nothing was written" in said
    assert sorted(post.iterdir()) == before


def test_a_word_form_can_be_piped(two: Path, own_form: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    command = [sys.executable, "-m", "directions_cli", "-C", str(two), "form", "001", "--template", str(own_form), "--out", "-"]
    done = subprocess.run(command, capture_output=True, check=True)
    assert zipfile.is_zipfile(io.BytesIO(done.stdout))
    assert not (tmp_path / "-").exists()


def test_the_same_bytes_again(two: Path, tmp_path: Path) -> None:
    for format in ("markdown", "html", "docx", "pdf"):
        for folder, zone in (("a", "Europe/London"), ("b", "Pacific/Auckland")):
            done = run_process(
                *("-C", two, "--today", TODAY, "letter", "001", "--format", format, "--out", tmp_path / folder),
                env={"TZ": zone, "PYTHONHASHSEED": "1" if folder == "a" else "2"},
            )
            assert done.returncode == 0, done.stderr
    made = {path.name: path.read_bytes() for path in (tmp_path / "a").iterdir()}
    assert len(made) >= 4
    assert made == {path.name: path.read_bytes() for path in (tmp_path / "b").iterdir()}


def test_the_section_of_a_report(register: Path) -> None:
    (register / "register" / "reports").mkdir(exist_ok=True)
    (register / "register" / "reports" / "2025-11-25-care.yaml").write_text(
        "number: EXIJB-25-014\ntitle: Care at home\nmeeting: 2025-11-25\nrequires: no-direction\n", encoding="utf-8"
    )
    code, out, said = directions(register, "report", "section", "EXIJB-25-014")
    assert code == 0, said
    assert "# Direction required" in out
    assert "| No direction is required | Yes |" in out
