"""Words of headings that speak for money or a report, and against it; a stroke between blanks parts two."""

from __future__ import annotations

from typing import Final

MONEY_AND_REPORT: Final[dict[str, tuple[str, str, str]]] = {
    "finance": (
        "money number code",
        r"""
            money | budget | fund | resourc | costs?\b | financ | sum\b | sums\b | amount | value | invest | payment
            set aside | allocat | envelope | spend | committ? | £ | gbp
        """,
        r"""
            code | centre | years?\b | type | kind | source | comment | notes?\b | how\b | basis | purpose | used?\b | route
            status | line\b | period | stream | ref\b | no\b | number of | wte | fte | percent | %
        """,
    ),
    "finance.use": (
        "long short",
        r"""
            use[ds]? .*(?:money|fund|budget|sum|resourc|payment)
            (?:money|fund\w*|budget|sum|resources?|payment)\b.* (?:used?|purpose|for|spent|spend|pays?|applied|covers?)\b
            purpose of (?:the )?(?:money|sum|fund|budget|payment|resource) | how (?:it is )?to be (?:used|spent)
            (?:to be )?(?:used|spent|applied) (?:for|on)
        """,
        r"""
            years?\b | date | no\b | basis | method | calculat | worked
        """,
    ),
    "finance.method": (
        "long short",
        r"""
            how .*(?:worked out|calculated|determined|set\b|arrived at|reckoned|costed) | method | calculat | basis$
            basis (?:of|on|for)
        """,
        r"""
            legal | deliver | ENDING | engag | consult | statut | review | commission | service | measur
        """,
    ),
    "finance.year": (
        "year",
        r"""
            years?\b | yrs?\b | fy\b | period
        """,
        r"""
            approv | review | progress | report | log | plan | made | agreed | directions?\b | previous
        """,
    ),
    "finance.note": (
        "long short",
        r"""
            (?:money|fund\w*|budget|financ\w*|resourc\w*) .*(?:notes?|comments?|remarks?|details?|source|explan\w*)
            recurring | recurrence | one off
        """,
        r"""
            date
        """,
    ),
    "report.number": (
        "code number short",
        r"""
            report\b | reports\b | paper | minute | agenda | item\b
        """,
        r"""
            ENDING | progress | report (?:to|on|back|due) | reports? to | title | name | author | last | next | annual
            performance | link | date | risk | called | head | append | annex
        """,
    ),
    "report.title": (
        "long short",
        r"""
            (?:report|paper)s?\b.*(?:title|name|called|head|subject)
            (?:title|name|heading|subject) .*(?:report|paper)
        """,
        r"""
            ENDING | progress | author | annual
        """,
    ),
    "report.appendix": (
        "code short number",
        r"""
            append\w* | annex | app\b | schedule\b | enclosure
        """,
        r"""
            date | lead | function
        """,
    ),
    "report.url": (
        "url",
        r"""
            link | url | web | online | publish | where | page | papers? | read | address | found | site | document
            report | minute
        """,
        r"""
            letter | evidence | folder | eqia | policy | file | form
        """,
    ),
}
"""By field: the kinds of cells, the words that speak for it, and those that speak against it."""
