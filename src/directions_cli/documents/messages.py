"""The messages of templates: English wording that a catalogue may have in another language, with values put in."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from jinja2 import pass_context
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context

from directions_cli.documents.languages import PLACEHOLDER, Language
from directions_cli.documents.runs import Markdown
from directions_cli.documents.sandbox import printed


def message_functions(language: Language, written: Callable[[str], str] = str) -> dict[str, Callable[..., Any]]:
    """What templates call to say something in the language of the document; `written` is how its words stand in the template."""
    translations = language.translations

    @pass_context
    def gettext(context: Context, message: str, **values: Any) -> Markdown:
        return _filled(context, written(translations.gettext(message)) if message else message, values)

    @pass_context
    def ngettext(context: Context, one: str, several: str, num: int, **values: Any) -> Markdown:
        if isinstance(num, bool) or not isinstance(num, int):
            raise SecurityError("ngettext wants a number after its two messages: ngettext('…', '…', letter.sheets | length)")
        return _filled(context, written(translations.ngettext(one, several, num)), {"num": num, **values})

    return {"_": gettext, "gettext": gettext, "ngettext": ngettext}


def _filled(context: Context, message: str, values: Mapping[str, Any]) -> Markdown:
    """A message with its values put in, each of which stays text."""
    marks = {key: printed(context, value) for key, value in values.items()}

    def put(found: re.Match[str]) -> str:
        if found[0] == "%%":
            return "%"
        if found[1] not in marks:
            given = ", ".join(values) or "nothing"
            raise SecurityError(f"the message {message!r} wants {found[0]}, and is given {given}")
        return str(marks[found[1]])

    return Markdown(PLACEHOLDER.sub(put, message))
