"""What reports to the board were found to require, as far as the public may see it (guidance 3.8)."""

from __future__ import annotations

from directions_cli.documents.gathering import decision_view
from directions_cli.documents.site_views import DecisionPageView
from directions_cli.domain.cycle.decisions import resting_on
from directions_cli.domain.register import stem_of
from directions_cli.domain.report import number_key
from directions_cli.publishing import paths
from directions_cli.publishing.telling import Telling


def decision_pages(telling: Telling) -> dict[str, DecisionPageView]:
    """Every decision of a report by its file, the latest meeting first."""
    register, day = telling.register, telling.day
    order = sorted(register.reports.items(), key=lambda pair: (number_key(pair[1].number), pair[0]))
    order.sort(key=lambda pair: pair[1].meeting, reverse=True)
    return {
        path: DecisionPageView(
            path=paths.of_report(stem_of(path)),
            said=decision_view(register, each, day),
            to=tuple(telling.partner(code).name for code in each.to),
            escalation=tuple(telling.partner(code).name for code in each.escalation),
            url=each.url,
            directions=tuple(telling.chained(found.id) for found in resting_on(register, each.number, day)),
        )
        for path, each in order
    }
