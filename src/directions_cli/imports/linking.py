"""Which directions the references of a log mean: others of the log, those of the register, or none that is known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from directions_cli.domain.acts.importing import Link
from directions_cli.domain.register import Register
from directions_cli.domain.terms import Unidentified
from directions_cli.imports.account import Cell
from directions_cli.imports.drafts import Draft
from directions_cli.imports.references import Named, resolved
from directions_cli.imports.words import plain

Links = dict[str, tuple[Link, ...]]
VERBS = {"superseded": "supersedes", "varied": "varies", "revoked": "revokes"}


class Index:
    """Directions by what people call them: of the same sheet first, then of the whole log, then of the register."""

    def __init__(self, drafts: Mapping[str, Draft], register: Register) -> None:
        self.sheets: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        self.whole: defaultdict[str, list[str]] = defaultdict(list)
        self.register: defaultdict[str, list[str]] = defaultdict(list)
        for key, draft in drafts.items():
            reference = draft.terms.get("reference")
            for name in _names(reference) if reference else ():
                self.sheets[draft.sheet][name].append(key)
                self.whole[name].append(key)
        for id, direction in register.items():
            for name in {plain(id), *(_names(direction.terms.reference) if direction.terms.reference else ())}:
                self.register[name].append(id)

    def finder(self, draft: Draft, own: str) -> Callable[[str], str | None]:
        """What gives the key or id of the one direction that words name, other than the one that names it."""

        def find(words: str) -> str | None:
            wanted = plain(words)
            if not wanted or not any(character.isdigit() for character in wanted):
                return None
            for table in (self.sheets[draft.sheet], self.whole, self.register):
                found = [key for key in table.get(wanted, ()) if key != own]
                if len(found) == 1:
                    return found[0]
                if len(found) > 1:
                    return None
            return None

        return find


def _names(reference: str) -> set[str]:
    """A reference and its endings: of `EXIJB-18/03/2025-001` also `001` and `1`, which count where only one ends so."""
    whole = plain(reference)
    parts = whole.split()
    names = {whole} | {" ".join(parts[number:]) for number in range(1, len(parts))}
    return names | {name.lstrip("0") for name in names if name.lstrip("0") and name.split()[0].isdigit()}


def linked(drafts: Mapping[str, Draft], register: Register, known: Mapping[str, str]) -> dict[str, Links]:
    """What each direction of a log varies, supersedes and revokes. `known` are ids of those that the register holds.

    `superseded by` said of an earlier direction is entered with the later one. What can't be told is kept in a note.
    """
    index = Index(drafts, register)
    found: defaultdict[str, defaultdict[str, dict[Link, None]]] = defaultdict(lambda: defaultdict(dict))
    for key, draft in drafts.items():
        for named, cell in draft.links:
            _link(key, draft, named, cell, index, drafts, found)
    _told_of(drafts, found)
    return {
        key: {
            name: tuple(dict.fromkeys(known.get(link, link) if isinstance(link, str) else link for link in links))
            for name, links in names.items()
        }
        for key, names in found.items()
    }


def _link(
    key: str, draft: Draft, named: Named, cell: Cell, index: Index, drafts: Mapping[str, Draft],
    found: defaultdict[str, defaultdict[str, dict[Link, None]]],
) -> None:  # fmt: skip
    how = named.how
    later = how is not None and how.endswith("_by")
    if how == "ended_by":
        how = f"{VERBS[draft.standing]}_by" if draft.standing in VERBS else None
    keys, unknown = resolved(named.words, index.finder(draft, key))
    if how is None and keys and not unknown and all(each in drafts and drafts[each].standing in VERBS for each in keys):
        for each in keys:
            found[key][VERBS[drafts[each].standing or ""]][each] = None
        cell.remark = "how is told by the status of each"
        return
    if how is None:
        names = ", ".join((keys and [drafts[each].name if each in drafts else each for each in keys]) or unknown)
        draft.note(cell, f"names {names}, but not whether it is superseded, varied or revoked: say so in a column of its own")
        return
    verb = how.removesuffix("_by")
    if later:
        good = [each for each in keys if each in drafts]
        for each in good:
            found[each][verb][key] = None
        if unknown or len(good) < len(keys) or not keys:
            draft.note(cell, "what came after it is not among the directions of the log; kept as a note")
        return
    for each in keys:
        found[key][verb][each] = None
    for words in unknown:
        found[key][verb][Unidentified(unidentified=words)] = None
    if unknown:
        cell.remark = f"not found: {', '.join(unknown)}; kept as not identified"


def _told_of(drafts: Mapping[str, Draft], found: Mapping[str, dict[str, dict[Link, None]]]) -> None:
    """Give up links of directions from which no day of effect is known; and say of those ended by nothing known."""
    ended: set[str] = set()
    for key, names in found.items():
        draft = drafts[key]
        dated = any(draft.terms.get(name) for name in ("approved", "takes_effect")) or draft.issued
        for verb, links in names.items():
            if not dated and any(isinstance(link, str) for link in links):
                said = ", ".join(drafts[link].name if link in drafts else str(link) for link in links if isinstance(link, str))
                why = "no day is known from which it has effect, so it ends nothing"
                cells = [cell for named, cell in draft.links if not (named.how or "").endswith("_by")]
                for cell in cells:
                    draft.note(cell, why)
                if not cells:
                    draft.notes.append((verb.capitalize(), said))
                draft.remarks.append(f"{verb} {said}, but {why}; kept in the note")
                links.clear()
            else:
                ended.update(link for link in links if isinstance(link, str))
    for key, draft in drafts.items():
        if draft.standing in ("superseded", "varied") and key not in ended and draft.status:
            draft.note(
                draft.status[1],
                f"it is {draft.standing}, but the log does not say by which direction, or from when;"
                " it stands as issued until that is entered",
            )
        if key in ended and draft.ending:
            draft.remarks.append("a later direction ends it; its own end is not entered besides")


def keys_of(drafts: Sequence[Draft]) -> dict[str, Draft]:
    """The directions by the place of their first row."""
    return {f"{draft.file}\n{draft.sheet}\n{draft.rows[0]}": draft for draft in drafts}
