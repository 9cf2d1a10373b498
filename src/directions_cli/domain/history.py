"""The history of a direction: dated entries about it, only ever added to (design section 2)."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Discriminator, Field, Tag

from directions_cli.domain.base import Code, IsoDate, Line, Model, Money, Text, Values, When


class Letter(Model):
    """The letter that was sent with an act, so that what was sent can be proved."""

    name: Line = Field(description="File name of the letter.")
    sha256: Annotated[Line, Field(pattern=r"^[0-9a-f]{64}$")] | None = Field(None, description="Its SHA-256 in hex.")


def one_or_several(value: Any) -> Any:
    """A list of one letter says the same as the letter alone, and is kept as that."""
    if value in ((), []):
        raise ValueError("is an empty list; leave the key out where no letter is kept")
    return value[0] if isinstance(value, tuple | list) and len(value) == 1 else value


def _number(value: Any) -> str:
    return "several" if isinstance(value, tuple | list) else "one"


Letters = Annotated[
    Annotated[Letter, Tag("one")] | Annotated[tuple[Letter, ...], Field(min_length=1), Tag("several")],
    Discriminator(_number),
    BeforeValidator(one_or_several),
]
"""A letter, or a list of its copies where it went to several recipients."""
_SENT = "The letter it was sent with, or a list of its copies."


class Dated(Model):
    """What every entry but a historic issue must have."""

    date: IsoDate = Field(description="Day from which the entry has effect.")


class Issued(Model):
    """Sent by the officer to the Chief Executives (guidance 2.5, 5.1)."""

    act: Literal["issued"] = Field(description="The direction was issued.")
    date: IsoDate | None = Field(None, description="Day of issue; may be unknown for a historic direction.")
    officer: Line | None = Field(None, description="Office that issued it, for example Chief Officer.")
    historic: bool = Field(False, description="true: issued before this register was kept, entered later.")
    letter: Letters | None = Field(None, description=_SENT)
    note: Text | None = Field(None, description="Anything to add.")


class Varied(Dated):
    """Varied by a later direction: intent stands; timescale, finance or measures change (policy app. 2)."""

    act: Literal["varied"] = Field(description="A later direction varies this one.")
    by: Line = Field(description="Id of the later direction.")
    same_intent: Text | None = Field(None, description="Why other wording leaves the strategic intent as it was.")


class Superseded(Dated):
    """Superseded by a later direction: new or revised intent (policy app. 2)."""

    act: Literal["superseded"] = Field(description="A later direction supersedes this one.")
    by: Line = Field(description="Id of the later direction.")


class Revoked(Dated):
    """Revoked by a later decision of the authority, in writing (the Act, s.27(5); policy app. 2)."""

    act: Literal["revoked"] = Field(description="The direction was revoked.")
    approved: IsoDate | None = Field(None, description="Day of the meeting that decided it.")
    reason: Literal["halted", "cancelled", "redirected"] | None = Field(
        None, description="halted or cancelled work, or redirected: new specific directions will be developed."
    )
    note: Text | None = Field(None, description="The decision in words.")
    report: Line | None = Field(None, description="Number of the report decided on.")
    by: Line | None = Field(None, description="Id of the later direction that revokes it, if one does.")
    officer: Line | None = Field(None, description="Office that sent the revocation.")
    letter: Letters | None = Field(None, description=_SENT)


class Closed(Dated):
    """Closed because it is achieved, or its programme or money is at its end (policy app. 2)."""

    act: Literal["closed"] = Field(description="The direction was closed.")
    approved: IsoDate | None = Field(None, description="Day of the meeting that decided it.")
    reason: Literal["achieved", "programme-ended", "finance-ended"] | None = Field(
        None, description="achieved, programme-ended or finance-ended."
    )
    note: Text | None = Field(None, description="What was achieved or has ended.")
    report: Line | None = Field(None, description="Number of the report decided on.")
    letter: Letters | None = Field(None, description=_SENT)


class Reviewed(Dated):
    """Looked at by a committee; retain takes effect, every other outcome is a recommendation (policy 4.2)."""

    act: Literal["reviewed"] = Field(description="The direction was reviewed.")
    body: Line | None = Field(None, description="Body that reviewed it, for example Performance and Audit Sub Committee.")
    outcome: Literal["retain", "vary", "supersede", "close", "revoke"] = Field(description="What it decided or advised.")
    note: Text | None = Field(None, description="Why the body came to that outcome.")


class Progress(Dated):
    """How delivery stands (policy 4.1, 4.3)."""

    act: Literal["progress"] = Field(description="Progress was reported.")
    rating: Code = Field(description="One of the register's ratings, for example on-track.")
    note: Text | None = Field(None, description="What was reported.")
    milestone: Annotated[int, Field(ge=1)] | None = Field(None, description="Number of the milestone it is about, from 1.")
    met: bool = Field(False, description="true: that milestone was met.")
    moved_to: When | None = Field(None, description="New date expected for that milestone; the terms stay as they are.")
    spend: Money | None = Field(None, description="Pounds spent so far.")


class Difficulty(Dated):
    """A partner has difficulty in carrying it out and says so in writing (policy 4.4)."""

    act: Literal["difficulty"] = Field(description="A difficulty was raised, is negotiated or was resolved.")
    stage: Literal["raised", "negotiating", "resolved"] = Field(description="raised, negotiating or resolved.")
    by: Code | None = Field(None, description="Partner in difficulty.")
    notice: Line | None = Field(None, description="The written notice to the Chief Officer: its number, letter or date.")
    summary: Text | None = Field(None, description="What the difficulty is.")
    involved: Annotated[tuple[Literal["chair", "vice-chair"], ...], Field(min_length=1)] | None = Field(
        None, description="Whom of chair and vice-chair the Chief Officer has involved."
    )
    updates: Text | None = Field(None, description="How board members and partners are kept up to date, as was settled.")
    outcome: Text | None = Field(None, description="How it was resolved.")
    report: Line | None = Field(None, description="Number of the formal report to the board.")


class Query(Dated):
    """A question about the clarity of the direction, before or after issue (guidance 4.7)."""

    act: Literal["query"] = Field(description="A query was raised or answered.")
    stage: Literal["raised", "answered"] = Field(description="raised or answered.")
    by: Line | None = Field(None, description="Who asked; in an answer, whose query it answers.")
    notice: Line | None = Field(None, description="Number, letter or date of the query, where it was put in writing.")
    summary: Text = Field(description="The question, or the answer.")
    amended: Text | None = Field(None, description="What was amended in the direction upon the query, if anything.")


class Request(Dated):
    """Information on delivery asked of a partner (the Act, s.27(2); guidance 5.4)."""

    act: Literal["request"] = Field(description="Information was asked for or given.")
    stage: Literal["asked", "answered"] = Field(description="asked or answered.")
    of: Code | None = Field(None, description="Partner that is asked; in an answer, the one that answers.")
    summary: Text = Field(description="What is asked, or what was answered.")
    due: IsoDate | None = Field(None, description="Day by which the answer is due.")


class Corrected(Dated):
    """A slip of the pen in the terms, put right; intent and effect stay as they were."""

    act: Literal["corrected"] = Field(description="A term was corrected.")
    field: Line = Field(description="Dotted path of the term, for example finance.1.amount (counted from 1).")
    from_: Values = Field(None, alias="from", description="The value before.")
    to: Values = Field(None, description="The value now.")
    reason: Text = Field(description="Why this is a slip and not a change.")
    letter: Letters | None = Field(None, description=_SENT)


Entry = Annotated[
    Issued | Varied | Superseded | Revoked | Closed | Reviewed | Progress | Difficulty | Query | Request | Corrected,
    Field(discriminator="act"),
]
Successor = Varied | Superseded | Revoked
Question = Query | Request
"""What is asked and waits for its answer: a query of the direction's clarity, or a request for information."""
Sent = Issued | Revoked | Closed | Corrected
"""Entries that a letter tells of; what a later direction does to an earlier one, the later one's letter tells."""
ENDINGS = ("varied", "superseded", "closed", "revoked")
LINK_OF_ENDING = {"varied": "varies", "superseded": "supersedes", "revoked": "revokes"}


def successor(entry: Entry) -> str | None:
    """Id of the later direction by which an entry ends this one, or None."""
    return entry.by if isinstance(entry, Successor) else None


def letters_of(entry: Entry) -> tuple[Letter, ...]:
    """The copies of the letter that an entry was sent with, as far as they are kept."""
    kept = entry.letter if isinstance(entry, Sent) else None
    return (kept,) if isinstance(kept, Letter) else kept or ()
