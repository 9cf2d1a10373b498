"""A trail for eyes: below each entry who made, signed, approved and merged it; and the same as a page for an auditor's file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

from directions_cli.cli.formats import Column, as_markdown
from directions_cli.cli.sheet import field, shown
from directions_cli.domain.harmless import printable

if TYPE_CHECKING:
    from directions_cli.clerk.trail import Trail
    from directions_cli.domain.direction import Direction

SIGNATURES: Final = {
    "good": "good",
    "unknown-key": "good, but nothing here vouches for the key",
    "expired-signature": "good, but it has expired",
    "expired-key": "good, but the key has expired",
    "revoked-key": "good, but the key was revoked",
    "bad": "BAD: it does not fit the commit",
    "unchecked": "present, but can't be checked here (no key, no allowed signers, or no program for it)",
    "none": "none",
}
FIELDS: Final = (
    *"direction number date act detail state commit author author_email authored committer committer_email committed".split(),
    *"signature signer key subject branch on_branch merge merged_by merged_by_email merged merge_signature merge_signer".split(),
    *"merge_subject through request approved_by reviewed_by signed_off_by co_authored_by also amended was".split(),
)
COLUMNS: Final = tuple(Column(name, name) for name in FIELDS)
OVERVIEW: Final = (
    Column("number", "#", right=True),
    Column("date", "Date"),
    Column("act", "Act"),
    Column("short", "Commit"),
    Column("author", "Author"),
    Column("signature", "Signature"),
    Column("brought", "Came to the branch by"),
)
PEOPLE: Final = (("author", "authored"), ("committer", "committed"))
OF_COMMIT: Final = ("commit", "message", "author", "committer", "signature")
OF_MERGE: Final = ("merge", "its message", "merged by", "committed by", "its signature")
ON_BRANCH: Final = {True: "no merge", False: "not there yet", None: "not known"}
DETAILS: Final = (Column("what", "What"), Column("said", "As the register and Git say"))
SHORT: Final = 10


def flat(row: dict[str, Any]) -> dict[str, Any]:
    """A row for a spreadsheet: one value a column."""
    merge = row["merge"] or {}
    trailers = {
        name: [line(each["value"]) for each in row["trailers"] if each["trailer"].lower().replace("-", "_") == name]
        for name in ("approved_by", "reviewed_by", "signed_off_by", "co_authored_by")
    }
    return {
        **{name: line(value) if isinstance(value, str) else value for name, value in row.items()},
        **trailers,
        "detail": detail(row["entry"]),
        "merge": merge.get("commit"),
        "merged_by": line(merge.get("author")),
        "merged_by_email": line(merge.get("author_email")),
        "merged": merge.get("committed"),
        "merge_signature": merge.get("signature"),
        "merge_signer": line(merge.get("signer")),
        "merge_subject": line(merge.get("subject")),
        "request": request(row),
        "through": [each["commit"] for each in row["through"]],
        "amended": [each["commit"] for each in row["amended"]],
        "was": detail(row["was"]) if row["was"] is not None else None,
    }


def as_sheet(told: Trail, directions: Sequence[Direction]) -> str:
    """The trail for a terminal, narrow as it may be: what stands behind an entry is told below it."""
    lines: list[str] = []
    for direction in directions:
        lines += ["", line(direction.name), line(direction.terms.title or ""), *field("seen from", _seen_from(told))]
        for row in told.rows:
            if row["direction"] == direction.id:
                lines += ["", _heading(row)]
                lines += [part for name, said in facts(row) for part in field(name, said)]
    return "\n".join(lines[1:]) + "\n"


def as_file(told: Trail, directions: Sequence[Direction]) -> str:
    """The trail as a page in Markdown: an overview of each direction, then every entry with all that is known of it."""
    parts = []
    for direction in directions:
        rows = [row for row in told.rows if row["direction"] == direction.id]
        about = {"Reference": direction.name, "Title": direction.terms.title or "", "Seen from": _seen_from(told)}
        parts.append(f"# Approval trail of {line(direction.id)}\n")
        parts.append(as_markdown([{"what": name, "said": line(said)} for name, said in about.items()], DETAILS))
        parts.append("## At a glance\n")
        parts.append(as_markdown([_glance(row) for row in rows], OVERVIEW))
        for row in rows:
            parts.append(f"## {_heading(row)}\n")
            parts.append(as_markdown([{"what": name, "said": said} for name, said in facts(row)], DETAILS))
    if told.notes:
        parts.append("# What to know about this trail\n")
        parts.append(as_markdown([{"note": line(note)} for note in told.notes], (Column("note", "Note"),)))
    return "\n".join(parts)


def _heading(row: dict[str, Any]) -> str:
    day = line(row["date"]) or ("" if row["number"] == 0 else "no date")
    return f"{row['number']}. {row['act'].capitalize()}{', ' + day if day else ''}"


def _seen_from(told: Trail) -> str:
    head = f"commit {told.head}" if told.head else "no commit"
    return (
        f"branch {line(short(told.branch))}, {head} checked out"
        if told.branch
        else f"{head} checked out, no default branch known"
    )


def _glance(row: dict[str, Any]) -> dict[str, Any]:
    commit = row["commit"][:SHORT] if row["commit"] else {"cut": "not known"}.get(row["state"], row["state"])
    merge = f"merge {row['merge']['commit'][:SHORT]}" if row["merge"] else ""
    brought = ", ".join(each for each in (request(row), merge) if each)
    return {
        **row,
        "short": commit,
        "author": line(row["author"]),
        "signature": SIGNATURES.get(row["signature"], ""),
        "brought": brought or (ON_BRANCH[row["on_branch"]] if row["state"] == "committed" else ""),
    }


def facts(row: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """What is known of an entry, as names and text, in the order of what happened."""
    if said := detail(row["entry"]):
        yield "says", said
    if row["state"] == "not committed":
        yield "commit", "not committed yet"
    elif row["state"] == "cut":
        yield "commit", f"not known: this clone's history is cut at {row['cut_at']}, which holds the entry already"
    else:
        yield from _commit(row, OF_COMMIT)
    if row["was"] is not None:
        yield "altered", f"this commit altered the entry, which said before: {detail(row['was'])}"
    yield from _passage(row)
    if row["request"]:
        yield "request", request(row)
    for each in row["trailers"]:
        where = "commit" if each["commit"] == row["commit"] else f"merge {each['commit'][:SHORT]}"
        yield each["trailer"], f"{line(each['value'])} (in the {where})"
    if row["also"]:
        yield "also in", ", ".join(row["also"])
    for each in row["amended"]:
        who = f"{_person(each, 'author')}, {_time(each['authored'])}"
        yield "amended", f"{each['commit'][:SHORT]}, {who}: {line(each['subject'])}"


def _passage(row: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """How an entry came to the default branch."""
    for each in row["through"]:
        asked = f" ({request(each)})" if each["request"] else ""
        yield "through", f"merge {each['commit']}{asked}: {line(each['subject'])}"
    if row["merge"] and row["entered_in_merge"]:
        yield "merge", "the entry appears in the merge itself; no commit that was merged holds it"
    elif row["merge"]:
        yield from _commit(row["merge"], OF_MERGE)
    elif row["on_branch"] and row["state"] == "committed":
        yield "merge", f"none: the commit stands on {line(short(row['branch']))} itself"
    elif row["state"] == "committed" and row["on_branch"] is not None:
        yield "merge", f"not on {line(short(row['branch']))} yet"


def _commit(about: dict[str, Any], names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """A commit under the names that its lines are to have. A committer who is the author, at the same time, is left out."""
    author, committer = (f"{_person(about, who)}, {_time(about[when])}" for who, when in PEOPLE)
    by = ", ".join(line(about[each]) for each in ("signer", "key") if about[each])
    signature = SIGNATURES[about["signature"]] + (f"; {by}" if by else "")
    said = (about["commit"], line(about["subject"]), author, committer, signature)
    yield from (pair for pair in zip(names, said, strict=True) if pair != (names[3], author))


def _person(about: dict[str, Any], who: str) -> str:
    return f"{line(about[who])} <{line(about[f'{who}_email'])}>"


def _time(when: str) -> str:
    """A time of Git's, as people read it, with its zone."""
    day, _, clock = line(when).partition("T")
    return f"{day} {clock[:8]} {clock[8:]}".rstrip()


def short(branch: str | None) -> str:
    """A branch as people call it."""
    return (branch or "").removeprefix("refs/heads/").removeprefix("refs/remotes/")


def request(row: dict[str, Any]) -> str:
    """The pull or merge request in words, such as `pull request 12`; nothing where none is named."""
    asked = row["request"]
    if not asked:
        return ""
    return f"{asked['kind']} {asked['number']}" + (f" of {line(asked['of'])}" if asked["of"] else "")


def detail(entry: Any) -> str:
    """What an entry says besides its act and date, on one line."""
    if not isinstance(entry, dict):
        return line(shown(entry))
    rest = {key: value for key, value in entry.items() if key not in ("act", "date")}
    return line("; ".join(f"{key} {_flowing(value)}" for key, value in rest.items()))


def _flowing(value: Any) -> str:
    """A value on one line: the lines of a text joined, what stands in a list with commas."""
    return (" " if isinstance(value, str) else ", ").join(shown(value).split("\n")).strip()


def line(value: Any) -> str:
    """Text of anyone's as one line that no terminal obeys."""
    return "" if value is None else printable(str(value))
