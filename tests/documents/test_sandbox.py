"""Hostile templates: each is refused or stopped in good time, with its place, and nothing of a register becomes markup."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest

from directions_cli.documents.making import Maker
from directions_cli.documents.shelf import Shelf
from directions_cli.documents.tree import Blocks, Heading, Items, Named, Paragraph, Table, Text, words_of
from directions_cli.documents.view import View
from directions_cli.errors import Unreadable
from directions_cli.resources import shipped

HOSTILE = "**b** *e* # [x](javascript:1) <script> {{ 7*7 }} | ::: note"
CONTEXT = {"direction": View({"title": HOSTILE, "many": ("a", "b", HOSTILE), "none": None}), "letter": View({"attached": True})}
"""A register whose every text wants to be markup."""


def maker(folder: Path, **files: str | bytes) -> Maker:
    own = folder / "templates"
    own.mkdir(exist_ok=True)
    for name, content in files.items():
        path = own / f"{name}.md"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return Maker.of(Shelf(own, shipped("templates")), None)


def made(folder: Path, text: str | bytes, **others: str) -> Blocks:
    return maker(folder, own=text, **others).blocks("own.md", CONTEXT)


def said(folder: Path, text: str | bytes, **others: str) -> str:
    with pytest.raises(Unreadable) as caught:
        made(folder, text, **others)
    return str(caught.value)


GROW = "{% set ns = namespace(x='aaaaaaaa') %}{% for i in range_ %}{% set ns.x = GROWS %}{% endfor %}{{ ns.x | length }}"
LOOP = "'0123456789' * 20"
REACHING = {
    "class": "{{ ''.__class__ }}",
    "mro": "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "item": "{{ direction['__class__'] }}",
    "values": "{{ direction._values }}",
    "dict": "{{ direction.__dict__ }}",
    "init": "{{ direction.__init__.__globals__ }}",
    "globals of a function": "{{ _.__globals__ }}",
    "globals of the namespace": "{{ namespace.__init__.__globals__ }}",
    "inner part of a namespace": "{% set n = namespace(a=1) %}{{ n._Namespace__attrs }}",
    "format": "{{ '{0.__class__}'.format(direction) }}",
    "format_map": "{{ '{a}'.format_map({'a': 1}) }}",
    "format filter": "{{ '%s' | format(direction) }}",
    "percent": "{{ '%1000000000d' % 1 }}",
    "attr filter": "{{ direction | attr('__class__') }}",
    "map of an attribute": "{{ [direction] | map(attribute='__class__') | join }}",
    "map of an inner part": "{{ [direction] | map(attribute='_values') | first }}",
    "map of attr": "{{ [direction] | map('attr', '__class__') | join }}",
    "sort by an attribute": "{{ [direction, direction] | sort(attribute='__class__.__name__') | first }}",
    "selectattr": "{{ [direction] | selectattr('__class__') | first }}",
    "groupby": "{% for a, b in [direction] | groupby('__class__') %}{{ a }}{% endfor %}",
    "loop": "{% for x in [1] %}{{ loop._iterable }}{% endfor %}",
    "loop printed": "{% for x in [1] %}{{ loop }}{% endfor %}",
    "loop undefined class": "{% for x in [1] %}{{ loop._undefined.__init__ }}{% endfor %}",
    "self": "{{ self._TemplateReference__context }}",
    "self printed": "{{ self }}",
    "self of a block": "{% block a %}{{ self.a._context }}{% endblock %}",
    "super": "{% extends 'form.md' %}{% block title %}{{ super.__globals__ }}{% endblock %}",
    "macro": "{% macro m() %}{% endmacro %}{{ m._func.__globals__ }}",
    "caller": "{% macro m() %}{{ caller.__init__ }}{% endmacro %}{% call m() %}{% endcall %}",
    "varargs": "{% macro m() %}{{ varargs.__class__ }}{% endmacro %}{{ m(1) }}",
    "cycler": "{{ cycler('a').__init__ }}",
    "joiner": "{{ joiner() }}",
    "lipsum": "{{ lipsum(n=1000) }}",
    "dict function": "{{ dict(a=1) }}",
    "range": "{% for x in range(10) %}{% endfor %}",
    "environment": "{{ environment }}",
    "context": "{{ context }}",
    "get_flashed": "{{ config }}",
    "view printed": "{{ direction }}",
    "view linked": "{{ direction | link('https://example.org') }}",
    "view as Markdown": "{{ direction | markdown }}",
    "list printed": "{{ [1, 2] }}",
    "true printed": "{{ letter.attached }}",
    "calling a text": "{{ direction.title() }}",
    "inner filter": "{{ -1000000 | _spent }}",
    "pprint": "{{ direction | pprint }}",
    "tojson": "{{ direction | tojson }}",
    "xmlattr": "{{ {'a': 1} | xmlattr }}",
    "urlize": "{{ direction.title | urlize }}",
    "safe": "{{ direction.title | safe }}",
    "filter by map": "{{ ['a'] | map('safe') | join }}",
    "test": "{{ 1 is callable }}",
    "test of filters": "{{ 'attr' is filter }}",
    "autoescape": "{% autoescape true %}{{ direction.title }}{% endautoescape %}",
    "filter block": "{% filter trim %}{{ direction.title }}{% endfilter %}",
    "call of a text": "{% call direction.title.upper() %}{% endcall %}",
    "call in disguise": "{% set x = direction.title.upper %}{% call x() %}{% endcall %}",
    "call of a message": "{% call _(direction.title) %}{% endcall %}",
    "do": "{% do direction %}",
    "debug": "{% debug %}",
    "break": "{% for x in [1] %}{% break %}{% endfor %}",
    "import": "{% import 'form.md' as f %}",
    "from import": "{% from 'form.md' import x %}",
    "message of the register": "{{ _(direction.title) }}",
    "message in disguise": "{% set t = _ %}{{ t(direction.title) }}",
    "message handed on": "{% macro m(f) %}{{ f(direction.title) }}{% endmacro %}{{ m(gettext) }}",
    "message in a loop": "{% for f in [_] %}{{ f(direction.title) }}{% endfor %}",
    "message of lists": "{{ _(*direction.many) }}",
    "message without its value": "{{ _('Dear %(name)s') }}",
    "message with a width": "{{ _('%(x)1000000000s', x='a', y=direction.x) }}",
    "undefined name": "{{ dirction }}",
    "undefined field": "{{ direction.titel }}",
    "undefined in a list": "{{ [direction.titel] | join }}",
    "undefined in if": "{% if dirction %}{% endif %}",
    "undefined in a loop": "{% for x in directions %}{% endfor %}",
    "undefined in a message": "{{ _('a %(b)s', b=direction.titel) }}",
    "undefined added": "{{ dirction + 1 }}",
    "undefined called": "{{ dirction() }}",
    "undefined filtered": "{{ dirction | upper }}",
    "part of none": "{{ direction.none.name }}",
    "no such place": "{{ direction.many[7] }}",
}
OUTSIDE = {
    "parent": "{% include '../secret.md' %}",
    "absolute": "{% include '/etc/passwd' %}",
    "absolute of Markdown": "{% include '/tmp/secret.md' %}",
    "below and up": "{% include 'parts/../../secret.md' %}",
    "backslash": "{% include '..\\\\secret.md' %}",
    "drive": "{% include 'C:secret.md' %}",
    "NUL": "{% include 'a\\0.md' %}",
    "address": "{% include 'file:///etc/passwd' %}",
    "list": "{% include ['no.md', '../secret.md'] %}",
    "ignored": "{% include '../secret.md' ignore missing %}",
    "extends": "{% extends '../secret.md' %}",
    "shipped": "{% include 'shipped/../../secret.md' %}",
    "no template": "{% include 'style.css' %}",
    "guide": "{% include 'README.md' %}",
    "init": "{% include 'init/README.md' %}",
    "directory": "{% include 'parts' %}",
    "empty": "{% include '' %}",
    "nothing": "{% include none %}",
    "a view": "{% include direction %}",
    "the register's text": "{% include direction.title %}",
    "link": "{% include 'link.md' %}",
}
ENDLESS = {
    "loop": "{% for a in R %}{% for b in R %}{% for c in R %}{% for d in R %}{% endfor %}{% endfor %}{% endfor %}{% endfor %}",
    "loop that prints": "{% for a in R %}{% for b in R %}{% for c in R %}text{% endfor %}{% endfor %}{% endfor %}",
    "loop in a set": "{% set x %}{% for a in R %}{% for b in R %}{% for c in R %}te{% if a %}xt{% endif %}{% endfor %}{% endfor %}"
    "{% endfor %}{% endset %}",
    "doubling ~": "{% set n = namespace(x='aa') %}{% for a in R %}{% set n.x = n.x ~ n.x %}{% endfor %}",
    "doubling +": "{% set n = namespace(x='aa') %}{% for a in R %}{% set n.x = n.x + n.x %}{% endfor %}",
    "doubling *": "{% set n = namespace(x='aa') %}{% for a in R %}{% set n.x = n.x * 99 %}{% endfor %}",
    "times": "{{ 'a' * 999999999 }}",
    "times the other way": "{{ 999999999 * [1] }}",
    "doubling join": "{% set n = namespace(x='aa') %}{% for a in R %}{% set n.x = [n.x, n.x] | join(n.x) %}{% endfor %}",
    "doubling replace": "{% set n = namespace(x='aa') %}{% for a in R %}{% set n.x = n.x | replace('a', 'aa') %}{% endfor %}",
    "doubling set": "{% set n = namespace(x='aa') %}{% for a in R %}{% set n.x %}{{ n.x }}{{ n.x }}{% endset %}{% endfor %}",
    "doubling Markdown": "{% set n = namespace() %}{% set n.x %}**a**{% endset %}{% for a in R %}{% set n.x %}{{ n.x }}{{ n.x }}"
    "{% endset %}{% endfor %}",
    "doubling upper": "{% set n = namespace(x='aa') %}{% for a in R %}{% set n.x = (n.x ~ n.x) | upper %}{% endfor %}",
    "center": "{{ 'a' | center(999999999) }}",
    "format": "{{ '{:999999999}'.format(1) }}",
    "ljust": "{{ 'a'.ljust(999999999) }}",
    "batch": "{{ [1] | batch(999999999, 'x') | list | length }}",
    "slice": "{% for x in [1] | slice(999999999) %}{% endfor %}",
    "lists in lists": "{% set n = namespace(x=[1, 1]) %}{% for a in R %}{% set n.x = [n.x, n.x] %}{% endfor %}",
    "tuples compared": "{% set n = namespace(x=(1, 1), y=(1, 1)) %}{% for a in R %}{% set n.x = (n.x, n.x) %}{% set n.y = (n.y, n.y) %}"
    "{% endfor %}{{ 1 if n.x == n.y }}",
    "lists added": "{% set n = namespace(x=[1, 1]) %}{% for a in R %}{% set n.x = n.x + n.x %}{% endfor %}",
    "lists summed": "{% set n = namespace(x=[1, 1]) %}{% for a in R %}{% set n.x = [n.x, n.x] | sum(start=[]) %}{% endfor %}",
    "mapping": "{% set n = namespace(x={'a': 1}) %}{% for a in R %}{% set n.x = {'a': n.x, 'b': n.x} %}{% endfor %}",
    "pow": "{{ 9 ** 9 ** 9 ** 9 }}",
    "pow of small": "{{ 999999999999999 ** 15 ** 1 ** 1 * 999999999999999 ** 15 }}",
    "big numbers": "{% set n = namespace(x=9) %}{% for a in R %}{% set n.x = n.x * n.x %}{% endfor %}",
    "infinity": "{{ 1e999 * 2 }}",
    "rounding": "{{ 1 | round(-999999999) }}",
    "rounding up": "{{ 1 | round(999999999, 'ceil') }}",
    "digits": "{{ " + "9" * 5000 + " }}",
    "macro": "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "macros by twos": "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(99) }}",
    "macros that print": "{% macro m(n) %}text{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(40) }}",
    "callers": "{% macro m() %}{{ caller() }}{{ caller() }}{% endmacro %}" + "{% call m() %}" * 40 + "x" + "{% endcall %}" * 40,
    "include of itself": "{% include 'own.md' %}",
    "include by turns": "{% include 'turn.md' %}",
    "extends itself": "{% extends 'own.md' %}",
    "extends by turns": "{% extends 'turned.md' %}",
    "block of itself": "{% block a %}{{ self.a() }}{% endblock %}",
    "recursive loop": "{% for x in [[1]] recursive %}{{ loop([x]) }}{% endfor %}",
    "regex": "{{ ('a' * 90000) | replace('a' * 40000, 'a' * 40000) | trim | title }}{% for a in R %}{% for b in R %}"
    "{% if ('a' * 9000) in ('a' * 8999) %}{% endif %}{% endfor %}{% endfor %}",
    "many includes": "{% set x %}{% for a in R %}{% for b in R %}{% include 'long.md' %}{% endfor %}{% endfor %}{% endset %}",
    "long line": "{% for a in R %}{% for b in R %}[a](b*c_{% endfor %}{% endfor %}",
    "many lines": "{% for a in R %}{% for b in R %}\n\n- a\n{% endfor %}{% endfor %}{% for a in R %}{% for b in R %}\n\n- a\n{% endfor %}"
    "{% endfor %}",
    "texts printed": "{% set x = 'a ' * 900000 %}{{ x }}{{ x }}",
    "as Markdown": "{% for a in R %}{{ ('* ' * 90000) | markdown }}{% endfor %}",
    "marks": "{% for a in R %}{% for b in R %}{% for c in R %}{{ direction.title }}{% endfor %}{% endfor %}{% endfor %}",
    "deep brackets": "{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}",
    "deep lists": "{{ " + "[" * 300 + "1" + "]" * 300 + " | length }}",
    "deep loops": "{% for a in [1] %}" * 40 + "{% endfor %}" * 40,
    "deep ifs": "{% if 1 %}" * 400 + "{% endif %}" * 400,
    "long sum": "{{ 1" + " + 1" * 20000 + " }}",
    "long template": "a\n" * 200_000,
    "blanks": "x" + " " * 150_000 + "%}",
    "tags": "{% " * 60_000,
    "comments": "{#" * 90_000,
}
NO_TEMPLATES: dict[str, str | bytes] = {
    "no UTF-8": b"\xff\xfe\x00a",
    "NUL": "a\0b",
    "private marks": "\ue0000\ue001",
    "open if": "{% if true %}",
    "open block": "{% block a %}",
    "wrong end": "{% if true %}{% endfor %}",
    "unknown tag": "{% iff true %}",
    "wrong brackets": "{{ (1 }}",
    "block twice": "{% block a %}{% endblock %}{% block a %}{% endblock %}",
    "no such template": "{% include 'no.md' %}",
    "no such named block": "::: sendr\na\n:::",
    "form without labels": "::: form\n### a\n:::",
    "form without fields": "::: form a | b\na\n:::",
}


def child(folder: Path, texts: dict[str, str]) -> dict[str, list[float | str]]:
    """What each template comes to in a process of its own: what is said, seconds, and the most memory so far in MB."""
    (folder / "texts.json").write_text(json.dumps(texts), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", CHILD, str(folder)],
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
        cwd=Path(__file__).parents[2],
    )
    assert done.returncode == 0, done.stderr[-2000:]
    found: dict[str, list[float | str]] = json.loads(done.stdout)
    return found


CHILD = """
import json, re, sys, time
from pathlib import Path
try:
    import resource
except ImportError:
    resource = None
from tests.documents.test_sandbox import CONTEXT, Unreadable, maker
folder = Path(sys.argv[1])
if resource and sys.platform == "linux":
    resource.setrlimit(resource.RLIMIT_AS, (1_200_000_000, 1_200_000_000))
found = {}
for name, text in json.loads((folder / "texts.json").read_text(encoding="utf-8")).items():
    begun, said = time.perf_counter(), ""
    try:
        maker(folder, own=text).blocks("own.md", CONTEXT)
    except Unreadable as error:
        said = str(error)
    most = 0
    if Path("/proc/self/status").is_file():  # not getrusage: its peak has that of the process that started this one in it
        most = int(re.search("VmHWM:[^0-9]*([0-9]+)", Path("/proc/self/status").read_text())[1]) / 1024
    found[name] = [said, time.perf_counter() - begun, most]
print(json.dumps(found))
"""


@pytest.mark.parametrize("name", REACHING)
def test_nothing_of_python_is_reached(name: str, tmp_path: Path) -> None:
    message = said(tmp_path, f"# One\n\n{REACHING[name]}\n")
    assert "own.md:3: " in message or ("form.md" in REACHING[name] and "own.md:" in message), message
    assert "object at 0x" not in message


@pytest.mark.parametrize("name", OUTSIDE)
def test_nothing_outside_is_read(name: str, tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text("SECRET", encoding="utf-8")
    (tmp_path / "templates").mkdir()
    try:
        (tmp_path / "templates" / "link.md").symlink_to(tmp_path / "secret.md")
    except (OSError, NotImplementedError):
        pytest.skip("no symbolic links here")
    message = said(tmp_path, f"# One\n\n{OUTSIDE[name]}\n")
    assert "SECRET" not in message
    assert "own.md:3: " in message or "link.md: " in message, message


def test_what_goes_on_without_end_is_stopped(tmp_path: Path) -> None:
    others = {"turn": "{% include 'own.md' %}", "turned": "{% extends 'own.md' %}", "long": "a{% if 1 %}b{% endif %}" * 5000}
    maker(tmp_path, **others)
    texts = {name: text.replace(" R ", f" {LOOP} ") for name, text in ENDLESS.items()}
    for name, (message, seconds, most) in child(tmp_path, texts).items():
        assert float(seconds) < 15, (name, seconds)
        assert float(most) < 300, (name, most)
        if name not in ("deep ifs", "blanks", "texts printed"):
            assert str(message).count(".md"), (name, message)


@pytest.mark.parametrize("name", NO_TEMPLATES)
def test_what_is_no_template_is_said(name: str, tmp_path: Path) -> None:
    message = said(tmp_path, NO_TEMPLATES[name])
    assert "own.md" in message
    assert "Traceback" not in message


def setting(blocks: Blocks) -> set[str]:
    """What kinds of setting some blocks have: strong, emphasis, link, and kinds of block other than paragraphs."""
    found = set()
    for block in blocks:
        match block:
            case Paragraph(words):
                found |= {
                    name
                    for each in words
                    if isinstance(each, Text)
                    for name in ("strong", "emphasis", "link")
                    if getattr(each, name)
                }
            case Named(_, inside):
                found |= {"named"} | setting(inside)
            case _:
                found.add(type(block).__name__)
    return found


AS_TEXT = {
    "printed": "{{ direction.title }}",
    "super": "{% extends 'base.md' %}{% block a %}{{ super() }}{% endblock %}",
    "macro": "{% macro m(x) %}{{ x }}{% endmacro %}{{ m(direction.title) }}",
    "macro of a macro": "{% macro m(x) %}{{ x }}{% endmacro %}{{ m(m(direction.title)) }}",
    "caller": "{% macro m() %}{{ caller() }}{% endmacro %}{% call m() %}{{ direction.title }}{% endcall %}",
    "set": "{% set x %}{{ direction.title }}{% endset %}{{ x }}",
    "set again": "{% set x %}{{ direction.title }}{% endset %}{% set y %}{{ x }}{% endset %}{{ y }}",
    "~": "{{ direction.title ~ '' }}",
    "+": "{{ direction.title + '' }}",
    "*": "{{ direction.title * 1 }}",
    "join": "{{ [direction.title] | join }}",
    "join by": "{{ ['', ''] | join(direction.title) }}",
    "replace": "{{ 'x' | replace('x', direction.title) }}",
    "trim": "{{ direction.title | trim }}",
    "default": "{{ none | default(direction.title, true) }}",
    "first": "{{ direction.many | last }}",
    "map": "{{ [direction] | map(attribute='title') | join }}",
    "slice": "{{ direction.title[0:] }}",
    "set sliced": "{% set x %}{{ direction.title }}{% endset %}{{ x[0:] }}",
    "set joined": "{% set x %}{{ direction.title }}{% endset %}{{ [x] | join }}",
    "set added": "{% set x %}{{ direction.title }}{% endset %}{{ x ~ '' }}",
    "set plus": "{% set x %}{{ direction.title }}{% endset %}{{ x + '' }}",
    "set replaced": "{% set x %}{{ direction.title }}{% endset %}{{ x | replace('y', 'y') }}",
    "set trimmed": "{% set x %}{{ direction.title }}{% endset %}{{ x | trim }}",
    "set filtered": "{% set x | trim %}{{ direction.title }}{% endset %}{{ x }}",
    "set stripped": "{% set x %}{{ direction.title }}{% endset %}{{ x.strip() }}",
    "set by letters": "{% set x %}{{ direction.title }}{% endset %}{{ x | list | join }}",
    "message": "{{ _('%(x)s', x=direction.title) }}",
    "message twice": "{{ _('%(x)s', x=_('%(y)s', y=direction.title)) }}",
    "message joined": "{{ [_('%(x)s', x=direction.title)] | join }}",
    "trans": "{% trans x=direction.title %}{{ x }}{% endtrans %}",
    "namespace": "{% set n = namespace(x=direction.title) %}{{ n.x }}",
    "link": "{{ direction.title | link('javascript:alert(1)') }}",
    "lines": "{{ direction.title | lines }}",
}


@pytest.mark.parametrize("name", AS_TEXT)
def test_what_the_register_says_stays_text(name: str, tmp_path: Path) -> None:
    blocks = made(tmp_path, AS_TEXT[name], base="{% block a %}{{ direction.title }}{% endblock %}")
    assert setting(blocks) == set()
    assert list(words_of(blocks)) == [HOSTILE]


@pytest.mark.parametrize(
    "text",
    ["{{ direction.title | markdown }}", "{% set x %}{{ direction.title }}{% endset %}{{ x | markdown }}"],
)
def test_only_a_text_s_own_emphasis_is_read(text: str, tmp_path: Path) -> None:
    blocks = made(tmp_path, text)
    assert setting(blocks) == {"strong", "emphasis"}
    assert "".join(words_of(blocks)) == HOSTILE.replace("**", "").replace("*e*", "e")


@pytest.mark.parametrize(
    ("text", "words", "strong"),
    [
        ("{% set x %}**a**{% endset %}{{ x }}", "a", True),
        ("{% macro m() %}**a**{% endmacro %}{{ m() }}", "a", True),
        ("{{ _('**a**') }}", "a", True),
        ("**{{ 'a' }}**", "a", True),
        ("{{ '**a**' }}", "**a**", False),
        ("{% set x %}**a**{% endset %}{{ x ~ x }}", "**a****a**", False),
        ("{% set x %}**a**{% endset %}{{ x | upper }}", "**A**", False),
        ("{% set x %}**a**{% endset %}{{ [x, 'b'] | join(' ') }}", "**a** b", False),
        ("{% set x %}**{{ direction.many[0] }}**{% endset %}{{ x | upper }}", "**A**", False),
        ("{{ [direction.many[0], 'b'] | join(_(' and ')) }}", "a and b", False),
    ],
)
def test_markdown_of_the_template_is_read_until_it_is_made_text(text: str, words: str, strong: bool, tmp_path: Path) -> None:
    blocks = made(tmp_path, text)
    assert list(words_of(blocks)) == [words]
    assert ("strong" in setting(blocks)) is strong


def test_html_of_a_template_comes_out_as_text(tmp_path: Path) -> None:
    blocks = made(tmp_path, "<script>alert(1)</script>\n\n&lt; <b>a</b>")
    assert list(words_of(blocks)) == ["<script>alert(1)</script>", "< <b>a</b>"]


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//example.org", "vbscript:x"]
)
def test_links_lead_to_the_web_or_to_mail_only(address: str, tmp_path: Path) -> None:
    assert setting(made(tmp_path, f"{{{{ 'a' | link('{address}') }}}}")) == set()
    assert setting(made(tmp_path, f"[a]({address})")) == set()
    assert setting(made(tmp_path, "{{ 'a' | link('https://example.org') }}")) == {"link"}


def test_a_tag_keeps_the_end_of_a_line_of_text_and_leaves_no_trace_of_its_own(tmp_path: Path) -> None:
    text = "# One{% if true %} and two{% endif %}\n\n{% if true %}\n- a{% if true %}b{% endif %}\n{% endif %}\n{# a #}\n- c\n\nd {% if 1 %}e{% endif %}\nf\n"
    one, items, last = made(tmp_path, text)
    assert isinstance(one, Heading)
    assert isinstance(items, Items)
    assert [*words_of((one,)), *words_of((items,)), *words_of((last,))] == ["One and two", "ab", "c", "d e f"]


def test_rows_of_a_table_may_be_made_by_a_loop(tmp_path: Path) -> None:
    (table,) = made(tmp_path, "| a |\n| --- |\n{% for x in direction.many %}\n| {{ x }}{% if x %}!{% endif %} |\n{% endfor %}\n")
    assert isinstance(table, Table)
    assert list(words_of(table.rows and (table,))) == ["a", "a!", "b!", f"{HOSTILE}!"]


def test_a_run_ends_in_time(tmp_path: Path) -> None:
    begun = time.perf_counter()
    assert "more than" in said(tmp_path, ENDLESS["loop"].replace(" R ", f" {LOOP} "))
    assert time.perf_counter() - begun < 12


def word_form(folder: Path, text: str) -> bytes:
    """A Word form that is a single paragraph, filled in."""
    docx = pytest.importorskip("docx")
    pytest.importorskip("docxtpl")
    from directions_cli.documents.word_form import fill

    form = docx.Document()
    form.add_paragraph(text)
    form.save(str(folder / "form.docx"))
    return fill(folder / "form.docx", CONTEXT, Maker(Shelf.of(None)), date(2025, 3, 18))


@pytest.mark.parametrize("name", [name for name, text in REACHING.items() if "form.md" not in text])
def test_a_word_form_reaches_nothing_of_python_either(name: str, tmp_path: Path) -> None:
    with pytest.raises(Unreadable) as caught:
        word_form(tmp_path, REACHING[name])
    assert "form.docx" in str(caught.value)
    assert "object at 0x" not in str(caught.value)


@pytest.mark.parametrize("name", [name for name in OUTSIDE if name not in ("NUL", "ignored")])
def test_a_word_form_reads_nothing_else(name: str, tmp_path: Path) -> None:
    with pytest.raises(Unreadable):
        word_form(tmp_path, OUTSIDE[name])


@pytest.mark.parametrize(
    "name", ["loop", "loop that prints", "doubling ~", "times", "lists in lists", "pow", "macros by twos", "macro"]
)
def test_a_word_form_that_goes_on_without_end_is_stopped(name: str, tmp_path: Path) -> None:
    begun = time.perf_counter()
    with pytest.raises(Unreadable):
        word_form(tmp_path, ENDLESS[name].replace(" R ", f" {LOOP} "))
    assert time.perf_counter() - begun < 15


@pytest.mark.parametrize("name", [name for name, text in AS_TEXT.items() if "extends" not in text and "trans" not in text])
def test_what_the_register_says_stays_text_in_a_word_form(name: str, tmp_path: Path) -> None:
    docx = pytest.importorskip("docx")
    (paragraph,) = docx.Document(io.BytesIO(word_form(tmp_path, AS_TEXT[name]))).paragraphs
    assert paragraph.text == HOSTILE
    assert not any(run.bold or run.italic for run in paragraph.runs)
