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
        direction ref number | log reference | dirn no | direction ref id | direction log no | register ref | entry no
        serial no | direction serial no | ijb direction number and year | our ref | direction s no
    """,
    "title": """
        title | direction title | title of direction | name of direction | direction name | subject | direction heading
        topic | short title | subject of direction | short description | brief description | project | programme | workstream
        name | direction | subject matter | direction subject | what | about | theme | initiative | heading | item
        direction topic | area of work | brief title | description | matter | headline | direction headline | regarding
        in respect of
        direction short description | heading of direction | purpose | purpose of direction | matter directed
        title of ijb direction | name of service change | area of direction | direction area
        summary | what it concerns | what it is about | what it is for | concerning | descriptor | what for | relates to
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
        what the partner is asked to do | what the partner is required to do | actions required of partner | actions required
        action to be taken | action required of partner | required of partner | what must be done | what is to be delivered
        what is to be done | to be delivered | delivery requirement | delivery requirements | requirement of direction
        substance of direction | terms | wording issued | text as approved | what we directed | expectation | expectations
        the partner is directed to | partner is directed to | directed to do | action directed | actions directed | content
        direction issued in full | operative text | full direction text | direction as approved | direction as issued
        specific direction | description of the direction given
        instruction to partner s | instruction to partner | instruction to partners | instructions to partners
        expectations of partner | expectation of partner | text of what was directed | what was directed | what is required
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
        function s to which the direction relates | functions to which the direction relates
        services to which the direction relates | function delegated | functions delegated | service s covered
        function or services covered | integration functions | scheme functions | services included | service directed
        services in scope | functions in scope | delegated function or service | service function covered
        delegated function s or service s | function service area | service delegated | functions service
    """,
    "services": """
        named services | specific services | services named | service name | team
        specific service
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
        date of integration joint board meeting | date of jb | meeting approved | date taken to ijb | ijb of
        date of ijb approving direction | agreed at ijb of | approved at ijb of | approved at meeting of | approved by ijb on
        ijb sign off | ijb sign off date | date ratified by ijb | ijb meeting held | date of decision by ijb
        date decision made | meeting at which agreed | meeting at which approved | jb meeting | jb meeting date
        decision taken | board of
    """,
    "issued": """
        date issued | date of issue | issue date | issued | issued on | date direction issued | date sent | sent
        date letter issued | date of letter | letter date | date direction sent | date issued to partners | date communicated
        direction issued | sent on | issued date | letter issued | date of issue to partners | letter sent | date letter sent
        issue | when issued | direction issued on | date formally issued | date of formal issue | communicated
        date issued by chief officer | formally issued | transmitted | date of notification | date issued to partner
        date of issue of direction | notified | date notified | direction issue date | issued to partners on
        date of direction | direction date | date
        date of direction letter | direction letter date | date formally communicated | issue date to partners
        chief officer letter | letter of direction dated | date of chief officer letter | letter dated | date intimated
        intimated | date of intimation | sent to partner | sent to partners | date sent to partner | date passed to partner
        date letter sent out | letter sent on | issued to partner on
        co letter | letter | letter to partners | letter to chief executives | date of co letter
    """,
    "takes_effect": """
        effective from | effective date | date effective | start date | from | date from | commencement date | takes effect
        with effect from | wef | date direction takes effect | in force from | start | begins | date of effect | valid from
        effective | effect from | commences | commencement | date of commencement | comes into effect
        date of coming into force | into force | date in force | applies from | effective start date | period from
        implementation date | live from | date effective from | direction effective from | operative from | in effect from
        in effect from date | operational from | date of implementation | period start | start of direction | effective as of
        date from which direction takes effect | direction start date | direction start | with effect | from when
        coming into force | force from
    """,
    "ends": """
        end date | effective to | expiry date | expires | expiry | valid until | ends | date to | direction ends | finish date
        target date | deadline | timescale | timescales | due date | target completion date | delivery date
        delivery timescale | timescale for delivery | timeline | by when | date to be completed | completion due | until | end
        effective until | in force until | due | target | delivery deadline | timescale for completion
        expected completion date | expected end date | anticipated completion | planned end date | duration | timeframe
        time frame | completion deadline | expires on | expected completion | delivery by | target end date
        to be completed by | direction end date | date of expiry | period to | period | period covered | period of direction
        implementation timescale | delivery timescales | term | timescale for implementation | effective end date | lapse date
        lapses | due by | delivery timeline | delivery timeframe | timing
        finish | finish by | end of direction | deadline for delivery | to be delivered by | to be implemented by
        complete by | for completion by | required by | implementation deadline | target for completion | delivery by when
        timescale for implementation and review | period end | planned completion | planned completion date | date due | when
        delivery due | implementation date due | end of period
        period of effect | period in force | direction period | period of operation | dates in force
        to conclude by | conclude by | to finish by | to be finished by | to end by | ending | conclusion
    """,
    "review": """
        review date | date of review | date of next review | next review | review | date direction will be reviewed
        date for review | review by | to be reviewed | review due | when will it be reviewed | annual review
        next review date | review timescale | review month | planned review | date on which the direction will be reviewed
        due for review | review period | date to be reviewed | review on | scheduled review | when reviewed | reviewing date
        review deadline | to be reviewed by | review due date | reviewed next | date of planned review | review arrangements
        review scheduled | date of scheduled review | review planned | month of review | month of next review
        when reviewed next | date direction to be reviewed | direction review date | next scheduled review | to be reviewed on
        date for next review | next review at | next due for review
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
        delivered by | to be delivered by | delivery body | by whom | whom directed | directed to whom | party | parties
        directed party | directed parties | parties directed | recipient of direction | recipients of direction
        recipient body | recipient organisation | direction given to | given to | direction required to
        direction required for | direction sent to | direction addressed to | partner or partners directed | receiving partner
        partner receiving | constituent body directed | body directed | bodies directed | authority directed
        directed authority | employing body | served on | delegating partner | partner to deliver | delivery partner s
        delivery partners | responsible authority | statutory body | organisation responsible | to nhs or council
    """,
    "outcomes": """
        national outcomes | outcomes | outcome | health and wellbeing outcomes | national health and wellbeing outcomes | nhwo
        nhwbo | outcome s | hwb outcomes | national outcome | national health and wellbeing outcome | nhwbos | nhwos
        health and wellbeing outcome | outcomes met | national outcome s | nhw outcomes | national hwb outcomes
        wellbeing outcomes | national health and wellbeing outcome s | outcome numbers
        nhwbo s | national health wellbeing outcomes | national health wellbeing outcome | nhwb outcomes
        health wellbeing outcomes | nho | outcomes addressed | outcomes supported | national outcomes supported
    """,
    "priorities": """
        strategic priority | strategic priorities | priority | priorities | strategic plan priority | strategic objective
        strategic commissioning plan priority | plan priority | strategic aim | strategic theme | strategic objectives
        strategic plan priorities | scp priority | strategic outcome | plan priorities | strategic aims
        strategic plan objective | scp priorities | strategic intention | strategic intentions
        strategic commissioning priority | strategic plan aim | strategic priority s | ijb priority | strategic plan theme
        commissioning priority
        strategic plan outcome | strategic plan outcomes | strategic goal | strategic goals | strategic ambition | ambition
        plan objective | plan aim | plan theme | scp aim | strategic driver
    """,
    "alignment": """
        alignment | alignment to strategic plan | alignment to strategic commissioning plan | strategic plan link
        link to strategic plan | strategic fit | strategic plan | strategic alignment | alignment with strategic plan
        link to strategic commissioning plan | scp alignment | how it supports the strategic plan
        strategic commissioning plan | strategic plan alignment | link to plan | relevance to strategic plan
        strategic plan reference | plan alignment | strategic context | strategic plan ref | links to strategic plan
        how it fits the strategic plan | fit with strategic plan | contribution to strategic plan | alignment to plan
        alignment to scp | strategic link | link to scp
    """,
    "measures": """
        performance measures | measures | kpis | key performance indicators | performance indicators | how measured
        success measures | performance measure | measure | indicators | measurement | monitoring arrangements
        performance monitoring | how will success be measured | measures of success | kpi | success criteria
        performance indicator | outcome measures | how performance will be measured | measure of success
        how it will be measured | performance framework | how monitored | performance | evidence of delivery
        monitoring and evaluation | how success is measured | what success looks like | how will we know | how we will know
        targets | target measure | performance target | performance targets | measured by | evidence of success
        how success will be measured | performance measures and targets
    """,
    "milestones": """
        milestones | milestone | key milestones | delivery milestones | steps | key actions | actions | milestones and dates
        key milestone | delivery steps | key steps | implementation milestones | key deliverables | deliverables
        stages | delivery stages | stepping stones | implementation steps | milestones dates | key dates | plan of delivery
        delivery plan
    """,
    "impact": """
        impact | those affected | who is affected | impact assessment | impact statement | people affected | equality impact
        eqia | equalities | affected groups | stakeholders affected | impact on people | equality impact assessment
        effect on people | equality and fairer scotland | iia | integrated impact assessment | people who are affected
    """,
    "conditions": """
        conditions | conditional on | subject to | preconditions | condition | dependencies | conditionality | contingent on
        dependent on | conditions attached
    """,
    "localities": """
        locality | localities | area | geography | geographical area | locality area | locality s | area covered
        geographic area
        locality covered | localities covered | area of scotland | community | neighbourhood
    """,
    "officer": """
        issued by | signed by | issuing officer | issued by officer | sent by | signatory | office issuing | officer issuing
        signed
        issuing office | letter signed by | direction issued by | direction signed by | letter from
    """,
    "jointly": """
        joint | joint direction | jointly | joint or single | is it joint | to be carried out jointly | joint y n
        joint delivery | jointly delivered
    """,
    "private": """
        private | exempt | exempt report | confidential | public private | exempt information | private item
        public or private | private session | is it exempt | exempt y n | exempt item | confidentiality | publicly available
        public
        taken in private | held in private | private business | exempt business | in private | private paper
        confidential item
    """,
}
