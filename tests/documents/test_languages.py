"""Documents in other languages: no English wording of the templates is left, and what is wrong with a catalogue is said."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from directions_cli.clerk.reading import of_loaded, read_register
from directions_cli.documents import composing
from directions_cli.documents.catalogue import NAME, Message, as_pot, messages
from directions_cli.documents.checking import layouts
from directions_cli.documents.gathering import gathered
from directions_cli.documents.labels import LABELS, PARTS, label_of
from directions_cli.documents.languages import Language, english, language_of
from directions_cli.documents.making import Maker
from directions_cli.documents.redline_words import changes
from directions_cli.documents.samples import samples
from directions_cli.documents.shelf import Shelf
from directions_cli.documents.tree import Blocks, words_of
from directions_cli.documents.view import view_of
from directions_cli.domain.terms import TERM_FIELDS, Advice, Alignment, FinanceLine, Impact, Information, Milestone, Report
from directions_cli.errors import Refused, Unreadable, WronglyAsked
from directions_cli.resources import shipped

DAY = date(2026, 11, 22)
SHIPPED = messages(Shelf.of(None))
HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n'


def quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def pseudo(text: str) -> str:
    """A made-up translation, all its letters those of another script: the places for values stay."""
    parts = re.split(r"(%\(\w+\)s|%%)", text)
    return "".join(part if index % 2 else re.sub("[A-Za-z]", "Ж", part) for index, part in enumerate(parts))


def catalogue(found: tuple[Message, ...]) -> str:
    parts = [HEAD]
    for each in found:
        if each.several is None:
            parts.append(f"msgid {quoted(each.one)}\nmsgstr {quoted(pseudo(each.one))}\n")
        else:
            forms = f"msgstr[0] {quoted(pseudo(each.one))}\nmsgstr[1] {quoted(pseudo(each.several))}\n"
            parts.append(f"msgid {quoted(each.one)}\nmsgid_plural {quoted(each.several)}\n{forms}")
    return "\n".join(parts)


def shelf(folder: Path, text: str, code: str = "gd") -> Shelf:
    """A register's own shelf with a catalogue."""
    languages = folder / "templates" / "languages"
    languages.mkdir(parents=True, exist_ok=True)
    (languages / f"{code}.po").write_text(text, encoding="utf-8")
    return Shelf(folder / "templates", shipped("templates"))


def of_days(language: Language) -> set[str]:
    """Every word of the days and months of a language."""
    days = [date(2025, month, day) for month in range(1, 13) for day in range(1, 29)]
    said = " ".join(f"{language.whole_day(day)} {language.month_and_year(day)}" for day in days)
    return set(re.findall("[A-Za-z]{2,}", said))


def english_in(blocks: Blocks, known: set[str]) -> list[str]:
    """Words in Latin letters that are neither known nor in brackets, as those of made-up directions, nor addresses."""
    texts = " ".join(re.sub(r"\[\w+\]|https?://\S+", "", text) for text in words_of(blocks))
    return [word for word in re.findall("[A-Za-z]{2,}", texts) if word not in known]


def test_no_english_is_left_in_any_document(tmp_path: Path) -> None:
    own = shelf(tmp_path, catalogue(SHIPPED))
    maker = Maker.of(own, "gd")
    months, tried = of_days(maker.language), 0
    for each in samples(layouts(own)):
        blocks = maker.blocks(each.template, each.context)
        assert english_in(blocks, months) == [], (each.about, each.template)
        assert "Ж" in " ".join(words_of(blocks))
        tried += 1
    assert tried >= 80


def test_no_english_but_the_register_s_is_left_in_the_documents_of_the_example(tmp_path: Path) -> None:
    own = shelf(tmp_path, catalogue(SHIPPED))
    register = of_loaded(read_register(shipped("register").parent, print))
    language = language_of("gd", own.find)
    view = view_of(gathered(register, DAY, language))
    known = " ".join(f"{path.stem} {path.read_text(encoding='utf-8')}" for path in shipped("register").rglob("*.yaml"))
    words = set(re.findall("[A-Za-z]{2,}", known)) | of_days(language)
    words |= {word for sheet in view.sheets for act in sheet.acts for word in re.findall("[a-z]{2,}", act.direction.digest or "")}
    words |= {word for sheet in view.sheets for word in re.findall("[a-z]{2,}", sheet.direction.digest or "")}
    maker = Maker.of(own, "gd")
    for sheet in view.sheets:
        made = [composing.form(maker, view, sheet.direction.id, DAY, layout) for layout in layouts(own)]
        try:
            made += composing.letters(maker, view, [sheet.direction.id], DAY)
        except Refused:
            assert sheet.direction.issued is None, "a draft, or a historic one whose day of issue nobody knows"
        for each in made:
            assert english_in(each.document.blocks, words) == [], each.name
            assert each.document.language == "gd"


def test_the_shipped_catalogue_is_fresh() -> None:
    assert (shipped("templates") / NAME).read_text(encoding="utf-8") == as_pot(SHIPPED), "run `make docs`"


def test_every_message_of_a_catalogue_says_where_it_stands() -> None:
    assert all(each.places for each in SHIPPED)
    assert len({(each.one, each.several) for each in SHIPPED}) == len(SHIPPED)
    counted = [each for each in SHIPPED if each.several]
    assert counted
    assert not {each.one for each in counted} & {each.one for each in SHIPPED if not each.several}


def test_every_term_and_part_of_one_has_a_label() -> None:
    assert set(TERM_FIELDS) <= set(LABELS)
    for model in (FinanceLine, Milestone, Alignment, Advice, Impact, Information, Report):
        assert {field.alias or name for name, field in model.model_fields.items()} <= set(PARTS), model
    assert label_of("finance.1.amount") == "Finance 1: amount"
    assert label_of("finance.1.amount", pseudo) == "ЖЖЖЖЖЖЖ 1: ЖЖЖЖЖЖ"


def test_the_redline_is_in_the_language(tmp_path: Path) -> None:
    language = language_of("gd", shelf(tmp_path, catalogue(SHIPPED)).find)
    register = of_loaded(read_register(shipped("register").parent, print))
    varied = [(id, earlier) for id in register for act, earlier in register.predecessors(id) if act == "varies"]
    assert varied
    for id, earlier in varied:
        for row in changes(register.header, language, register[earlier].terms, register[id].terms):
            assert not re.search("[a-z]", row.term)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (date(2025, 3, 18), "18 March 2025"),
        (date(2025, 1, 1), "1 January 2025"),
        ("2026-04", "April 2026"),
        ("2026-04-01", "1 April 2026"),
        ("soon", "soon"),
    ],
)
def test_days_are_in_uk_form(value: object, said: str) -> None:
    assert english().day(value) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("1250000", "£1,250,000"),
        ("1250000.00", "£1,250,000"),
        ("1250000.5", "£1,250,000.50"),
        ("0.05", "£0.05"),
        ("999", "£999"),
        ("0", "£0"),
        ("-1500", "-£1,500"),
        ("999999999999.99", "£999,999,999,999.99"),
    ],
)
def test_money_is_in_uk_form_with_pence_only_where_there_are_any(value: str, said: str) -> None:
    assert english().spoken(Decimal(value)) == said


@pytest.mark.parametrize(
    ("code", "day", "month"),
    [
        ("gd", "18mh dhen Mhàrt 2025", "An Giblean 2026"),
        ("cy", "18 Mawrth 2025", "Ebrill 2026"),
        ("pl", "18 marca 2025", "kwiecień 2026"),
    ],
)
def test_days_are_written_as_in_the_language(code: str, day: str, month: str, tmp_path: Path) -> None:
    language = language_of(code, shelf(tmp_path, HEAD, code).find)
    assert language.spoken(date(2025, 3, 18)) == day
    assert language.day("2026-04") == month
    assert language.spoken(Decimal("1250000")) == "£1,250,000"


@pytest.mark.parametrize("code", [None, "en", "en-GB", "EN-gb"])
def test_english_wants_no_catalogue(code: str | None) -> None:
    assert language_of(code, lambda name: None).code == "en-GB"


def test_plurals_are_those_of_the_language(tmp_path: Path) -> None:
    forms = "".join(f"msgstr[{number}] {quoted(text)}\n" for number, text in enumerate(["aon", "dhà", "beagan", "mòran"]))
    rule = "nplurals=4; plural=(n==1 || n==11) ? 0 : (n==2 || n==12) ? 1 : (n > 2 && n < 20) ? 2 : 3;"
    head = f'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Plural-Forms: {rule}\\n"\n'
    own = shelf(tmp_path, f'{head}\nmsgid "a form"\nmsgid_plural "%(num)s forms"\n{forms}')
    (own.own / "own.md").write_text("{{ ngettext('a form', '%(num)s forms', authority) }}", encoding="utf-8")  # type: ignore[operator]
    maker = Maker.of(own, "gd")
    said = [next(words_of(maker.blocks("own.md", {"authority": number}))) for number in (1, 2, 7, 30)]
    assert said == ["aon", "dhà", "beagan", "mòran"]


WRONG = {
    "unknown placeholder": (
        'msgid "Dear %(title)s"\nmsgstr "A %(titel)s"\n',
        "'Dear %(title)s' has %(titel)s, which the message has not",
    ),
    "lost placeholder": ('msgid "Dear %(title)s"\nmsgstr "A charaid"\n', "'Dear %(title)s' lacks %(title)s"),
    "lost quote": ('msgid "Item\nmsgstr "Cuspair"\n', "has it lost a quotation mark?"),
    "no message": ("Item = Cuspair\n", "'Item = Cuspair' is no line of a catalogue"),
    "lost text": ('msgid "Item"\nmsgid "Details"\n', "is no catalogue: missing msgstr"),
    "private": ('msgid "Item"\nmsgstr "a\ue0000\ue001"\n', "a character that none may hold"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_with_a_catalogue_is_said(name: str, tmp_path: Path) -> None:
    text, message = WRONG[name]
    own = shelf(tmp_path, HEAD + "\n" + text)
    with pytest.raises(Unreadable, match=r"gd\.po") as caught:
        language_of("gd", own.find)
    assert message in str(caught.value)
    assert re.search(r"gd\.po:\d+: ", str(caught.value)), str(caught.value)


def test_a_catalogue_that_is_no_text_is_said(tmp_path: Path) -> None:
    own = shelf(tmp_path, "")
    (tmp_path / "templates" / "languages" / "gd.po").write_bytes(HEAD.encode() + b'\nmsgid "Item"\nmsgstr "\xff\xfe"\n')
    with pytest.raises(Unreadable, match=r"gd\.po: is not UTF-8 at byte \d+; save it as UTF-8"):
        language_of("gd", own.find)


def test_a_catalogue_that_is_not_there_is_said_with_what_to_do() -> None:
    with pytest.raises(WronglyAsked, match=r"templates copy languages/messages\.pot.* templates/languages/gd\.po"):
        language_of("gd", Shelf.of(None).find)


def test_a_language_that_is_none_is_said(tmp_path: Path) -> None:
    with pytest.raises(WronglyAsked, match="'zz' is no language that is known"):
        language_of("zz", shelf(tmp_path, HEAD, "zz").find)


def test_a_fuzzy_translation_is_no_translation(tmp_path: Path) -> None:
    own = shelf(tmp_path, HEAD + '\n#, fuzzy\nmsgid "Item"\nmsgstr "Cuspair"\n')
    assert language_of("gd", own.find).translations.gettext("Item") == "Item"


def test_english_loads_no_babel_and_the_lack_of_it_is_said(tmp_path: Path) -> None:
    shelf(tmp_path, HEAD)
    code = (
        "import sys; sys.modules['babel'] = None\n"
        "from pathlib import Path\n"
        "from directions_cli.documents.languages import language_of\n"
        "print(language_of(None, lambda name: None).code)\n"
        f"try: language_of('gd', lambda name: Path({str(tmp_path)!r}) / 'templates' / name)\n"
        "except Exception as error: print(error)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[0] == "en-GB"
    assert 'pip install "directions-cli[languages]"' in done.stdout
