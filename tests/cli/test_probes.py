"""Sixty and more probes, as somebody would try them who means harm; SECURITY.md names this file beside each claim.

Each is a line of a table: what is tried, and what must not come of it. Registers are made once and only read, unless a probe
needs one of its own.
"""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from directions_cli.documents.making import Maker
from directions_cli.documents.shelf import Shelf
from directions_cli.documents.view import View
from directions_cli.domain.neighbours import branch_is_sound, folder_is_sound, unsafe
from directions_cli.domain.secrets import personal, secret
from directions_cli.domain.tables.chosen import FORMAT, MARK
from directions_cli.errors import DirectionsError, Unreadable
from directions_cli.imports.opening import READERS
from directions_cli.imports.own import directions_of
from directions_cli.imports.packages import walk
from directions_cli.resources import shipped
from directions_cli.store.reader import YamlFault, read_text, read_yaml
from tests.conftest import Done, git, run
from tests.fuzz.doors_of_files import WORKBOOK, packed
from tests.fuzz.seeds import ODS, SHEET, WORD
from tests.fuzz.workbooks import older

POSIX = pytest.mark.skipif(os.name != "posix", reason="a script that can be run is made with a POSIX shell")
HOME = "register/2025/EXIJB-2025-03-18-001.yaml"
LAUGHS = "".join(f'<!ENTITY l{n} "{ten}">' for n in range(1, 10) for ten in [f"&l{n - 1};" * 10])
LAUGHING = f'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY l0 "lol">{LAUGHS}]><a>&l9;</a>'
NAMING = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'


def zipped(**parts: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts.items():
            package.writestr(name, text)
    return out.getvalue()


def sheet(change: str, to: str) -> bytes:
    assert change in SHEET
    return packed({**WORKBOOK, "xl/worksheets/sheet1.xml": SHEET.replace(change, to)})


YAML: dict[str, tuple[str, str]] = {
    "a bomb of aliases": ("a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n", "FIL003"),
    "an anchor": ("a: &a x\n", "FIL003"),
    "an object of Python": ("a: !!python/object/apply:os.system [id]\n", "FIL003"),
    "a name of Python": ("a: !!python/name:os.system\n", "FIL003"),
    "a tag of one's own": ("%TAG ! tag:example.org,2000:\n---\na: !run id\n", "FIL003"),
    "bytes in disguise": ("a: !!binary aGk=\n", "FIL003"),
    "a merged mapping": ("a:\n  <<: {b: 1}\n", "FIL003"),
    "a depth without end": ("[" * 100_000, "FIL003"),
    "a depth of mappings": ("".join(f"{' ' * n}a:\n" for n in range(400)), "FIL003"),
    "a key twice": ("title: A\ntitle: B\n", "FIL005"),
    "a second document": ("a: 1\n---\na: 2\n", "FIL003"),
    "a key that is a list": ("? [a]\n: b\n", "FIL003"),
    "a NUL": ("a: b\0c\n", "FIL001"),
    "a file too large": ("a: " + "b" * 1_000_001, "FIL001"),
    "marks of a merge": ("<<<<<<< a\na: 1\n=======\na: 2\n>>>>>>> b\n", "FIL004"),
    "an escape in plain text": ("a: \x1b[2J\n", "FIL002"),
}


@pytest.mark.parametrize("name", YAML)
def test_yaml_is_plain_or_refused(name: str) -> None:
    text, code = YAML[name]
    with pytest.raises(YamlFault) as caught:
        read_yaml(read_text(text.encode()))
    assert caught.value.code == code


def test_a_number_without_end_stays_text() -> None:
    text = "9" * 500_000
    assert read_yaml(f"a: {text}\nb: 1e999999999\nc: .inf\nd: 0x{'f' * 999}\n").value["a"] == text


FILES: dict[str, tuple[str, bytes]] = {
    "a zip bomb": (".xlsx", zipped(**{"xl/worksheets/sheet1.xml": " " * 40_000_000})),
    "a cell where there is none": (".xlsx", sheet('r="B2"', 'r="BQQQQQQ2"')),
    "a cell at the end of the sheet": (".xlsx", sheet('r="B2"', 'r="XFD1048576"')),
    "a cell in small letters": (".xlsx", sheet('r="B2"', 'r="zzzz2"')),
    "a row without end": (".xlsx", sheet('<row r="2">', '<row r="99999999999999999999">')),
    "a text shared without end": (
        ".xlsx",
        packed(
            {
                **WORKBOOK,
                "xl/sharedStrings.xml": f"<sst><si><t>{'x' * 500_000}</t></si></sst>",
                "xl/worksheets/sheet1.xml": "<worksheet><sheetData><row>"
                + '<c t="s"><v>0</v></c>' * 1000
                + "</row></sheetData></worksheet>",
            }
        ),
    ),
    "a cell at the end of an older workbook": (".xls", older(65535, 65535)),
    "entities in a sheet": (
        ".xlsx",
        packed({**WORKBOOK, "xl/worksheets/sheet1.xml": LAUGHING.replace("<a>", "<a><sheetData/>")}),
    ),
    "entities in a table": (".ods", packed({"content.xml": LAUGHING})),
    "a file named by an entity": (".ods", packed({"content.xml": NAMING})),
    "rows repeated without end": (".ods", packed({"content.xml": ODS.replace('repeated="2"', 'repeated="999999999"')})),
    "a cell of two million characters": (".csv", b'a,b\n"' + b"x" * 2_000_000 + b'"\n'),
    "more columns than any log": (".csv", b"a," * 5_000),
    "bytes that are no text": (".csv", b"a\0b"),
}


@pytest.mark.parametrize("name", FILES)
def test_files_that_swell_are_refused(name: str) -> None:
    ending, data = FILES[name]
    with pytest.raises(Unreadable):
        READERS[ending](data, f"log{ending}", "0" * 64)


@pytest.mark.parametrize("xml", [LAUGHING, NAMING, '<!DOCTYPE a SYSTEM "http://127.0.0.1/a.dtd"><a/>'])
def test_xml_calls_for_nothing(xml: str) -> None:
    with pytest.raises(Unreadable, match="document type"):
        walk(xml.encode(), "a.docx", lambda *_: None, lambda *_: None, lambda *_: None)


def test_a_form_that_names_a_file_is_refused(three: Path, tmp_path: Path) -> None:
    form = packed({"word/document.xml": NAMING.replace("<a>&x;</a>", WORD.replace("NHS Example", "&x;"))})
    (tmp_path / "form.docx").write_bytes(form)
    done = run("-C", three, "import", "--dry-run", tmp_path / "form.docx")
    assert (done.returncode, "document type" in done.stderr, "root:" in done.stderr + done.stdout) == (2, True, False)


@pytest.mark.parametrize("path", ["../../etc/cron.d/x", "/etc/x.yaml", "2025/../../x.yaml", "2025/a\\b.yaml", "../register.yaml"])
def test_an_export_brings_no_file_elsewhere(path: str, tmp_path: Path) -> None:
    about = {"of": MARK, "format": FORMAT}
    whole = {"export": about, "header": {}, "directions": [{"path": path, "terms": {}}], "reports": []}
    (tmp_path / "e.json").write_text(json.dumps(whole), encoding="utf-8")
    with pytest.raises(Unreadable, match="where no file of a register lies"):
        directions_of(tmp_path / "e.json")


def test_json_without_end_is_refused(tmp_path: Path) -> None:
    (tmp_path / "e.json").write_text('{"export":' + "[" * 500_000, encoding="utf-8")
    with pytest.raises(DirectionsError):
        directions_of(tmp_path / "e.json")


TEMPLATES: dict[str, str] = {
    "the classes of Python": "{{ ''.__class__.__mro__ }}",
    "the globals of a function": "{{ _.__globals__ }}",
    "a text that formats": "{{ '{0.__class__}'.format(1) }}",
    "a filter that reaches": "{{ direction | attr('__class__') }}",
    "itself": "{{ self._TemplateReference__context }}",
    "a cycler": "{{ cycler.__init__.__globals__ }}",
    "a loop without end": "{% for x in range(10**9) %}{% endfor %}",
    "a text without end": "{{ 'a' * 10**9 }}",
    "a number without end": "{{ 9**999 }}",
    "a file above": "{% include '../secret.md' %}",
    "a file by its path": "{% include '/etc/passwd' %}",
    "a link": "{% include 'link.md' %}",
    "a link to a folder": "{% include 'linked/secret.md' %}",
    "a file above by a text": "{% extends '..' ~ '/secret.md' %}",
    "a template without end": "{% include 'own.md' %}",
}


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_reaches_and_reads_nothing(name: str, tmp_path: Path) -> None:
    own = tmp_path / "templates"
    own.mkdir()
    (tmp_path / "secret.md").write_text("SECRET", encoding="utf-8")
    if "link" in name:
        try:
            (own / "link.md").symlink_to(tmp_path / "secret.md")
            (own / "linked").symlink_to(tmp_path, target_is_directory=True)
        except OSError:
            pytest.skip("no links can be made here")
    (own / "own.md").write_text(TEMPLATES[name], encoding="utf-8")
    with pytest.raises(Unreadable) as caught:
        Maker.of(Shelf(own, shipped("templates")), None).blocks("own.md", {"direction": View({"title": "a"})})
    assert "SECRET" not in str(caught.value)


@POSIX
def test_a_folder_of_templates_is_no_way_out(three: Path, tmp_path: Path) -> None:
    shutil.copytree(three, tmp_path / "reg", symlinks=True)
    (tmp_path / "private").mkdir()
    (tmp_path / "private" / "form.md").write_text("SECRET", encoding="utf-8")
    shutil.rmtree(tmp_path / "reg/templates", ignore_errors=True)
    (tmp_path / "reg/templates").symlink_to(tmp_path / "private", target_is_directory=True)
    for command in ("form 001", "templates show form.md", "templates"):
        done = run("-C", tmp_path / "reg", *command.split())
        assert (done.returncode, "SECRET" in done.stdout + done.stderr) == (2, False), command


ADDRESSES = (
    *(
        "-uhelp",
        "--upload-pack=id",
        "ext::sh -c id",
        "EXT::sh -c id",
        "fd::17",
        "ssh://-oProxyCommand=id/x",
        "ssh://%2DoProxyCommand=id/x",
    ),
    *(
        "ssh://a@-h/x",
        "https://u:p@example.org/x",
        "ftp://example.org/x",
        "javascript://x",
        "https:///x",
        "ssh://host/-x",
        "x::y",
    ),
)


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_makes_git_do_nothing_but_fetch(address: str) -> None:
    assert unsafe(address)


@pytest.mark.parametrize(
    "name", ["-x", "--upload-pack=id", "a..b", "a b", "a~1", "a:b", "refs/../x", "a.lock", "", "@{-1}", "+x"]
)
def test_a_branch_or_folder_is_a_name_alone(name: str) -> None:
    assert not branch_is_sound(name)
    assert not folder_is_sound(f"{name}/../x")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("validate", "--against=--output=PLACE"), 2),
        (("validate", "--against=-h"), 2),
        (("show", "--", "--output=PLACE"), 2),
        (("trail", "--", "-p"), 2),
        (("log", "--as-at=--output=PLACE"), 2),
        (("progress", "--rating=on-track", "--note=x", "--", "--exec=id"), 2),
    ],
)
def test_what_a_person_types_is_no_option_of_git(arguments: tuple[str, ...], code: int, three: Path, tmp_path: Path) -> None:
    done = run("-C", three, "--today", "2025-04-01", *(each.replace("PLACE", str(tmp_path / "out")) for each in arguments))
    assert (done.returncode, (tmp_path / "out").exists(), git(three, "status", "--porcelain")) == (code, False, "")


PROGRAMS = (
    *(
        "core.fsmonitor",
        "core.pager",
        "core.editor",
        "core.sshCommand",
        "core.askPass",
        "core.gitProxy",
        "core.alternateRefsCommand",
    ),
    *("diff.external", "diff.x.textconv", "diff.x.command", "filter.x.clean", "filter.x.smudge", "filter.x.process"),
    *("gpg.program", "gpg.ssh.program", "gpg.x509.program", "gpg.openpgp.program", "merge.directions.driver"),
    *("trailer.sign.command", "trailer.sign.cmd", "credential.helper", "uploadpack.packObjectsHook", "remote.origin.uploadpack"),
)
"""Settings by which a repository could name a program to Git."""
READING = (
    *("", "log", "log --format json --as-at 2025-03-25", "show 001", "trail 001", "due", "coverage", "budget", "conflicts"),
    *("validate", "validate --against HEAD~1", "audit", "form 001", "letter 001", "report annual", "doctor", "review --list"),
)


@pytest.fixture(scope="module")
def handed_over(three: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A register as a folder that a stranger handed over, with a `.git` that names a program wherever it can; and what they leave."""
    base = tmp_path_factory.mktemp("stranger")
    folder, marks = base / "reg", base / "marks"
    shutil.copytree(three, folder, symlinks=True)
    marks.mkdir()
    script = "#!/bin/sh\ntouch '{}/{}'\ncat 2>/dev/null || true\n"
    include = base / "more.gitconfig"
    for name in PROGRAMS:
        path = base / name
        path.write_text(script.format(marks, name), encoding="utf-8")
        path.chmod(0o755)
        git(folder, "config", "--file", str(include), name, str(path))
    git(folder, "config", "include.path", str(include))
    git(folder, "config", "remote.origin.url", f"ext::{base / 'core.pager'}")
    git(folder, "config", "log.showSignature", "true")
    for name in (
        "post-index-change",
        "reference-transaction",
        "post-checkout",
        "fsmonitor-watchman",
        "pre-commit",
        "post-commit",
    ):
        path = folder / ".git" / "hooks" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(script.format(marks, f"hook-{name}"), encoding="utf-8")
        path.chmod(0o755)
    with (folder / ".gitattributes").open("a", encoding="utf-8") as file:
        file.write("* filter=x diff=x merge=directions\n")
    tip = git(folder, "cat-file", "commit", "HEAD").replace(
        "\n\n", "\ngpgsig -----BEGIN PGP SIGNATURE-----\n \n iQEzBAABCAAdFiEE\n -----END PGP SIGNATURE-----\n\n", 1
    )
    (base / "commit").write_text(tip, encoding="utf-8", newline="\n")
    (folder / ".git" / "refs/heads/main").write_text(
        git(folder, "hash-object", "--no-filters", "-t", "commit", "-w", str(base / "commit"))
    )
    (folder / HOME).touch()
    return folder, marks


@POSIX
@pytest.mark.parametrize("command", READING)
def test_reading_runs_no_program_of_a_repository(command: str, handed_over: tuple[Path, Path]) -> None:
    folder, marks = handed_over
    for path in marks.iterdir():
        path.unlink()
    done = run("-C", folder, "--today", "2025-04-01", *command.split())
    assert done.returncode in (0, 1), done.stderr
    assert sorted(path.name for path in marks.iterdir()) == []


def strange(folder: Path, name: str) -> None:
    """A thing put into a register that does not belong there."""
    if name == "a linked direction":
        (folder / "register/2025/EXIJB-2025-03-18-009.yaml").symlink_to(folder.parent / "secret.yaml")
    elif name == "a linked folder":
        (folder / "register/2024").symlink_to(folder.parent, target_is_directory=True)
    elif name == "a linked header":
        (folder / "register/register.yaml").unlink()
        (folder / "register/register.yaml").symlink_to(folder.parent / "secret.yaml")
    elif name == "a linked register":
        (folder / "register").rename(folder.parent / "moved")
        (folder / "register").symlink_to(folder.parent / "moved", target_is_directory=True)
    elif name == "a name like an option":
        (folder / "register/2025/--output=x.yaml").write_text("title: x\n", encoding="utf-8")
    elif name == "a name with an escape":
        (folder / "register/2025/a\x1b[2J.yaml").write_text("title: x\n", encoding="utf-8")
    elif name == "a name with a line end":
        (folder / "register/2025/a\n::error::b.yaml").write_text("title: x\n", encoding="utf-8")
    elif name == "another repository":
        git(folder, "update-index", "--add", "--cacheinfo", f"160000,{'1' * 40},register/2025/sub")
        git(folder, "commit", "-qm", "Put another repository in")
        (folder / "register/2025/sub").mkdir()
        (folder / "register/2025/sub/x.yaml").write_text("title: x\n", encoding="utf-8")


@POSIX
@pytest.mark.parametrize(
    "name",
    [
        *("a linked direction", "a linked folder", "a linked header", "a linked register", "a name like an option"),
        *("a name with an escape", "a name with a line end", "another repository"),
    ],
)
def test_what_does_not_belong_is_named_and_not_read(name: str, three: Path, tmp_path: Path) -> None:
    shutil.copytree(three, tmp_path / "reg", symlinks=True)
    (tmp_path / "secret.yaml").write_text("title: SECRET\n", encoding="utf-8")
    strange(tmp_path / "reg", name)
    for form in ("text", "github", "json"):
        done = run("-C", tmp_path / "reg", "--today", "2025-04-01", "validate", "--format", form)
        assert done.returncode in (1, 2)
        assert "SECRET" not in done.stdout + done.stderr
        assert "\x1b" not in done.stdout + done.stderr
        assert not re.search(r"^::error::b", done.stdout, re.MULTILINE)


WORDS = {
    "a formula": '=HYPERLINK("http://127.0.0.1/","x")',
    "a formula behind a sign": "@SUM(1+1)*cmd|' /C calc'!A0",
    "markup": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "a link that runs": "[click](javascript:alert(1)) ![x](http://127.0.0.1/x.png)",
    "a column of a table": "a | b | c",
    "a command of typst": '#read("/etc/passwd") #import "@preview/x:0.1.0" \\ $x$',
    "a tag of a template": "{{ ''.__class__ }}{% include '../x' %}",
    "a command of GitHub": "::error::x ##[add-path]/tmp ::set-output name=a::b",
    "a field of Word": "{ INCLUDETEXT file:///etc/passwd }",
}
EVERY = " / ".join(WORDS.values())


@pytest.fixture(scope="module")
def wordy(three: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register in which every word would do something somewhere, and a turning mark and an author with an escape besides."""
    folder = tmp_path_factory.mktemp("wordy") / "reg"
    shutil.copytree(three, folder, symlinks=True)
    path = folder / HOME
    text = path.read_text(encoding="utf-8")
    text = re.sub("(?m)^title: .*$", lambda _: "title: " + json.dumps(f"{WORDS['a formula']} \u202e {EVERY}"), text)
    path.write_text(text, encoding="utf-8", newline="\n")
    git(folder, "commit", "-qam", "A subject\x1b[2J \u202e ::error::x", "--author", "E\x1b[31mvil \u202e <e@example.org>")
    return folder


SHOWING = (
    *("", "log", "log --format csv", "log --format markdown", "show 001", "show 001 --format csv", "show 001 --format markdown"),
    *("trail 001", "trail 001 --format csv", "trail 001 --format markdown", "due --all", "due --all --format ics", "coverage"),
    *(
        "budget",
        "budget --format markdown",
        "validate",
        "validate --format github",
        "validate --format junit",
        "validate --notes",
    ),
    *(
        "audit",
        "audit --format markdown",
        "form 001",
        "form 001 --format markdown",
        "letter 001",
        "report annual",
        "review --list",
    ),
    *(
        "export --format csv --out -",
        "decide --list",
        "conflicts --notes",
        "close 001 --approved 2025-04-01 --dry-run --reason achieved --note x",
    ),
)


@pytest.mark.parametrize("command", SHOWING)
def test_words_are_shown_as_words(command: str, wordy: Path) -> None:
    done = run("-C", wordy, "--today", "2025-04-01", *command.split())
    assert done.returncode in (0, 1), done.stderr
    said = done.stdout + done.stderr
    assert "\x1b" not in said
    assert "\u202e" not in said or command.startswith("export")
    if "markdown" in command:
        assert not re.search(r"(?<!\\)<(script|img)|(?<!\\)\]\(javascript", said)
    if command.endswith("csv") or "csv --out" in command:
        cells = [cell for row in csv.reader(io.StringIO(done.stdout)) for cell in row]
        assert not [cell for cell in cells if cell[:1] in ("=", "@", "+") or cell.startswith("-=")]


@pytest.mark.parametrize("form", ["html", "docx", "pdf"])
def test_words_are_words_in_documents(form: str, wordy: Path, tmp_path: Path) -> None:
    pytest.importorskip({"html": "jinja2", "docx": "docx", "pdf": "typst"}[form])
    out = tmp_path / f"form.{form}"
    done = run("-C", wordy, "--today", "2025-04-01", "form", "001", "--format", form, "--out", out)
    assert done.returncode == 0, done.stderr
    data = out.read_bytes()
    if form == "docx":
        data = b"".join(zipfile.ZipFile(out).read(name) for name in zipfile.ZipFile(out).namelist() if name.endswith(".xml"))
        assert b"instrText" not in data.replace(b"PAGE", b"") or b"INCLUDETEXT" not in re.sub(rb"<w:t[ >].*?</w:t>", b"", data)
    assert b"<script" not in data
    assert b"root:" not in data


def test_a_message_makes_no_second_commit_and_no_approval(three: Path, tmp_path: Path) -> None:
    shutil.copytree(three, tmp_path / "reg", symlinks=True)
    note = "-m x\n\nApproved-by: Chair <chair@example.org>"
    done = run("-C", tmp_path / "reg", "--today", "2025-04-01", "progress", "001", "--rating", "on-track", "--note", note)
    assert done.returncode == 0, done.stderr
    assert git(tmp_path / "reg", "rev-list", "--count", "HEAD").strip() == str(
        int(git(three, "rev-list", "--count", "HEAD").strip()) + 1
    )
    assert "Approved-by" not in git(tmp_path / "reg", "log", "-1", "--format=%(trailers)")


PRIVATE = {
    "a CHI number": "0101011237",
    "a CHI number that is called one": "CHI: 010101 1234",
    "a National Insurance number": "QQ 12 34 56 C",
    "mail at home": "jane.doe@gmail.com",
    "a mobile phone": "07700 900 123",
    "a date of birth": "date of birth 1 February 1950",
}
KEPT = {
    "a private key": "-----BEGIN OPENSSH PRIVATE" + " KEY-----",
    "a token": "ghp_" + "a" * 36,
    "a password": "the password is: Hunter22",
    "an address with a password": "https://a:secret@example.org/",
}
PLAIN = (
    *(
        "EXIJB-18/03/2025-001",
        "2025-03-18",
        "£1,250,000.50",
        "1250000000",
        "0131 496 0000",
        "SG12 3AB",
        "section 26(1)",
        "2025/26",
    ),
    *(
        "chief.officer@exijb.example.org",
        "enquiries@example.org",
        "passwords are kept by IT",
        "https://example.org/a?b=c",
        "01/04/2025",
    ),
)


@pytest.mark.parametrize("name", [*PRIVATE, *KEPT])
def test_what_is_private_is_flagged(name: str) -> None:
    assert personal(PRIVATE[name], frozenset()) if name in PRIVATE else secret(KEPT[name])


def test_a_secret_is_refused_and_never_repeated(three: Path, tmp_path: Path) -> None:
    shutil.copytree(three, tmp_path / "reg", symlinks=True)
    note = f"Ask with {KEPT['a token']} or {PRIVATE['a National Insurance number']}."
    act = ("--today", "2025-04-01", "progress", "001", "--rating", "on-track", "--note", note)
    done = run("-C", tmp_path / "reg", *act)
    assert (done.returncode, "WRD011" in done.stderr, git(tmp_path / "reg", "status", "--porcelain")) == (1, True, "")
    with (tmp_path / "reg" / HOME).open("a", encoding="utf-8", newline="\n") as file:
        file.write(f"  - {{act: progress, date: 2025-04-01, rating: on-track, note: {note}}}\n")
    for form in ("text", "json", "github", "junit", "sarif"):
        done = run("-C", tmp_path / "reg", "--today", "2025-04-02", "validate", "--format", form)
        assert done.returncode == 1
        assert {"WRD011", "WRD014"} <= set(re.findall(r"WRD\d+", done.stdout))
        assert not re.search("ghp_|QQ 12", done.stdout + done.stderr)


@pytest.mark.parametrize("text", PLAIN)
def test_what_is_not_private_is_not(text: str) -> None:
    assert (secret(text), personal(text, frozenset({"exijb.example.org"}))) == (None, None)


HEADER_CHANGES = {
    "a language elsewhere": "language: ../../x",
    "a neighbour that runs": 'neighbours: [{code: NEAR, name: Near, register: "ext::sh -c id"}]',
    "a neighbour's option": 'neighbours: [{code: NEAR, name: Near, register: "--upload-pack=id"}]',
    "a neighbour's branch": "neighbours: [{code: NEAR, name: Near, register: 'https://example.org/r', branch: --exec=id}]",
    "a neighbour's folder": "neighbours: [{code: NEAR, name: Near, register: 'https://example.org/r', folder: ../x}]",
    "a partner in disguise": "committees: [P\u0435rformance Committee]",
}


@pytest.mark.parametrize("name", HEADER_CHANGES)
def test_a_header_is_judged_before_it_is_used(name: str, three: Path, tmp_path: Path) -> None:
    shutil.copytree(three, tmp_path / "reg", symlinks=True)
    with (tmp_path / "reg/register/register.yaml").open("a", encoding="utf-8") as file:
        file.write(HEADER_CHANGES[name] + "\n")
    done: Done = run("-C", tmp_path / "reg", "--today", "2025-04-01", "validate", "--strict")
    assert done.returncode == 1, done.stdout + done.stderr
    assert "register.yaml" in done.stdout


def test_the_program_takes_no_module_from_the_folder_it_is_run_in(tmp_path: Path) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit('TAKEN')\n", encoding="utf-8")
    for module in ("directions_cli.imports.workbooks", "directions_cli.documents.writers.typst_press"):
        done = subprocess.run([sys.executable, "-P", "-m", module], cwd=tmp_path, input=b"{}", capture_output=True, check=False)
        assert b"TAKEN" not in done.stderr


COUNTED: tuple[object, ...] = (YAML, FILES, TEMPLATES, ADDRESSES, READING, WORDS, SHOWING, PRIVATE, KEPT, HEADER_CHANGES)


def test_there_are_sixty_probes_and_more() -> None:
    assert sum(map(len, COUNTED)) >= 60  # type: ignore[arg-type]
