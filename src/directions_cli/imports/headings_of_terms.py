"""Headings that boards give to what a direction says, in plain words, the more usual first; a stroke between two."""

from __future__ import annotations

from typing import Final

TERMS: Final = {
    "reference": """
        reference | ref | ref no | ref number | reference no | reference number | direction ref | direction reference
        direction no | direction number | dir no | dir ref | direction id | id | no | number | unique reference
        unique identifier | unique id | unique no | unique number | unique ref | identifier | log no | log number | log ref
        item no | ijb ref | ijb reference | ijb direction ref | direction ref no | direction reference number
        direction reference no | direction identifier | # | ijb direction no | ijb direction number | unique reference number
        urn | direction code | code | ref id | register no | register number | direction
    """,
    "title": """
        title | direction title | title of direction | name of direction | direction name | subject | direction heading
        topic | short title | subject of direction | short description | brief description | project | programme | workstream
        name | direction | subject matter | direction subject | what | about | theme | initiative | heading | item
        direction topic | area of work | brief title | description | matter | headline | direction headline | regarding
        in respect of
    """,
    "direction": """
        direction text | full text | full text of direction | text of direction | text | wording | direction wording
        wording of direction | direction | description | description of direction | direction description
        details of direction | direction details | detail | details | summary of direction | direction summary | summary
        instruction | action required | content of direction | requirement | terms of direction | direction statement
        what is directed | text of the direction | directions | full direction | direction in full | direction detail
        what the ijb directed | required action | direction given | direction made | full wording | the direction
        direction content | action | wording of the direction | decision | ijb decision | agreed action | directive
        directions text | full text of the direction | direction narrative | narrative | instructions | body of direction
        scope
    """,
    "functions": """
        service function | function | functions | functions covered | services functions covered | service functions covered
        function s | services and functions | function or service | functions services | service s function s
        delegated function | delegated functions | integrated function | integrated functions | functions and services
        service or function | services functions | function s covered | delegated function s | services and functions covered
        function covered | services or functions covered | function service | function area | delegated service
        delegated services | service | services | service area | services covered | care group | service covered
        service areas | service s | area of service | integrated service | service line | functions directed
        functions to which it relates | functions affected | relevant function | relevant functions
    """,
    "services": """
        named services | specific services | services named | service name | team
    """,
    "approved": """
        date of ijb | ijb date | date of ijb meeting | ijb meeting date | meeting date | date of meeting | board date
        board meeting date | date of board | date approved | approved | approval date | date of approval | date agreed
        date agreed by ijb | ijb approval date | date approved by ijb | date direction approved | ijb approval | decision date
        date of decision | date made | date direction made | date of ijb approval | approved on | meeting | board meeting
        ijb meeting | date of board meeting | ijb | date of direction | direction date | date | approved date
        date of ijb decision | board approval | agreed | agreed on | made | made on | ijb agreed | approved by ijb
        agreed by ijb | agreed at ijb | approved at ijb | ijb board date | date considered by ijb | ijb decision date
        date approved by the board | considered | date considered | date of board approval | jb date | board | date ratified
        meeting of | date of integration joint board | integration joint board date | decided | decided on | approval
        integration joint board meeting | date agreed by board | ijb meeting at which approved
    """,
    "issued": """
        date issued | date of issue | issue date | issued | issued on | date direction issued | date sent | sent
        date letter issued | date of letter | letter date | date direction sent | date issued to partners | date communicated
        direction issued | sent on | issued date | letter issued | date of issue to partners | letter sent | date letter sent
        issue | when issued | direction issued on | date formally issued | date of formal issue | communicated
        date issued by chief officer | formally issued | transmitted | date of notification | date issued to partner
        date of issue of direction | notified | date notified | direction issue date | issued to partners on
        date of direction | direction date | date
    """,
    "takes_effect": """
        effective from | effective date | date effective | start date | from | date from | commencement date | takes effect
        with effect from | wef | date direction takes effect | in force from | start | begins | date of effect | valid from
        effective | effect from | commences | commencement | date of commencement | comes into effect
        date of coming into force | into force | date in force | applies from | effective start date | period from
        implementation date | live from | date effective from | direction effective from | operative from | in effect from
    """,
    "ends": """
        end date | effective to | expiry date | expires | expiry | valid until | ends | date to | direction ends | finish date
        target date | deadline | timescale | timescales | due date | target completion date | delivery date
        delivery timescale | timescale for delivery | timeline | by when | date to be completed | completion due | until | end
        effective until | in force until | due | target | delivery deadline | timescale for completion
        expected completion date | expected end date | anticipated completion | planned end date | duration | timeframe
        time frame | completion deadline | expires on | expected completion | delivery by | target end date
        to be completed by | direction end date | date of expiry | period to | period | period covered
        implementation timescale | delivery timescales | term | timescale for implementation | effective end date | lapse date
        lapses | due by | delivery timeline | delivery timeframe | timing
    """,
    "review": """
        review date | date of review | date of next review | next review | review | date direction will be reviewed
        date for review | review by | to be reviewed | review due | when will it be reviewed | annual review
        next review date | review timescale | review month | planned review | date on which the direction will be reviewed
        due for review | review period | date to be reviewed | review on | scheduled review | when reviewed | reviewing date
        review deadline | to be reviewed by | review due date | reviewed next | date of planned review | review arrangements
    """,
    "to": """
        issued to | to | directed to | direction to | partner | partners | recipient | recipients | health board council both
        nhs and council | direction issued to | to whom | body | organisation | organisations | organisation directed
        responsible body | partner body | directed body | partner organisation | constituent authority | constituent body
        delivery partner | directed partner | addressed to | sent to | for | responsible organisation | which partner
        who is it directed to | direction for | health board or council | nhs council both | partner s | directed at
        to which partner | constituent authorities | partner directed | lead partner | hb la both | nhs la both
        partner organisations | partner agencies | partner agency | issued to partner | organisation s | receiving body
        directed organisation | recipient s | addressee | delivering partner | nhs council or both
        health board local authority both | statutory partner | who | to whom issued | issued to nhs council both
        responsible partner | partner s directed | nhs or council | directed partner s | agency | issued to partners
        party directed | parent body | implementing body | lead agency
    """,
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
    """,
    "finance.use": """
        use of money | use of funding | use of funds | purpose of funding | how funding is to be used | use of payment
        how the money is used | funding purpose | how budget is to be used | use of resource
    """,
    "finance.method": """
        basis of payment | how calculated | method | payment method | method of determining payment | basis of calculation
        method of calculation | funding basis | calculation method | payment basis
    """,
    "finance.year": """
        financial year | year of funding | budget year | year | funding year | fy | fin year | finance year
    """,
    "finance.kind": """
        payment or set aside | type of funding | funding type | kind of money | budget type | type of budget
        payment set aside | finance type | set aside or payment | type of resource
    """,
    "finance.note": """
        finance comments | financial comments | budget notes | finance notes | funding comments | financial notes
        budget comments | funding source | source of funding | funding notes | budget source | finance comment
    """,
    "report.number": """
        report no | report number | report ref | report reference | paper ref | paper no | paper number | paper reference
        ijb report | report | agenda paper | committee report | ijb paper | ijb report no | ijb report number | ijb report ref
        board paper | board report | paper | report paper no | agenda item | minute ref | minute reference | item number
        ijb paper ref | ijb paper number | report id | board report no | agenda item no | agenda ref | minute
        board paper ref | related report | source report | committee paper | report no ref | linked report | agenda reference
        report ref no | relevant report | covering report | report paper ref | report reference number | minute no
    """,
    "report.title": """
        report title | title of report | paper title | name of report | paper name | board report title | ijb report title
        report name | title of ijb report | title of paper | report heading | ijb paper title | title of board report
        name of paper | associated report
    """,
    "report.appendix": """
        appendix | annex | appendix no | appendix number | report appendix | appendix ref | appendix letter | annex no | app
    """,
    "report.url": """
        link | link to report | hyperlink | url | web link | link to papers | report link | link to relevant ijb report s
        link to meeting papers | link to ijb report | link to paper | papers link | website | web address | link to minute
        report url | link to relevant report | weblink | link to board paper | link to ijb paper | meeting papers | links
    """,
    "outcomes": """
        national outcomes | outcomes | outcome | health and wellbeing outcomes | national health and wellbeing outcomes | nhwo
        nhwbo | outcome s | hwb outcomes | national outcome | national health and wellbeing outcome | nhwbos | nhwos
        health and wellbeing outcome | outcomes met | national outcome s | nhw outcomes | national hwb outcomes
        wellbeing outcomes | national health and wellbeing outcome s | outcome numbers
    """,
    "priorities": """
        strategic priority | strategic priorities | priority | priorities | strategic plan priority | strategic objective
        strategic commissioning plan priority | plan priority | strategic aim | strategic theme | strategic objectives
        strategic plan priorities | scp priority | strategic outcome | plan priorities | strategic aims
        strategic plan objective | scp priorities | strategic intention | strategic intentions
        strategic commissioning priority | strategic plan aim | strategic priority s | ijb priority | strategic plan theme
        commissioning priority
    """,
    "alignment": """
        alignment | alignment to strategic plan | alignment to strategic commissioning plan | strategic plan link
        link to strategic plan | strategic fit | strategic plan | strategic alignment | alignment with strategic plan
        link to strategic commissioning plan | scp alignment | how it supports the strategic plan
        strategic commissioning plan | strategic plan alignment | link to plan | relevance to strategic plan
        strategic plan reference | plan alignment | strategic context | strategic plan ref | links to strategic plan
    """,
    "measures": """
        performance measures | measures | kpis | key performance indicators | performance indicators | how measured
        success measures | performance measure | measure | indicators | measurement | monitoring arrangements
        performance monitoring | how will success be measured | measures of success | kpi | success criteria
        performance indicator | outcome measures | how performance will be measured | measure of success
        how it will be measured | performance framework | how monitored | performance | evidence of delivery
    """,
    "milestones": """
        milestones | milestone | key milestones | delivery milestones | steps | key actions | actions | milestones and dates
        key milestone | delivery steps | key steps | implementation milestones | key deliverables | deliverables
    """,
    "impact": """
        impact | those affected | who is affected | impact assessment | impact statement | people affected | equality impact
        eqia | equalities | affected groups | stakeholders affected | impact on people | equality impact assessment
    """,
    "conditions": """
        conditions | conditional on | subject to | preconditions | condition | dependencies | conditionality | contingent on
        dependent on | conditions attached
    """,
    "localities": """
        locality | localities | area | geography | geographical area | locality area | locality s | area covered
        geographic area
    """,
    "officer": """
        issued by | signed by | issuing officer | issued by officer | sent by | signatory | office issuing | officer issuing
        signed
    """,
    "jointly": """
        joint | joint direction | jointly | joint or single | is it joint | to be carried out jointly | joint y n
        joint delivery | jointly delivered
    """,
    "private": """
        private | exempt | exempt report | confidential | public private | exempt information | private item
        public or private | private session | is it exempt | exempt y n | exempt item | confidentiality | publicly available
        public
    """,
}
