"""The fields that a column of a log may hold, and the headings that boards give them: one table, looked up and compared."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from directions_cli.imports.words import plain

DAYS = frozenset({"day", "month", "number", "absent"})
SHORT = frozenset({"short", "code", "number", "day"})


@dataclass(frozen=True, slots=True)
class Field:
    """A field: what it is called in a mapping file, what goes there, the headings that name it.

    `likes` are kinds of cells that it is made for and `bars` those that it can't be; `many`: several columns may hold it.
    """

    name: str
    about: str
    headings: tuple[str, ...]
    likes: frozenset[str]
    bars: frozenset[str]
    many: bool


def _field(name: str, about: str, headings: str, likes: str = "", bars: str = "", many: bool = False) -> Field:
    listed = tuple(dict.fromkeys(plain(each) for each in headings.split("|")))
    return Field(name, about, listed, frozenset(likes.split()), frozenset(bars.split()), many)


_LISTED = (
    _field(
        "reference", "the reference as printed",
        "reference|ref|ref no|ref number|reference no|reference number|direction ref|direction reference|direction no"
        "|direction number|dir no|dir ref|direction id|id|no|number|unique reference|unique identifier|unique id|unique no|unique number|unique ref|identifier|log no"
        "|log number|log ref|item no|ijb ref|ijb reference|ijb direction ref|direction ref no|direction reference number"
        "|direction reference no|direction identifier|#|ijb direction no|ijb direction number|unique reference number|urn"
        "|direction code|code|ref id|register no|register number|direction",
        "code number", "long money",
    ),
    _field(
        "title", "what it is about, in a few words",
        "title|direction title|title of direction|name of direction|direction name|subject|direction heading|topic|short title"
        "|subject of direction|short description|brief description|project|programme|workstream|name|direction|subject matter"
        "|direction subject|what|about|theme|initiative|heading|item|direction topic|area of work|brief title|description"
        "|matter|headline|direction headline|regarding|in respect of",
        "short", "day money tick",
    ),
    _field(
        "direction", "the text of the direction",
        "direction text|full text|full text of direction|text of direction|text|wording|direction wording|wording of direction"
        "|direction|description|description of direction|direction description|details of direction|direction details|detail|details"
        "|summary of direction|direction summary|summary|instruction|action required|content of direction|requirement"
        "|terms of direction|direction statement|what is directed|text of the direction|directions|full direction|direction in full"
        "|direction detail|what the ijb directed|required action|direction given|direction made|full wording|the direction"
        "|direction content|action|wording of the direction|decision|ijb decision|agreed action|directive|directions text"
        "|full text of the direction|direction narrative|narrative|instructions|body of direction|scope",
        "long", "day money tick",
    ),
    _field(
        "functions", "the delegated functions, by code or name",
        "service function|function|functions|functions covered|services functions covered|service functions covered|function s"
        "|services and functions|function or service|functions services|service s function s|delegated function"
        "|delegated functions|integrated function|integrated functions|functions and services|service or function"
        "|services functions|function s covered|delegated function s|services and functions covered|function covered"
        "|services or functions covered|function service|function area|delegated service|delegated services|service|services"
        "|service area|services covered|care group|service covered|service areas|service s|area of service|integrated service"
        "|service line|functions directed|functions to which it relates|functions affected|relevant function|relevant functions",
        "short", "day money long",
        many=True,
    ),
    _field("services", "named services, where they are no functions", "named services|specific services|services named|service name|team", many=True),
    _field(
        "approved", "day of the board meeting that made it",
        "date of ijb|ijb date|date of ijb meeting|ijb meeting date|meeting date|date of meeting|board date|board meeting date"
        "|date of board|date approved|approved|approval date|date of approval|date agreed|date agreed by ijb|ijb approval date"
        "|date approved by ijb|date direction approved|ijb approval|decision date|date of decision|date made|date direction made"
        "|date of ijb approval|approved on|meeting|board meeting|ijb meeting|date of board meeting|ijb|date of direction"
        "|direction date|date|approved date|date of ijb decision|board approval|agreed|agreed on|made|made on|ijb agreed"
        "|approved by ijb|agreed by ijb|agreed at ijb|approved at ijb|ijb board date|date considered by ijb|ijb decision date"
        "|date approved by the board|considered|date considered|date of board approval|jb date|board|date ratified|meeting of"
        "|date of integration joint board|integration joint board date|decided|decided on|approval|integration joint board meeting"
        "|date agreed by board|ijb meeting at which approved",
        "day month", "long money tick",
    ),
    _field(
        "issued", "day of issue to the partners",
        "date issued|date of issue|issue date|issued|issued on|date direction issued|date sent|sent|date letter issued|date of letter"
        "|letter date|date direction sent|date issued to partners|date communicated|direction issued|sent on|issued date|letter issued"
        "|date of issue to partners|letter sent|date letter sent|issue|when issued|direction issued on|date formally issued"
        "|date of formal issue|communicated|date issued by chief officer|formally issued|transmitted|date of notification"
        "|date issued to partner|date of issue of direction|notified|date notified|direction issue date|issued to partners on|date of direction"
        "|direction date|date",
        "day month", "long money tick",
    ),
    _field(
        "takes_effect", "first day of effect",
        "effective from|effective date|date effective|start date|from|date from|commencement date|takes effect|with effect from|wef"
        "|date direction takes effect|in force from|start|begins|date of effect|valid from|effective|effect from|commences|commencement"
        "|date of commencement|comes into effect|date of coming into force|into force|date in force|applies from|effective start date"
        "|period from|implementation date|live from|date effective from|direction effective from|operative from|in effect from",
        "day month", "long money tick",
    ),
    _field(
        "ends", "last day that it foresees, or its timescale",
        "end date|effective to|expiry date|expires|expiry|valid until|ends|date to|direction ends|finish date|target date|deadline"
        "|timescale|timescales|due date|target completion date|delivery date|delivery timescale|timescale for delivery|timeline"
        "|by when|date to be completed|completion due|until|end|effective until|in force until|due|target|delivery deadline"
        "|timescale for completion|expected completion date|expected end date|anticipated completion|planned end date|duration"
        "|timeframe|time frame|completion deadline|expires on|expected completion|delivery by|target end date|to be completed by"
        "|direction end date|date of expiry|period to|period|period covered|implementation timescale|delivery timescales|term"
        "|timescale for implementation|effective end date|lapse date|lapses|due by|delivery timeline|delivery timeframe|timing",
        "day month", "money tick",
    ),
    _field(
        "review", "month or day of its next review",
        "review date|date of review|date of next review|next review|review|date direction will be reviewed|date for review|review by"
        "|to be reviewed|review due|when will it be reviewed|annual review|next review date|review timescale|review month"
        "|planned review|date on which the direction will be reviewed|due for review|review period|date to be reviewed|review on"
        "|scheduled review|when reviewed|reviewing date|review deadline|to be reviewed by|review due date|reviewed next"
        "|date of planned review|review arrangements",
        "day month", "money tick",
    ),
    _field(
        "to", "recipients: partners by code, name or kind",
        "issued to|to|directed to|direction to|partner|partners|recipient|recipients|health board council both|nhs and council"
        "|direction issued to|to whom|body|organisation|organisations|organisation directed|responsible body|partner body|directed body"
        "|partner organisation|constituent authority|constituent body|delivery partner|directed partner|addressed to|sent to|for"
        "|responsible organisation|which partner|who is it directed to|direction for|health board or council|nhs council both"
        "|partner s|directed at|to which partner|constituent authorities|partner directed|lead partner|hb la both|nhs la both"
        "|partner organisations|partner agencies|partner agency|issued to partner|organisation s|receiving body|directed organisation"
        "|recipient s|addressee|delivering partner|nhs council or both|health board local authority both|statutory partner|who"
        "|to whom issued|issued to nhs council both|responsible partner|partner s directed|nhs or council|directed partner s|agency"
        "|issued to partners|party directed|parent body|implementing body|lead agency",
        "short", "day money long",
        many=True,
    ),
    _field(
        "finance", "money: a sum, or how it is worked out",
        "budget|budget allocated|budget allocated by ijb to carry out direction|resource committed|total resource|amount|value|sum"
        "|total resource committed|finance|financial resource|funding|funding allocated|allocation|cost|total cost|financial value"
        "|total budget|budget value|annual budget|financial allocation|payment|resource|resources|money|budget amount|investment"
        "|financial implications|finance implications|financial impact|resource implications|budget implications|set aside"
        "|financial commitment|set aside budget|amount set aside|hospital set aside|total resources committed|resources committed"
        "|total|total funding|total resource allocated|resource allocated|budget committed|funding committed|associated budget|costs"
        "|financial resources|budget to carry out direction|total value|amount committed|delegated budget|budget associated"
        "|budget attached|value of direction|financial consequences|resource allocation|financials|budget available|spend"
        "|sum committed|sum allocated|total amount|recurring|non recurring|budget delegated|budget allocated by the ijb|cost of direction"
        "|estimated cost|financial sum|payment amount|sum set aside|resource envelope|financial envelope|total committed"
        "|budget allocated by ijb|total cost of direction|payment made|financial provision|budget provision|total commitment",
        "money number", "day tick",
        many=True,
    ),
    _field("finance.use", "how the money is to be used", "use of money|use of funding|use of funds|purpose of funding|how funding is to be used|use of payment|how the money is used|funding purpose|how budget is to be used|use of resource", "long"),
    _field("finance.method", "how a payment is worked out", "basis of payment|how calculated|method|payment method|method of determining payment|basis of calculation|method of calculation|funding basis|calculation method|payment basis", "", "day"),
    _field("finance.year", "financial year of the money", "financial year|year of funding|budget year|year|funding year|fy|fin year|finance year", "year short", "long money"),
    _field("finance.kind", "payment or set-aside", "payment or set aside|type of funding|funding type|kind of money|budget type|type of budget|payment set aside|finance type|set aside or payment|type of resource", "short", "day money long"),
    _field("finance.note", "anything else about the money", "finance comments|financial comments|budget notes|finance notes|funding comments|financial notes|budget comments|funding source|source of funding|funding notes|budget source|finance comment", "", "day"),
    _field(
        "report.number", "number of the board report",
        "report no|report number|report ref|report reference|paper ref|paper no|paper number|paper reference|ijb report|report"
        "|agenda paper|committee report|ijb paper|ijb report no|ijb report number|ijb report ref|board paper|board report|paper"
        "|report paper no|agenda item|minute ref|minute reference|item number|ijb paper ref|ijb paper number|report id|board report no"
        "|agenda item no|agenda ref|minute|board paper ref|related report|source report|committee paper|report no ref|linked report"
        "|agenda reference|report ref no|relevant report|covering report|report paper ref|report reference number|minute no",
        "code number short", "day long money",
    ),
    _field("report.title", "title of the board report", "report title|title of report|paper title|name of report|paper name|board report title|ijb report title|report name|title of ijb report|title of paper|report heading|ijb paper title|title of board report|name of paper|associated report", "short", "day money"),
    _field("report.appendix", "appendix that holds the direction", "appendix|annex|appendix no|appendix number|report appendix|appendix ref|appendix letter|annex no|app", "code short", "day money long"),
    _field("report.url", "link to the papers", "link|link to report|hyperlink|url|web link|link to papers|report link|link to relevant ijb report s|link to meeting papers|link to ijb report|link to paper|papers link|website|web address|link to minute|report url|link to relevant report|weblink|link to board paper|link to ijb paper|meeting papers|links", "url", "day money"),
    _field(
        "status", "how it stands, in the authority's own words",
        "status|current status|direction status|status of direction|state|position|live closed|open closed|extant|direction state|active"
        "|action status|is it live|current state|live|open|in force|status of the direction|live or closed|current position|stage"
        "|active closed|complete|overall status|standing|extant or ended|completed|closed|outcome of direction|status now|present status"
        "|extant y n|still extant|is the direction live|whether extant|extant status|lifecycle status|closed y n|live y n|in place",
        "status tick short", "day money long",
    ),
    _field(
        "progress", "how delivery stands, in words",
        "progress|progress update|update|latest update|progress to date|current progress|delivery progress|implementation progress"
        "|position statement|current position|progress made|update on progress|monitoring update|implementation update|progress report"
        "|latest position|comments on progress|progress note|progress notes|latest progress|status update|delivery update|action taken"
        "|actions taken|progress summary|update on delivery|monitoring|progress comments|progress against direction|position update"
        "|delivery position|performance update|six monthly update|progress narrative|implementation status|achievements|updates"
        "|action to date|what has been done|implementation position|progress commentary|partner update|response from partner",
        "long", "day money tick",
        many=True,
    ),
    _field("progress.rating", "rating of progress", "rag|rag status|rag rating|rating|progress rating|delivery status|brag|delivery rating|traffic light|delivery confidence|brag status|brag rating|progress rag|ragb|delivery rag|rag assessment|progress status|risk rating|rag score|confidence", "rating short", "day money long"),
    _field("progress.date", "day of the last update", "date of update|last updated|date updated|update date|progress date|date of last update|as at|position as at|updated|updated on|date last updated|date of progress update|status date|last update|date of progress|reported on|date reported|date of status", "day month", "long money"),
    _field(
        "difficulty", "delivery issues",
        "delivery issues|delivery issue|issues|issues with delivery|risks and issues|barriers|difficulties|problems|challenges"
        "|delivery difficulties|issues in delivery|risks|exceptions|concerns|obstacles|implementation issues|issues risks|risks issues"
        "|issues arising|delivery risks|any delivery issues|barriers to delivery|issues identified|delivery problems|issues or barriers"
        "|issues affecting delivery|difficulty|known issues|delivery concerns|issues with implementation|implementation difficulties"
        "|delivery challenges|risk issues|risk|issue|blockers|difficulties in delivery|delivery issues identified",
        "long short", "day money",
        many=True,
    ),
    _field(
        "earlier", "whether and what it supersedes, varies or revokes",
        "does this direction supersede vary or revoke an existing direction|does this direction supersede or vary"
        "|does this direction supersede or vary an existing direction|supersede vary revoke|supersedes varies revokes"
        "|does this direction supersede amend or cancel a previous direction|supersedes or varies|supersedes varies|new or revised"
        "|relates to existing direction|links to previous direction|related direction|previous direction|existing direction|varies revokes"
        "|earlier directions|linked directions|replaces or varies|does this supersede or vary|previous directions|related directions"
        "|does this direction supersede revise or revoke a previous direction|new amended|earlier direction|effect on earlier directions"
        "|does the direction supersede an existing direction|link to previous direction|effect on existing directions|history"
        "|does this direction supersede amend or vary an existing direction|supersedes amends or revokes|supersedes amends"
        "|supersedes varies or revokes|direction superseded varied or revoked|new or amended direction|cross reference|linked direction"
        "|impact on existing direction|links to other directions|does it supersede another direction|does this supersede a previous direction",
        "code short", "day money",
    ),
    _field("supersedes", "the earlier directions that it supersedes", "supersedes|replaces|supersedes direction|direction superseded|superseding|previous direction superseded|supersedes ref|replaces direction|supersedes previous direction|supersedes direction no|directions superseded|supersedes reference|replaces ref|superseded direction|supercedes|direction replaced|replaces which direction|supersedes which direction|supersedes directions", "code short", "day money"),
    _field("varies", "the earlier directions that it varies", "varies|amends|varies direction|variation of|revises|direction varied|varies ref|amends direction|varies which direction|variation to|varies direction no|directions varied|revises direction", "code short", "day money"),
    _field("revokes", "the earlier directions that it revokes", "revokes|cancels|rescinds|revokes direction|direction revoked|revokes ref|cancels direction|withdraws|directions revoked|revokes which direction", "code short", "day money"),
    _field("superseded_by", "the later direction that supersedes it", "superseded by|replaced by|superseded by direction|superseded by ref|replaced by direction|succeeded by|successor|superceded by|successor direction|superseded by direction no|replacement direction|replacement|superseding direction|superseded or replaced by|later direction|now see", "code short", "day money"),
    _field("varied_by", "the later direction that varies it", "varied by|amended by|revised by|varied by direction|varied by ref", "code short", "day money"),
    _field("revoked_by", "the later direction that revokes it", "revoked by|cancelled by|rescinded by|revoked by direction|revoked by ref|withdrawn by", "code short", "day money"),
    _field("ended_by", "the later direction that ended it, however", "superseded varied by|superseded or varied by|varied superseded by|superseded varied or revoked by|varied or superseded by|ended by|superseded revoked by|varied superseded revoked by|replaced or varied by|superseded revised by", "code short", "day money"),
    _field(
        "ended.date", "day on which it was closed or revoked",
        "date closed|closed|closure date|date completed|completion date|date complete|completed|date superseded|date revoked|date ended"
        "|date of closure|date varied|closed on|date withdrawn|actual completion date|date of status change|closed date|completed on"
        "|date of completion|date closed off|date closed or revoked|date closed revoked|date closed superseded|revoked on|revocation date"
        "|date superseded or closed|ended|ended on|date achieved|date direction closed|date no longer extant|date closed completed"
        "|date of revocation|actual end date|date superseded revoked|close date|date discharged|date removed|date closed or superseded"
        "|date delivered|date ceased|date cancelled|complete",
        "day month", "long money tick",
    ),
    _field("ended.note", "why it was closed or revoked", "reason for closure|closure reason|reason closed|reason|closing note|why closed|reason for revocation|how achieved|reason for closing|closure note|reason for status|closure comments|basis for closure|reason revoked|reason ended|closure notes|why ended|reason for change|rationale for closure|closure statement", "", "day money"),
    _field("ended.approved", "day of the meeting that closed or revoked it", "date closure approved|closure approved|closure agreed|date closure agreed by ijb|closure approved by ijb|date ijb agreed closure|ijb closure date|date of closure decision", "day month", "long money"),
    _field("reviewed.date", "day of its last review", "last review date|last reviewed|date last reviewed|date of last review|date reviewed|reviewed on|last review|date of annual review", "day month", "long money"),
    _field("outcomes", "numbers of national outcomes", "national outcomes|outcomes|outcome|health and wellbeing outcomes|national health and wellbeing outcomes|nhwo|nhwbo|outcome s|hwb outcomes|national outcome|national health and wellbeing outcome|nhwbos|nhwos|health and wellbeing outcome|outcomes met|national outcome s|nhw outcomes|national hwb outcomes|wellbeing outcomes|national health and wellbeing outcome s|outcome numbers", "number code short", "day money", many=True),
    _field("priorities", "priorities of the strategic plan", "strategic priority|strategic priorities|priority|priorities|strategic plan priority|strategic objective|strategic commissioning plan priority|plan priority|strategic aim|strategic theme|strategic objectives|strategic plan priorities|scp priority|strategic outcome|plan priorities|strategic aims|strategic plan objective|scp priorities|strategic intention|strategic intentions|strategic commissioning priority|strategic plan aim|strategic priority s|ijb priority|strategic plan theme|commissioning priority", "short code", "day money", many=True),
    _field("alignment", "how it serves the strategic plan", "alignment|alignment to strategic plan|alignment to strategic commissioning plan|strategic plan link|link to strategic plan|strategic fit|strategic plan|strategic alignment|alignment with strategic plan|link to strategic commissioning plan|scp alignment|how it supports the strategic plan|strategic commissioning plan|strategic plan alignment|link to plan|relevance to strategic plan|strategic plan reference|plan alignment|strategic context|strategic plan ref|links to strategic plan", "long short", "day money", many=True),
    _field("measures", "performance measures", "performance measures|measures|kpis|key performance indicators|performance indicators|how measured|success measures|performance measure|measure|indicators|measurement|monitoring arrangements|performance monitoring|how will success be measured|measures of success|kpi|success criteria|performance indicator|outcome measures|how performance will be measured|measure of success|how it will be measured|performance framework|how monitored|performance|evidence of delivery", "long short", "day money", many=True),
    _field("milestones", "steps of delivery", "milestones|milestone|key milestones|delivery milestones|steps|key actions|actions|milestones and dates|key milestone|delivery steps|key steps|implementation milestones|key deliverables|deliverables", "long short", "day money", many=True),
    _field("impact", "who is affected, and how", "impact|those affected|who is affected|impact assessment|impact statement|people affected|equality impact|eqia|equalities|affected groups|stakeholders affected|impact on people|equality impact assessment", "long short", "day money", many=True),
    _field("conditions", "what must happen first", "conditions|conditional on|subject to|preconditions|condition|dependencies|conditionality|contingent on|dependent on|conditions attached", "long short", "day money"),
    _field("localities", "localities", "locality|localities|area|geography|geographical area|locality area|locality s|area covered|geographic area", "short", "day money long"),
    _field("officer", "office that issued it", "issued by|signed by|issuing officer|issued by officer|sent by|signatory|office issuing|officer issuing|signed", "short", "day money long"),
    _field("jointly", "whether it is to be carried out jointly", "joint|joint direction|jointly|joint or single|is it joint|to be carried out jointly|joint y n|joint delivery|jointly delivered", "tick", "day money long"),
    _field("private", "whether the board took it in private", "private|exempt|exempt report|confidential|public private|exempt information|private item|public or private|private session|is it exempt|exempt y n|exempt item|confidentiality|publicly available|public", "tick short", "day money long"),
    _field(
        "note", "kept in words in the note of its issue",
        "comments|comment|notes|note|remarks|remark|additional information|further information|other information|lead officer|lead"
        "|additional comments|responsible officer|owner|accountable officer|responsible lead|contact|author|report author|other|misc"
        "|general comments|any other comments|lead service|responsible person|delivery lead|action owner|sponsor|lead manager|head of service"
        "|responsible|responsible manager|advice|professional advice|consultation|background|rationale|context|risk level|updated by"
        "|ijb lead|directorate|executive lead|chief officer lead|contact officer|information|observations|commentary|lead contact"
        "|operational lead|senior responsible officer|sro|type|direction type|category|officer responsible|partnership lead|lead director"
        "|other comments|assurance|governance|committee|reported to|review outcome|outcome of review|outcome of annual review"
        "|previous review|reviewed|governance route|manager|responsible lead officer|lead officer s|action lead",
        "", "",
        many=True,
    ),
)  # fmt: skip
FIELDS: Final = MappingProxyType({field.name: field for field in _LISTED})
LEFT_OUT: Final = "leave-out"
"""What a mapping says of a column that is not wanted."""
NOTE: Final = "note"
BY_HEADING: Final = MappingProxyType(
    {heading: tuple(f.name for f in _LISTED if heading in f.headings) for heading in {h for f in _LISTED for h in f.headings}}
)
"""Fields by each heading that is known word for word."""
LINKS: Final = ("supersedes", "varies", "revokes")
LATER: Final = ("superseded_by", "varied_by", "revoked_by", "ended_by")
