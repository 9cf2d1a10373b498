"""The table of commands. Nothing but names and sentences is loaded until a command is asked for."""

from __future__ import annotations

from typing import Final, NamedTuple


class Command(NamedTuple):
    """A command: the module that holds it, the group of help it stands in, and its line there."""

    module: str
    group: str
    help: str


ACTS = "Acts: each makes one Git commit"
MONITORING = "Monitoring: each adds an entry and makes one commit"
READING = "Reading"
DOCUMENTS = "Documents"
REGISTER = "The register itself"

COMMANDS: Final[dict[str, Command]] = {
    "decide": Command("decide", ACTS, "Record what a board report requires: a direction, to whom, or none; list them."),
    "draft": Command("draft", ACTS, "Put a draft before the board, numbered but without effect."),
    "issue": Command("issue", ACTS, "Issue a draft, or a direction in one step, to the partners."),
    "vary": Command("vary", ACTS, "Vary a direction: timescale, finance or measures; the intent stands."),
    "supersede": Command("supersede", ACTS, "Supersede one or several directions by a new one."),
    "close": Command("close", ACTS, "Close a direction that is achieved or at its end."),
    "revoke": Command("revoke", ACTS, "Revoke a direction, alone or by a new one."),
    "correct": Command("correct", ACTS, "Put a slip of the pen in issued terms right."),
    "propose": Command("propose", ACTS, "Propose a draft for approval, on a branch of its own."),
    "progress": Command("progress", MONITORING, "Record how delivery stands, and milestones met or moved."),
    "review": Command("review", MONITORING, "Hold the annual review of all extant directions, or record that of one."),
    "difficulty": Command("difficulty", MONITORING, "Record a partner's difficulty: raised, negotiated, resolved."),
    "query": Command("query", MONITORING, "Record a query about a direction's clarity, and its answer."),
    "request": Command("request", MONITORING, "Record information asked of a partner, and its answer."),
    "log": Command("log", READING, "List the directions and where each stands, today or on any day."),
    "show": Command("show", READING, "Show one direction as it stands, its chain and its money."),
    "conflicts": Command("conflicts", READING, "Find clashes with the registers of neighbouring authorities."),
    "trail": Command("trail", READING, "Show every entry of a direction with the commit that made it."),
    "due": Command("due", READING, "List what needs doing, by date and by whom; as a calendar too."),
    "coverage": Command("coverage", READING, "Show what has no direction, and what covers each function, partner and priority."),
    "budget": Command("budget", READING, "Set the money directed against the budgets, by year, partner and kind."),
    "form": Command("form", DOCUMENTS, "Make the form of a direction: Markdown, HTML, Word or PDF."),
    "letter": Command("letter", DOCUMENTS, "Make the letter that issues, varies, ends or corrects directions; check one."),
    "report": Command("report", DOCUMENTS, "Make a report to a committee or the board, with charts; or a section of one."),
    "publish": Command("publish", DOCUMENTS, "Make a site of the register for the public: pages, feed, open data."),
    "templates": Command("templates", DOCUMENTS, "List, show, copy and check the templates and styles of documents."),
    "export": Command("export", REGISTER, "Hand the register out: CSV, Excel, JSON, SQLite, Parquet; a data dictionary."),
    "validate": Command("validate", REGISTER, "Check every file of the register against all the rules."),
    "audit": Command("audit", REGISTER, "Prove the register by its whole history in Git: nothing altered, nothing lost."),
    "doctor": Command("doctor", REGISTER, "Examine Git, this clone and the register, and say what to do."),
    "rules": Command("rules", REGISTER, "List the rules, or explain one."),
    "init": Command("init", REGISTER, "Make a new register, empty or with a worked example."),
    "schema": Command("schema", REGISTER, "Print the JSON Schema of a kind of file, for editors."),
    "import": Command("import_", REGISTER, "Bring in a log kept elsewhere, completed Word forms, or an export."),
    "migrate": Command("migrate", REGISTER, "Move a register of an older format to the present one, in one commit."),
    "merge-driver": Command("merge_driver", REGISTER, "Merge a file for Git, entry by entry, or say why that can't be."),
}
GROUPS: Final = (ACTS, MONITORING, READING, DOCUMENTS, REGISTER)
EXIT_CODES: Final = {
    0: "Done, or clean.",
    1: "The register says no: findings of severity error, or a refused act. Nothing was changed.",
    2: "Wrongly asked, or unreadable: usage, no register, bad YAML given with --from.",
    3: "A bug in the program; a short message says where the details were kept.",
    130: "Interrupted, or answered with no. Nothing was changed.",
}
STATUS_MEANINGS: Final = {
    "draft": "Before the board, or approved and not yet issued. Binds nobody.",
    "issued": "Sent to the partners, who must comply (the Act, s.27(4)). Extant.",
    "retained": "Reviewed and kept without change. Extant.",
    "varied": "A later direction changed timescale, finance or measures; the intent stands there. Ended.",
    "superseded": "A later direction has a new or revised intent. Ended.",
    "closed": "Achieved, or its programme or money has come to its end. Ended.",
    "revoked": "A later decision took it back. Ended.",
}
