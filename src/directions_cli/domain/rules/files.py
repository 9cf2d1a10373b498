"""Files and their form: rules that the reader applies while it reads (families FIL)."""

from __future__ import annotations

from directions_cli.domain.rules.core import declared

RULES = (
    declared("FIL001", "A file is UTF-8 text of reasonable size", "Damaged, huge or wrongly encoded files are refused."),
    declared("FIL002", "A file is YAML", "The place where reading failed is named; often a quote or indent is missing."),
    declared(
        "FIL003",
        "A file uses plain YAML only",
        "Anchors, aliases, tags, merges, several documents and deep nesting can hide what a file says; write values out.",
    ),
    declared("FIL004", "No merge is left unresolved", "The marks of a merge conflict stand in the file."),
    declared("FIL005", "A key stands once", "Of two equal keys a reader would silently take the last."),
    declared("FIL006", "Keys are known", "A slip of the pen in a key would drop what it holds; the nearest key is suggested."),
    declared("FIL007", "Required keys are there", "A file without them is no direction, header or report decision."),
    declared("FIL008", "Values have the right form", "Dates, money, codes and lists are written in one way each."),
    declared("FIL009", "Only files of the register stand in it", "A misnamed direction would be silently left out."),
    declared("FIL010", "A file is not empty", "An empty file is what an interrupted save or copy leaves behind."),
    declared("FIL011", "No link leads elsewhere", "A symbolic link could make a file outside look like part of it."),
    declared("FIL012", "A register has a header", "register/register.yaml says whose register it is."),
    declared("FIL013", "Names differ by more than capitals", "Windows and macOS take such names for the same file."),
    declared(
        "FIL014",
        "A register is kept in the present format",
        "One of an older format is read, but no act is done in it: `directions migrate` moves it in one commit.",
    ),
)
