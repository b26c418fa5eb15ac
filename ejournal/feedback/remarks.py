"""The rows of the tab of remarks: what is wrong, exactly where, and what to do about it (5.3)."""

from collections.abc import Iterator

from ejournal.feedback.gather import Facts, Row
from ejournal.feedback.words import (
    CHECK_HEADS,
    CHECKS,
    FINDING_HEADS,
    NO_REMARKS,
    NOTHING,
    SEVERITIES,
    STAMP,
    WHOLE_WORKBOOK,
)
from ejournal.rules import message, remedy
from ejournal.sheets import CellValue, Link, OwnedRow
from ejournal.sheets.layout import FINDINGS, quoted
from ejournal.sheets.texts import HEADINGS

FIRST_CELL = "A2"


def remark_rows(facts: Facts, language: str, moment: str, revision: int | None) -> list[OwnedRow]:
    """Heading, stamp, column heads, and a row a finding."""
    stamp = STAMP.format(language, moment=moment, revision=revision or "-")
    rows = [
        OwnedRow((HEADINGS[FINDINGS][language],), ("title",)),
        OwnedRow((stamp,), ("remark",), stamp=True),
        OwnedRow(tuple(head[language] for head in FINDING_HEADS), ("head",)),
    ]
    return [*rows, *_findings(facts, language), *_checks(facts, language)]


def _findings(facts: Facts, language: str) -> Iterator[OwnedRow]:
    for finding in facts.findings:
        cells = (
            SEVERITIES[finding["severity"]][language],
            _place(finding, language),
            message(finding, language),
            remedy(finding, language),
            finding["clause"],
        )
        yield OwnedRow(cells, (finding["severity"], "link", "text", "text", "centre"))
    if not facts.findings:
        yield OwnedRow((NOTHING[language],), ("remark",))


def _checks(facts: Facts, language: str) -> Iterator[OwnedRow]:
    """Remarks on the keeping of the journal: who checked it, when, in which office, and what was said (5.3)."""
    if not facts.checks:
        return
    yield OwnedRow((CHECKS[language],), ("section",))
    yield OwnedRow(tuple(head[language] for head in CHECK_HEADS), ("head",))
    for check in facts.checks:
        cells = (
            f"{check['date']:%d.%m.%Y}",
            f"{check['checked_by']}, {check['office']}",
            check["remarks"] or NO_REMARKS[language],
            check["tabs"],
            str(check["check"]),
        )
        yield OwnedRow(cells, ("text", "text", "text", "text", "centre"))


def _place(finding: Row, language: str) -> CellValue:
    """A link to the exact cell; to the tab where no cell is named, and plain words where no tab is."""
    tab, cell = finding["tab"], finding["cell"]
    if not tab:
        return WHOLE_WORKBOOK[language]
    text = f"{tab} · {cell}" if cell else str(tab)
    return Link(f"{quoted(tab)}!{cell or FIRST_CELL}", text)
