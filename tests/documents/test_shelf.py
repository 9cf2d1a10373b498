"""Where templates are found, what they are said to be, and what may be copied over what."""

from __future__ import annotations

from pathlib import Path

import pytest

from directions_cli.documents.checking import faults, layouts
from directions_cli.documents.committee import COMMITTEE_REPORTS
from directions_cli.documents.guide import blocks_of, small_override
from directions_cli.documents.making import Maker
from directions_cli.documents.names import NAMES, hints, view_classes
from directions_cli.documents.samples import DAY, KINDS, direction, letter, samples
from directions_cli.documents.shelf import Shelf
from directions_cli.documents.tree import words_of
from directions_cli.documents.view import View
from directions_cli.documents.views import ActView, DirectionView, MoneyView
from directions_cli.errors import Unreadable, WronglyAsked
from directions_cli.resources import shipped

SHIPPED = Shelf.of(None)


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    (tmp_path / "templates" / "parts").mkdir(parents=True)
    return Shelf.of(tmp_path)


def put(shelf: Shelf, name: str, text: str) -> Path:
    assert shelf.own
    path = shelf.own / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def found(shelf: Shelf) -> list[str]:
    return [
        f"{Path(each.where).name}: {each.severity}: {each.what}"
        for each in faults(shelf, None, None, DAY, ("markdown",))
        if "not checked" not in each.what
    ]


def test_what_is_shipped_is_in_order() -> None:
    assert found(SHIPPED) == []


def test_the_register_s_own_goes_before_the_shipped_one(shelf: Shelf) -> None:
    own = put(shelf, "parts/example.md", "Ours.")
    assert shelf.find("parts/example.md") == own
    assert shelf.find("shipped/parts/example.md") == shipped("templates") / "parts" / "example.md"
    assert shelf.find("form.md") == shipped("templates") / "form.md"
    assert shelf.is_own("parts/example.md")
    assert not shelf.is_own("form.md")
    assert Shelf.of(None).own is None
    assert list(shelf.names()) == list(SHIPPED.names())


def test_what_is_no_part_of_documents_has_no_place_on_the_shelf(shelf: Shelf) -> None:
    put(shelf, ".hidden.md", "")
    put(shelf, "README.md", "")
    names = list(shelf.names())
    assert not [name for name in names if name.startswith((".", "init", "fonts", "README"))]
    assert {"form.md", "letter.md", "style.css", "languages/messages.pot"} <= set(names)


@pytest.mark.parametrize("name", list(SHIPPED.names()))
def test_everything_shipped_says_what_it_is_for(name: str) -> None:
    assert SHIPPED.about(name).endswith((".", ":"))
    assert len(SHIPPED.about(name)) < 150


def test_what_takes_the_place_of_a_shipped_one_is_for_what_that_is_for(shelf: Shelf) -> None:
    put(shelf, "style.typ", '#let look = (accent: rgb("#5b2a86"))')
    put(shelf, "letter.md", "{# Ours, in Scots. #}")
    put(shelf, "notes.md", "No comment.")
    assert shelf.about("style.typ") == SHIPPED.about("style.typ")
    assert shelf.about("letter.md") == "Ours, in Scots."
    assert shelf.about("notes.md") == ""


@pytest.mark.parametrize("name", ["../a.md", "/a.md", "a/../../b.md", "a\\b.md", "c:a.md", "a\0.md", "", ".."])
def test_a_name_that_leads_out_is_none(name: str, shelf: Shelf) -> None:
    with pytest.raises(Unreadable, match="is no name of a template"):
        shelf.find(name)


def test_a_name_that_is_not_there_is_answered_with_the_nearest(shelf: Shelf) -> None:
    with pytest.raises(WronglyAsked, match=r"'ltter\.md' \(did you mean 'letter\.md'\?\)"):
        shelf.known("ltter.md")


def test_a_small_override_says_what_can_be_replaced_and_changes_nothing_yet(shelf: Shelf) -> None:
    for name in ("letter.md", "form.md", "report/section.md"):
        (shelf.own / name).parent.mkdir(exist_ok=True)  # type: ignore[operator]
        put(shelf, name, small_override(SHIPPED, name).decode())
        assert all(each in small_override(SHIPPED, name).decode() for each in blocks_of(SHIPPED, name))
    assert found(shelf) == []
    ours, theirs = Maker(shelf), Maker(SHIPPED)
    for each in samples(("form.md",)):
        assert ours.blocks(each.template, each.context) == theirs.blocks(each.template, each.context)


@pytest.mark.parametrize("name", ["letter/subject.md", "style.css", "letterhead.docx"])
def test_what_has_no_blocks_is_copied_as_a_whole(name: str) -> None:
    with pytest.raises(WronglyAsked, match="copy it as a whole"):
        small_override(SHIPPED, name)


def test_one_block_can_be_replaced(shelf: Shelf) -> None:
    put(
        shelf,
        "letter.md",
        "{% extends 'shipped/letter.md' %}\n{% block signature %}\n::: signature\nYours faithfully\n:::\n{% endblock %}\n",
    )
    context = next(each.context for each in samples(("form.md",)) if each.template == "letter.md")
    words = list(words_of(Maker(shelf).blocks("letter.md", context)))
    assert "Yours faithfully" in words
    assert "Yours sincerely" not in words
    assert len(words) > 20


FAULTY = {
    "typo in a name": (
        "form.md",
        "{% extends 'shipped/form.md' %}\n{% block duty %}\n{{ dirction }}\n{% endblock %}",
        "form.md:3: error: there is no 'dirction' here (did you mean 'direction'?)",
    ),
    "typo where nothing has come yet": (
        "parts/state.md",
        "{% if direction.status == 'never' %}\n{{ autority.name }}\n{% endif %}",
        "state.md:2: error: there is no 'autority' here (did you mean 'authority'?)",
    ),
    "typo in a part": (
        "parts/state.md",
        "\n{{ direction.titel }}",
        "state.md:2: error: a direction has no 'titel' (did you mean 'title'?)",
    ),
    "typo in a part of a part": (
        "parts/finance.md",
        "{% for x in direction.finance %}\n{{ x.ammount }}{% endfor %}",
        "finance.md:2: error: a money has no 'ammount' (did you mean 'amount'?)",
    ),
    "part of none": (
        "parts/report.md",
        "{{ direction.report.number }}",
        "report.md:1: error: it asks for 'number' of something that is none; ask first whether it is there",
    ),
    "no endif": ("form.md", "{% if direction %}\n", "form.md:1: error: a {% if %} is not closed; add {% endif %}"),
    "no if": ("form.md", "a\n{% endif %}\n", "form.md:2: error: {% endif %} closes nothing that is open here"),
    "unknown tag": ("form.md", "{% fi %}\n", "form.md:1: error: there is no {% fi %}"),
    "unknown block": (
        "form.md",
        "{% extends 'shipped/form.md' %}\n{% block fileds %}\n{% endblock %}",
        "form.md:2: error: no block 'fileds' is there to be replaced (did you mean 'fields'?)",
    ),
    "outside of blocks": (
        "form.md",
        "{% extends 'shipped/form.md' %}\n\nlost",
        "form.md:3: error: stands outside of every block, so it is never printed",
    ),
    "unknown named block": ("parts/state.md", "\n::: sendr\na\n:::", "state.md:2: error: 'sendr' is no named block"),
    "wrong placeholder": (
        "parts/state.md",
        "{{ _('Dear %(nam)s', name='a') }}",
        "state.md:1: error: the message 'Dear %(nam)s' wants %(nam)s, and is given name",
    ),
    "unknown filter": (
        "parts/state.md",
        "{{ 'a' | lowr }}",
        "state.md:1: error: there is no filter 'lowr' (did you mean 'lower'?)",
    ),
    "unknown template": (
        "parts/state.md",
        "{% include 'parts/stat.md' %}",
        "state.md:1: error: there is no template 'parts/stat.md'; `directions templates list` names",
    ),
    "list printed": (
        "parts/state.md",
        "{{ direction.functions }}",
        "state.md:1: error: it prints a list; print its parts, or ask for them with if, for or join",
    ),
    "view printed": ("parts/state.md", "{{ authority }}", "state.md:1: error: it prints an authority as a whole"),
    "no document": ("form-x.md", "{% include 'form-x.md' %}", "form-x.md:1: error: it calls or includes itself without end"),
}


@pytest.mark.parametrize("name", FAULTY)
def test_a_fault_is_said_with_its_place_and_what_to_do(name: str, shelf: Shelf) -> None:
    template, text, message = FAULTY[name]
    put(shelf, template, text)
    assert any(each.startswith(message) for each in found(shelf)), found(shelf)


def test_what_an_extended_template_sets_is_known(shelf: Shelf) -> None:
    put(shelf, "report/progress.md", "{% extends 'shipped/report/progress.md' %}\n{% block title %}{{ super() }}{% endblock %}\n")
    assert found(shelf) == []


def test_a_typo_in_a_layout_of_one_s_own_is_found(shelf: Shelf) -> None:
    put(shelf, "form-short.md", "# {{ direction.title }}\n\n{{ direction.fundctions | join }}\n")
    assert layouts(shelf) == ("form-detailed.md", "form-short.md", "form.md")
    assert [each.partition(";")[0] for each in found(shelf)] == [
        "form-short.md:3: error: a direction has no 'fundctions' (did you mean 'functions'?)"
    ]


def test_a_typo_in_a_word_form_of_one_s_own_is_found(shelf: Shelf) -> None:
    docx = pytest.importorskip("docx")
    form = docx.Document()
    form.add_paragraph("{{ direction.reference }} {{ direction.titel }}")
    form.save(str(put(shelf, "our form.docx", "")))
    assert [each.partition(";")[0] for each in found(shelf)] == [
        "our form.docx: error: a direction has no 'titel' (did you mean 'title'?)"
    ]


def test_samples_are_of_every_kind_and_have_everything_that_is_documented() -> None:
    assert {each.template for each in samples(layouts(SHIPPED))} == {
        "form.md",
        "form-detailed.md",
        "letter.md",
        "report/section.md",
        *(each.template for each in COMMITTEE_REPORTS.values()),
    }
    for view in view_classes():
        assert all(each.metadata["about"].endswith(".") for each in view.__dataclass_fields__.values()), view  # type: ignore[attr-defined]
    assert isinstance(direction(True, "issued"), View)
    assert set(direction(False, "draft")._values) == set(hints(DirectionView))
    assert {each.kind for each in direction(True, "issued").finance} == {"payment", "set-aside", None}
    assert set(letter(True, "issue", None, True).sheets[0].act._values) == set(hints(ActView))
    assert set(hints(MoneyView)) <= {"to", "function", "year", "kind", "amount", "method", "use", "note"}
    assert {"letter", "direction", "authority", "decision"} <= set(NAMES)
    assert len(KINDS) == 6


def test_every_name_that_shipped_templates_use_is_in_the_guide() -> None:
    from jinja2 import meta, nodes

    guide = (Path(__file__).parents[2] / "docs" / "templates.md").read_text(encoding="utf-8")
    maker = Maker(SHIPPED)
    known = {"_", "ngettext", "namespace"} | {
        each.name for name in SHIPPED.templates() for each in tree(maker, name).find_all(nodes.Name) if each.ctx == "store"
    }
    known |= {each.name for name in SHIPPED.templates() for each in tree(maker, name).find_all(nodes.Macro)}
    parts = {part for view in view_classes() for part in hints(view)} | {"first", "last", "index", "length"}
    for name in SHIPPED.templates():
        for used in meta.find_undeclared_variables(tree(maker, name)) - known:
            assert used in NAMES, (name, used)
            assert f"| `{used}` |" in guide
        for part in tree(maker, name).find_all(nodes.Getattr):
            assert part.attr in parts, (name, part.attr)
            assert f"| `{part.attr}` |" in guide or part.attr in ("first", "last", "index", "length")


def tree(maker: Maker, name: str):
    return maker.sandbox.parse((shipped("templates") / name).read_text(encoding="utf-8"), name, name)
