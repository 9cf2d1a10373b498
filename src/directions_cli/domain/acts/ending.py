"""`close` and `revoke`: a direction ended by a decision alone (guidance 5.2; policy app. 2; the Act, s.27(5))."""

from __future__ import annotations

from datetime import date
from typing import Literal

from directions_cli.domain.acts.building import of_one, refuse_draft
from directions_cli.domain.history import Closed, Revoked
from directions_cli.domain.register import Appended, Change, Register


def close(
    register: Register,
    id: str,
    day: date,
    approved: date,
    reason: Literal["achieved", "programme-ended", "finance-ended"],
    note: str,
    report: str | None = None,
) -> Change:
    """A direction closed: achieved, or its programme or financial package is at its end."""
    direction = of_one(register, id)
    refuse_draft(direction, "close")
    entry = Closed(act="closed", date=day, approved=approved, reason=reason, note=note, report=report)
    summary = f"Close {direction.name}: {direction.terms.title}"
    return Change("close", summary, id, appended=(Appended(id, (entry,)),))


def revoke(
    register: Register,
    id: str,
    day: date,
    approved: date,
    reason: Literal["halted", "cancelled", "redirected"],
    note: str,
    report: str | None = None,
    officer: str | None = None,
) -> Change:
    """A direction revoked by a later decision: halted, cancelled, or redirected to what is still to be developed."""
    direction = of_one(register, id)
    refuse_draft(direction, "revoke")
    entry = Revoked(act="revoked", date=day, approved=approved, reason=reason, note=note, report=report, officer=officer)
    summary = f"Revoke {direction.name}: {direction.terms.title}"
    return Change("revoke", summary, id, appended=(Appended(id, (entry,)),))
