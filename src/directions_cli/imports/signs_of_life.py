"""Words of headings that speak for how a direction fares, and against it; a stroke between blanks parts two."""

from __future__ import annotations

from typing import Final

LIFE: Final[dict[str, tuple[str, str, str]]] = {
    "reviewed.date": (
        "day month",
        r"""
            (?:last|previous|latest|most recent)\b.*(?:review|looked at)
            review(?:ed)? (?:held|took place|carried out|done) | reviewed$ | reviewed (?:on|at|by ijb|by board)
            date reviewed | review.*\b(?:last|previous)\b
        """,
        r"""
            next | due | to be | outcome | progress | policy | plan\b
        """,
    ),
    "status": (
        "status",
        r"""
            status | standing | stands?\b | live\b | extant | current | force\b | position | state\b | fate | became
            life | open\b | now\b | is it
        """,
        r"""
            recommend | review outcome | outcome of review | reason | report | previous | last | rag\b
        """,
    ),
    "progress": (
        "long short",
        r"""
            progress | updates?\b | position | narrative | how .*going | where (?:things|we|it) | so far | achieved
            story | latest | to date$ | implementation
            (?:comment\w*|notes?) (?:on|of|about) (?:delivery|implementation)
            delivery (?:notes?|comment\w*|narrative|position) | done to date
        """,
        r"""
            date\b(?!$) | rag\b | rating | due | next | reason | ENDING | how (?:it was )?achieved | officer | review
            issues?\b | financ | budget | outcome | by$ | measure | barrier | obstacle | difficult | challeng | block(?:er|ag)
            problem | constraint | concerns?\b | escalat
        """,
    ),
    "progress.rating": (
        "rating",
        r"""
            rag\b | b?rag | ragb | rating | colou?r | how\b | track | confidence | doing | progress | status | deliver
            health | assess | light | score | judg | r a g
        """,
        r"""
            risk | eqia | priorit | impact | previous | last | prior | financ | budget | was\b | before
        """,
    ),
    "progress.date": (
        "day month",
        r"""
            comment | narrative | updat | position | progress | reported | heard | as at | report(?:ed)? on | last report
        """,
        r"""
            next | due | ijb | board | committee | first | ENDING | review | start | effect | minute
        """,
    ),
    "difficulty": (
        "long short",
        r"""
            issues?\b | problem | barrier | obstacle | difficult | challeng | constraint | concerns?\b | in the way
            going wrong | escalat | block(?:er|ag|ed) | slippage | risks?\b | hindr | stuck
        """,
        r"""
            issued | date | ref\b | no\b | register | level | rating | score | mitigat
            (?:it|this|which|whom?|people|what|title) concerns | concerning | issue (?:to|of) | functions?
            direction concerns
        """,
    ),
    "earlier": (
        "code number short status tick long",
        r"""
            (?:previous|earlier|prior|other|existing|related|linked|preceding) (?:ijb )?directions? | predecessor
            precursor | new or (?:chang|var|amend|revis|replac) | relation\w* to
            changes? .*(?:which|earlier|existing) | link\w* (?:to|with) .*directions?
            superse\w* .*(?:var|amend|revok|replac)
        """,
        r"""
            by\b | date | text | reason | title | budget | outcome | review | issued
        """,
    ),
    "supersedes": (
        "code number short status tick",
        r"""
            in place of | takes? (?:over|the place) | replac(?:es|ing|ed) | superse(?:des|ding|ded) | superce\w*
            instead of | (?:in )?lieu of
        """,
        r"""
            by\b | with\b | var(?:y|ies|ied) | amend | revok | dates?\b | whether | or\b | status | reason | when
            cancel | now\b | on\b
        """,
    ),
    "superseded_by": (
        "code number short status tick",
        r"""
            (?:replaced|super[sc]e+ded|succeeded|followed|overtaken) (?:by|with) | success(?:or|ive)
            later (?:direction|ref) | new (?:direction|ref) | see now | now see | replacement | replaced with
            subsequent direction
        """,
        r"""
            date | when | reason | var(?:y|ied) | amend | revok | old | earlier | previous | or\b | new or | text
        """,
    ),
    "varies": (
        "code number short status tick",
        r"""
            amends | varies | modif(?:ies|y) | variation (?:to|of) | alters
            direction (?:it )?(?:varied|amended|modified) | revises
        """,
        r"""
            by\b | superse | replac | revok | date | cancel | or\b
        """,
    ),
    "varied_by": (
        "code number short status tick",
        r"""
            (?:varied|amended|modified|altered|changed|revised) by
        """,
        r"""
            superse | replac | revok | date | or\b | cancel
        """,
    ),
    "revokes": (
        "code number short status tick",
        r"""
            cancels | revokes | withdraws | rescinds | direction (?:it )?(?:revoked|cancelled|withdrawn)
        """,
        r"""
            by\b | superse | replac | var(?:y|ies|ied) | amend | date | or\b
        """,
    ),
    "revoked_by": (
        "code number short status tick",
        r"""
            (?:cancelled|revoked|withdrawn|rescinded) by
        """,
        r"""
            superse | replac | var(?:y|ied) | amend | date | or\b
        """,
    ),
    "ended_by": (
        "code number short status tick",
        r"""
            (?:replac|superse|var|amend|revo|cancel|clos|end)\w* .*(?:replac|superse|var|amend|revo|cancel|clos|end)\w* by
            (?:closed|ended) by direction | (?:retired|ended|spent) by
        """,
        r"""
            date | when | reason | text | ijb
        """,
    ),
    "ended.date": (
        "day month",
        r"""
            clos(?:ed?|ing|ure)\b | retired | ended | spent | finished | discharg\w* | complete[d]?$ | completed | ceased
            end actual | actual end | withdr\w* | revo[kc]\w* | super[sc]e+ded | achieved | replaced | cancelled
            fulfilled | rescinded
        """,
        r"""
            reason | why | approv | agreed | by\b(?! ijb) | due | target | expect | plan | for\b | how | from\b | next
            year | progress | review | minute | report | meeting | to be | estimat | anticipat
        """,
    ),
    "ended.note": (
        "long short status",
        r"""
            (?:why|reasons?|grounds|rationale|how|basis|narrative)\b.*(?:clos|end(?:ed|ing)|revo[kc]|withdr|no longer|discharg)
            (?:why|reasons?|grounds|rationale|how)\b.*(?:spent|finish|ceas) | (?:notes?|comments?) .*(?:clos|revo[kc]|ending)
            (?:clos\w*|revo[kc]\w*|ending|withdr\w*) .*(?:reason|notes?|comment|rationale|why|ground)
            grounds$ | reasons?$ | why$
        """,
        r"""
            date | report | recommend
        """,
    ),
    "ended.approved": (
        "day month",
        r"""
            (?:clos\w*|revo[kc]\w*|end(?:ed|ing)|discharg\w*|withdr\w*) .*(?:approv|agreed|decided|ijb|board|meeting|decision)
            (?:approv\w*|agreed|decided|decision|ijb|board|meeting)\b.* (?:clos|revo[kc]|ending|discharg|withdr)
        """,
        r"""
            reason | minute | report | paper
        """,
    ),
    "ended.report": (
        "code number short",
        r"""
            (?:clos\w*|revo[kc]\w*|ending|discharg\w*|withdr\w*) .*(?:minute|report|paper|item)
            (?:minute|report|paper|item)\b.* (?:clos|revo[kc]|ending|discharg|withdr)
        """,
        r"""
            reason | date
        """,
    ),
}
"""By field: the kinds of cells, the words that speak for it, and those that speak against it."""
