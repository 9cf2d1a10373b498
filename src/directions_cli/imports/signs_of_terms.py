"""Words of headings that speak for what a direction says, and against it; a stroke between blanks parts two."""

from __future__ import annotations

from typing import Final

TERMS: Final[dict[str, tuple[str, str, str]]] = {
    "reference": (
        "code number short",
        r"""
            refs?\b | reference | id\b | identif | urn\b | (?:instrument|serial|register|log|entry|d|dirn?) no\b
            (?:log|register) entry
        """,
        r"""
            report | paper | minute | ENDING | previous | earlier | later | new\b | next | cost | ledger
            risk | plan | file | item | agenda | amend | var | successor | predecessor | related | linked | link
            now\b | changes | eqia | function | service
        """,
    ),
    "title": (
        "short",
        r"""
            title | heading | headline | subject | topic | name\b | label | concern(?:s|ing)\b | about\b | short\b
            brief | matter\b | gist
        """,
        r"""
            report | paper | function | services?$ | officer | partner | body | plan | author | localit | file
            lead\b | owner | contact | raised | people | who\b | committee | money | fund | budget | sum\b | append
            annex | priorit | outcome | recipient | organi
        """,
    ),
    "direction": (
        "long",
        r"""
            direct(?:ed|s|ion|ions|ive)?\b | instruct | wording | words | verbatim | text\b | must\b | require
            asked to | to do\b | to be done | operative | terms\b | order(?:ed)?\b | obligation | duty
        """,
        r"""
            progress | issues?\b | previous | earlier | other | effect on | reason | why | report | comment | status
            update | measur | impact | condition | financ | budget | outcome | review | title | whom | background
            rationale | superse | replac | var(?:y|ies) | engag | consult | risk | align | money | milestone | eqia
            achiev | so far | against | step | summary of progress | notes?\b | align | support | fit
        """,
    ),
    "functions": (
        "short",
        r"""
            functions?\b | services?\b | care (?:group|area|programme) | client group
        """,
        r"""
            manager | lead | officer | head | director | contact | title | name | measure | change | users?\b | cost
            named | specific | team | date | issue | budget | user | provider
        """,
    ),
    "approved": (
        "day month",
        r"""
            board | ijb | jb\b | meeting | approv | agreed | decid | decision | made\b | considered | ratif | met\b
            resolv | adopted
        """,
        r"""
            ENDING | end(?:s|ed|ing)?\b | var(?:y|ied) | committee | group | review | report | next | previous | last
            update | progress | issue | effect | expir | paper | letter | sent | notif | health board | nhs | due
            implement | start | partner | deliver
        """,
    ),
    "issued": (
        "day month",
        r"""
            issue | letter | sent\b | communicat | intimat | transmit | served | notif | d[ei]spatch | date out
            went out | passed to | conveyed
        """,
        r"""
            issues\b | ENDING | review | reply | respon | progress | report | difficult | update | remind | amend
            varied | raised | negotiat
        """,
    ),
    "takes_effect": (
        "day month",
        r"""
            effect | commenc | start | begin | force\b | operativ | operational | live (?:date|from) | go(?:es)? live
            from\b | appl(?:y|ies)
        """,
        r"""
            until | end\b | ENDING | expir | report | review | effect on | receiv | letter | update | cease | varied
            issue | area | reply | to\b
        """,
    ),
    "ends": (
        "day month",
        r"""
            conclu | finish(?!ed) | deadline | due\b | ends?\b | expir | expected | target | until | timescale
            timetable | complete\b | completed by | completion | deliver | laps | runs? to | by when | to$ | ^to\b
            last(?:s|ing)? (?:until|to)
        """,
        r"""
            effect | actual | ENDING | ended | review | report | progress | reason | seen | comment | issue | status | signed
            start | next | update | was\b | begin | query | respon
        """,
    ),
    "review": (
        "day month",
        r"""
            review | revisit | reconsider | look(?:ed)? at | due back | re ?examin
        """,
        r"""
            last | previous | held | outcome | result | recommend | comment | note | status | latest | past | recent
            ijb to | before
        """,
    ),
    "outcomes": (
        "code number short status tick long",
        r"""
            outcomes?\b | nhwb?os?\b | nho\b
        """,
        r"""
            review | report | measure | direction | strategic | plan | indicator | of (?:ijb|meeting|board) | local
            achiev | expected | intended | desired
        """,
    ),
    "priorities": (
        "code number short status tick",
        r"""
            priorit | aims?\b | themes?\b | objectives?\b | ambition | goals?\b
        """,
        r"""
            action | date | high | level | order | risk | rating
        """,
    ),
    "alignment": (
        "long",
        r"""
            (?:fits?|supports?|contribut\w*|link\w*|align\w*|relevan\w*|serves?|case|context|how)\b.*(?:plan|strateg|scp|priorit)
            strategic (?:case|fit|alignment|links?) | fit$ | align\w*
        """,
        r"""
            progress | review | financ | title
        """,
    ),
    "measures": (
        "long short",
        r"""
            measure[sd]?\b | measurement | indicators? | kpis?\b | pis\b | success | how (?:we|it|judged|will)
            judged | evidence
        """,
        r"""
            date | by when | plan\b | mitigat | rag\b | budget | financ | engag | paper | progress | going | fits?\b
            end | clos | achieved | used | spent | calculat | worked | supports
        """,
    ),
    "milestones": (
        "long short day month",
        r"""
            milestones? | steps?\b | stages?\b | phases?\b | deliverables? | key dates
        """,
        r"""
            progress | next | rag\b | completed | against | status
        """,
    ),
    "impact": (
        "long short",
        r"""
            impacts?\b | affect(?:s|ed)?\b | touch(?:es|ed)? | people | who it | whom it | eqia | equalit\w*
            groups?\b | stakeholders?
        """,
        r"""
            direction | financ | budget | risk | function | date | area | other | partner | lead | consult
            care group | client group | budget
        """,
    ),
    "conditions": (
        "long short",
        r"""
            condition | subject to | provided that | depend | conting | only if | prerequisit | proviso
        """,
        r"""
            date | date of | conditions? survey
        """,
    ),
    "localities": (
        "short",
        r"""
            localit | geograph | neighbourhood
        """,
        r"""
            manager | lead | plan
        """,
    ),
    "officer": (
        "short",
        r"""
            (?:signed|sent|issued|letter) .*by\b | sign(?:ed|ing) off | signatory | under (?:the )?hand | issuing
        """,
        r"""
            date | when | to\b | ijb | lead | log | updated | completed
        """,
    ),
    "jointly": (
        "tick",
        r"""
            joint | together
        """,
        r"""
            board | ijb
        """,
    ),
    "private": (
        "tick short",
        r"""
            private | exempt | confidential
        """,
        r"""
            reason | paragraph | sector
        """,
    ),
}
"""By field: the kinds of cells, the words that speak for it, and those that speak against it."""
