"""The commit message of an act: a subject in plain English, what the officer adds, and trailers for machines."""

from __future__ import annotations

from directions_cli.domain.harmless import harmless
from directions_cli.domain.register import Change, Register

LONGEST_SUBJECT = 100


def message_of(change: Change, after: Register, note: str | None = None) -> str:
    """The whole message. Trailers: `Direction:` for each touched, subject first, `Act:`, `Approved:`, `Report:`.

    The decision of a report touches no direction and approves none: its trailers are the act and the report. Many directions
    made at once have no one meeting.
    """
    subject = change.summary.replace("\n", " ")
    if len(subject) > LONGEST_SUBJECT:
        subject = subject[: LONGEST_SUBJECT - 1].rstrip() + "…"
    trailers = [f"Direction: {id}" for id in change.touched]
    trailers.append(f"Act: {change.act}")
    approved, report = _decision(change, after)
    if approved:
        trailers.append(f"Approved: {approved}")
    if report:
        trailers.append(f"Report: {report}")
    body = f"{note.strip()}\n\n" if note and note.strip() else ""
    return harmless(f"{subject}\n\n{body}" + "\n".join(trailers) + "\n")


def _decision(change: Change, after: Register) -> tuple[str | None, str | None]:
    """The meeting and report that decided the act: of the ending entry, else of the direction itself; of an import, none."""
    if change.act == "import" or len(change.made) > 1:
        return None, None
    if change.decided:
        return None, after.subject(change).reference
    for step in change.appended:
        if step.id == change.subject:
            for entry in step.entries:
                if getattr(entry, "approved", None):
                    return str(entry.approved), getattr(entry, "report", None)  # type: ignore[union-attr]
    terms = after[change.subject].terms
    number = terms.report.number if terms.report else None
    return (str(terms.approved) if terms.approved else None), number
