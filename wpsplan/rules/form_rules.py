"""Rules of forms that come back: pages only, as the reader of workbooks raises the findings."""

from wpsplan.finding import Rule, Severity
from wpsplan.rules.registry import ERROR, NOTE, WARNING, RuleGroup

group = RuleGroup(file="form-EXA.xlsx")


def _page(code: str, severity: Severity, title: str, why: str, mend: str) -> Rule:
    return group.declare(code, severity, title, why=why, mend=mend, bad="", good="")


unreadable = _page(
    "form-unreadable", ERROR, "A file that is no workbook, or can't be opened safely",
    "An old .xls, a renamed CSV, a password, macros or a damaged file: nothing in it can be relied on.",
    "open it in Excel or LibreOffice and save it as an Excel workbook (.xlsx), without password and macros",
)  # fmt: skip
other = _page(
    "form-other", ERROR, "A workbook that is no form of this plan, this respondent or this program",
    "Its answers would be filed under somebody else, or under a question that was never asked.",
    "make the form with wpsplan form PERIOD --entity ID, and fill in that one",
)  # fmt: skip
outdated = _page(
    "form-outdated", ERROR, "An answer to a question that has changed since the form was made",
    "What was counted then may not be what is asked now.",
    "make the form anew with wpsplan form, and answer the question as it is now",
)  # fmt: skip
structure = _page(
    "form-structure", ERROR, "Rows, columns or cells that are not where the form has them",
    "An answer is known by its row and its column; if they are gone, it could be an answer to anything.",
    "bring the answer back to its own row and column, or make the form anew and copy the answers into it",
)  # fmt: skip
unclear = _page(
    "form-cell", ERROR, "A cell that can be read in more than one way, or in none",
    "1.100 may be eleven hundred or one and a tenth, 0.45 may be 45 % or less than 1 %. Nothing is guessed.",
    "write it as the form asks",
)  # fmt: skip
no_status = _page(
    "form-status", ERROR, "A form that doesn't say whether it is final",
    "A draft enters no figure, a final form does: only its sender knows which it is.",
    "choose final or draft on the sheet Cover",
)  # fmt: skip
differs = _page(
    "form-differs", WARNING, "An answer that differs from the one on file",
    "One of the two is older. Which of them counts is for a person to say.",
    "import with --replace to take the form's answers, or empty the cell to keep the one on file",
)  # fmt: skip
formula = _page(
    "form-formula", NOTE, "A formula in place of an answer",
    "Its last value is taken; whether it was calculated anew before saving can't be seen.",
    "write the number itself",
)  # fmt: skip
read_as = _page(
    "form-read-as", NOTE, "A cell that was read, though it is not as the form asks",
    "There is only one thing that it can mean; it is said so that somebody can object.",
    "nothing needs to be done",
)  # fmt: skip
hidden = _page(
    "form-hidden", NOTE, "Answers in a hidden row, column or sheet",
    "Whoever looked the workbook through may not have seen them.",
    "show the row, and look at the answer",
)  # fmt: skip
missing = _page(
    "form-missing", NOTE, "Questions of the form that are not in the workbook any more",
    "A row that was deleted answers nothing.",
    "nothing needs to be done where they were left out on purpose",
)  # fmt: skip
still_open = _page(
    "form-open", NOTE, "A workbook that is open in Excel",
    "What has not been saved yet is not in the file.",
    "save and close it, and import it again",
)  # fmt: skip
