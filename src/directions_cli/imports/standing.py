"""A direction put together from its rows: its money, its title, and what the sheet says has become of it.

An entry needs its day. Where a sheet tells of the state as at a day, an ending is dated by that day and says so; where no day
is known, nothing is entered: the words stay in the note, and the account says what to do.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from directions_cli.imports.account import Cell
from directions_cli.imports.days import days_in
from directions_cli.imports.drafts import Draft, Reading
from directions_cli.imports.money_read import put_money
from directions_cli.imports.plan_read import pair_steps
from directions_cli.imports.statuses import DRAFT, EXPIRED, RETAINED, Standing, is_own, rating_of, standing_of
from directions_cli.imports.words import plain

LONGEST_TITLE = 120
_BESIDE = ("said", "decided", "reported")
"""Cells that tell of an ending besides its day: why, when it was approved, by which report."""
WITHOUT_DAY = "no day is known for it, and an entry needs one; say as at which day the sheet tells (--as-at DATE)"


def finish(draft: Draft, reading: Reading) -> Draft:
    """Put together what the rows of a direction have told. What can't become a term or an entry goes to the note."""
    put_together(draft)
    if len(draft.rows) > 1:
        pair_steps(draft, [cell for cell in draft.cells if cell.field == "ends"], reading.year)
    _stand(draft, reading)
    return draft


def put_together(draft: Draft) -> None:
    """The terms as a whole: money, statement and title; what came to nothing is left away."""
    put_money(draft)
    if draft.statements:
        draft.terms.setdefault("alignment", {})["statement"] = "\n".join(draft.statements)
    for name in ("to", "functions", "services", "report", "impact", "alignment", "localities"):
        if not draft.terms.get(name, True):
            del draft.terms[name]
    if draft.terms.get("jointly") and len(draft.terms.get("to", ())) < 2:
        del draft.terms["jointly"]
    for name in ("jointly", "private"):
        if draft.terms.get(name) is False:
            del draft.terms[name]
    _title(draft)


def _title(draft: Draft) -> None:
    """A title, which a direction can't be without: words of the sheet where it has no column for it, and then said so."""
    if draft.terms.get("title"):
        return
    terms: dict[str, Any] = draft.terms
    text = terms.get("direction")
    report = (terms.get("report") or {}).get("title")
    functions = [cell.words for cell in draft.cells if cell.field == "functions"]
    of = functions[0] if functions else None
    stands = (
        (report, "the title of its report stands"),
        (text, "the first words of its text stand"),
        (of, "its functions stand"),
        (terms.get("reference"), "its reference stands"),
    )
    for words, whence in stands:
        if words:
            first = re.split(r"(?<=[a-z)])\.\s|\n", words)[0] if len(words) > LONGEST_TITLE or "\n" in words else words
            first = " ".join(first.split())
            terms["title"] = first if len(first) <= LONGEST_TITLE else f"{first[: LONGEST_TITLE - 1].rsplit(' ', 1)[0]}…"
            draft.remarks.append(f"the sheet gives no title; {whence} for it")
            return
    draft.left_out = "it has no title, text, function or reference: nothing tells which direction it is"


def _stand(draft: Draft, reading: Reading) -> None:
    """What has become of it by its status, and the entries that follow."""
    standing, rest = _standing(draft, reading)
    as_at = draft.told_on or reading.sheet.as_at
    if standing and standing.what == DRAFT:
        words = draft.status[0] if draft.status else ""
        draft.left_out = f"it is a draft ({words}); when the board has approved it, enter it with `directions issue`"
    elif standing and standing.what == EXPIRED and draft.status:
        draft.note(
            draft.status[1], "an expiry ends nothing (guidance 5.2): close it with `directions close` if the board has decided so"
        )
    elif standing and standing.what == RETAINED:
        _retained(draft)
    draft.standing = standing.what if standing else None
    _ending(draft, standing, rest, as_at)
    _delivery(draft, standing, as_at, reading)
    if draft.reviewed and not any(entry["act"] == "reviewed" for entry in draft.entries):
        draft.note(draft.reviewed[1], "the outcome of that review is not known, so no entry is made of it")
    draft.entries.sort(key=lambda entry: entry["date"])


def _standing(draft: Draft, reading: Reading) -> tuple[Standing | None, str]:
    """What the status words say; where there are none, a day on which it was ended says it."""
    what = draft.ended.get("what")
    if draft.status is None:
        return (Standing(what) if what else None), ""
    words, cell = draft.status
    standing, rest = standing_of(words, reading.wishes.statuses)
    if standing is None:
        rating = rating_of(words, reading.wishes.ratings, reading.header.ratings)
        if rating and rating != "complete":
            cell.value = f"extant; {rating}"
            draft.rating = draft.rating or (words, cell)
            return Standing("extant", rating=rating), ""
        draft.note(cell, f"{words!r} is no status that is known: say what it means under `statuses` of the mapping")
        return (Standing(what) if what and draft.ended.get("named") else None), ""
    cell.value = f"{standing.what}, {standing.reason}" if standing.reason else standing.what
    if standing.rating and draft.rating is None and standing.rating in reading.header.ratings:
        draft.rating = (words, cell)
    own = is_own(words, reading.wishes.statuses)
    if standing.what == "closed" and what in ("superseded", "revoked", "varied") and not standing.reason and not own:
        standing = Standing(what)
    return standing, rest


def _retained(draft: Draft) -> None:
    assert draft.status
    if draft.reviewed:
        draft.entries.append({"act": "reviewed", "date": draft.reviewed[0], "outcome": "retain"})
    else:
        draft.note(draft.status[1], "the day of the review is not known: enter it with `directions review`")


def _ending(draft: Draft, standing: Standing | None, rest: str, as_at: date | None) -> None:
    """The entry that closes or revokes it, by its own day, else by the day that the sheet tells of."""
    what = standing.what if standing else None
    cell = draft.status[1] if draft.status else draft.ended.get("cell")
    if what not in ("closed", "revoked"):
        if draft.ended.get("cell") and what not in ("superseded", "varied"):
            why = "its status says that it has not ended" if what and draft.status else "how it ended is not told"
            draft.note(draft.ended["cell"], f"{why}; kept as a note")
        for key in _BESIDE:
            if draft.ended.get(key):
                draft.note(
                    draft.ended[key],
                    "nothing tells that it has ended; kept as a note" if what not in ("superseded", "varied") else None,
                )
        return
    own = draft.ended.get("date") or _only(days_in(rest)) or draft.ended.get("approved")
    day = own or as_at
    if day is None:
        assert cell is not None
        draft.note(cell, f"it is {what}, but {WITHOUT_DAY}")
        for key in _BESIDE:
            if draft.ended.get(key):
                draft.note(draft.ended[key])
        return
    by = None if own else f"By {day.isoformat()}, as the sheet tells; the day itself is not known."
    note = "\n".join(filter(None, (draft.ended.get("note"), rest if plain(rest) != plain(what) else None, by)))
    entry = {
        "act": what,
        "date": day,
        "approved": draft.ended.get("approved"),
        "reason": standing.reason if standing else None,
        "report": draft.ended.get("report"),
        "note": note,
    }
    draft.ending = {key: value for key, value in entry.items() if value}
    if by and cell is not None:
        cell.remark = f"dated {day.isoformat()}, the day that the sheet tells of; the day itself is not known"


def _only(days: list[date]) -> date | None:
    return days[0] if len(days) == 1 else None


def _delivery(draft: Draft, standing: Standing | None, as_at: date | None, reading: Reading) -> None:
    """Progress and delivery issues as entries, where their day is known and it had not ended by then."""
    ended = standing is not None and standing.what in ("closed", "revoked", "superseded", "varied")
    last = draft.ending["date"] if draft.ending else None
    open_then = as_at is not None and (not ended or (last is not None and as_at < last))
    words = "\n".join(text for text, _ in draft.progress)
    if draft.rating:
        said, cell = draft.rating
        rating = rating_of(said, reading.wishes.ratings, reading.header.ratings) or (
            standing.rating if standing and cell.field == "status" else None
        )
        if rating and as_at and open_then:
            draft.entries.append({"act": "progress", "date": as_at, "rating": rating} | ({"note": words} if words else {}))
            cell.value = (
                rating
                if cell.field != "status"
                else f"{cell.value}; {rating}"
                if rating not in (cell.value or "")
                else cell.value
            )
            draft.progress.clear()
        elif cell.field == "progress.rating" or (standing is not None and standing.rating):
            known = ", ".join(reading.header.ratings)
            draft.note(
                cell,
                _undated(as_at, ended)
                if rating
                else f"is no rating of register.yaml ({known}); say what it means under `ratings`",
            )
    if draft.told_by and not any(entry["date"] == draft.told_on for entry in draft.entries):
        draft.note(draft.told_by, "no entry is made of that day; kept as a note")
    for _, cell in draft.progress:
        draft.note(
            cell,
            "an entry of progress needs a rating, which the sheet does not give" if not draft.rating else _undated(as_at, ended),
        )
    for text, cell in draft.difficulties:
        if as_at and open_then:
            draft.entries.append({"act": "difficulty", "date": as_at, "stage": "raised", "summary": text})
            cell.remark = f"dated {as_at.isoformat()}, the day that the sheet tells of"
        else:
            draft.note(cell, _undated(as_at, ended))


def _undated(as_at: date | None, ended: bool) -> str:
    return WITHOUT_DAY if as_at is None else "it had ended by the day that the sheet tells of; kept as a note" if ended else ""


def text_note(draft: Draft) -> str | None:
    """The note of its issue: everything that fits no field, under its heading."""
    lines = [f"{heading}: {words}" for heading, words in draft.notes]
    return "\n".join(lines) or None


def cells_of(draft: Draft, name: str) -> list[Cell]:
    """The cells of a direction that went to a field."""
    return [cell for cell in draft.cells if cell.field == name]
