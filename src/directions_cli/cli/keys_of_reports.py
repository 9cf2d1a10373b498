"""What the reports print with `--format json`: the objects of each under the place where they stand, as `keys.RESULTS` has them.

An object that stands in several places, such as a direction that is named, is told where it stands first.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

Objects = dict[str, dict[str, str] | str]
_LISTED = "domain.cycle.listing:Listed"
_CODED = "domain.cycle.listing:Coded"
_MENTION = "domain.cycle.listing:Mention"
_MILESTONE = "domain.cycle.listing:MilestoneOf"
_DIFFICULTY = "domain.cycle.exchanges:InDifficulty"
_STAGE = "domain.cycle.exchanges:Stage"
_ADVICE = "domain.cycle.statuses:Advice"
_SERVED = "domain.cycle.performance_report:Served"
_REPORTED = "domain.cycle.briefing:Reported"
REPORTS: Final[MappingProxyType[str, Objects]] = MappingProxyType(
    {
        "report section": {
            "": {"decision": "The decision on the report.", "partners_asked": "A row for each partner, and one for both."},
            "decision": "documents.views:DecisionView",
            "decision.directions[]": "documents.views:LinkView",
            "partners_asked[]": "documents.names:PartnerAskedView",
        },
        "report progress": {
            "": "domain.cycle.progress_report:ProgressReport",
            "not_reported[]": _LISTED,
            "not_reported[].to[]": _CODED,
            "ratings[]": "domain.cycle.progress_report:RatingCount",
            "milestones": "domain.cycle.progress_report:Milestones",
            "money": "domain.cycle.progress_report:Spend",
            "difficulties[]": _DIFFICULTY,
            "difficulties[].direction": _MENTION,
            "difficulties[].stages[]": _STAGE,
            "acts[]": "domain.cycle.progress_report:ActIn",
            "directions[]": "domain.cycle.progress_report:ProgressOf",
            "directions[].met[]": _MILESTONE,
        },
        "report annual": {
            "": "domain.cycle.annual_report:AnnualReport",
            "issued[]": _LISTED,
            "issued[].to[]": _CODED,
            "retained[]": _ADVICE,
            "retained[].direction": _MENTION,
            "ended[]": "domain.cycle.annual_report:EndedAs",
            "ended[].directions[]": "domain.cycle.statuses:Ending",
            "statuses[]": "domain.cycle.statuses:StatusesOn",
            "money[]": "domain.cycle.directed_money:FunctionMoney",
            "directions[]": _LISTED,
        },
        "report performance": {
            "": "domain.cycle.performance_report:PerformanceReport",
            "priorities[]": _SERVED,
            "priorities[].what": _CODED,
            "priorities[].directions[]": "domain.cycle.performance_report:Serving",
            "priorities[].directions[].direction": _MENTION,
            "outcomes[]": _SERVED,
            "directions[]": _LISTED,
        },
        "report closing": {
            "": "domain.cycle.briefing:Briefing",
            "direction": _LISTED,
            "direction.to[]": _CODED,
            "money[]": "domain.cycle.briefing:MoneyLine",
            "milestones[]": _MILESTONE,
            "milestones[].direction": _MENTION,
            "progress[]": _REPORTED,
            "requests[]": "domain.cycle.exchanges:Asked",
            "reviews[]": _ADVICE,
            "before[]": "domain.cycle.briefing:InChain",
            "ending": "domain.cycle.statuses:Ending",
        },
        "report practice": {
            "": "domain.cycle.practice:Practice",
            "years[]": "domain.cycle.practice:PracticeYear",
            "years[].days_to_issue": "domain.cycle.practice:Days",
            "years[].with_milestones": "domain.cycle.practice:Share",
            "total": "domain.cycle.practice:PracticeYear",
            "beside[]": "domain.cycle.practice:Beside",
        },
    }
)
