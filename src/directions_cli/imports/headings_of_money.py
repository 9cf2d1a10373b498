"""Headings that boards give to money and to the report that decided it, in plain words, the more usual first."""

from __future__ import annotations

from typing import Final

MONEY_AND_REPORT: Final = {
    "finance": """
        budget | budget allocated | budget allocated by ijb to carry out direction | resource committed | total resource
        amount | value | sum | total resource committed | finance | financial resource | funding | funding allocated
        allocation | cost | total cost | financial value | total budget | budget value | annual budget | financial allocation
        payment | resource | resources | money | budget amount | investment | financial implications | finance implications
        financial impact | resource implications | budget implications | set aside | financial commitment | set aside budget
        amount set aside | hospital set aside | total resources committed | resources committed | total | total funding
        total resource allocated | resource allocated | budget committed | funding committed | associated budget | costs
        financial resources | budget to carry out direction | total value | amount committed | delegated budget
        budget associated | budget attached | value of direction | financial consequences | resource allocation | financials
        budget available | spend | sum committed | sum allocated | total amount | recurring | non recurring | budget delegated
        budget allocated by the ijb | cost of direction | estimated cost | financial sum | payment amount | sum set aside
        resource envelope | financial envelope | total committed | budget allocated by ijb | total cost of direction
        payment made | financial provision | budget provision | total commitment
        funding envelope | sum directed | amount directed | value of funding | financial envelope allocated
        resource attached | resources attached | resource envelope allocated | funds | monies | sums | associated cost
        associated funding | associated resource | associated resources | associated finance | money | money attached
        total value of direction | budget associated with direction | budget for direction | direction budget
        direction value | financial resources allocated | financial resources committed | financial detail | financial details
        allocated budget | allocated funding | amount of payment | payment to partner | payments | financial sums | price
        how much | funding level | level of funding | level of resource | committed | recurring budget | integrated budget
        ijb funding | financial amount | financial consequence
    """,
    "finance.use": """
        use of money | use of funding | use of funds | purpose of funding | how funding is to be used | use of payment
        how the money is used | funding purpose | how budget is to be used | use of resource
        how the sum is to be applied | use of sum | use of resource | application of funding | how money is to be used
        how sum is to be used | how the payment is to be used | how the funding is to be used | how the budget is to be used
        purpose of payment | purpose of money | purpose of budget | use of budget | what the money is for
        what the funding is for | applied to | spend on | how the money is to be spent | how it is to be used | used for
        how resources are to be used | use of the payment
    """,
    "finance.method": """
        basis of payment | how calculated | method | payment method | method of determining payment | basis of calculation
        method of calculation | funding basis | calculation method | payment basis
        basis of cost | basis of funding | how determined | how payment is determined | method of determination
        method of payment | basis of sum | basis of budget | basis of charge | how the sum is worked out
    """,
    "finance.year": """
        financial year | year of funding | budget year | year | funding year | fy | fin year | finance year
        period of funding | funding period | year of budget | year of payment | budget period | year s | period of payment
        financial period | applicable year | year of direction | for year | accounting year
    """,
    "finance.kind": """
        payment or set aside | type of funding | funding type | kind of money | budget type | type of budget
        payment set aside | finance type | set aside or payment | type of resource
        payment or set aside sum | kind of funding | nature of funding | nature of money
    """,
    "finance.note": """
        finance comments | financial comments | budget notes | finance notes | funding comments | financial notes
        budget comments | funding source | source of funding | funding notes | budget source | finance comment
        funding stream | budget line | cost centre | budget code | ledger code
    """,
    "report.number": """
        report no | report number | report ref | report reference | paper ref | paper no | paper number | paper reference
        ijb report | report | agenda paper | committee report | ijb paper | ijb report no | ijb report number | ijb report ref
        board paper | board report | paper | report paper no | agenda item | minute ref | minute reference | item number
        ijb paper ref | ijb paper number | report id | board report no | agenda item no | agenda ref | minute
        board paper ref | related report | source report | committee paper | report no ref | linked report | agenda reference
        report ref no | relevant report | covering report | report paper ref | report reference number | minute no
        paper no and title | item of business | item | agenda no | board paper no | supporting report | report considered
        report reference no | report ref number | committee ref | paper id | report s | minute item | item at ijb
    """,
    "report.title": """
        report title | title of report | paper title | name of report | paper name | board report title | ijb report title
        report name | title of ijb report | title of paper | report heading | ijb paper title | title of board report
        name of paper | associated report
        report | report considered | name of ijb report | board paper title | title of supporting report
        title of covering report
    """,
    "report.appendix": """
        appendix | annex | appendix no | appendix number | report appendix | appendix ref | appendix letter | annex no | app
    """,
    "report.url": """
        link | link to report | hyperlink | url | web link | link to papers | report link | link to relevant ijb report s
        link to meeting papers | link to ijb report | link to paper | papers link | website | web address | link to minute
        report url | link to relevant report | weblink | link to board paper | link to ijb paper | meeting papers | links
        committee paper link | link to committee paper | link to paper s | link to ijb papers | report hyperlink
        hyperlink to report | link to board report | where published | link to direction | link to report s | paper link
    """,
}
