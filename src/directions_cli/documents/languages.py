"""The language of documents: the wording of the templates in other languages, days and money as they are written.

English stands in the templates themselves. For another language (`language:` in the header) the catalogue
`languages/CODE.po` beside the templates has the translations, and CLDR (through Babel) the months.
"""

from __future__ import annotations

import gettext
import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from directions_cli.domain.dates import DAY, MONTH, MONTHS, in_words, pounds_in_words
from directions_cli.errors import Unreadable, WronglyAsked

ENGLISH: Final = "en-GB"
PLACEHOLDER: Final = re.compile(r"%%|%\((\w+)\)s")
"""What a message holds besides its words: a place for a value, or a sign for per cent."""
_LINE: Final = re.compile(r'(?:#.*|(?:msg(?:id|str|ctxt|id_plural|str\[[0-9]\])[ \t]*)?"(?:[^"\\]|\\.)*")?')
LARGEST: Final = 4_000_000


@dataclass(frozen=True, slots=True)
class Language:
    """A language: its code (BCP 47), what it says for English wording, and how it writes days."""

    code: str
    translations: gettext.NullTranslations
    month_and_year: Callable[[date], str]
    whole_day: Callable[[date], str]

    def spoken(self, value: Any) -> str:
        """A value in words: `18 March 2025`, `£1,250,000` (pence only where there are any), text as it is."""
        if isinstance(value, date):
            return self.whole_day(value)
        if isinstance(value, Decimal):
            return f"-{pounds_in_words(-value)}" if value < 0 else pounds_in_words(value)
        return str(value)

    def word(self, code: str) -> str:
        """A code of the register in words, if the language has any for it: `set-aside` as Set aside."""
        return self.translations.gettext(words_of_code(code)) if code else ""

    def day(self, value: Any) -> str:
        """A day, or a month such as `2026-04`, in words."""
        text = value.isoformat() if isinstance(value, date) else str(value)
        if DAY.match(text):
            return self.whole_day(date.fromisoformat(text))
        return self.month_and_year(date.fromisoformat(f"{text}-01")) if MONTH.match(text) else text


def words_of_code(code: str) -> str:
    """`on-track` as On track: the message that a catalogue may translate."""
    text = code.replace("-", " ")
    return text[:1].upper() + text[1:]


def english() -> Language:
    """English as written in the United Kingdom."""
    return Language(ENGLISH, gettext.NullTranslations(), lambda day: f"{MONTHS[day.month - 1]} {day.year}", in_words)


def language_of(code: str | None, catalogue: Callable[[str], Path | None]) -> Language:
    """The language of a register. Raises `WronglyAsked` where there is no catalogue for it, `Unreadable` for a bad one."""
    if code is None or code.casefold().partition("-")[0] == "en":
        return english()
    path = catalogue(f"languages/{code}.po")
    if path is None:
        raise WronglyAsked(
            f"there is no catalogue for the language {code!r}: copy it with `directions templates copy languages/messages.pot`"
            f" and save the translation as templates/languages/{code}.po"
        )
    return _translated(code, path)


def _translated(code: str, path: Path) -> Language:
    try:
        from babel import Locale, UnknownLocaleError
        from babel.dates import format_date, format_skeleton
        from babel.messages.mofile import write_mo
    except ImportError:
        from directions_cli.documents.extras import missing

        raise missing("languages", "documents in other languages than English") from None
    try:
        locale = Locale.parse(code, sep="-")
    except (UnknownLocaleError, ValueError):
        raise WronglyAsked(
            f"{code!r} is no language that is known; write its code in `language:` of register.yaml, such as gd or cy"
        ) from None
    compiled = io.BytesIO()
    write_mo(compiled, catalogue_at(path, locale))
    return Language(
        code,
        gettext.GNUTranslations(io.BytesIO(compiled.getvalue())),
        lambda day: format_skeleton("yMMMM", day, locale=locale),
        lambda day: format_date(day, "long", locale=locale),
    )


def catalogue_at(path: Path, locale: Any = None) -> Any:
    """The catalogue in a file, every message of it checked. Raises `Unreadable` with path and line."""
    from babel.messages.pofile import PoFileError, read_po

    try:
        data = path.read_bytes()
        if len(data) > LARGEST:
            raise Unreadable(f"is larger than {LARGEST:,} bytes", str(path))
        text = data.decode("utf-8-sig")
        _check_lines(path, text)
        catalogue = read_po(io.BytesIO(text.encode()), locale=locale, charset="utf-8", abort_invalid=True)
    except OSError as error:
        raise Unreadable(f"can't be read: {error.strerror}", str(path)) from None
    except UnicodeDecodeError as error:
        raise Unreadable(f"is not UTF-8 at byte {error.start}; save it as UTF-8", str(path)) from None
    except PoFileError as error:
        line = f":{error.lineno + 1}" if isinstance(error.lineno, int) else ""
        raise Unreadable(f"is no catalogue: {error}", f"{path}{line}") from None
    except (ValueError, LookupError) as error:
        raise Unreadable(f"is no catalogue: {error}", str(path)) from None
    for message in catalogue:
        if message.id:
            _check_message(path, message)
    return catalogue


def _check_lines(path: Path, text: str) -> None:
    """Raise `Unreadable` for a line that no catalogue has, such as one that lost a quotation mark."""
    for number, line in enumerate(text.splitlines(), 1):
        if not _LINE.fullmatch(line.strip()):
            what = f"{line.strip()[:40]!r} is no line of a catalogue; has it lost a quotation mark?"
            raise Unreadable(what, f"{path}:{number}")


def _check_message(path: Path, message: Any) -> None:
    """Raise `Unreadable` where a translation has other places for values than its message."""
    ids = message.id if isinstance(message.id, tuple) else (message.id,)
    texts = message.string if isinstance(message.string, tuple | list) else (message.string,)
    wanted = {found for each in ids for found in PLACEHOLDER.findall(each) if found}
    where = f"{path}:{message.lineno}" if message.lineno else str(path)
    for text in filter(None, texts):
        has = {found for found in PLACEHOLDER.findall(text) if found}
        lost = wanted - has - ({"num"} if len(ids) > 1 else set())
        for names, what in ((has - wanted, "has %({})s, which the message has not"), (lost, "lacks %({})s")):
            if names:
                raise Unreadable(f"the translation of {ids[0]!r} {what.format(sorted(names)[0])}", where)
        if "\ue000" in text or "\ue001" in text:
            raise Unreadable(f"the translation of {ids[0]!r} holds a character that none may hold", where)


def untranslated(catalogue: Any, messages: Any) -> list[str]:
    """The messages that a catalogue has no translation of, in their order."""
    known = {(each.id if isinstance(each.id, str) else each.id[0]) for each in catalogue if each.string and each.id}
    fuzzy = {(each.id if isinstance(each.id, str) else each.id[0]) for each in catalogue if each.fuzzy and each.id}
    return [each for each in messages if each not in known or each in fuzzy]
