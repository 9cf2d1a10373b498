"""Headings that boards give to how a direction fares, in plain words, the more usual first; a stroke between two."""

from __future__ import annotations

from typing import Final

LIFE: Final = {
    "status": """
        status | current status | direction status | status of direction | state | position | live closed | open closed
        extant | direction state | active | action status | is it live | current state | live | open | in force
        status of the direction | live or closed | current position | stage | active closed | complete | overall status
        standing | extant or ended | completed | closed | outcome of direction | status now | present status | extant y n
        still extant | is the direction live | whether extant | extant status | lifecycle status | closed y n | live y n
        in place
        disposal | state of direction | standing of direction | current standing | live or ended | current status of direction
        direction live | status of this direction | status at review | direction outcome | present position | status category
        register status | open or closed | live or superseded | status at year end
    """,
    "progress": """
        progress | progress update | update | latest update | progress to date | current progress | delivery progress
        implementation progress | position statement | current position | progress made | update on progress
        monitoring update | implementation update | progress report | latest position | comments on progress | progress note
        progress notes | latest progress | status update | delivery update | action taken | actions taken | progress summary
        update on delivery | monitoring | progress comments | progress against direction | position update | delivery position
        performance update | six monthly update | progress narrative | implementation status | achievements | updates
        action to date | what has been done | implementation position | progress commentary | partner update
        response from partner
        progress narrative | where we are now | where are we now | progress in year | quarterly update | partner progress
        implementation progress update | update from partner | updates from partner | report on progress | progress in period
        update since last report | narrative | commentary | latest | work to date | status narrative | what has happened
    """,
    "progress.rating": """
        rag | rag status | rag rating | rating | progress rating | delivery status | brag | delivery rating | traffic light
        delivery confidence | brag status | brag rating | progress rag | ragb | delivery rag | rag assessment
        progress status | risk rating | rag score | confidence
        bragg | rag this quarter | current rag | delivery status rag | rag progress | r a g | ragb status
        progress rag at | confidence rating
    """,
    "progress.date": """
        date of update | last updated | date updated | update date | progress date | date of last update | as at
        position as at | updated | updated on | date last updated | date of progress update | status date | last update
        date of progress | reported on | date reported | date of status
        date of latest update | date of position | position date | date of last report | update at
    """,
    "difficulty": """
        delivery issues | delivery issue | issues | issues with delivery | risks and issues | barriers | difficulties
        problems | challenges | delivery difficulties | issues in delivery | risks | exceptions | concerns | obstacles
        implementation issues | issues risks | risks issues | issues arising | delivery risks | any delivery issues
        barriers to delivery | issues identified | delivery problems | issues or barriers | issues affecting delivery
        difficulty | known issues | delivery concerns | issues with implementation | implementation difficulties
        delivery challenges | risk issues | risk | issue | blockers | difficulties in delivery | delivery issues identified
        delivery difficulty | barriers issues | partner issues | issues raised by partner | escalations | escalation
        difficulties reported | issues reported | problems reported
    """,
    "earlier": """
        does this direction supersede vary or revoke an existing direction | does this direction supersede or vary
        does this direction supersede or vary an existing direction | supersede vary revoke | supersedes varies revokes
        does this direction supersede amend or cancel a previous direction | supersedes or varies | supersedes varies
        new or revised | relates to existing direction | links to previous direction | related direction | previous direction
        existing direction | varies revokes | earlier directions | linked directions | replaces or varies
        does this supersede or vary | previous directions | related directions
        does this direction supersede revise or revoke a previous direction | new amended | earlier direction
        effect on earlier directions | does the direction supersede an existing direction | link to previous direction
        effect on existing directions | history | does this direction supersede amend or vary an existing direction
        supersedes amends or revokes | supersedes amends | supersedes varies or revokes
        direction superseded varied or revoked | new or amended direction | cross reference | linked direction
        impact on existing direction | links to other directions | does it supersede another direction | does it supersede another
        does this supersede a previous direction
        previous direction superseded or amended | previous direction superseded amended | replaces or amends
        supersedes or amends | amends or supersedes | new or replacement | direction superseded or varied
        relates to previous direction | link to earlier direction | does it replace an earlier direction
        effect on previous direction | amends supersedes | previous ref | supersedes revises or revokes | revises or replaces
        related previous direction
    """,
    "supersedes": """
        supersedes | replaces | supersedes direction | direction superseded | superseding | previous direction superseded
        supersedes ref | replaces direction | supersedes previous direction | supersedes direction no | directions superseded
        supersedes reference | replaces ref | superseded direction | supercedes | direction replaced
        replaces which direction | supersedes which direction | supersedes directions
        in place of | takes the place of | supersedes earlier direction | direction it replaces | direction it supersedes
        earlier direction superseded | earlier direction replaced | replaces earlier direction | replaces previous direction
        replacing
    """,
    "varies": """
        varies | amends | varies direction | variation of | revises | direction varied | varies ref | amends direction
        varies which direction | variation to | varies direction no | directions varied | revises direction
        varies earlier direction | amends earlier direction | amends previous direction | earlier direction varied
        variation of direction | amendment to | direction amended | direction it varies
    """,
    "revokes": """
        revokes | cancels | rescinds | revokes direction | direction revoked | revokes ref | cancels direction | withdraws
        directions revoked | revokes which direction
        revokes earlier direction | withdraws direction | earlier direction revoked | direction withdrawn
        direction cancelled
    """,
    "superseded_by": """
        superseded by | replaced by | superseded by direction | superseded by ref | replaced by direction | succeeded by
        successor | superceded by | successor direction | superseded by direction no | replacement direction | replacement
        superseding direction | superseded or replaced by | later direction | now see
        now replaced by | now superseded by | later ref | replaced by ref | superseded by no | overtaken by
        new direction ref | new ref | superseded by reference
    """,
    "varied_by": """
        varied by | amended by | revised by | varied by direction | varied by ref
    """,
    "revoked_by": """
        revoked by | cancelled by | rescinded by | revoked by direction | revoked by ref | withdrawn by
    """,
    "ended_by": """
        superseded varied by | superseded or varied by | varied superseded by | superseded varied or revoked by
        varied or superseded by | ended by | superseded revoked by | varied superseded revoked by | replaced or varied by
        superseded revised by
    """,
    "ended.date": """
        date closed | closed | closure date | date completed | completion date | date complete | completed | date superseded
        date revoked | date ended | date of closure | date varied | closed on | date withdrawn | actual completion date
        date of status change | closed date | completed on | date of completion | date closed off | date closed or revoked
        date closed revoked | date closed superseded | revoked on | revocation date | date superseded or closed | ended
        ended on | date achieved | date direction closed | date no longer extant | date closed completed | date of revocation
        actual end date | date superseded revoked | close date | date discharged | date removed | date closed or superseded
        date delivered | date ceased | date cancelled | complete
        date closed or superseded or revoked | date of ending | date spent | date closed by ijb | closed at
        date marked complete | date status changed | closed at ijb of
    """,
    "ended.note": """
        reason for closure | closure reason | reason closed | reason | closing note | why closed | reason for revocation
        how achieved | reason for closing | closure note | reason for status | closure comments | basis for closure
        reason revoked | reason ended | closure notes | why ended | reason for change | rationale for closure
        closure statement
        closure rationale | reason for ending | reason spent | reason for disposal | grounds for closure | closing remarks
        closing comments
    """,
    "ended.approved": """
        date closure approved | closure approved | closure agreed | date closure agreed by ijb | closure approved by ijb
        date ijb agreed closure | ijb closure date | date of closure decision
    """,
    "ended.report": """
        closing report | closure report | report closing | closing minute | closure minute | minute of closure
        report of closure | closing paper | closure paper | report that closed it | revocation report | closing report no
        closure report no | closure report ref | closed by report | report recommending closure
    """,
    "reviewed.date": """
        last review date | last reviewed | date last reviewed | date of last review | date reviewed | reviewed on
        last review | date of annual review
        reviewed at | last annual review | date of latest review | latest review
    """,
    "note": """
        comments | comment | notes | note | remarks | remark | additional information | further information
        other information | lead officer | lead | additional comments | responsible officer | owner | accountable officer
        responsible lead | contact | author | report author | other | misc | general comments | any other comments
        lead service | responsible person | delivery lead | action owner | sponsor | lead manager | head of service
        responsible | responsible manager | advice | professional advice | consultation | background | rationale | context
        risk level | updated by | ijb lead | directorate | executive lead | chief officer lead | contact officer | information
        observations | lead contact | operational lead | senior responsible officer | sro | type | direction type
        category | officer responsible | partnership lead | lead director | other comments | assurance | governance
        committee | reported to | review outcome | outcome of review | outcome of annual review | previous review | reviewed
        governance route | manager | responsible lead officer | lead officer s | action lead
        prior engagement undertaken | details of prior engagement where appropriate | prior engagement | engagement
        engagement undertaken | consultation undertaken | ongoing actions linked | linked actions | linked risk
        risk register ref | officer lead | named lead | exec lead | lead head of service | head of service lead
        file location | file ref | folder | date added to log | date entered | logged by | completed by | for information
        spend to date | expenditure to date | outturn | variance | savings target | version | chief officer comment
    """,
}
